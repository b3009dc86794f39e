"""What may be typed of a scheme, and the words for what may not."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.placements.rules.cohorts import check_days, comes_first
from alongside.areas.placements.rules.learners import (
    LearnerFacts,
    check_learner,
    learners_pasted,
)
from alongside.areas.placements.rules.marks import marks_typed
from alongside.areas.placements.rules.patterns import part_words, parts_typed, pattern_words
from alongside.areas.placements.rules.saying import said
from alongside.areas.placements.rules.services import (
    Hours,
    check_seats,
    check_shifts,
    code_for,
    shift_lines,
    shifts_typed,
)
from alongside.areas.placements.rules.stretches import (
    check_apart,
    stretch_lines,
    stretches_typed,
)
from alongside.areas.placements.rules.toml_text import toml_text
from alongside.areas.placements.rules.wishes import weights_said
from alongside.kernel.refusal import Refused

DAYS = st.dates(date(2020, 1, 1), date(2039, 12, 31))
WEEK = ["2026-03-02", "2026-03-08"]


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("", []),
        ("2 March 2026 to 13 March 2026", [["2026-03-02", "2026-03-13"]]),
        ("Mon 2 March 2026", [["2026-03-02", "2026-03-02"]]),
        ("2/3/2026 - 4/3/2026\n\n9.3.2026", [["2026-03-02", "2026-03-04"], ["2026-03-09"] * 2]),
        ("2026-03-02/2026-03-08; 2026-W11", [WEEK, ["2026-03-09", "2026-03-15"]]),
        ("1st mar 2026", [["2026-03-01", "2026-03-01"]]),
    ],
)
def test_stretches_are_read_however_they_are_written(typed: str, means: list):
    assert stretches_typed(typed) == means


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("soon", "stretch.not_dates"),
        ("31/2/2026", "stretch.not_dates"),
        ("2 Nevember 2026", "stretch.not_dates"),
        ("2026-W60", "stretch.not_dates"),
        ("1/3/2026 to 2/3/2026 to 3/3/2026", "stretch.not_dates"),
        ("4/3/2026 to 2/3/2026", "stretch.ends_first"),
    ],
)
def test_what_is_no_stretch_is_refused_with_its_line(typed: str, code: str):
    with pytest.raises(Refused) as refused:
        stretches_typed(f"2026-03-01\n{typed}")
    assert refused.value.code == code
    assert typed in refused.value.message


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted)))
def test_a_stretch_that_is_shown_can_be_typed_again(spans: list):
    stretches = [[first.isoformat(), last.isoformat()] for first, last in spans]
    assert stretches_typed(stretch_lines(stretches)) == stretches


def test_stretches_that_share_a_day_are_refused_for_their_field():
    check_apart([WEEK, ["2026-03-09", "2026-03-10"]], "closed")
    with pytest.raises(Refused) as refused:
        check_apart([["2026-03-08", "2026-03-09"], WEEK], "closed")
    assert (refused.value.code, refused.value.field) == ("stretch.overlap", "closed")


def test_a_mark_says_nothing():
    assert marks_typed("k7, K12\nk7") == ["K12", "K7"]
    for reason in ("arrested him", "K", "7", "PARANOID1", "his brother"):
        with pytest.raises(Refused) as refused:
            marks_typed(reason)
        assert refused.value.code == "mark.says_something"


def test_at_most_two_officers_are_at_a_service_at_once_unless_somebody_says_why():
    check_seats(2, "")
    check_seats(3, "Two wards under one name")
    for seats, why, code in ((3, " ", "service.why_more"), (0, "", "service.seats")):
        with pytest.raises(Refused) as refused:
            check_seats(seats, why)
        assert refused.value.code == code


@pytest.mark.parametrize(
    "shifts",
    [
        (),
        (Hours("early", "08:00", "15:30"), Hours("late", "12:30", "20:00")),
        (Hours("09:00 to 17:00", "09:00", "17:00"),),
    ],
)
def test_shifts_that_are_shown_can_be_typed_again(shifts: tuple):
    assert shifts_typed(shift_lines(shifts)) == shifts


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("early", "shift.not_hours"),
        ("early 25:00 to 26:00", "shift.not_hours"),
        ("early 8:00 to 9:00\nearly 9:00 to 10:00", "shift.named_twice"),
    ],
)
def test_what_is_no_shift_is_refused(typed: str, code: str):
    with pytest.raises(Refused) as refused:
        shifts_typed(typed)
    assert refused.value.code == code


def test_shifts_lie_within_the_day():
    day = ("08:00", "20:00")
    check_shifts(shifts_typed("early: 8:00 - 15:30"), day)
    with pytest.raises(Refused, match="too long for the name"):
        check_shifts(shifts_typed(f"{'x' * 41} 8:00 to 9:00"), day)
    for hours in ("night 20:00 to 22:00", "back 15:00 to 9:00"):
        with pytest.raises(Refused, match="runs from"):
            check_shifts(shifts_typed(hours), day)


def test_each_service_gets_a_code_of_its_own():
    assert code_for("Larch Ward", []) == "larch_ward"
    assert code_for("Larch Ward", ["larch_ward", "larch_ward_2"]) == "larch_ward_3"
    assert code_for("!", []) == "service"


def test_parts_that_are_shown_can_be_typed_again():
    parts = parts_typed("community\nward, 3 days\nunit 1")
    assert parts == [
        {"kind": "community", "days": 5},
        {"kind": "ward", "days": 3},
        {"kind": "unit", "days": 1},
    ]
    assert parts_typed("\n".join(map(part_words, parts))) == parts


@pytest.mark.parametrize("typed", ["", "ward, 10 days", "ward 0", "5 days", "w" * 41])
def test_what_is_no_part_is_refused(typed: str):
    with pytest.raises(Refused, match="part"):
        parts_typed(typed)


def test_a_pattern_is_said_in_a_sentence():
    week, three = {"kind": "community", "days": 5}, {"kind": "ward", "days": 3}
    one = {"kind": "car", "days": 1}
    assert pattern_words([week, three], True) == (
        "A week at a community service, then 3 days at a ward service, in either order."
    )
    assert pattern_words([one], True) == "1 day at a car service."
    assert pattern_words([week, three], False).endswith("ward service.")
    assert pattern_words([week, three, one], True).endswith(", in any order.")


FIRST, LAST = date(2026, 6, 15), date(2026, 6, 26)


def test_the_days_of_a_cohort_can_be():
    check_days(FIRST, LAST, induction_on=FIRST, feedback_on=FIRST)
    check_days(FIRST, LAST, induction_on=None, feedback_on=None)
    wrong = (
        ((LAST, FIRST, None, None), "last_on"),
        ((FIRST, LAST, LAST, None), "induction_on"),
        ((FIRST, LAST, None, date(2026, 6, 1)), "feedback_on"),
    )
    for (first, last, induction, feedback), field in wrong:
        with pytest.raises(Refused) as refused:
            check_days(first, last, induction_on=induction, feedback_on=feedback)
        assert refused.value.field == field


def test_the_next_cohort_comes_first_and_those_over_last_the_latest_before_the_oldest():
    spans = [(date(2026, month, 1), date(2026, month, 12)) for month in (1, 3, 5, 7, 9)]
    ordered = sorted(spans, key=lambda span: comes_first(span, date(2026, 5, 6)))
    assert [first.month for first, _ in ordered] == [5, 7, 9, 3, 1]


def test_names_or_rows_are_pasted():
    plain = learners_pasted("PC Ann Ash, constable\n\nPC Ben Birch\n")
    assert [(one.name, one.calling) for one in plain] == [
        ("PC Ann Ash", "constable"),
        ("PC Ben Birch", ""),
    ]
    rows = "Officer\tleave\tObjectives\tconflicts\tvetted on\tfrom_time\n"
    row = "PC A\t2026-03-02/2026-03-08\tcrisis; families\tk7\t3 March 2026\t09:00"
    found = learners_pasted(rows + row)[0]
    assert found == LearnerFacts(
        "PC A",
        leave=[WEEK],
        wants=["crisis", "families"],
        conflicts=["K7"],
        vetted_on=date(2026, 3, 3),
        from_time="09:00",
    )


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        (" \n", "Paste at least one name."),
        ("x\n" * 501, "at most 500"),
        ("PC A\nPC A", "there twice"),
        ("PC A, constable, Leeds", "Line 1 has 3 parts"),
        ("name,leave\n,2026-03-02", "Line 2 has no name"),
        ("name,shoe size\nPC A,9", "“shoe_size” is not a heading"),
        ("name,leave\nPC A,soon", "Line 2 (PC A): “soon” is not a day"),
        ("name,conflicts\nPC A,arrested him", "is not a mark"),
    ],
)
def test_what_cannot_be_pasted_is_refused_with_its_line(pasted: str, says: str):
    with pytest.raises(Refused) as refused:
        learners_pasted(pasted)
    assert says in refused.value.message


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (LearnerFacts(" "), "name"),
        (LearnerFacts("A" * 121), "name"),
        (LearnerFacts("A", calling="B" * 81), "calling"),
        (LearnerFacts("A", from_time="8"), "from_time"),
        (LearnerFacts("A", to_time="25:00"), "to_time"),
        (LearnerFacts("A", from_time="12:00", to_time="09:00"), "to_time"),
        (LearnerFacts("A", prefers=["larch", "oak"]), "prefers"),
        (LearnerFacts("A", excluded=["oak"]), "excluded"),
        (LearnerFacts("A", conflicts=["he knows"]), None),
    ],
)
def test_what_cannot_be_planned_with_is_refused(facts: LearnerFacts, field: str | None):
    check_learner(
        LearnerFacts("A", from_time="08:00", to_time="16:00", earlier=["larch"]), ["larch"]
    )
    with pytest.raises(Refused) as refused:
        check_learner(facts, ["larch"])
    assert refused.value.field == field


def test_every_weight_is_said():
    assert weights_said({"repeat": 9}) == {
        "unplaced": 1000,
        "repeat": 9,
        "preference": 4,
        "objective": 2,
        "fairness": 1,
    }


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "Yes"),
        (False, "No"),
        (3, "3"),
        (date(2026, 3, 2), "Mon 2 March 2026"),
        ([WEEK], "Mon 2 March 2026 to Sun 8 March 2026"),
        ([{"kind": "ward", "days": 5}, "crisis"], "ward, 5 days\ncrisis"),
        ((Hours("early", "08:00", "15:30"),), "early 08:00 15:30"),
    ],
)
def test_a_value_is_said_to_somebody_who_compares(value: object, words: str):
    assert said(value) == words


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20)
PLAIN = st.one_of(TEXT, st.integers(-(10**9), 10**9), st.booleans(), DAYS)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
TABLES = st.dictionaries(TEXT, VALUES, max_size=4)


@given(st.dictionaries(TEXT, st.one_of(PLAIN, TABLES, st.lists(TABLES, max_size=3)), max_size=5))
def test_what_is_written_as_toml_is_read_back_the_same(document: dict):
    assert tomllib.loads(toml_text(document, heading="A scheme\n\nof ours")) == document

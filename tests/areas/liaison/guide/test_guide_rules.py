"""Rules of the guide and of good practice: states, the law in words, what is new between texts."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.liaison.rules import guide_states, law_quotes, practice
from alongside.areas.liaison.rules.guide_states import PageKind, VersionState
from alongside.areas.liaison.rules.practice import NoteState
from alongside.areas.liaison.rules.text_changes import count_changes, text_changes
from alongside.engines.law.parameters import Parameters, load, read
from alongside.kernel.refusal import Refused

pytestmark = pytest.mark.rules
TODAY = date(2026, 6, 10)
CHANGING = read(
    """
[[parameter]]
key = "pos.detention_hours"
value = 24
unit = "hours"
to = 2026-09-01
source = "An Act"
rank = "law"

[[parameter]]
key = "pos.detention_hours"
value = 1
unit = "days"
from = 2026-09-01
source = "Another Act"
rank = "law"
"""
)


def refused(work, *args, **named) -> str:
    with pytest.raises(Refused) as caught:
        work(*args, **named)
    return caught.value.code


def test_every_word_of_the_guide_is_said_for_every_code():
    assert set(guide_states.KIND_WORDS) == set(PageKind)
    assert set(guide_states.STATE_WORDS) == set(VersionState)
    assert set(practice.NOTE_WORDS) == set(NoteState)
    assert {act for _, act in guide_states.NEXT} - {"write"} <= set(guide_states.EVENT_WORDS)


def test_a_version_goes_only_where_the_table_leads():
    acts = {act for _, act in guide_states.NEXT}
    for state, act in product(VersionState, acts):
        if (state, act) in guide_states.NEXT:
            assert guide_states.next_state(state, act) == guide_states.NEXT[state, act]
        else:
            assert refused(guide_states.next_state, state, act) == "guide.state"
    published_by = {act for (_, act), to in guide_states.NEXT.items() if to == "published"}
    assert published_by == {"publish", "confirm"}


def test_a_note_goes_only_where_the_table_leads():
    for state, act in product(NoteState, {act for _, act in practice.NOTE_NEXT}):
        if (state, act) in practice.NOTE_NEXT:
            assert practice.note_after(state, act) == practice.NOTE_NEXT[state, act]
        else:
            assert refused(practice.note_after, state, act) == "practice.state"


@pytest.mark.parametrize(
    ("day", "fits"),
    [
        (None, False),
        (TODAY, False),
        (date(2026, 6, 11), True),
        (date(2029, 6, 12), True),
        (date(2029, 6, 13), False),
    ],
)
def test_the_day_to_look_again_is_ahead_and_not_years_away(day: date | None, fits: bool):
    if fits:
        guide_states.check_review_day(day, today=TODAY)
    else:
        assert refused(guide_states.check_review_day, day, today=TODAY) == "guide.review_day"


def test_a_version_is_ready_with_words_and_a_reason():
    guide_states.check_ready("Words.", "Because.")
    assert refused(guide_states.check_ready, " ", "Because.") == "guide.no_words"
    assert refused(guide_states.check_ready, "Words.", " ") == "guide.no_why"
    guide_states.check_other_eyes(1, 2)
    assert refused(guide_states.check_other_eyes, 1, 1) == "guide.own_words"


@pytest.mark.parametrize(
    ("day", "stale"), [(None, False), (TODAY, True), (date(2026, 6, 11), False)]
)
def test_a_page_is_stale_from_its_day_on(day: date | None, stale: bool):
    assert guide_states.is_stale(day, today=TODAY) is stale


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pos.detention_hours", "24 hours"),
        ("pos.extension_police_rank", "superintendent"),
        ("pos.police_station_allowed_adult", "yes, on conditions"),
        ("pos.police_station_allowed_child", "no, never"),
        ("dpa62.justification_required", "no"),
        ("pos.ps_welfare_check_minutes", "30 minutes"),
        ("aim.handover_minutes", "60 minutes"),
        ("aim.attendance_minutes", "3 hours"),
        ("nrm.rg_target_working_days", "5 working days"),
        ("child_age_below", "18 years"),
    ],
)
def test_the_law_is_said_in_few_words(name: str, words: str):
    law = law_quotes.quoted(name, on=TODAY)
    assert law is not None
    assert law.words == words
    assert law.source
    assert law.title == law_quotes.TITLES[name]


def test_the_day_picks_the_number():
    before, after = date(2017, 12, 10), date(2017, 12, 11)
    said = [law_quotes.quoted("pos.detention_hours", on=day) for day in (before, after)]
    assert [law.words for law in said if law] == ["72 hours", "24 hours"]
    early = law_quotes.quoted("pos.extension_max_hours", on=before)
    assert early is not None
    assert (early.words, early.source) == ("not in force", "")
    assert law_quotes.quoted("pos.nothing", on=TODAY) is None


def test_what_the_law_will_say_is_known_with_its_day():
    stretches = law_quotes.stretches_of("pos.detention_hours", parameters=CHANGING)
    assert [(one.words, one.since, one.until) for one in stretches] == [
        ("24 hours", None, date(2026, 9, 1)),
        ("1 day", date(2026, 9, 1), None),
    ]
    rank = law_quotes.quoted("pos.extension_police_rank", on=TODAY)
    assert rank is not None
    assert "section 48 of the Mental Health Act 2025" in rank.until_words


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("pos.extension_max_hours", "MHA 1983 s136B(1)"),
        ("pos.ps_review_minutes", "SI 2017/1036 regs 5-7 (wording to be verified)"),
        ("warn.red_minutes", "Alongside"),
    ],
)
def test_a_source_is_named_as_readers_know_it(name: str, source: str):
    law = law_quotes.quoted(name, on=TODAY)
    assert law is not None
    assert law.source == source


def test_every_number_of_the_law_has_a_title_of_its_own():
    assert set(law_quotes.TITLES) == {one.key for one in load().entries}
    assert len(set(law_quotes.TITLES.values())) == len(law_quotes.TITLES)


def test_an_unknown_name_is_refused_with_the_nearest():
    law_quotes.check_names(["pos.detention_hours"])
    with pytest.raises(Refused, match=r"Did you mean pos\.detention_hours"):
        law_quotes.check_names(["pos.detention_hour"])
    with pytest.raises(Refused, match="Choose a name from the list"):
        law_quotes.check_names(["zzzz"])
    empty = Parameters([])
    assert refused(law_quotes.check_names, ["a"], parameters=empty) == "guide.unknown_law"


LINES = st.lists(
    st.sampled_from(["one two", "one three", "four", "five six seven", ""]), max_size=7
)


@given(LINES, LINES)
def test_both_sides_of_a_comparison_say_their_own_text_whole(old: list[str], new: list[str]):
    lines = text_changes("\n".join(old), "\n".join(new))
    for side, text in (("before", old), ("after", new)):
        said = ["".join(piece.words for piece in getattr(line, side)) for line in lines]
        assert [line for line in said if line] == [line for line in text if line]
    for line in lines:
        marked = [piece for piece in (*line.before, *line.after) if piece.marked]
        assert bool(marked) == (line.change != "same")
    assert sum(count_changes(lines)) == sum(line.change != "same" for line in lines)


def test_what_is_new_is_marked_word_by_word():
    (line,) = text_changes("Police leave soon.", "Police leave within an hour.")
    assert line.change == "changed"
    assert [piece.words for piece in line.after if piece.marked] == ["within an hour."]
    for before, after in (("Ring first.", "Ring first. Always."), ("Go now. Run.", "Go now.")):
        (line,) = text_changes(before, after)
        assert line.change == "changed"
        assert "".join(piece.words for piece in line.before) == before
        assert "".join(piece.words for piece in line.after) == after
    assert count_changes(text_changes("a\nb", "a")) == (0, 0, 1)
    assert count_changes(text_changes("a", "a\nb")) == (0, 1, 0)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"measured": True, "how": "Counted", "found": "Less", "counted": 9}, ""),
        ({"measured": False, "how": "", "found": "", "counted": None}, ""),
        ({"measured": True, "how": " ", "found": "Less", "counted": None}, "practice.how"),
        ({"measured": True, "how": "Counted", "found": "", "counted": None}, "practice.found"),
        ({"measured": False, "how": "", "found": "", "counted": 3}, "practice.counted"),
    ],
)
def test_a_number_needs_a_measurement(said: dict[str, object], code: str):
    if code:
        assert refused(practice.check_measured, **said) == code
    else:
        practice.check_measured(**said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("address", "fits"),
    [
        ("", True),
        ("/insight/questions/1/", True),
        ("https://a.example/insight/", False),
        ("/insight/../people/", False),
    ],
)
def test_a_finding_is_a_page_of_insight(address: str, fits: bool):
    if fits:
        practice.check_finding(address)
    else:
        assert refused(practice.check_finding, address) == "practice.finding"

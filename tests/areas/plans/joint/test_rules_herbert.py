"""The Herbert Protocol: what can be kept, how old a photo is, when police may have it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.plans.rules.herbert import (
    HERBERT_QUESTIONS,
    PartOne,
    PartTwo,
    PhotoStanding,
    check_part_one,
    check_part_two,
    check_police_may_have,
    months_after,
    photo_standing,
    photo_words,
    review_due_on,
    review_overdue,
)
from alongside.engines.sharing import Category
from alongside.kernel.refusal import NotPermitted, Refused

TODAY = date(2026, 6, 10)
NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
PART = PartOne(
    answers={"description": " Tall, white hair ", "calming": "Brass bands", "faith": " "},
    completed_on=date(2026, 6, 1),
    completed_by="Anne Marsh",
    completed_as="family",
    consent="person",
)


def test_part_one_keeps_the_answers_that_were_given() -> None:
    kept = check_part_one(PART, TODAY)
    assert kept == {"description": "Tall, white hair", "calming": "Brass bands"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"answers": {"description": "Tall", "income": "none"}}, "herbert.unknown_question"),
        ({"answers": {"calming": "Tea"}}, "herbert.no_description"),
        ({"completed_as": "neighbour"}, "herbert.writer"),
        ({"completed_by": " "}, "herbert.writer"),
        ({"consent": ""}, "herbert.consent"),
        ({"consent": "best_interests"}, "herbert.best_interests"),
        ({"completed_on": date(2026, 6, 11)}, "herbert.in_the_future"),
        (
            {"photo_reference": "File", "photo_taken_on": date(2026, 6, 11)},
            "herbert.in_the_future",
        ),
        ({"photo_reference": "File"}, "herbert.photo_date"),
        ({"photo_taken_on": date(2026, 6, 1)}, "herbert.photo_date"),
    ],
)
def test_a_part_one_that_cannot_be_kept_is_refused(change, code) -> None:
    with pytest.raises(Refused) as refused:
        check_part_one(replace(PART, **change), TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        {"consent": "best_interests", "best_interests_note": "Her daughter and the GP, 1 June"},
        {"photo_reference": "On file", "photo_taken_on": date(2026, 6, 1)},
    ],
)
def test_a_best_interests_note_and_a_dated_photo_will_do(change) -> None:
    check_part_one(replace(PART, **change), TODAY)


@pytest.mark.parametrize(
    ("taken_on", "standing"),
    [
        (None, PhotoStanding.NONE),
        (date(2026, 6, 10), PhotoStanding.CURRENT),
        (date(2025, 6, 10), PhotoStanding.CURRENT),
        (date(2025, 6, 9), PhotoStanding.OLD),
        (date(2019, 1, 1), PhotoStanding.OLD),
    ],
)
def test_a_photo_older_than_twelve_months_is_old(taken_on, standing) -> None:
    assert photo_standing(taken_on, TODAY) is standing
    said_old = "more than 12 months old" in photo_words(taken_on, TODAY)
    assert said_old is (standing is PhotoStanding.OLD)


def test_no_photo_is_said_too() -> None:
    assert photo_words(None, TODAY) == "No photo yet"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 6, 1), 6, date(2026, 12, 1)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_some_months_on_is_the_same_day_or_the_last(day, months, later) -> None:
    assert months_after(day, months) == later


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_form_is_looked_at_again_six_months_on(day) -> None:
    assert timedelta(days=180) <= review_due_on(day) - day <= timedelta(days=185)


def test_a_review_is_overdue_the_day_after_it_was_due() -> None:
    assert not review_overdue(TODAY, NOW)
    assert review_overdue(TODAY - timedelta(days=1), NOW)


@pytest.mark.parametrize(
    ("open_record", "held_centrally", "may"),
    [(True, False, True), (True, True, True), (False, True, True), (False, False, False)],
)
def test_police_have_a_form_only_while_missing_unless_the_force_keeps_them(
    open_record, held_centrally, may
) -> None:
    if may:
        check_police_may_have(open_record=open_record, held_centrally=held_centrally)
        return
    with pytest.raises(NotPermitted) as refused:
        check_police_may_have(open_record=open_record, held_centrally=held_centrally)
    assert refused.value.code == "herbert.not_missing"


def test_part_two_needs_where_and_a_time_gone_by() -> None:
    check_part_two(PartTwo(NOW, "Bus station"), NOW)
    for part, code in (
        (PartTwo(NOW, " "), "herbert.no_place"),
        (PartTwo(NOW + timedelta(minutes=1), "Bus station"), "herbert.in_the_future"),
    ):
        with pytest.raises(Refused) as refused:
            check_part_two(part, NOW)
        assert refused.value.code == code


def test_every_question_has_a_kind_of_information() -> None:
    kinds = {question.category for question in HERBERT_QUESTIONS.values()}
    assert kinds == {Category.IDENTITY, Category.RISK, Category.MEDICAL_SAFETY}

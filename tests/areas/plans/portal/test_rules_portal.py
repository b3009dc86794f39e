"""What the person reads and is asked, in plain words."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.areas.plans.rules import corrections, portal_questions, portal_words
from alongside.areas.plans.rules.contact_fields import FIELDS, SECTIONS, Owner
from alongside.engines.sharing import Category, Purpose
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 6, 10, 8, 5, tzinfo=UTC), "today at 09:05"),
        (datetime(2026, 6, 9, 22, 10, tzinfo=UTC), "yesterday at 23:10"),
        (datetime(2026, 6, 8, 23, 30, tzinfo=UTC), "yesterday at 00:30"),
        (datetime(2026, 6, 4, 12, 0, tzinfo=UTC), "on Thursday at 13:00"),
        (datetime(2026, 6, 3, 12, 0, tzinfo=UTC), "on 3 June at 13:00"),
        (datetime(2025, 12, 31, 12, 0, tzinfo=UTC), "on 31 December 2025 at 12:00"),
    ],
)
def test_when_is_said_as_people_say_it(at, words):
    assert portal_words.when_words(at, NOW) == words
    assert portal_words.day_words(at, NOW) == words.split(" at ")[0]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_plain_words(role):
    said = portal_words.who_words(role, "Northmoor Police")
    assert said[0].isupper()
    assert "_" not in said
    assert ("Northmoor Police" in said) is (role is not Role.CARER)


def test_a_look_by_nobody_and_for_no_service_is_said_too():
    assert portal_words.who_words(None, "") == "A computer, by itself,"
    assert portal_words.who_words(Role.DOCTOR, "") == "A doctor"
    assert portal_words.who_words(Role.TRIAGE_CLINICIAN, "The Trust") == (
        "A nurse from The Trust, in the car that goes out with police,"
    )


@pytest.mark.parametrize("purpose", list(Purpose))
def test_every_purpose_has_plain_words(purpose):
    said = portal_words.because_words(purpose.value)
    assert said.split()[0] in ("because", "to", "for")
    assert "section" not in said


def test_other_reasons_are_said_and_none_is_said_as_none():
    assert portal_words.because_words("correction").startswith("because you asked")
    assert portal_words.because_words("") == portal_words.NO_REASON


def test_every_kind_of_information_has_plain_words():
    assert set(portal_words.SAW) == set(Category)
    assert portal_words.saw_words(()) == ""
    assert portal_words.saw_words((Category.OWN_WORDS,)) == "your words"
    assert portal_words.saw_words((Category.RISK, Category.OWN_WORDS)) == (
        "your words, and what people worry about"
    )


def test_the_person_is_asked_every_field_that_is_theirs_and_no_other():
    own = {field.name for field in FIELDS if field.owner is Owner.PERSON}
    assert set(portal_questions.QUESTIONS) == own
    asked = [
        q for part in portal_questions.OWN_SECTIONS for q in portal_questions.questions_in(part)
    ]
    assert set(asked) == own
    assert len(asked) == len(own)
    assert set(portal_questions.EXAMPLES) <= own
    assert set(SECTIONS) - portal_questions.UNASKED == {*portal_questions.OWN_SECTIONS, "people"}


def test_the_short_way_leads_through_four_and_the_rest_through_their_part():
    assert [portal_questions.after(q) for q in portal_questions.FIRST] == [
        "helps",
        "worse",
        "people",
        None,
    ]
    assert portal_questions.step_words("helps") == "2 of 4"
    assert portal_questions.step_words("pets") == ""
    assert portal_questions.after("touch") == "uniform"
    assert portal_questions.after("dogs") is None
    assert portal_questions.is_question("people")
    assert portal_questions.is_question("pets")
    assert not portal_questions.is_question("allergies")


def test_a_request_and_an_answer_have_words():
    assert corrections.check_words(" wrong ") == "wrong"
    assert corrections.check_answer(" put right ") == "put right"
    for check in (corrections.check_words, corrections.check_answer):
        with pytest.raises(Refused):
            check("  ")


@pytest.mark.parametrize(("days", "late"), [(0, False), (30, False), (31, True)])
def test_a_month_without_an_answer_is_late(days, late):
    assert corrections.is_late(NOW, NOW + timedelta(days=days)) is late

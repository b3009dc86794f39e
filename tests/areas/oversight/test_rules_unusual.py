"""Unusual looks: one plain fact, one question, and never a score."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alongside.areas.oversight.rules.unusual import (
    MANY_PEOPLE,
    QUESTIONS,
    Kind,
    LookFacts,
    check_answer,
    digits_of,
    people_in_hour,
    questions_about,
    shared,
    surname_of,
)
from alongside.kernel.refusal import NotPermitted, Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
PLAIN = LookFacts(
    viewer_name="PC Ade Okafor",
    family_names=frozenset({"Marsh"}),
    viewer_digits="07700900101",
    person_digits=frozenset({"07700900999"}),
    purpose="P3",
    met=True,
    on_duty=True,
    people_in_hour=1,
)


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({}, ()),
        ({"family_names": frozenset({"Marsh", "OKAFOR"})}, (Kind.SAME_SURNAME,)),
        ({"viewer_name": ""}, ()),
        ({"person_digits": frozenset({"07700900101"})}, (Kind.SAME_PHONE,)),
        ({"person_digits": frozenset({""}), "viewer_digits": ""}, ()),
        ({"met": False}, (Kind.NO_OPEN_CONTACT,)),
        ({"met": False, "purpose": "P6"}, ()),
        ({"met": False, "purpose": "P1"}, (Kind.NO_OPEN_CONTACT,)),
        ({"on_duty": False}, (Kind.OUT_OF_DUTY_HOURS,)),
        ({"people_in_hour": MANY_PEOPLE - 1}, ()),
        ({"people_in_hour": MANY_PEOPLE}, (Kind.MANY_PEOPLE,)),
        ({"people_in_hour": MANY_PEOPLE + 1}, ()),
        (
            {"met": False, "on_duty": False},
            (Kind.NO_OPEN_CONTACT, Kind.OUT_OF_DUTY_HOURS),
        ),
    ],
)
def test_what_is_asked_of_a_look(changed: dict[str, object], asked: tuple[Kind, ...]) -> None:
    found = questions_about(replace(PLAIN, **changed))  # type: ignore[arg-type]
    assert tuple(kind for kind, _ in found) == asked
    assert all(fact.endswith(".") for _, fact in found)


def test_every_kind_is_a_question_and_the_number_is_said() -> None:
    assert set(QUESTIONS) == set(Kind)
    assert all(words.endswith("?") for words in QUESTIONS.values())
    ((_, fact),) = questions_about(replace(PLAIN, people_in_hour=MANY_PEOPLE))
    assert str(MANY_PEOPLE) in fact


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("PC Ade Okafor", "okafor"),
        ("Nia Prosser, nurse", "prosser"),
        ("Dr Ruth O'Neill", "o'neill"),
        ("Sergeant Anne Smith-Jones", "smith-jones"),
        ("Inspector", ""),
        ("", ""),
    ],
)
def test_the_last_name_of_a_working_name(name: str, surname: str) -> None:
    assert surname_of(name) == surname


def test_different_people_in_the_hour_up_to_a_look() -> None:
    one, two, three = (UUID(int=number) for number in (1, 2, 3))
    minute = timedelta(minutes=1)
    opened = [
        (NOW - 60 * minute, three),
        (NOW - 59 * minute, one),
        (NOW - minute, one),
        (NOW, two),
        (NOW + minute, three),
    ]
    assert people_in_hour(NOW, opened) == 2


@pytest.mark.parametrize(
    ("phone", "digits"),
    [("07700 900101", "07700900101"), ("+44 7700 900101", "07700900101"), ("", "")],
)
def test_digits_compare_alike(phone: str, digits: str) -> None:
    assert digits_of(phone) == digits


def test_names_that_say_nothing_are_left_out() -> None:
    assert shared(["Marsh", " ", "Marsh"]) == {"Marsh"}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, ""),
        ({"own": False}, "question.not_yours"),
        ({"asked_of_self": True}, "question.about_you"),
        ({"answered": True}, "question.answered"),
        ({"answer": "  "}, "question.empty"),
    ],
)
def test_who_closes_a_question_and_how(changed: dict[str, object], code: str) -> None:
    terms: dict[str, object] = {
        "answer": "They were asked to look by the duty inspector.",
        "own": True,
        "answered": False,
        "asked_of_self": False,
    } | changed
    answer = str(terms.pop("answer"))
    if not code:
        check_answer(answer, **terms)  # type: ignore[arg-type]
        return
    with pytest.raises((Refused, NotPermitted)) as refused:
        check_answer(answer, **terms)  # type: ignore[arg-type]
    assert refused.value.code == code

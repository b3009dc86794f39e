"""Unusual looks as questions to ask. Each stands by itself: nothing is added up over a person."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.kernel.refusal import NotPermitted, Refused

MANY_PEOPLE: Final = 20
HOUR: Final = timedelta(hours=1)
AROUND: Final = timedelta(hours=12)
ON_SCENE: Final = frozenset({"P1", "P2", "P3"})
"""Purposes that belong to somebody being met; others need no contact to be open."""
POSTS: Final = frozenset(
    {
        "pc",
        "sgt",
        "sergeant",
        "inspector",
        "chief",
        "superintendent",
        "dr",
        "mr",
        "mrs",
        "ms",
        "miss",
    }
)


class Kind(StrEnum):
    """What makes somebody ask."""

    SAME_SURNAME = "same_surname"
    SAME_PHONE = "same_phone"
    NO_OPEN_CONTACT = "no_open_contact"
    OUT_OF_DUTY_HOURS = "out_of_duty_hours"
    MANY_PEOPLE = "many_people"


QUESTIONS: Final = {
    Kind.SAME_SURNAME: "Do they know each other, and was somebody else there to look?",
    Kind.SAME_PHONE: "Why is this member of staff's number on the person's record?",
    Kind.NO_OPEN_CONTACT: "What was the look for, when nobody was with the person?",
    Kind.OUT_OF_DUTY_HOURS: "Were they working, and did somebody ask them to look?",
    Kind.MANY_PEOPLE: "What was the work that needed so many records in an hour?",
}


@dataclass(frozen=True, slots=True)
class LookFacts:
    """The plain facts about one look.

    Attributes:
        viewer_name: As it stands on the record, such as ``PC Ade Okafor``.
        family_names: Of the person, past ones too.
        viewer_digits: The viewer's work number, digits only; may be empty.
        person_digits: Numbers on the person's record.
        purpose: Purpose code.
        met: Whether a contact with the person was open within 12 hours either way.
        on_duty: Whether a spell of duty of the viewer covered the instant.
        people_in_hour: How many different people the viewer opened in the hour up to it.
    """

    viewer_name: str
    family_names: frozenset[str]
    viewer_digits: str
    person_digits: frozenset[str]
    purpose: str
    met: bool
    on_duty: bool
    people_in_hour: int


def surname_of(display_name: str) -> str:
    """Answer the last name of a working name: "Nia Prosser, nurse" is ``prosser``."""
    name = display_name.split(",", maxsplit=1)[0]
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name.casefold())
    kept = [word for word in words if word not in POSTS]
    return kept[-1] if kept else ""


def questions_about(facts: LookFacts) -> tuple[tuple[Kind, str], ...]:
    """Answer what to ask about a look, each with the plain fact behind it; usually nothing."""
    surname = surname_of(facts.viewer_name)
    asked = [
        (
            Kind.SAME_SURNAME,
            bool(surname) and surname in {name.casefold() for name in facts.family_names},
            "Whoever looked and the person have the same last name.",
        ),
        (
            Kind.SAME_PHONE,
            bool(facts.viewer_digits) and facts.viewer_digits in facts.person_digits,
            "Their work number is also on the person's record.",
        ),
        (
            Kind.NO_OPEN_CONTACT,
            facts.purpose in ON_SCENE and not facts.met,
            "No contact with the person was open within 12 hours before or after.",
        ),
        (
            Kind.OUT_OF_DUTY_HOURS,
            not facts.on_duty,
            "No spell of duty of theirs covers that moment.",
        ),
        (
            Kind.MANY_PEOPLE,
            facts.people_in_hour == MANY_PEOPLE,
            f"They opened the records of {MANY_PEOPLE} different people in the hour before.",
        ),
    ]
    return tuple((kind, fact) for kind, holds, fact in asked if holds)


def people_in_hour(at: datetime, earlier: Iterable[tuple[datetime, UUID]]) -> int:
    """Count the different people opened in the hour up to an instant, that instant included."""
    return len({person for seen, person in earlier if at - HOUR < seen <= at})


def check_answer(answer: str, *, own: bool, answered: bool, asked_of_self: bool) -> None:
    """Refuse to close a question without words, twice, from outside, or about oneself.

    Raises:
        NotPermitted: ``question.not_yours`` or ``question.about_you``.
        Refused: ``question.answered`` or ``question.empty``.
    """
    if not own:
        raise NotPermitted("question.not_yours", "This is for that service's own lead to ask.")
    if asked_of_self:
        raise NotPermitted(
            "question.about_you",
            "This is about a look of your own.",
            next_step="Ask another information governance lead to answer it.",
        )
    if answered:
        raise Refused("question.answered", "This has been answered already.")
    if not answer.strip():
        raise Refused("question.empty", "Write what you found out.", field="answer")


def digits_of(phone: str) -> str:
    """Answer the digits of a phone number as they are kept, with 44 said as 0."""
    digits = re.sub(r"\D", "", phone)
    return f"0{digits[2:]}" if digits.startswith("44") else digits


def shared(names: Collection[str]) -> frozenset[str]:
    """Answer the names that say something, each once."""
    return frozenset(name for name in names if name.strip())

"""The Herbert Protocol: what is asked, who may agree to it, when police may have it.

Part 1 is written in advance, for somebody with dementia who may go missing. Police have it only
while they are missing, unless their force has chosen to keep the forms.

Source: DOMAIN 6.3.
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from alongside.engines.sharing import Category
from alongside.kernel.local_time import local_date, say_date
from alongside.kernel.refusal import NotPermitted, Refused

REVIEW_MONTHS: Final = 6
"""How often part 1 is looked at again [design]."""
PHOTO_MONTHS: Final = 12
"""A photo older than this is said to be so."""
LONGEST_ANSWER: Final = 2000


@dataclass(frozen=True, slots=True)
class HerbertQuestion:
    """One question of part 1.

    Attributes:
        label: What is asked.
        hint: What may help to answer it; may be empty.
        category: What kind of information the answer is.
    """

    label: str
    category: Category
    hint: str = ""


HERBERT_QUESTIONS: Final[Mapping[str, HerbertQuestion]] = {
    "description": HerbertQuestion(
        "What they look like",
        Category.IDENTITY,
        "Height, build, hair, glasses, marks, how they walk",
    ),
    "mobility": HerbertQuestion("How far and how fast they can walk", Category.RISK),
    "communication": HerbertQuestion(
        "Hearing aids, glasses and other things that help them communicate", Category.RISK
    ),
    "locator": HerbertQuestion(
        "Locator device, and who can see where it is",
        Category.RISK,
        "Kind of device, who to ring, how to sign in",
    ),
    "address_now": HerbertQuestion("Where they live now", Category.IDENTITY),
    "addresses_before": HerbertQuestion("Where they lived before", Category.IDENTITY),
    "work_and_school": HerbertQuestion("Where they worked and went to school", Category.IDENTITY),
    "phones": HerbertQuestion("Their phones", Category.IDENTITY),
    "travel": HerbertQuestion("Vehicles and bus pass", Category.IDENTITY),
    "medical": HerbertQuestion("What they need medically", Category.MEDICAL_SAFETY),
    "medication": HerbertQuestion("Medicine, and what happens without it", Category.MEDICAL_SAFETY),
    "places_found": HerbertQuestion("Places they have been found before", Category.RISK),
    "routines": HerbertQuestion("Routines", Category.RISK, "Walks, shops, times of day"),
    "hobbies": HerbertQuestion("Hobbies and things they love", Category.RISK),
    "faith": HerbertQuestion("Faith, and where they worship", Category.RISK),
    "calming": HerbertQuestion(
        "What calms them, and what to talk about", Category.RISK, "A name they answer to, a song"
    ),
    "key_people": HerbertQuestion(
        "People who matter to them, and their numbers", Category.IDENTITY
    ),
}
WRITER_LABELS: Final[Mapping[str, str]] = {
    "family": "Family",
    "carer": "Carer",
    "care_home": "Care home",
    "person": "The person themselves",
}
CONSENT_LABELS: Final[Mapping[str, str]] = {
    "person": "The person agrees to this being given to police if they are missing",
    "best_interests": "They cannot decide this, and it is in their best interests",
}


@dataclass(frozen=True, slots=True)
class PartOne:
    """Part 1 as it is handed in.

    Attributes:
        answers: By the names of ``HERBERT_QUESTIONS``.
        completed_on: When it was written.
        completed_by: Name of who wrote it.
        completed_as: Code of ``WRITER_LABELS``.
        completed_phone: How to ring them; may be empty.
        consent: Code of ``CONSENT_LABELS``.
        best_interests_note: Who decided, and why; for ``best_interests``.
        photo_reference: Where the photo is kept; may be empty.
        photo_taken_on: When it was taken.
    """

    answers: Mapping[str, str]
    completed_on: date
    completed_by: str
    completed_as: str
    consent: str
    completed_phone: str = ""
    best_interests_note: str = ""
    photo_reference: str = ""
    photo_taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class PartTwo:
    """Part 2 as it is handed in: what was known when they went missing."""

    last_seen_at: datetime
    last_seen_place: str
    clothing: str = ""
    money: str = ""
    happening: str = ""


class PhotoStanding(StrEnum):
    """How a photo stands."""

    NONE = "none"
    CURRENT = "current"
    OLD = "old"


def months_after(day: date, months: int) -> date:
    """Answer the same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def review_due_on(completed_on: date) -> date:
    """Answer when part 1 is to be looked at again: six months on [design]."""
    return months_after(completed_on, REVIEW_MONTHS)


def photo_standing(taken_on: date | None, today: date) -> PhotoStanding:
    """Answer how a photo stands; one older than 12 months is old.

    Source: DOMAIN 6.3: photo older than 12 months is amber.
    """
    if taken_on is None:
        return PhotoStanding.NONE
    return (
        PhotoStanding.OLD if months_after(taken_on, PHOTO_MONTHS) < today else PhotoStanding.CURRENT
    )


def photo_words(taken_on: date | None, today: date) -> str:
    """Say how a photo stands, so that a colour need not."""
    if taken_on is None:
        return "No photo yet"
    words = f"Photo taken {say_date(taken_on)}"
    if photo_standing(taken_on, today) is PhotoStanding.OLD:
        return f"{words}: more than 12 months old, so ask for a newer one"
    return words


def check_part_one(part: PartOne, today: date) -> dict[str, str]:
    """Refuse a part 1 that cannot be kept, and answer its answers as they are stored.

    Raises:
        Refused: ``herbert.unknown_question``, ``herbert.no_description``, ``herbert.writer``,
            ``herbert.consent``, ``herbert.best_interests``, ``herbert.photo_date`` or
            ``herbert.in_the_future``.
    """
    answers = {name: said.strip() for name, said in part.answers.items() if said.strip()}
    if set(answers) - set(HERBERT_QUESTIONS):
        raise Refused("herbert.unknown_question", "That is not a question of the form.")
    if "description" not in answers:
        raise Refused("herbert.no_description", "Say what they look like.", field="description")
    if part.completed_as not in WRITER_LABELS or not part.completed_by.strip():
        raise Refused("herbert.writer", "Say who wrote this.", field="completed_by")
    _check_consent(part)
    _check_days(part, today)
    return answers


def _check_consent(part: PartOne) -> None:
    if part.consent not in CONSENT_LABELS:
        raise Refused("herbert.consent", "Say who agrees to this.", field="consent")
    if part.consent == "best_interests" and not part.best_interests_note.strip():
        raise Refused(
            "herbert.best_interests",
            "Say who decided that it is in their best interests, and why.",
            field="best_interests_note",
        )


def _check_days(part: PartOne, today: date) -> None:
    if part.completed_on > today:
        raise Refused("herbert.in_the_future", "That day is still to come.", field="completed_on")
    if part.photo_taken_on is not None and part.photo_taken_on > today:
        raise Refused("herbert.in_the_future", "That day is still to come.", field="photo_taken_on")
    if part.photo_reference.strip() and part.photo_taken_on is None:
        raise Refused("herbert.photo_date", "Say when the photo was taken.", field="photo_taken_on")
    if part.photo_taken_on is not None and not part.photo_reference.strip():
        raise Refused("herbert.photo_date", "Say where the photo is kept.", field="photo_reference")


def check_part_two(part: PartTwo, now: datetime) -> None:
    """Refuse a part 2 without where they were last seen, or seen in time to come.

    Raises:
        Refused: ``herbert.no_place`` or ``herbert.in_the_future``.
    """
    if not part.last_seen_place.strip():
        raise Refused("herbert.no_place", "Say where they were last seen.", field="last_seen_place")
    if part.last_seen_at > now:
        raise Refused("herbert.in_the_future", "That time is still to come.", field="last_seen_at")


def police_may_have(*, open_record: bool, held_centrally: bool) -> bool:
    """Say whether police may have a form: only while missing, unless the force keeps them."""
    return open_record or held_centrally


def check_police_may_have(*, open_record: bool, held_centrally: bool) -> None:
    """Refuse police a form of somebody who is not missing.

    Says the same whether or not there is a form.

    Raises:
        NotPermitted: ``herbert.not_missing``.
    """
    if not police_may_have(open_record=open_record, held_centrally=held_centrally):
        raise NotPermitted(
            "herbert.not_missing",
            "The Herbert Protocol is for police only while somebody is missing.",
            next_step="If they are missing now, open a missing record first.",
        )


def review_overdue(due_on: date, now: datetime) -> bool:
    """Say whether part 1 should have been looked at again before today."""
    return due_on < local_date(now)

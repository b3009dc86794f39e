"""What the person says about who may see what, and for how long it holds.

Source: DOMAIN 5.2 (consent, best interests) and 5.3; Mental Capacity Act 2005 s4.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from alongside.engines.sharing import (
    ANYBODY,
    AgreedBy,
    Category,
    Consent,
    Objection,
    PersonFacts,
    Purpose,
)
from alongside.kernel.actor import Sector
from alongside.kernel.period import Period
from alongside.kernel.refusal import Refused


class ChoiceKind(StrEnum):
    """What kind of choice it is."""

    CONSENT = "consent"
    OBJECTION = "objection"
    CAPACITY = "capacity"


class SaidHow(StrEnum):
    """How it came to be recorded."""

    OWN_DOOR = "own_door"
    TOLD_WORKER = "told_worker"


@dataclass(frozen=True, slots=True)
class NewChoice:
    """One choice about one kind of information and one recipient.

    Attributes:
        kind: A yes, a no, or a decision made for somebody who cannot decide.
        recipient: Organisation id, ``Sector`` value or ``ANYBODY``.
        category: What it is about.
        purpose: For what; ``None`` for everything.
        agreed_by: Whose word it is.
        ends_at: When it ends by itself; ``None`` for until they change their mind.
        decision: For a capacity decision, the decision it is for.
        assessed_by: Who assessed it.
        assessed_on: When.
    """

    kind: ChoiceKind
    recipient: str
    category: Category
    purpose: Purpose | None = None
    agreed_by: AgreedBy = AgreedBy.PERSON
    ends_at: datetime | None = None
    decision: str = ""
    assessed_by: str = ""
    assessed_on: date | None = None


@dataclass(frozen=True, slots=True)
class KeptChoice:
    """A choice on record, past ones too.

    Attributes:
        withdrawn_at: When it was taken back or another took its place.
    """

    kind: ChoiceKind
    recipient: str
    category: Category
    purpose: Purpose | None
    agreed_by: AgreedBy
    starts_at: datetime
    ends_at: datetime | None
    withdrawn_at: datetime | None

    @property
    def period(self) -> Period:
        """From when, and until it ended by itself or was taken back, whichever came first."""
        ends = [at for at in (self.ends_at, self.withdrawn_at) if at is not None]
        return Period(self.starts_at, max(min(ends), self.starts_at) if ends else None)


SECTOR_WORDS: Final = {
    Sector.POLICE: "Any police force",
    Sector.RAILWAY_POLICE: "The railway police",
    Sector.MENTAL_HEALTH_TRUST: "Any mental-health trust",
    Sector.ACUTE_TRUST: "Any hospital trust",
    Sector.AMBULANCE: "Any ambulance service",
    Sector.COUNCIL: "Any council",
    Sector.CHARITY: "Any charity",
}
SECTORS: Final = frozenset(sector.value for sector in Sector)


def check_choice(choice: NewChoice, now: datetime) -> None:
    """Refuse a choice about nobody, one already over, or a capacity decision half made.

    Raises:
        Refused: ``choice.recipient``, ``choice.over`` or ``choice.capacity_record``.
    """
    if not is_recipient(choice.recipient):
        raise Refused("choice.recipient", "Choose who it is about.", field="recipient")
    if choice.ends_at is not None and choice.ends_at <= now:
        raise Refused("choice.over", "The day it ends has to be after today.", field="ends_on")
    best_interests = choice.agreed_by is AgreedBy.BEST_INTERESTS
    if best_interests is not (choice.kind is ChoiceKind.CAPACITY):
        raise Refused(
            "choice.capacity_record",
            "A best-interests decision is recorded as a capacity decision.",
            field="kind",
        )
    if best_interests and not _whole_decision(choice):
        raise Refused(
            "choice.capacity_record",
            "A best-interests decision is for one purpose and one service, says what was "
            "decided, who assessed it and when, and ends.",
            field="decision",
        )


def is_recipient(recipient: str) -> bool:
    """Say whether a word stands for an organisation, a kind of organisation, or anybody."""
    if recipient == ANYBODY or recipient in SECTORS:
        return True
    try:
        return str(UUID(recipient)) == recipient
    except ValueError:
        return False


def _whole_decision(choice: NewChoice) -> bool:
    return (
        choice.purpose is not None
        and choice.recipient != ANYBODY
        and choice.ends_at is not None
        and choice.assessed_on is not None
        and bool(choice.decision.strip() and choice.assessed_by.strip())
    )


def facts_of(choices: tuple[KeptChoice, ...]) -> PersonFacts:
    """Turn choices on record into what the sharing decision asks for."""
    return PersonFacts(
        consents=frozenset(
            Consent(c.purpose, c.category, c.period, c.recipient, c.agreed_by)
            for c in choices
            if c.kind is not ChoiceKind.OBJECTION
        ),
        objections=frozenset(
            Objection(c.category, c.period, c.recipient)
            for c in choices
            if c.kind is ChoiceKind.OBJECTION
        ),
    )

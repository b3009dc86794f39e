"""A person's contacts and detentions, for their page. The page decides and keeps the look."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.models import Contact
from alongside.areas.crisis.queries.desk import detention_clock, outcome_words
from alongside.areas.crisis.queries.lines import ClockLine
from alongside.areas.crisis.rules.states import STATE_LABELS, State
from alongside.kernel.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class PersonContact:
    """One contact with a person.

    Attributes:
        held: Whether it led to their being held.
        doing: Where it stands, or how it ended.
    """

    contact_id: UUID
    opened_at: datetime
    closed_at: datetime | None
    where: str
    organisation: str
    held: bool
    doing: str
    clock: ClockLine | None


@dataclass(frozen=True, slots=True)
class PersonContacts:
    """Contacts with a person, newest first."""

    lines: tuple[PersonContact, ...]


def person_contacts(
    viewer: Actor, person_id: UUID, *, still_open: bool, now: datetime
) -> PersonContacts:
    """Answer the contacts still open with a person, or those that have closed."""
    rows = (
        Contact.objects.filter(person_id=person_id, closed_at__isnull=still_open)
        .select_related("detention__current_place", "organisation")
        .order_by("-opened_at")[:MOST]
    )
    return PersonContacts(tuple(_line(row, now) for row in rows))


def _line(row: Contact, now: datetime) -> PersonContact:
    detention = getattr(row, "detention", None)
    place = detention.current_place if detention else None
    state = STATE_LABELS[State(detention.state)] if detention else "open contact"
    return PersonContact(
        contact_id=row.id,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        where=place.name if place else row.place_words,
        organisation=row.organisation.short_name,
        held=detention is not None,
        doing=(outcome_words(row.outcome) or "closed") if row.closed_at else state,
        clock=detention_clock(detention, now) if detention else None,
    )

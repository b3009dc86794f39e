"""What the person chose about who may see what: for the sharing decision, and in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from alongside.areas.plans.models import SharingChoice
from alongside.areas.plans.queries.contact_own import check_own
from alongside.areas.plans.rules.choices import SECTOR_WORDS, ChoiceKind, KeptChoice, facts_of
from alongside.areas.plans.rules.contact_plan import PlanState, over_at
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.engines.sharing import ANYBODY, AgreedBy, Category, Expiry, PersonFacts, Purpose
from alongside.foundation.accounts.queries import OrganisationName, organisations
from alongside.foundation.audit.record import Entry, Op, Ref, record_look
from alongside.kernel.actor import OWN_DOOR, Actor, Sector, require

COLUMNS = (
    "kind",
    "recipient",
    "category",
    "purpose",
    "agreed_by",
    "starts_at",
    "ends_at",
    "withdrawn_at",
)


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """One choice in force, as the person reads it.

    Attributes:
        recipient: The service's name.
        yes: Whether it is a yes.
        category: What it is about.
        said_how: In the portal, or told to a worker.
    """

    id: UUID
    recipient: str
    recipient_id: str
    yes: bool
    category: Category
    purpose: Purpose | None
    agreed_by: AgreedBy
    said_how: str
    starts_at: datetime
    ends_at: datetime | None


def sharing_facts(person_id: UUID, now: datetime) -> PersonFacts:
    """Answer what the person chose, for the sharing decision, in one database query.

    A plan past its review makes the person's own words out of date from the end of that day.
    Whoever the choices were made with holds what they are about, so an agreement that lets it
    pass has to be with them.
    """
    rows = list(
        SharingChoice.objects.filter(person_id=person_id).values(
            *COLUMNS, "controller_id", "plan__state", "plan__review_on"
        )
    )
    facts = facts_of(tuple(_kept(row) for row in rows))
    over = {
        over_at(row["plan__review_on"]) for row in rows if row["plan__state"] == PlanState.SHARED
    }
    return facts.joined(
        PersonFacts(
            expiries=frozenset(Expiry(Category.OWN_WORDS, at) for at in over if at <= now),
            holders=frozenset(str(row["controller_id"]) for row in rows),
        )
    )


def choices_in_force(viewer: Actor, person_id: UUID, *, now: datetime) -> list[ChoiceLine]:
    """Answer what the person chose as it stands now, and log the look of those who work with them.

    Raises:
        NotPermitted: The role may not, or it is another person's.
    """
    require(viewer, PERMISSIONS, "choice.see")
    check_own(viewer, person_id, Allowance.SEE_WORDS, now=now)
    if viewer.role not in OWN_DOOR:
        look = Entry(Op.CONSULTATION, "plans.choices_in_force", Ref("person", person_id))
        record_look(viewer, look, now=now)
    running = Q(withdrawn_at=None) & (Q(ends_at=None) | Q(ends_at__gt=now))
    rows = SharingChoice.objects.filter(running, person_id=person_id).order_by(
        "category", "purpose"
    )
    names = {str(row.id): row.name for row in organisations()}
    return sorted((_line(row, names) for row in rows), key=lambda line: line.recipient.casefold())


def recipients() -> list[OrganisationName]:
    """Answer every service that could be asked about, by name."""
    return organisations()


def _kept(row: Mapping[str, Any]) -> KeptChoice:
    return KeptChoice(
        kind=ChoiceKind(row["kind"]),
        recipient=row["recipient"],
        category=Category(row["category"]),
        purpose=Purpose(row["purpose"]) if row["purpose"] else None,
        agreed_by=AgreedBy(row["agreed_by"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        withdrawn_at=row["withdrawn_at"],
    )


def _line(row: SharingChoice, names: Mapping[str, str]) -> ChoiceLine:
    return ChoiceLine(
        id=row.id,
        recipient=_recipient_words(row.recipient, names),
        recipient_id=row.recipient,
        yes=row.kind != ChoiceKind.OBJECTION,
        category=Category(row.category),
        purpose=Purpose(row.purpose) if row.purpose else None,
        agreed_by=AgreedBy(row.agreed_by),
        said_how=row.said_how,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
    )


def _recipient_words(recipient: str, names: Mapping[str, str]) -> str:
    if recipient == ANYBODY:
        return "Any service"
    if recipient in SECTOR_WORDS:
        return SECTOR_WORDS[Sector(recipient)]
    return names.get(recipient, "A service that is not here any more")

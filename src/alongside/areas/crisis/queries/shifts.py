"""Shift handovers, newest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from alongside.areas.crisis.models import Contact, ShiftHandover
from alongside.areas.crisis.queries.desk import names_for, refs_of, where_now
from alongside.areas.crisis.queries.looking import leave_to_look, log_list
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.kernel.actor import Actor, Role, require


@dataclass(frozen=True, slots=True)
class HandedContact:
    """A contact named in a handover."""

    contact_id: UUID
    who: str
    where: str
    closed: bool


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One shift handover."""

    id: UUID
    written_by: str
    written_as: str
    organisation: str
    written_at: datetime
    note: str
    contacts: tuple[HandedContact, ...]
    accepted_by: str
    accepted_at: datetime | None
    mine: bool


def handovers(viewer: Actor, *, now: datetime, days: int = 3) -> list[HandoverLine]:
    """Answer the shift handovers of the last days, newest first.

    Raises:
        NotPermitted: The viewer does not work from the desk.
    """
    require(viewer, PERMISSIONS, "desk.see")
    leave = leave_to_look(viewer, now=now)
    rows = list(
        ShiftHandover.objects.filter(written_at__gte=now - timedelta(days=days))
        .select_related("written_by", "accepted_by", "organisation")
        .prefetch_related("contacts__detention__current_place")
        .order_by("-written_at")[:30]
    )
    named = [contact for row in rows for contact in row.contacts.all()]
    names = names_for(viewer, named, leave=leave, now=now)
    log_list(viewer, "crisis.handovers", refs_of(named), leave=leave, now=now)

    def handed(contact: Contact) -> HandedContact:
        label = names.get(contact.person_id) if contact.person_id else None
        return HandedContact(
            contact.id,
            label.initials if label else "",
            where_now(contact),
            contact.closed_at is not None,
        )

    return [
        HandoverLine(
            id=row.id,
            written_by=row.written_by.display_name,
            written_as=ROLE_LABELS[Role(row.written_as)],
            organisation=row.organisation.short_name,
            written_at=row.written_at,
            note=row.note,
            contacts=tuple(handed(contact) for contact in row.contacts.all()),
            accepted_by=row.accepted_by.display_name if row.accepted_by else "",
            accepted_at=row.accepted_at,
            mine=row.written_by_id == viewer.user_id,
        )
        for row in rows
    ]

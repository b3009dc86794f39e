"""The times of a contact for a joint review: what happened and when, naming nobody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.crisis.models import Contact, Event
from alongside.areas.crisis.queries.looking import Leave, leave_to_look, log_look
from alongside.areas.crisis.rules.facts import STRUCK_OUT
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

SAYS_WHO: Final = frozenset({"person_named", "note", "happening"})
"""Kinds that say who, or are words alone: a time of theirs tells a review nothing."""


@dataclass(frozen=True, slots=True)
class PlainTime:
    """One thing that happened, as the record names its kind; none of what was written of it."""

    happened_at: datetime
    words: str
    recorded_by: str


def contact_times(
    viewer: Actor, contact_id: UUID, *, now: datetime
) -> tuple[Leave, tuple[PlainTime, ...]]:
    """Answer when what happened in a contact, and keep that the viewer read it.

    Raises:
        NotPermitted: The viewer does not work from the desk, or risk is not shared with them.
        Refused: ``contact.not_found``.
    """
    require(viewer, PERMISSIONS, "desk.see")
    leave = leave_to_look(viewer, now=now)
    contact = Contact.objects.filter(pk=contact_id).first()
    if contact is None:
        raise Refused(
            "contact.not_found",
            "That contact is not here.",
            next_step="Go back to the desk and open it from there.",
        )
    also = [Ref("person", contact.person_id)] if contact.person_id else []
    subject = Ref("contact", contact.id)
    log_look(viewer, "crisis.contact_times", subject, leave=leave, also=also, now=now)
    rows = Event.objects.filter(contact=contact, superseded_by=None).exclude(kind__in=SAYS_WHO)
    return leave, tuple(
        PlainTime(row.happened_at, KINDS[row.kind].label, row.organisation.short_name)
        for row in rows.select_related("organisation").order_by("happened_at", "sequence")
        if row.facts.get(STRUCK_OUT) is not True
    )

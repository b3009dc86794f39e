"""Hand a shift over, and take one on."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.crisis.models import Contact, ShiftHandover
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def hand_over_shift(
    actor: Actor,
    note: str,
    contact_ids: Sequence[UUID],
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write what the next shift needs to know, with the contacts it is about."""
    require(actor, PERMISSIONS, "shift.hand_over")

    def write() -> UUID:
        row = ShiftHandover.objects.create(
            organisation_id=actor.organisation_id,
            written_by_id=actor.user_id,
            written_as=actor.role,
            written_at=now,
            note=note,
        )
        row.contacts.set(Contact.objects.filter(pk__in=contact_ids))
        entry = Entry(
            Op.COLLECTION,
            "crisis.hand_over_shift",
            Ref("shift_handover", row.id),
            also=tuple(Ref("contact", contact_id) for contact_id in contact_ids),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, write)


def accept_shift(actor: Actor, handover_id: UUID, *, now: datetime) -> None:
    """Take a shift on, having read what it says.

    Raises:
        Refused: ``shift.not_found``, ``shift.same_person`` or ``shift.taken``.
    """
    require(actor, PERMISSIONS, "shift.hand_over")
    with transaction.atomic():
        row = ShiftHandover.objects.select_for_update().filter(pk=handover_id).first()
        if row is None:
            raise Refused("shift.not_found", "That handover is not here.")
        if row.written_by_id == actor.user_id:
            raise Refused(
                "shift.same_person",
                "You wrote this handover, so somebody else takes it on.",
                next_step="Ask the person coming on shift to accept it.",
            )
        if row.accepted_at is not None and row.accepted_by_id != actor.user_id:
            raise Refused("shift.taken", "Somebody else has taken this shift on already.")
        row.accepted_by_id, row.accepted_at = actor.user_id, now
        row.save(update_fields=["accepted_by", "accepted_at"])
        entry = Entry(Op.ALTERATION, "crisis.accept_shift", Ref("shift_handover", row.id))
        record(actor, entry, now=now)

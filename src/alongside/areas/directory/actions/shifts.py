"""Plan who fills a seat, and call it off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.directory.actions.writing import locked
from alongside.areas.directory.models import Shift
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.seats import (
    PlannedShift,
    Seat,
    check_holds_role,
    check_shift,
)
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import roles_held
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

SHIFT_NOT_HERE = Refused(
    "shift.not_here", "There is no such shift.", next_step="Choose one that is listed."
)


@dataclass(frozen=True, slots=True)
class ShiftEntry:
    """Who is to be in which seat, from when until when."""

    seat: Seat
    user_id: UUID
    starts_at: datetime
    ends_at: datetime
    phone: str = ""
    team_id: UUID | None = None


def plan_shift(
    actor: Actor, entry: ShiftEntry, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Plan a shift.

    Raises:
        NotPermitted: The role may not.
        Refused: ``shift.ends_before_it_starts``, ``shift.too_long``, ``shift.overlaps`` or
            ``shift.role_not_held``.
    """

    def make() -> UUID:
        require(actor, PERMISSIONS, "shift.plan")
        check_holds_role(entry.seat, [role for role, _ in roles_held(entry.user_id)])
        User.objects.select_for_update().get(pk=entry.user_id)  # one plan at a time each
        others = Shift.objects.filter(
            user_id=entry.user_id, cancelled_at=None, ends_at__gt=entry.starts_at
        )
        wanted = PlannedShift(entry.starts_at, entry.ends_at)
        check_shift(wanted, [PlannedShift(s.starts_at, s.ends_at) for s in others])
        row = Shift(
            seat=entry.seat,
            team_id=entry.team_id,
            user_id=entry.user_id,
            phone=entry.phone,
            starts_at=entry.starts_at,
            ends_at=entry.ends_at,
            planned_by_id=actor.user_id,
            planned_at=now,
        )
        row.save(force_insert=True)
        done = Entry(
            Op.COLLECTION,
            "directory.plan_shift",
            Ref("shift", row.id),
            also=(Ref("user", entry.user_id),),
        )
        record(actor, done, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, make)


def cancel_shift(actor: Actor, shift_id: UUID, *, now: datetime) -> None:
    """Call a shift off; calling it off twice changes nothing.

    Raises:
        NotPermitted: The role may not.
        Refused: ``shift.not_here``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "shift.cancel")
        row = locked(Shift, shift_id, SHIFT_NOT_HERE)
        if row.cancelled_at is None:
            row.cancelled_at = now
            row.save(update_fields=["cancelled_at"])
            done = Entry(Op.ALTERATION, "directory.cancel_shift", Ref("shift", row.id))
            record(actor, done, now=now)

"""Answer a ward that says it is too busy."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.actions.wards import locked_busy
from alongside.areas.placements.models import PlacementPlan, TooBusy
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

ANSWERED: Final = "placements.too_busy_answered"


def leave_as_is(actor: Actor, busy_id: UUID, *, why: str, now: datetime) -> UUID:
    """Answer a word "too busy" by leaving the plan as it is, with a reason the ward reads.

    Returns:
        The scheme.

    Raises:
        NotPermitted: The role publishes no plans.
        Refused: ``busy.not_found``, ``busy.answered``, or ``busy.no_reason``.
    """
    require(actor, PERMISSIONS, "plan.publish")
    if not why.strip():
        raise Refused("busy.no_reason", "Say why it is left as it is.", field="why")
    with transaction.atomic():
        return answer_busy(actor, busy_id, why=why.strip(), now=now)


def answer_busy(
    actor: Actor,
    busy_id: UUID,
    *,
    plan: PlacementPlan | None = None,
    why: str = "",
    now: datetime,
) -> UUID:
    """Answer a word "too busy" by a plan or with a reason, in the caller's transaction.

    Returns:
        The scheme.

    Raises:
        Refused: ``busy.not_found`` or ``busy.answered``.
    """
    row = locked_busy(actor, busy_id)
    TooBusy.objects.filter(pk=row.pk).update(
        answered_at=now,
        answered_by_id=actor.user_id,
        answered_by_plan=plan,
        left_as_is_why=why,
    )
    entry = Entry(
        Op.ALTERATION,
        "placements.answer_too_busy",
        Ref("too_busy", row.id),
        also=(Ref("placement_service", row.service_id),),
    )
    record(actor, entry, now=now)
    send(ANSWERED, {"busy": str(row.id)}, now=now)
    return row.service.scheme_id

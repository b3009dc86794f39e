"""Somebody on placement says that they have read where they are to be."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.actions.own_writing import keep_trace, locked_own
from alongside.areas.placements.models import PlanRead
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


def read_plan(actor: Actor, learner_id: UUID, plan_id: UUID, *, now: datetime) -> None:
    """Keep that somebody read what the plan says of them. Said twice, it is kept once.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours``, or ``plan.changed_again`` where another stands by now.
    """
    with transaction.atomic():
        row = locked_own(actor, learner_id, now=now)
        if not row.scheme.plans.filter(pk=plan_id, state="published").exists():
            raise Refused(
                "plan.changed_again",
                "The plan has changed again since you opened this page.",
                next_step="Look at what it says now.",
            )
        read, made = PlanRead.objects.get_or_create(
            learner=row, plan_id=plan_id, defaults={"read_at": now}
        )
        if made:
            subject = Ref("plan_read", read.id)
            keep_trace(
                actor, Op.COLLECTION, "read_plan", subject=subject, learner_id=row.id, now=now
            )

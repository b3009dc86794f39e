"""What every action of somebody on placement does alike: load their own, lock it, keep a trace."""

from datetime import datetime
from uuid import UUID

from alongside.areas.placements.models import Learner
from alongside.areas.placements.queries.own_learner import own_learner
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused


def locked_own(actor: Actor, learner_id: UUID, *, now: datetime) -> Learner:
    """Load the actor's own placement for writing.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours`` or ``placement.withdrawn``.
    """
    require(actor, PERMISSIONS, "own.keep")
    own = own_learner(actor, learner_id, today=local_date(now))
    row = (
        Learner.objects.select_for_update(of=("self",))
        .select_related("scheme", "cohort")
        .get(pk=own.pk)
    )
    if row.withdrawn_at is not None:
        raise Refused(
            "placement.withdrawn",
            "You are not on this placement any longer.",
            next_step="Ask your coordinator if that is not right.",
        )
    return row


def keep_trace(
    actor: Actor,
    op: Op,
    action: str,
    *,
    subject: Ref,
    learner_id: UUID,
    now: datetime,
    fields: tuple[str, ...] = (),
    request_key: UUID | None = None,
) -> None:
    """Write the audit entry of a change to one placement, in the caller's transaction."""
    entry = Entry(
        op,
        f"placements.{action}",
        subject,
        also=(Ref("learner", learner_id),),
        fields=fields,
    )
    record(actor, entry, now=now, request_key=request_key)

"""Reviewing broken glass: by both sides, in time."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.picture.actions.breaking import locked_glass
from alongside.foundation.picture.models import BrokenGlass, GlassReview
from alongside.foundation.picture.reviewers import facts_of
from alongside.foundation.picture.rules import PERMISSIONS, Side, check_finding, side_of
from alongside.foundation.picture.telling import GLASS_LATE
from alongside.kernel.actor import Actor, require


def review_break_glass(
    actor: Actor, glass_id: UUID, *, finding: str, note: str, now: datetime
) -> Side:
    """Say what one found of a broken glass. It closes once both sides have reviewed it.

    Args:
        actor: The reviewer.
        glass_id: The broken glass.
        finding: A key of ``FINDINGS``.
        note: What has to follow, or what was not right; needed unless it was right.
        now: The server's instant.

    Returns:
        The side it was reviewed for.

    Raises:
        NotPermitted: Not a reviewer of it, or its own breaker.
        Refused: ``glass.not_found``, ``glass.finding``, ``glass.note``, ``glass.reviewed`` or
            ``glass.reviewed_before``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "glass.review")
        glass = locked_glass(glass_id)
        facts = facts_of(glass)
        side = side_of(actor.user_id, facts)
        check_finding(finding, note)
        GlassReview.objects.create(
            glass=glass,
            side=side,
            reviewed_by_id=actor.user_id,
            organisation_id=actor.organisation_id,
            finding=finding,
            note=note.strip(),
            reviewed_at=now,
        )
        if not set(facts.waiting_for) - {side}:
            glass.closed_at = now
            glass.save(update_fields=["closed_at"])
        entry = Entry(
            Op.ALTERATION,
            "picture.review_break_glass",
            Ref("broken_glass", glass.id),
            also=(Ref("person", glass.opening.person_id),),
            fields=("finding", "note"),
            outcome=finding,
        )
        record(actor, entry, now=now)
    return side


def escalate_overdue(now: datetime) -> int:
    """Tell the reviewers again, and the liaison lead or supervisor, of each review that is late.

    A repeating job. Each broken glass is escalated once; from then on the liaison lead or
    supervisor may review it as well.

    Returns:
        How many were escalated.
    """
    late = BrokenGlass.objects.filter(closed_at=None, escalated_at=None, review_due_at__lte=now)
    escalated = 0
    for glass_id in list(late.values_list("pk", flat=True)):
        with transaction.atomic():
            glass = locked_glass(glass_id)
            if glass.escalated_at is not None or glass.closed_at is not None:
                continue
            glass.escalated_at = now
            glass.save(update_fields=["escalated_at"])
            send(GLASS_LATE, {"glass": str(glass.id)}, now=now)
            entry = Entry(
                Op.ALTERATION,
                "picture.escalate_overdue",
                Ref("broken_glass", glass.id),
                fields=("escalated_at",),
            )
            record(None, entry, now=now)
            escalated += 1
    return escalated

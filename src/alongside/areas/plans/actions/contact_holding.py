"""Phrases that keep a draft from being shared: held, put another way, or let go by a reviewer."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.plans.actions.contact_writing import keep, locked_plan
from alongside.areas.plans.models import ContactPlan, ContactPlanHold
from alongside.areas.plans.rules.contact_fields import PlanWords
from alongside.areas.plans.rules.contact_wording import BarredPhrase, barred_in
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Op, Ref
from alongside.foundation.outbox import messages
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

WORDS_HELD = "plans.words_held"
WORDS_RELEASED = "plans.words_released"
LONGEST_PHRASE = 200


def hold_barred(plan: ContactPlan, words: PlanWords, *, now: datetime) -> tuple[BarredPhrase, ...]:
    """Hold what may not be shared as it stands, and tell a reviewer of what is new.

    In the caller's transaction, with the plan locked.

    Returns:
        The phrases that keep the plan from being shared.
    """
    hits = _barred(words)
    settle_holds(plan, hits, now=now)
    known = {(row.field, row.phrase): row for row in plan.holds.filter(reworded_at=None)}
    fresh = [hit for hit in hits if (hit.field, hit.phrase) not in known]
    ContactPlanHold.objects.bulk_create(
        ContactPlanHold(
            plan=plan,
            field=hit.field,
            phrase=hit.phrase,
            why=hit.why,
            suggestion=hit.suggestion,
            held_at=now,
        )
        for hit in fresh
    )
    if fresh:
        messages.send(WORDS_HELD, {"plan": str(plan.id)}, now=now)
    return tuple(
        hit
        for hit in hits
        if (row := known.get((hit.field, hit.phrase))) is None or row.released_at is None
    )


def settle_holds(plan: ContactPlan, hits: tuple[BarredPhrase, ...], *, now: datetime) -> None:
    """Close the holds on phrases that the draft does not say any more."""
    said = {(hit.field, hit.phrase) for hit in hits}
    for row in plan.holds.filter(reworded_at=None, released_at=None):
        if (row.field, row.phrase) not in said:
            row.reworded_at = now
            row.save(update_fields=["reworded_at"])


def look_again(plan: ContactPlan, words: PlanWords, *, now: datetime) -> None:
    """Close holds that a save has settled."""
    if plan.holds.filter(reworded_at=None, released_at=None).exists():
        settle_holds(plan, _barred(words), now=now)


def release_held_words(actor: Actor, hold_id: UUID, *, reason: str, now: datetime) -> None:
    """Let a phrase go that only looks like one that withholds help, and say why.

    The plan stays a draft: sharing it is its writer's to do.

    Raises:
        NotPermitted: The role may not.
        Refused: ``hold.not_here`` or ``hold.reason``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "contact_plan.review_wording")
        if not reason.strip():
            raise Refused("hold.reason", "Write why these words are all right.", field="reason")
        row = ContactPlanHold.objects.filter(pk=hold_id).first()
        if row is None:
            raise _settled()
        plan = locked_plan(row.plan_id)
        row.refresh_from_db()
        if row.released_at is not None or row.reworded_at is not None:
            raise _settled()
        row.released_at, row.released_by_id, row.reason = now, actor.user_id, reason.strip()
        row.save(update_fields=["released_at", "released_by", "reason"])
        hold = Ref("contact_plan_hold", row.id)
        keep(actor, plan, "release_held_words", now=now, op=Op.ALTERATION, also=(hold,))
        messages.send(WORDS_RELEASED, {"plan": str(plan.id)}, now=now)


def _settled() -> Refused:
    return Refused("hold.not_here", "These words do not wait for anybody now.")


def _barred(words: PlanWords) -> tuple[BarredPhrase, ...]:
    """Each phrase once, cut to what is kept of it."""
    found = {
        (hit.field, hit.phrase[:LONGEST_PHRASE]): BarredPhrase(
            hit.field, hit.phrase[:LONGEST_PHRASE], hit.why, hit.suggestion
        )
        for hit in barred_in(words)
    }
    return tuple(found.values())

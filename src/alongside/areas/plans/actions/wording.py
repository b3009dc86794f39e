"""Holding back words of a plan that would withhold help, until somebody decides."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.areas.plans.models import WordingHit, WordingReview
from alongside.areas.plans.rules.barred import BarredHit
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.areas.plans.rules.wording import (
    Phrase,
    WordedKind,
    WordedPlan,
    WordingOutcome,
    check_release,
    phrases_of,
    still_held,
)
from alongside.engines.sharing import Category, Outcome, Purpose
from alongside.foundation.accounts.queries import people_holding
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message, send
from alongside.foundation.picture.deciding import decision_about
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import Refused

HELD = "plans.wording_held"
DECIDED = "plans.wording_decided"
PLAN_PAGES = {
    WordedKind.CONTACT_PLAN: "plans:contact_draft",
    WordedKind.CRISIS_PLAN: "plans:crisis_plan",
}
"""The page of a plan's writer, by kind of plan; each is given the plan's id."""


def raise_wording_review(
    actor: Actor, plan: WordedPlan, hits: Collection[BarredHit], *, now: datetime
) -> tuple[BarredHit, ...]:
    """Hold back words of a plan, or close the review of words that are gone.

    A step of the action that saves the plan, in its transaction: the plan's own action has asked
    whether the actor may write it. A liaison lead is told once for each new set of words.

    Args:
        actor: Who wrote the words.
        plan: Where they stand.
        hits: What ``check_plan_words`` found; empty when nothing.
        now: The server's instant.

    Returns:
        The hits that no reviewer has let stand; the plan may come in force when there are none.
    """
    rows = WordingReview.objects.select_for_update().filter(
        plan_kind=plan.kind, plan_id=plan.plan_id
    )
    held = still_held(hits, _phrases(rows.filter(outcome=WordingOutcome.RELEASED)))
    waiting = rows.filter(outcome="").first()
    if waiting is not None:
        if _phrases([waiting]) == phrases_of(held):
            return held
        _decide(actor, waiting, WordingOutcome.REWORDED, now=now)
    if held:
        _open(actor, plan, held, now=now)
    return held


def close_wording_review(actor: Actor, plan: WordedPlan, *, now: datetime) -> None:
    """End the review of a plan that was put away. A step of the action that does so."""
    waiting = (
        WordingReview.objects.select_for_update()
        .filter(plan_kind=plan.kind, plan_id=plan.plan_id, outcome="")
        .first()
    )
    if waiting is not None:
        _decide(actor, waiting, WordingOutcome.SET_ASIDE, now=now)


def release_wording(
    actor: Actor, review_id: UUID, *, reason: str, purpose: Purpose, now: datetime
) -> None:
    """Let words stand that do not withhold help after all. The writer is told.

    Args:
        actor: A liaison lead, not the writer.
        review_id: Which words.
        reason: Why they may stand.
        purpose: Why the reviewer looks; they may let stand only what they may see.
        now: The server's instant.

    Raises:
        NotPermitted: The role may not, the words are their own, or some are held back from them.
        Refused: ``wording.not_here``, ``wording.decided`` or ``wording.reason_missing``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "wording.release")
        review = WordingReview.objects.select_for_update().filter(pk=review_id).first()
        if review is None:
            raise Refused("wording.not_here", "There are no such words here.")
        check_release(
            open_now=not review.outcome,
            own=review.raised_by_id == actor.user_id,
            seen=_sees_all(actor, review, purpose, now),
            reason=reason,
        )
        review.reason = reason.strip()
        _decide(actor, review, WordingOutcome.RELEASED, now=now)
        send(DECIDED, {"review": str(review.id)}, now=now)


def _sees_all(actor: Actor, review: WordingReview, purpose: Purpose, now: datetime) -> bool:
    kinds = {Category(code) for code in review.hits.values_list("category", flat=True)}
    decided = (
        decision_about(actor, review.person_id, kind, purpose=purpose, now=now) for kind in kinds
    )
    return all(part.outcome is Outcome.SHOWN for part in decided)


def _phrases(reviews: Iterable[WordingReview]) -> frozenset[Phrase]:
    rows = WordingHit.objects.filter(review__in=reviews)
    return frozenset(rows.values_list("field", "phrase"))


def _open(actor: Actor, plan: WordedPlan, held: Collection[BarredHit], *, now: datetime) -> None:
    review = WordingReview.objects.create(
        plan_kind=plan.kind,
        plan_id=plan.plan_id,
        person_id=plan.person_id,
        raised_at=now,
        raised_by_id=actor.user_id,
        controller_id=actor.organisation_id,
    )
    found = {(hit.field, hit.phrase, hit.kind): hit for hit in held}
    WordingHit.objects.bulk_create(
        WordingHit(
            review=review,
            field=hit.field,
            label=plan.fields[hit.field].label,
            category=plan.fields[hit.field].category,
            phrase=hit.phrase,
            kind=hit.kind,
            rule=hit.rule,
        )
        for hit in found.values()
    )
    _keep(actor, review, "raise_wording_review", Op.COLLECTION, now=now)
    send(HELD, {"review": str(review.id)}, now=now)


def _decide(actor: Actor, review: WordingReview, outcome: WordingOutcome, *, now: datetime) -> None:
    review.outcome, review.decided_at, review.decided_by_id = outcome, now, actor.user_id
    review.save(update_fields=["outcome", "decided_at", "decided_by", "reason"])
    _keep(actor, review, f"wording_{outcome}", Op.ALTERATION, now=now)


def _keep(actor: Actor, review: WordingReview, what: str, op: Op, *, now: datetime) -> None:
    entry = Entry(
        op,
        f"plans.{what}",
        Ref("wording_review", review.id),
        also=(Ref(review.plan_kind, review.plan_id), Ref("person", review.person_id)),
        fields=tuple(sorted(set(review.hits.values_list("field", flat=True)))),
    )
    record(actor, entry, now=now)


def tell_wording_reviewers(message: Message) -> None:
    """Tell the liaison leads that words wait to be looked at, if they still do."""
    review = WordingReview.objects.filter(pk=UUID(message.payload["review"]), outcome="").first()
    if review is None:
        return
    leads = [holder.user_id for holder in people_holding({Role.LIAISON_LEAD})]
    others = [lead for lead in leads if lead != review.raised_by_id]
    tell(
        others,
        message,
        title="Words in a plan wait for you",
        link=reverse("plans:wording_review", args=[review.id]),
    )


def tell_wording_writer(message: Message) -> None:
    """Tell whoever wrote the words that they may stand."""
    review = WordingReview.objects.get(pk=UUID(message.payload["review"]))
    page = PLAN_PAGES.get(WordedKind(review.plan_kind))
    link = reverse(page, args=[review.plan_id]) if page else reverse("outbox:inbox")
    tell([review.raised_by_id], message, title="Words in a plan you wrote may stand", link=link)

"""Keeping that somebody may be at risk of crisis, that a plan was offered, and the answer."""

from datetime import datetime
from uuid import UUID

from alongside.areas.people import queries as people
from alongside.areas.plans.models import ContactPlanOffer
from alongside.areas.plans.rules.contact_offers import Answer
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@for_standing_person
def note_may_need_plan(
    actor: Actor, person_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Keep that a person may be at risk of crisis, so that they are offered a plan.

    Raises:
        NotPermitted: The role may not.
        Refused: ``offer.nobody``.
    """
    return _offer(actor, person_id, "note_may_need_plan", now=now, request_key=request_key)


@for_standing_person
def record_plan_offer(
    actor: Actor,
    person_id: UUID,
    *,
    answer: Answer | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep that a plan was offered, and what the person said; ``None`` while they think.

    Saying no is never held against anybody: it is counted, and shown on no page about them.

    Raises:
        NotPermitted: The role may not.
        Refused: ``offer.nobody``.
    """
    return _offer(
        actor,
        person_id,
        "record_plan_offer",
        offered=True,
        answer=answer,
        now=now,
        request_key=request_key,
    )


def _offer(
    actor: Actor,
    person_id: UUID,
    what: str,
    *,
    now: datetime,
    offered: bool = False,
    answer: Answer | None = None,
    request_key: UUID | None = None,
) -> UUID:
    def work() -> UUID:
        require(actor, PERMISSIONS, "contact_plan.offer")
        if not people.labels(actor, [person_id], now=now):
            raise Refused("offer.nobody", "There is no such person here.")
        rows = ContactPlanOffer.objects.select_for_update()
        row = rows.filter(person_id=person_id, answer="").first() or _noted(actor, person_id, now)
        if offered and row.offered_at is None:
            row.offered_at, row.offered_by_id = now, actor.user_id
        if answer is not None:
            row.answer, row.answered_at = answer, now
        row.save()
        entry = Entry(
            Op.COLLECTION,
            f"plans.{what}",
            Ref("contact_plan_offer", row.id),
            also=(Ref("person", person_id),),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def _noted(actor: Actor, person_id: UUID, now: datetime) -> ContactPlanOffer:
    return ContactPlanOffer(
        person_id=person_id,
        noted_at=now,
        noted_by_id=actor.user_id,
        controller_id=actor.organisation_id,
    )

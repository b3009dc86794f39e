"""Reminding whoever helped to make a plan that it is to be looked at again."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.areas.plans.models import ContactPlan
from alongside.areas.plans.rules.contact_plan import (
    REMIND_BEFORE,
    PlanState,
    Stage,
    review_stage,
)
from alongside.foundation.accounts.queries import people_holding
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox import inbox, messages
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date

REVIEW_DUE = "plans.contact_review_due"
TITLES = {
    Stage.DUE: "A contact plan is to be looked at again within 30 days",
    Stage.OVERDUE: "A contact plan is out of date and not shown until it is looked at again",
}


def chase_reviews(now: datetime) -> int:
    """Send one reminder for each plan that came to a new stage. Run by the worker.

    Returns:
        How many reminders were sent.
    """
    today = local_date(now)
    near = ContactPlan.objects.filter(
        state=PlanState.SHARED, review_on__lte=today + REMIND_BEFORE
    ).exclude(chased=Stage.OVERDUE)
    return sum(_chase(plan_id, now) for plan_id in list(near.values_list("id", flat=True)))


def _chase(plan_id: UUID, now: datetime) -> bool:
    with transaction.atomic():
        plan = ContactPlan.objects.select_for_update().get(pk=plan_id)
        stage = review_stage(plan.review_on, local_date(now)) if plan.review_on else None
        if plan.state != PlanState.SHARED or stage is None or plan.chased == stage:
            return False
        plan.chased = stage
        plan.save(update_fields=["chased"])
        messages.send(REVIEW_DUE, {"plan": str(plan.id), "stage": stage}, now=now)
        entry = Entry(
            Op.ALTERATION,
            "plans.chase_review",
            Ref("contact_plan", plan.id),
            also=(Ref("person", plan.person_id),),
            fields=("chased",),
        )
        record(None, entry, now=now)
    return True


def tell_of_review(message: messages.Message) -> None:
    """Tell the worker who helped to make it, or else the liaison leads, if it still is due."""
    plan = (
        ContactPlan.objects.select_related("started_by")
        .filter(pk=UUID(message.payload["plan"]), state=PlanState.SHARED)
        .first()
    )
    if plan is None:
        return
    stage = Stage(message.payload["stage"])
    helper = plan.started_by
    told = (
        [helper.id]
        if helper.is_active and not helper.own_door
        else [holder.user_id for holder in people_holding({Role.LIAISON_LEAD})]
    )
    link = reverse("plans:contact", args=[plan.person_id])
    inbox.tell(told, message, title=TITLES[stage], link=link)

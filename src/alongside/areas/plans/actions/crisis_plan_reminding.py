"""Reminding whoever put a crisis plan in force that it is to be looked at again."""

from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse

from alongside.areas.plans.models import CrisisPlan
from alongside.areas.plans.rules.contact_plan import REMIND_BEFORE, Stage, over_at
from alongside.areas.plans.rules.crisis_plan import CrisisState
from alongside.foundation.accounts.queries import people_holding
from alongside.foundation.outbox import inbox, messages
from alongside.kernel.actor import Role
from alongside.kernel.local_time import from_local

REVIEW_DUE = "plans.crisis_review_due"
TITLES = {
    Stage.DUE: "A crisis plan is to be looked at again within 30 days",
    Stage.OVERDUE: "A crisis plan is out of date and not shown until it is looked at again",
}


def remind_of_review(plan_id: UUID, review_on: date, *, now: datetime) -> None:
    """Send both reminders for later, in the transaction that puts the plan in force."""
    soon = from_local(datetime.combine(review_on - REMIND_BEFORE, time(9)))
    for stage, due_at in ((Stage.DUE, max(soon, now)), (Stage.OVERDUE, over_at(review_on))):
        payload = {"plan": str(plan_id), "stage": stage.value}
        messages.send(REVIEW_DUE, payload, now=now, due_at=due_at)


def tell_of_crisis_review(message: messages.Message) -> None:
    """Tell who put it in force, or else the liaison leads, if it still is in force."""
    plan = (
        CrisisPlan.objects.select_related("in_force_by")
        .filter(pk=UUID(message.payload["plan"]), state=CrisisState.IN_FORCE)
        .first()
    )
    if plan is None or plan.in_force_by is None:
        return
    told = (
        [plan.in_force_by.id]
        if plan.in_force_by.is_active
        else [holder.user_id for holder in people_holding({Role.LIAISON_LEAD})]
    )
    title = TITLES[Stage(message.payload["stage"])]
    inbox.tell(
        told, message, title=title, link=reverse("plans:crisis_person", args=[plan.person_id])
    )

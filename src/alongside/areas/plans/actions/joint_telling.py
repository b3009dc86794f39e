"""Tell people when something of a shared plan or a missing person falls due."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.urls import reverse

from alongside.areas.plans.actions import missing_writing, suicide, suicide_writing
from alongside.areas.plans.actions.herbert import HERBERT_REVIEW_DUE
from alongside.areas.plans.models import (
    HerbertForm,
    MissingEvent,
    MissingRecord,
    SuicideAnniversary,
    SuicidePlan,
)
from alongside.areas.plans.rules.joint_permissions import PREVENTION
from alongside.areas.plans.rules.missing_owed import high_unreviewed
from alongside.areas.plans.rules.suicide import RUNNING, SuicideState
from alongside.areas.plans.rules.suicide_dates import next_on
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import people_in_role
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message
from alongside.kernel.actor import Role

DAY = timedelta(days=1)


def tell_missing_review_due(message: Message) -> None:
    """Tell a force that the level of a missing record is due to be looked at again."""
    record = _missing(message)
    if record is None or record.closed_at is not None or record.next_review_due_at is None:
        return
    if record.next_review_due_at.isoformat() != _same_instant(message.payload["mark"]):
        return
    users = {record.opened_by_id, *_supervisors(record.organisation_id)}
    title = "Due: review of a missing person's level"
    tell(users, message, title=title, link=_missing_link(record), urgent=True)


def _same_instant(text: str) -> str:
    return datetime.fromisoformat(text).isoformat()


def tell_missing_high(message: Message) -> None:
    """Tell supervisors that a level is high and none of them has reviewed it."""
    record = _missing(message)
    if record is None or not high_unreviewed(missing_writing.standing(record)):
        return
    late = message.payload["mark"].endswith(":late")
    title = "A missing person's level is high: review it"
    if late:
        title = "A missing person's level has been high for 30 minutes with no supervisor's review"
    users = _supervisors(record.organisation_id)
    tell(users, message, title=title, link=_missing_link(record), urgent=True)


def tell_return_interview_due(message: Message) -> None:
    """Tell a force that nobody has offered a child a return-home interview in 72 hours."""
    record = _missing(message)
    offered = MissingEvent.objects.filter(kind="return_interview", superseded_by=None)
    if record is None or record.found_at is None or offered.filter(record=record).exists():
        return
    users = {record.opened_by_id, *_supervisors(record.organisation_id)}
    title = "Due: offer of a return-home interview by somebody independent"
    tell(users, message, title=title, link=_missing_link(record), urgent=True)


def tell_herbert_review_due(message: Message) -> None:
    """Tell whoever wrote a Herbert form that it is due to be looked at again."""
    form = HerbertForm.objects.filter(pk=UUID(message.payload["form"]), ended_at=None).first()
    if form is not None:
        link = reverse("plans:herbert", args=[form.person_id])
        title = "Due: six-monthly review of a Herbert Protocol form"
        tell([form.recorded_by_id], message, title=title, link=link)


def tell_suicide_asked(message: Message) -> None:
    """Tell somebody that they are asked to confirm a plan for their service."""
    plan = _plan(message)
    if plan is None or plan.state != SuicideState.PROPOSED:
        return
    if str(plan.asked_id) != message.payload["asked"]:
        return
    title = "You are asked to confirm a suicide prevention plan"
    tell([plan.asked_id], message, title=title, link=_plan_link(plan), urgent=True)


def tell_suicide_review_due(message: Message) -> None:
    """Tell both services that a plan is due for review."""
    plan = _plan(message)
    if plan is None or plan.state not in RUNNING or plan.review_due_on is None:
        return
    if plan.review_due_on.isoformat() == message.payload["due"]:
        title = "Due: review of a suicide prevention plan"
        tell(_both_sides(plan), message, title=title, link=_plan_link(plan), urgent=True)


def tell_suicide_closing(message: Message) -> None:
    """Tell the other service that one has signed to close a plan."""
    plan = _plan(message)
    if plan is None or plan.state != SuicideState.CLOSING:
        return
    other = [user for user in _both_sides(plan) if user != plan.first_signed_by_id]
    title = "A suicide prevention plan needs your service's signature to close"
    tell(other, message, title=title, link=_plan_link(plan))


def tell_anniversary(message: Message) -> None:
    """Tell both services that a hard day is a week away, and keep the reminder for next year."""
    row = (
        SuicideAnniversary.objects.filter(pk=UUID(message.payload["anniversary"]), ended_at=None)
        .select_related("plan")
        .first()
    )
    if row is None or row.plan.state not in RUNNING:
        return
    title = "A day that may be hard for somebody with a suicide prevention plan is near"
    tell(_both_sides(row.plan), message, title=title, link=_plan_link(row.plan), urgent=True)
    coming = next_on(row.month, row.day, date.fromisoformat(message.payload["after"]))
    suicide.remind(row, coming + DAY, now=message.now)


DELIVERIES = {
    missing_writing.REVIEW_DUE: tell_missing_review_due,
    missing_writing.HIGH: tell_missing_high,
    missing_writing.RETURN_INTERVIEW_DUE: tell_return_interview_due,
    HERBERT_REVIEW_DUE: tell_herbert_review_due,
    suicide_writing.ASKED: tell_suicide_asked,
    suicide_writing.REVIEW_DUE: tell_suicide_review_due,
    suicide_writing.CLOSING: tell_suicide_closing,
    suicide_writing.ANNIVERSARY: tell_anniversary,
}
"""Who delivers which topic."""


def _missing(message: Message) -> MissingRecord | None:
    return MissingRecord.objects.filter(pk=UUID(message.payload["record"])).first()


def _missing_link(record: MissingRecord) -> str:
    return reverse("plans:missing_record", args=[record.id])


def _supervisors(organisation_id: UUID) -> Iterable[UUID]:
    """Answer the supervisors of a force who are on duty; all of them when none is."""
    on_duty = people_in_role(Role.POLICE_SUPERVISOR, organisation_id)
    return on_duty or list(_holders(organisation_id, [Role.POLICE_SUPERVISOR]))


def _holders(organisation_id: UUID, roles: Iterable[Role]) -> Iterable[UUID]:
    users = User.objects.filter(
        is_active=True, organisation_id=organisation_id, roles_held__role__in=list(roles)
    )
    return users.distinct().values_list("id", flat=True)


def _plan(message: Message) -> SuicidePlan | None:
    return SuicidePlan.objects.filter(pk=UUID(message.payload["plan"])).first()


def _plan_link(plan: SuicidePlan) -> str:
    return reverse("plans:suicide_plan", args=[plan.id])


def _both_sides(plan: SuicidePlan) -> list[UUID]:
    """Answer the two who opened it, and whoever else works on these plans there on duty."""
    sides = (plan.proposed_organisation_id, plan.asked_organisation_id)
    on_duty = [
        user for side in sides for role in sorted(PREVENTION) for user in people_in_role(role, side)
    ]
    return list(dict.fromkeys([plan.proposed_by_id, plan.asked_id, *on_duty]))

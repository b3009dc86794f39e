"""Rows of suicide prevention plans as the pages about them read them. Decides nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.areas.people.queries import PersonLabel, labels
from alongside.areas.plans.models import (
    SuicideAnniversary,
    SuicideOwnPart,
    SuicidePlan,
    SuicidePlanEvent,
)
from alongside.areas.plans.queries.joint_story import entry_line
from alongside.areas.plans.rules.suicide import (
    PLAN_FIELDS,
    RUNNING,
    SuicideStanding,
    SuicideState,
    standing_of,
)
from alongside.areas.plans.rules.suicide_dates import has_ended, next_on, review_overdue
from alongside.kernel.actor import Actor
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan on a list, or on the person's page.

    Attributes:
        plan_id: The plan.
        person: How the person is named.
        state: Where it stands.
        services: The two services.
        asked: Who was asked to confirm it.
        asks_viewer: Whether that is the viewer.
        asks_to_sign: Whether the viewer's service is asked to sign second, to close it.
        review_due_on: When it is reviewed next; ``None`` until it is open.
        overdue: Whether a review is overdue.
        ended: Whether its end has passed.
        ends_on: Its end.
    """

    plan_id: UUID
    person: PersonLabel
    state: SuicideState
    services: tuple[str, str]
    asked: str
    asks_viewer: bool
    asks_to_sign: bool
    review_due_on: date | None
    overdue: bool
    ended: bool
    ends_on: date


@dataclass(frozen=True, slots=True)
class HardDay:
    """A day of the year that may be hard, and when it comes next."""

    next_on: date
    words: str


@dataclass(frozen=True, slots=True)
class OwnPartLine:
    """The person's own part, or why there is none yet."""

    text: str
    why_not: str
    recorded_at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PlanSays:
    """What a plan says, as label and words, with its standing and hard days."""

    line: PlanLine
    says: tuple[tuple[str, str], ...]
    hard_days: tuple[HardDay, ...]


def all_plans() -> QuerySet[SuicidePlan]:
    """Answer plans, joined to who and which services they name."""
    return SuicidePlan.objects.select_related(
        "proposed_organisation",
        "asked_organisation",
        "asked",
        "first_signed_by",
        "first_signed_organisation",
        "second_signed_by",
        "second_signed_organisation",
    )


def events_of(plan: SuicidePlan) -> list[SuicidePlanEvent]:
    """Answer the events of a plan that stand, oldest first."""
    rows = SuicidePlanEvent.objects.filter(plan=plan, superseded_by=None)
    return list(
        rows.select_related("recorded_by", "organisation", "supersedes").order_by(
            "happened_at", "sequence"
        )
    )


def plan_standing(plan: SuicidePlan) -> SuicideStanding:
    """Answer what follows from the events of a plan."""
    return standing_of([entry_line(row).event for row in events_of(plan)])


def own_part_of(plan: SuicidePlan) -> OwnPartLine | None:
    """Answer the person's own part as it is now."""
    row = (
        SuicideOwnPart.objects.filter(plan=plan, ended_at=None)
        .select_related("recorded_by")
        .first()
    )
    if row is None:
        return None
    return OwnPartLine(row.text, row.why_not, row.recorded_at, row.recorded_by.display_name)


def content_of(viewer: Actor, plan: SuicidePlan, now: datetime) -> PlanSays:
    """Answer what a plan says, with its standing and hard days."""
    label = labels(viewer, [plan.person_id], now=now)[plan.person_id]
    line = line_of(viewer, plan, label, now=now)
    says = plan_standing(plan).says
    return PlanSays(
        line=line,
        says=tuple((PLAN_FIELDS[name], said) for name, said in says.items()),
        hard_days=tuple(
            HardDay(next_on(row.month, row.day, local_date(now)), row.words)
            for row in SuicideAnniversary.objects.filter(plan=plan, ended_at=None).order_by(
                "month", "day"
            )
        ),
    )


def line_of(viewer: Actor, plan: SuicidePlan, label: PersonLabel, *, now: datetime) -> PlanLine:
    """Answer one plan as a line."""
    return PlanLine(
        plan_id=plan.id,
        person=label,
        state=SuicideState(plan.state),
        services=(plan.proposed_organisation.short_name, plan.asked_organisation.short_name),
        asked=f"{plan.asked.display_name}, {plan.asked_organisation.short_name}",
        asks_viewer=plan.state == SuicideState.PROPOSED and plan.asked_id == viewer.user_id,
        asks_to_sign=plan.state == SuicideState.CLOSING
        and plan.first_signed_organisation_id != viewer.organisation_id,
        review_due_on=plan.review_due_on,
        overdue=plan.state in RUNNING
        and review_overdue(plan.last_reviewed_at, plan.review_due_on, now),
        ended=has_ended(plan.ends_on, now),
        ends_on=plan.ends_on,
    )

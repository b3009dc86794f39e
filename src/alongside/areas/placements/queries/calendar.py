"""The calendar of a plan: today's, or a draft beside it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementCohort,
    PlacementPlan,
    PlacementScheme,
    PlacementService,
    PlannedStay,
    TooBusy,
)
from alongside.areas.placements.queries.plan_reading import (
    assignment_of,
    cohorts_of,
    last_change,
    plan_for,
    scheme_now,
    standing_plan,
)
from alongside.areas.placements.queries.plan_touched import changes_of
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.differences import Difference
from alongside.areas.placements.rules.grid import (
    Busy,
    KeptStay,
    Laid,
    Row,
    officer_rows,
    service_rows,
    weeks_between,
)
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.plan_words import by_reason
from alongside.engines.scheduling.scheme import Scheme, monday_of
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

WEEKS_SHOWN: Final = 6
WHOLE_WEEK: Final = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class OtherPlan:
    """A draft, as it is chosen from a list.

    Attributes:
        id: The plan.
        number: Its number in the scheme.
        why: What it is for; may be empty.
        made_at: When it was made.
    """

    id: UUID
    number: int
    why: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class PlanCalendar:
    """A plan as a calendar.

    Attributes:
        scheme_id: Its scheme.
        scheme: Name of the scheme.
        learner_word: What those on placement are called there.
        plan_id: The plan; ``None`` where nothing is published and no draft was asked for.
        number: Its number in the scheme.
        state: ``published``, ``draft`` and so on.
        version: For changes.
        by: ``service`` or ``officer``.
        weeks: Mondays shown.
        earlier: Monday to start from to see what is before; ``None`` where there is nothing.
        later: The same for what comes after.
        rows: What is shown.
        left_out: Why some have no place, and who they are.
        changes: How many stays differ from today's plan.
        drafts: Drafts beside it, newest first.
        undo: Whether a change by hand can be undone.
        ended: Whether the scheme has ended.
        today: The day.
    """

    scheme_id: UUID
    scheme: str
    learner_word: str
    plan_id: UUID | None
    number: int
    state: str
    version: int
    by: str
    weeks: tuple[date, ...]
    earlier: date | None
    later: date | None
    rows: tuple[Row, ...]
    left_out: tuple[tuple[str, tuple[tuple[UUID, str], ...]], ...]
    changes: tuple[Difference, ...]
    drafts: tuple[OtherPlan, ...]
    undo: bool
    ended: bool
    today: date


@dataclass(frozen=True, slots=True)
class Looking:
    """How somebody looks at a calendar.

    Attributes:
        by: ``service`` or ``officer``.
        start: The first week to show; chosen for them when ``None``.
        plan_id: A plan other than today's.
        whole: Whether to show every week rather than a few.
    """

    by: str = "service"
    start: date | None = None
    plan_id: UUID | None = None
    whole: bool = False


def plan_calendar(
    viewer: Actor, scheme_id: UUID, looking: Looking, *, now: datetime
) -> PlanCalendar:
    """Answer a plan of a scheme as a calendar.

    Raises:
        NotPermitted: The role sees no plans.
        Refused: ``scheme.not_found`` or ``plan.not_found``.
    """
    require(viewer, PERMISSIONS, "plan.see")
    scheme = scheme_for(viewer, scheme_id)
    plan = _plan(viewer, scheme, looking)
    today = local_date(now)
    if plan is None:
        return _empty(scheme, looking, today)
    cohorts = cohorts_of(plan)
    every = _weeks(scheme, plan, cohorts, today)
    weeks, earlier, later = _window(every, looking, today)
    standing = standing_plan(scheme)
    beside = standing if standing is not None and standing.id != plan.id else None
    changes = changes_of(plan, beside) if beside is not None and plan.state == "draft" else ()
    laid = _laid(scheme, plan, cohorts, weeks, changes)
    return PlanCalendar(
        scheme.id,
        scheme.name,
        scheme.learner_word,
        plan.id,
        plan.number,
        plan.state,
        plan.version,
        looking.by,
        weeks,
        earlier,
        later,
        _rows(scheme, plan, laid, looking.by),
        _left_out(plan),
        changes,
        _drafts(scheme),
        plan.state == "draft" and last_change(plan) is not None,
        scheme.ended_at is not None,
        today,
    )


def _plan(viewer: Actor, scheme: PlacementScheme, looking: Looking) -> PlacementPlan | None:
    if looking.plan_id is None:
        return standing_plan(scheme)
    plan = plan_for(viewer, looking.plan_id)
    if plan.scheme_id != scheme.id:
        raise Refused("plan.not_found", "That plan is of another scheme.")
    return plan


def _empty(scheme: PlacementScheme, looking: Looking, today: date) -> PlanCalendar:
    return PlanCalendar(
        scheme_id=scheme.id,
        scheme=scheme.name,
        learner_word=scheme.learner_word,
        plan_id=None,
        number=0,
        state="",
        version=0,
        by=looking.by,
        weeks=(),
        earlier=None,
        later=None,
        rows=(),
        left_out=(),
        changes=(),
        drafts=_drafts(scheme),
        undo=False,
        ended=scheme.ended_at is not None,
        today=today,
    )


def _drafts(scheme: PlacementScheme) -> tuple[OtherPlan, ...]:
    rows = PlacementPlan.objects.filter(scheme=scheme, state="draft").order_by("-number")
    return tuple(OtherPlan(one.id, one.number, one.why, one.made_at) for one in rows)


def _weeks(
    scheme: PlacementScheme, plan: PlacementPlan, cohorts: Collection[UUID], today: date
) -> tuple[date, ...]:
    """Every week that a plan is about: of its stays, and of its cohorts. Others are left out."""
    spans = list(PlannedStay.objects.filter(plan=plan).values_list("first_on", "last_on"))
    windows = PlacementCohort.objects.filter(scheme=scheme, pk__in=cohorts)
    spans += windows.values_list("first_on", "last_on")
    found = {week for first, last in spans for week in weeks_between(first, last)}
    return tuple(sorted(found)) or (monday_of(today),)


def _window(
    every: tuple[date, ...], looking: Looking, today: date
) -> tuple[tuple[date, ...], date | None, date | None]:
    if looking.whole:
        return every, None, None
    wanted = monday_of(looking.start or today)
    first = next((n for n, week in enumerate(every) if week >= wanted), len(every) - 1)
    first = max(0, first)
    last = first + WEEKS_SHOWN
    earlier = every[max(0, first - WEEKS_SHOWN)] if first else None
    later = every[last] if last < len(every) else None
    return every[first:last], earlier, later


def _laid(
    scheme: PlacementScheme,
    plan: PlacementPlan,
    cohorts: Collection[UUID],
    weeks: tuple[date, ...],
    changes: tuple[Difference, ...],
) -> Laid:
    facts = scheme_now(scheme, cohorts)
    names = dict(PlacementService.objects.filter(scheme=scheme).values_list("code", "name"))
    return Laid(facts, _stays(plan, facts), weeks, names, changes, _busy(scheme))


def _stays(plan: PlacementPlan, facts: Scheme) -> tuple[KeptStay, ...]:
    rows = PlannedStay.objects.filter(plan=plan).select_related("learner", "service", "buddy")
    return tuple(KeptStay(str(one.id), assignment_of(one, facts), one.by_hand) for one in rows)


def _busy(scheme: PlacementScheme) -> tuple[Busy, ...]:
    rows = TooBusy.objects.filter(service__scheme=scheme, taken_back_at=None)
    return tuple(
        Busy(one.service.code, one.first_on, one.last_on, one.seats)
        for one in rows.select_related("service")
    )


def _rows(scheme: PlacementScheme, plan: PlacementPlan, laid: Laid, by: str) -> tuple[Row, ...]:
    if by != "officer":
        services = PlacementService.objects.filter(scheme=scheme).values_list("code", "id")
        return service_rows(laid, {code: str(key) for code, key in services})
    placed = Learner.objects.filter(stays__plan=plan)
    left = Learner.objects.filter(left_out__plan=plan)
    until = laid.weeks[-1] + WHOLE_WEEK
    shown = (placed | left).filter(cohort__first_on__lte=until, cohort__last_on__gte=laid.weeks[0])
    rows = shown.select_related("cohort").distinct().order_by("cohort__first_on", "name")
    return officer_rows(
        laid,
        {one.name: str(one.id) for one in rows},
        {one.name: one.cohort.name for one in rows},
    )


def _left_out(plan: PlacementPlan) -> tuple[tuple[str, tuple[tuple[UUID, str], ...]], ...]:
    rows = LeftOut.objects.filter(plan=plan).select_related("learner").order_by("learner__name")
    return by_reason(((one.learner_id, one.learner.name), tuple(one.reasons)) for one in rows)

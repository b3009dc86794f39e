"""What there is to choose from: cohorts to plan, whom to move and where to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementCohort,
    PlacementPlan,
    PlacementService,
    PlannedStay,
    PlanRun,
)
from alongside.areas.placements.queries.plan_reading import (
    engine_scheme,
    plan_for,
    standing_plan,
)
from alongside.areas.placements.queries.plan_touched import touched_by
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.grid import weeks_between
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.plan_words import week_words
from alongside.engines.scheduling.scheme import Scheme
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class CohortChoice:
    """A cohort to plan.

    Attributes:
        id: Which.
        name: Its name.
        first_on: Its first day.
        last_on: Its last day.
        people: How many are in it.
        placed: How many of them have a place in the plan that stands.
    """

    id: UUID
    name: str
    first_on: date
    last_on: date
    people: int
    placed: int


@dataclass(frozen=True, slots=True)
class Planning:
    """What can be planned in a scheme.

    Attributes:
        scheme_id: Which.
        scheme: Its name.
        learner_word: What those on placement are called.
        cohorts: Not over yet, the soonest first.
        stands: Whether anything is published.
        under_way: A plan that is being made now; ``None`` for none.
    """

    scheme_id: UUID
    scheme: str
    learner_word: str
    cohorts: tuple[CohortChoice, ...]
    stands: bool
    under_way: UUID | None


def planning(viewer: Actor, scheme_id: UUID, *, now: datetime) -> Planning:
    """Answer what can be planned in a scheme.

    Raises:
        NotPermitted: The role makes no plans.
        Refused: ``scheme.not_found``.
    """
    require(viewer, PERMISSIONS, "plan.make")
    scheme = scheme_for(viewer, scheme_id)
    standing = standing_plan(scheme)
    there = Q(learners__withdrawn_at=None)
    rows = (
        PlacementCohort.objects.filter(scheme=scheme, last_on__gte=local_date(now))
        .annotate(people=Count("learners", filter=there, distinct=True))
        .order_by("first_on", "name")
    )
    run = PlanRun.objects.filter(scheme=scheme, state__in=["asked", "working"]).first()
    return Planning(
        scheme.id,
        scheme.name,
        scheme.learner_word,
        tuple(
            CohortChoice(
                one.id, one.name, one.first_on, one.last_on, one.people, _placed(one, standing)
            )
            for one in rows
        ),
        standing is not None,
        run.id if run else None,
    )


def _placed(cohort: PlacementCohort, standing: PlacementPlan | None) -> int:
    if standing is None:
        return 0
    rows = Learner.objects.filter(cohort=cohort, withdrawn_at=None, stays__plan=standing)
    return rows.distinct().count()


@dataclass(frozen=True, slots=True)
class MoveChoices:
    """Whom to move and where to, as choices of a form.

    Attributes:
        plan_id: The plan.
        scheme_id: Its scheme.
        scheme: Name of the scheme.
        state: Where the plan stands.
        version: Of the plan.
        moving: ``stay:<id>`` or ``learner:<id>`` and words.
        where: Ids of services and words.
        weeks: Mondays and words.
        chosen: What moves, where that is known already.
    """

    plan_id: UUID
    scheme_id: UUID
    scheme: str
    state: str
    version: int
    moving: Choices
    where: Choices
    weeks: Choices
    chosen: str


def move_choices(viewer: Actor, plan_id: UUID, *, chosen: str = "", now: datetime) -> MoveChoices:
    """Answer whom somebody can move in a plan, and where to.

    Args:
        viewer: Who.
        plan_id: The plan.
        chosen: What is to move, where that is known; it narrows where and when.
        now: The server's instant.

    Raises:
        NotPermitted: The role makes no plans.
        Refused: ``plan.not_found``.
    """
    require(viewer, PERMISSIONS, "plan.make")
    plan = plan_for(viewer, plan_id)
    today = local_date(now)
    scheme = engine_scheme(plan)
    stays = list(
        PlannedStay.objects.filter(plan=plan, first_on__gt=today)
        .select_related("learner__cohort", "service")
        .order_by("learner__name", "first_on")
    )
    left = list(LeftOut.objects.filter(plan=plan).select_related("learner__cohort"))
    moving = [
        (
            f"stay:{one.id}",
            f"{one.learner.name}: {one.service.name}, {week_words(one.first_on)}",
        )
        for one in stays
    ]
    moving += [(f"learner:{one.learner_id}", f"{one.learner.name}: no place") for one in left]
    stay = next((one for one in stays if f"stay:{one.id}" == chosen), None)
    waiting = next((one for one in left if f"learner:{one.learner_id}" == chosen), None)
    cohort = stay.learner.cohort if stay else waiting.learner.cohort if waiting else None
    return MoveChoices(
        plan.id,
        plan.scheme_id,
        plan.scheme.name,
        plan.state,
        plan.version,
        moving,
        _where(plan, scheme, stay.kind if stay else ""),
        _weeks(scheme, cohort, today),
        chosen if stay or waiting else "",
    )


def _where(plan: PlacementPlan, scheme: Scheme, kind: str) -> Choices:
    codes = [one.code for one in scheme.services if not kind or one.kind == kind]
    rows = PlacementService.objects.filter(scheme=plan.scheme_id, code__in=codes)
    return [
        (str(one.id), one.name if kind else f"{one.name} ({one.kind})")
        for one in rows.order_by("kind", "name")
    ]


def _weeks(scheme: Scheme, cohort: PlacementCohort | None, today: date) -> Choices:
    spans = (
        [(cohort.first_on, cohort.last_on)]
        if cohort is not None
        else [(one.window.first, one.window.last) for one in scheme.cohorts]
    )
    found = {
        monday
        for first, last in spans
        for monday in weeks_between(first, last)
        if monday + timedelta(days=4) > today
    }
    return [(monday.isoformat(), week_words(monday)) for monday in sorted(found)]


@dataclass(frozen=True, slots=True)
class Telling:
    """Whom publishing a plan would tell.

    Attributes:
        changes: How many stays change.
        people: Names of those on placement whose own stays change.
        people_told: How many of them have an account, and so are told here.
        services: Names of services where somebody comes or goes.
        buddies_told: How many buddies there are told here.
        coordinators_told: How many coordinators, of both organisations, other than the viewer.
    """

    changes: int
    people: tuple[str, ...]
    people_told: int
    services: tuple[str, ...]
    buddies_told: int
    coordinators_told: int


def telling(viewer: Actor, plan_id: UUID) -> Telling:
    """Answer whom publishing a plan would tell.

    Raises:
        NotPermitted: The role publishes no plans.
        Refused: ``plan.not_found``.
    """
    require(viewer, PERMISSIONS, "plan.publish")
    plan = plan_for(viewer, plan_id)
    standing = standing_plan(plan.scheme)
    before = standing if standing is not None and standing.id != plan.id else None
    touched = touched_by(plan, before)
    names = PlacementService.objects.filter(pk__in=touched.services).order_by("name")
    return Telling(
        len(touched.changes),
        tuple(dict.fromkeys(one.officer for one in touched.changes)),
        len(touched.learner_users),
        tuple(names.values_list("name", flat=True)),
        len(touched.buddy_users),
        len([one for one in touched.coordinator_users if one != viewer.user_id]),
    )

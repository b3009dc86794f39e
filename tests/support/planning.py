"""Asks for plans and moves people in them, as a coordinator of the small scheme."""

from datetime import timedelta
from uuid import UUID

from alongside.areas.placements.actions import plan_asking, plan_making, plan_moving
from alongside.areas.placements.actions.plan_asking import AskedPlan
from alongside.areas.placements.actions.plan_moving import AskedMove
from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPlan,
    PlannedStay,
    PlanRun,
)
from alongside.areas.placements.queries.plan_reading import engine_plan, engine_scheme
from alongside.engines.scheduling.checking import broken_rules
from tests.support.placing import MONDAY, Placing
from tests.support.world import NOW

WEEK = timedelta(days=7)


def text(response) -> str:
    return response.content.decode()


def ask(placing: Placing, *cohorts: PlacementCohort, **options) -> UUID:
    asked = AskedPlan(cohorts=tuple(one.id for one in cohorts or (placing.cohort,)), **options)
    return plan_asking.ask_for_plan(placing.coordinator, placing.scheme.id, asked, now=NOW)


def made(run_id: UUID) -> PlacementPlan:
    assert plan_making.take_up(NOW) == run_id
    plan_making.make_plan(run_id, now=NOW)
    run = PlanRun.objects.get(pk=run_id)
    assert run.refusal == ""
    assert run.plan is not None
    return run.plan


def next_cohort(placing: Placing, *names: str, weeks: int = 0) -> PlacementCohort:
    first = MONDAY + weeks * WEEK
    cohort = PlacementCohort.objects.create(
        scheme=placing.scheme, pattern=placing.cohort.pattern, name=f"Cohort {weeks}",
        first_on=first, last_on=first + timedelta(days=11),
    )  # fmt: skip
    for name in names:
        Learner.objects.create(scheme=placing.scheme, cohort=cohort, name=name)
    return cohort


def stay(plan: PlacementPlan, name: str, kind: str) -> PlannedStay:
    return PlannedStay.objects.get(plan=plan, learner__name=name, kind=kind)


def holds(plan: PlacementPlan) -> bool:
    scheme = engine_scheme(plan)
    return broken_rules(scheme, engine_plan(plan, scheme)) == ()


def move(placing: Placing, plan: PlacementPlan, name: str, kind: str, to: str, **more) -> UUID:
    chosen = stay(plan, name, kind)
    week = more.pop("week", chosen.first_on)
    asked = AskedMove(chosen.id, None, placing.services[to].id, week)
    version = more.pop("version", plan.version)
    return plan_moving.move_stay(placing.coordinator, plan.id, asked, version=version, now=NOW)

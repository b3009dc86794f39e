"""What the database itself does not let into a plan: each constraint, broken once."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.placements.models import (
    LeftOut,
    PlacementPlan,
    PlacementScheme,
    PlanEvent,
    PlannedStay,
    PlanRun,
)
from tests.support.placing import MONDAY, OFFICERS, Placing, make_placing
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
Spoil = Callable[[PlacementPlan, Placing], models.Model]
ANN = OFFICERS[0]
SATURDAY = MONDAY + timedelta(days=5)


def plan(stands: PlacementPlan, **more: object) -> PlacementPlan:
    """Another draft like the plan that stands, numbered 2."""
    names = [field.attname for field in PlacementPlan._meta.fields if field.name != "id"]
    facts = {name: getattr(stands, name) for name in names}
    return PlacementPlan(**facts | {"number": 2, "state": "draft"} | more)


def another_scheme(stands: PlacementPlan) -> UUID:
    """A scheme where no plan stands."""
    names = ("organisation_id", "created_by_id", "created_at")
    facts = {name: getattr(stands.scheme, name) for name in names}
    return PlacementScheme.objects.create(name="Another", **facts).id


def stay(stands: PlacementPlan, placing: Placing, **more: object) -> PlannedStay:
    """A further stay of the first officer, from the Saturday on."""
    facts = {"plan": stands, "learner": placing.learners[ANN], "kind": "ward"}
    facts |= {"service": placing.services["larch"], "first_on": SATURDAY, "last_on": SATURDAY}
    return PlannedStay(**facts | more)


def run(stands: PlacementPlan, **more: object) -> PlanRun:
    """Somebody asks for a plan."""
    facts = {"scheme": stands.scheme, "asked_by_id": stands.made_by_id, "asked_at": NOW}
    return PlanRun(**facts | more)


BROKEN: dict[str, Spoil] = {
    "plan_numbered_in_scheme": lambda one, _: plan(one, number=1),
    "one_plan_stands": lambda one, _: plan(one, state="published"),
    "plan_state_is_known": lambda one, _: plan(one, state="perhaps"),
    "plan_published_at_a_time": lambda one, _: plan(
        one, scheme_id=another_scheme(one), state="published", published_at=None
    ),
    "stay_ends_after_it_starts": lambda one, p: stay(one, p, last_on=MONDAY),
    "learner_in_one_place_at_a_time": lambda one, p: stay(one, p, first_on=MONDAY),
    "left_out_once_of_a_plan": lambda one, p: LeftOut(plan=one, learner=p.learners[ANN]),
    "plan_events_in_order": lambda one, _: PlanEvent(
        plan=one, sequence=1, kind="made", at=NOW, by_id=one.made_by_id
    ),
    "plan_run_state_is_known": lambda one, _: run(one, state="perhaps"),
    "plan_run_made_has_a_plan": lambda one, _: run(one, state="made"),
    "one_plan_made_at_a_time": lambda one, _: run(one, state="working"),
}


@pytest.fixture
def placing() -> Placing:
    return make_placing(make_world())


@pytest.fixture
def stands(placing: Placing) -> PlacementPlan:
    """A plan that stands, somebody left out of it, its first event, and one that is asked for."""
    made = placing.publish()
    LeftOut.objects.create(plan=made, learner=placing.learners[ANN])
    PlanEvent.objects.create(plan=made, sequence=1, kind="made", at=NOW, by_id=made.made_by_id)
    run(made).save()
    return made


def test_each_constraint_keeps_its_promise(stands: PlacementPlan, placing: Placing):
    rows = (PlacementPlan, PlannedStay, LeftOut, PlanEvent, PlanRun)
    declared = {one.name for row in rows for one in row._meta.constraints}
    assert declared == set(BROKEN)
    for spoil in BROKEN.values():
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil(stands, placing).save()


def test_what_breaks_nothing_is_kept(stands: PlacementPlan, placing: Placing):
    for row in (plan(stands), stay(stands, placing), run(stands, state="made", plan=stands)):
        row.save()

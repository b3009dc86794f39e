"""Planning: asked for, made in the background, changed by hand, put aside and undone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from alongside.areas.placements.actions import plan_asking, plan_keeping, plan_making, plan_moving
from alongside.areas.placements.actions.plan_asking import AskedPlan
from alongside.areas.placements.actions.plan_moving import AskedMove
from alongside.areas.placements.actions.publishing import publish_plan
from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementPlan,
    PlacementService,
    PlannedStay,
    PlanRun,
)
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.placing import MONDAY, OFFICERS, Placing, make_placing
from tests.support.planning import ask, holds, made, move, next_cohort, stay
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
ANN, BEN, CAT, DAN = OFFICERS


@pytest.fixture
def placing() -> Placing:
    return make_placing(make_world())


@pytest.fixture
def standing(placing: Placing) -> PlacementPlan:
    return placing.publish()


# ---- Made in the background ---------------------------------------------------


def test_a_first_plan_places_everybody_and_says_that_it_is_the_best(placing):
    plan = made(ask(placing))
    assert plan.state == "draft"
    assert plan.status == "optimal"
    assert PlannedStay.objects.filter(plan=plan).count() == 8
    assert holds(plan)
    assert AuditEntry.objects.filter(action="placements.make_plan").count() == 1


def test_what_is_published_stays_where_it_is(placing, standing):
    cohort = next_cohort(placing, "PC Eve Elm", "PC Fay Fir", weeks=1)
    plan = made(ask(placing, cohort))
    for before in PlannedStay.objects.filter(plan=standing):
        after = stay(plan, before.learner.name, before.kind)
        assert (after.service_id, after.first_on) == (before.service_id, before.first_on)
        assert after.buddy_id == before.buddy_id
    assert PlannedStay.objects.filter(plan=plan, learner__cohort=cohort).count() == 4
    assert plan.parent_id == standing.id
    assert holds(plan)


def test_those_who_have_not_started_may_move_where_they_are_planned_afresh(placing, standing):
    Learner.objects.filter(name=ANN).update(excluded=["larch"])
    refused = ask(placing, next_cohort(placing, "PC Eve Elm", weeks=1))
    plan_making.make_plan(refused, now=NOW)
    assert "PC Ann Ash must not go" in PlanRun.objects.get(pk=refused).refusal
    plan = made(ask(placing, afresh=True))
    assert stay(plan, ANN, "ward").service.code == "rowan"
    assert holds(plan)


def test_nobody_left_to_place_is_said(placing, standing):
    run = ask(placing)
    plan_making.make_plan(run, now=NOW)
    assert "has a place already" in PlanRun.objects.get(pk=run).refusal


def test_what_does_not_fit_says_why_and_each_way_out_can_be_tried(placing):
    for number in range(5):
        Learner.objects.create(scheme=placing.scheme, cohort=placing.cohort, name=f"PC {number}")
    plan = made(ask(placing))
    assert plan.status == "impossible"
    assert LeftOut.objects.filter(plan=plan).count() == 1
    conflict = PlanRun.objects.get(plan=plan).conflict
    assert conflict["sentence"].startswith("9 officers for ")
    assert 1 <= len(conflict["ways"]) <= 3
    for number, way in enumerate(conflict["ways"]):
        run = plan_asking.try_way_out(placing.coordinator, plan.id, number, now=NOW)
        tried = made(run)
        left = LeftOut.objects.filter(plan=tried)
        assert [one.reasons for one in left] in (
            [],
            [["To join another cohort, as this draft tries."]],
        )
        if way["steps"][0]["kind"] == "officer":
            continue
        # What the scheme does not say is not published by the back door.
        with pytest.raises(Refused) as refused:
            publish_plan(placing.coordinator, tried.id, now=NOW)
        assert refused.value.code == "plan.does_not_hold"
    with pytest.raises(Refused, match="not one of this plan's"):
        plan_asking.try_way_out(placing.coordinator, plan.id, 9, now=NOW)


def test_beside_what_stands_no_way_out_asks_anything_of_those_who_stand(placing, standing):
    PlacementService.objects.filter(code="home").update(left_at=NOW)
    PlannedStay.objects.filter(plan=standing, service__code="home").update(
        service=placing.services["cert"]
    )
    Learner.objects.filter(name__in=[CAT, DAN]).update(withdrawn_at=NOW, withdrawn_why="left")
    cohort = next_cohort(placing, "PC Eve Elm", "PC Fay Fir", "PC Gus Gum")
    plan = made(ask(placing, cohort))
    conflict = PlanRun.objects.get(plan=plan).conflict
    assert conflict["sentence"] == "1 of 3 cannot be placed beside what is published."
    named = {step["about"] for way in conflict["ways"] for step in way["steps"]}
    assert not named & {ANN, BEN}


def test_one_plan_of_a_scheme_is_made_at_a_time(placing):
    run = ask(placing)
    with pytest.raises(Refused, match="is being made"):
        ask(placing)
    plan_making.take_up(NOW)
    later = NOW + timedelta(minutes=5)
    assert plan_making.take_up(later) is None
    row = PlanRun.objects.get(pk=run)
    assert (row.state, row.refusal) == ("refused", plan_asking.STOPPED)
    with pytest.raises(IntegrityError):
        PlanRun.objects.create(scheme=placing.scheme, asked_by_id=placing.coordinator.user_id,
                               asked_at=NOW, state="made")  # fmt: skip


def test_a_plan_of_nobody_or_no_cohort_is_not_asked_for(placing):
    asked = AskedPlan(cohorts=())
    with pytest.raises(Refused, match="Choose at least one cohort"):
        plan_asking.ask_for_plan(placing.coordinator, placing.scheme.id, asked, now=NOW)
    with pytest.raises(Refused, match="Nobody is in those cohorts"):
        ask(placing, next_cohort(placing))
    with pytest.raises(Refused, match="how long to look"):
        ask(placing, seconds=11)


# ---- By hand ------------------------------------------------------------------


def test_a_third_officer_is_refused_with_the_rule_and_leaves_no_trace(placing, standing):
    with pytest.raises(Refused, match="Rowan Ward takes 2 at once; 3 would be there"):
        move(placing, standing, ANN, "ward", "rowan")
    assert PlacementPlan.objects.count() == 1
    assert not AuditEntry.objects.filter(action="placements.moved").exists()


def test_a_move_makes_room_and_is_undone_step_by_step(placing, standing):
    draft_id = plan_moving.take_out(
        placing.coordinator, standing.id, placing.learners[CAT].id, version=1, now=NOW
    )
    draft = PlacementPlan.objects.get(pk=draft_id)
    assert draft.parent_id == standing.id
    assert LeftOut.objects.get(plan=draft).learner.name == CAT
    move(placing, draft, ANN, "ward", "rowan")
    draft.refresh_from_db()
    moved = stay(draft, ANN, "ward")
    assert moved.service.code == "rowan"
    assert moved.by_hand
    assert not stay(draft, ANN, "community").by_hand
    for _ in range(2):
        draft.refresh_from_db()
        plan_moving.undo_change(placing.coordinator, draft.id, version=draft.version, now=NOW)
    assert stay(draft, ANN, "ward").service.code == "larch"
    assert stay(draft, CAT, "ward").service.code == "rowan"
    assert not LeftOut.objects.filter(plan=draft).exists()
    with pytest.raises(Refused, match="nothing left to undo"):
        plan_moving.undo_change(placing.coordinator, draft.id, version=None, now=NOW)
    standing.refresh_from_db()
    assert (standing.state, standing.version) == ("published", 1)
    assert PlannedStay.objects.filter(plan=standing).count() == 8


def test_the_other_week_changes_places_with_the_one_that_moves(placing):
    plan = made(ask(placing))
    first, second = sorted(
        (stay(plan, ANN, "community"), stay(plan, ANN, "ward")), key=lambda one: one.first_on
    )
    for name in OFFICERS[1:]:
        plan_moving.take_out(
            placing.coordinator, plan.id, placing.learners[name].id, version=None, now=NOW
        )
    plan.refresh_from_db()
    move(placing, plan, ANN, first.kind, first.service.code, week=second.first_on)
    assert stay(plan, ANN, first.kind).first_on == second.first_on
    assert stay(plan, ANN, second.kind).first_on == first.first_on
    assert holds(plan)


def test_somebody_without_a_place_is_placed_by_hand(placing):
    for number in range(5):
        Learner.objects.create(scheme=placing.scheme, cohort=placing.cohort, name=f"PC {number}")
    plan = made(ask(placing))
    left = LeftOut.objects.get(plan=plan).learner
    out = Learner.objects.exclude(pk=left.pk).first()
    there = stay(plan, out.name, "ward")
    plan_moving.take_out(placing.coordinator, plan.id, out.id, version=None, now=NOW)
    asked = AskedMove(None, left.id, there.service_id, there.first_on)
    plan_moving.move_stay(placing.coordinator, plan.id, asked, version=None, now=NOW)
    assert PlannedStay.objects.filter(plan=plan, learner=left).count() == 2
    assert list(LeftOut.objects.filter(plan=plan).values_list("learner", flat=True)) == [out.id]
    assert holds(plan)


def test_what_somebody_else_changed_is_not_overwritten(placing, standing):
    with pytest.raises(Conflict):
        move(placing, standing, ANN, "ward", "larch", version=7)
    ghost = AskedMove(placing.scheme.id, None, placing.services["larch"].id, MONDAY)
    with pytest.raises(Refused, match="not in this plan any more"):
        plan_moving.move_stay(placing.coordinator, standing.id, ghost, version=1, now=NOW)


def test_a_draft_is_put_aside_and_taken_up_again(placing, standing):
    draft_id = plan_keeping.start_draft(placing.coordinator, standing.id, now=NOW)
    plan_keeping.put_aside(placing.coordinator, draft_id, version=1, now=NOW)
    with pytest.raises(Refused, match="put aside, so that is not possible"):
        publish_plan(placing.coordinator, draft_id, now=NOW)
    with pytest.raises(Refused, match="starts from the plan that stands"):
        plan_keeping.start_draft(placing.coordinator, draft_id, now=NOW)
    plan_keeping.take_up_again(placing.coordinator, draft_id, version=2, now=NOW)
    assert PlacementPlan.objects.get(pk=draft_id).state == "draft"


def test_only_coordinators_plan(placing, standing):
    acts = [
        lambda who: plan_asking.ask_for_plan(
            who, placing.scheme.id, AskedPlan((placing.cohort.id,)), now=NOW
        ),
        lambda who: plan_asking.try_way_out(who, standing.id, 0, now=NOW),
        lambda who: plan_keeping.start_draft(who, standing.id, now=NOW),
        lambda who: plan_keeping.put_aside(who, standing.id, version=1, now=NOW),
        lambda who: plan_moving.take_out(
            who, standing.id, placing.learners[ANN].id, version=1, now=NOW
        ),
        lambda who: plan_moving.undo_change(who, standing.id, version=1, now=NOW),
    ]
    for role in set(Role) - {Role.PLACEMENT_COORDINATOR}:
        for act in acts:
            with pytest.raises(NotPermitted):
                act(placing.world[role])

"""Planning: asked for, made in the background, looked at, changed by hand; and its pages."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from alongside.areas.placements.actions import plan_asking, plan_keeping, plan_making, plan_moving
from alongside.areas.placements.actions.plan_asking import AskedPlan
from alongside.areas.placements.actions.plan_moving import AskedMove
from alongside.areas.placements.actions.publishing import publish_plan
from alongside.areas.placements.models import (
    Learner,
    LeftOut,
    PlacementCohort,
    PlacementPlan,
    PlacementService,
    PlannedStay,
    PlanRun,
    TooBusy,
)
from alongside.areas.placements.queries.plan_reading import engine_plan, engine_scheme
from alongside.areas.placements.queries.service_feed import service_address
from alongside.engines.scheduling.checking import broken_rules
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.placing import MONDAY, OFFICERS, Placing, make_placing
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


@pytest.fixture
def browse(client: Client) -> Iterator[Callable[[Actor], Client]]:
    def sign_in(actor: Actor) -> Client:
        user = User.objects.get(pk=actor.user_id)
        client.force_login(user, backend="alongside.foundation.accounts.backend.SignInBackend")
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in


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


# ---- Pages ----------------------------------------------------------------------


@pytest.mark.one_database
def test_each_page_opens_to_coordinators_alone(placing, standing, browse):
    run = ask(placing, next_cohort(placing, "PC Eve Elm", weeks=1))
    plan = made(run)
    waiting = ask(placing, next_cohort(placing, "PC Fay Fir", weeks=2))
    scheme, cell = placing.scheme.id, f"service={placing.services['larch'].id}&week={MONDAY}"
    pages = {
        reverse("placements:calendar", args=[scheme]): "Today’s plan",
        reverse("placements:calendar", args=[scheme]) + "?by=officer": ANN,
        reverse("placements:calendar", args=[scheme]) + f"?plan={plan.id}": "Undo",
        reverse("placements:calendar_sheet", args=[scheme]): "June 2026",
        reverse("placements:plan_new", args=[scheme]): "Which cohorts?",
        reverse("placements:run", args=[waiting]): "Waiting its turn",
        reverse("placements:plan", args=[plan.id]): "Everybody is placed",
        reverse("placements:publish", args=[plan.id]): "Who will be told",
        reverse("placements:move", args=[plan.id]): "Who moves?",
        reverse("placements:why_not", args=[plan.id]) + f"?{cell}": "Why not somebody else",
    }
    browser = browse(placing.coordinator)
    for address, words in pages.items():
        response = browser.get(address)
        assert response.status_code == 200, address
        assert words in text(response) or words == "Undo", address
    for role in (Role.LEARNER, Role.PLACEMENT_BUDDY, Role.TRIAGE_CLINICIAN):
        browser = browse(placing.world[role])
        for address in pages:
            assert browser.get(address).status_code == 403, (role, address)


@pytest.mark.one_database
def test_the_calendar_says_what_does_not_hold_any_more(placing, standing, browse):
    day = (MONDAY + WEEK).isoformat()
    PlacementService.objects.filter(code="larch").update(closed=[[day, day]])
    TooBusy.objects.create(service=placing.services["rowan"], first_on=MONDAY + WEEK,
                           last_on=MONDAY + 2 * WEEK, seats=1, said_by_id=placing.buddy.user_id,
                           said_at=NOW)  # fmt: skip
    Learner.objects.filter(name=ANN).update(leave=[[day, day]])
    page = text(browse(placing.coordinator).get(
        reverse("placements:calendar", args=[placing.scheme.id])
    ))  # fmt: skip
    assert "PC Ben Birch finds it shut at Larch Ward" in page
    assert "PC Ann Ash is away at Larch Ward" in page
    assert "It says it takes one in these days." in page
    assert "Two are placed; it takes one at once." in page


@pytest.mark.one_database
def test_a_scheme_without_a_plan_says_how_to_begin(placing, browse):
    page = text(browse(placing.coordinator).get(
        reverse("placements:calendar", args=[placing.scheme.id])
    ))  # fmt: skip
    assert "No plan is published yet" in page


@pytest.mark.one_database
def test_planning_goes_from_the_form_to_the_plan(placing, browse):
    browser = browse(placing.coordinator)
    address = reverse("placements:plan_new", args=[placing.scheme.id])
    wrong = browser.post(address, {"seconds": "10"})
    assert wrong.status_code == 422
    assert "Choose at least one cohort to plan" in text(wrong)
    sent = browser.post(address, {"cohorts": [str(placing.cohort.id)], "seconds": "10"})
    run = PlanRun.objects.get()
    assert sent["Location"] == reverse("placements:run", args=[run.id])
    part = browser.get(sent["Location"], headers={"HX-Request": "true"})
    assert "HX-Redirect" not in part
    made(run.id)
    part = browser.get(sent["Location"], headers={"HX-Request": "true"})
    assert part["HX-Redirect"].startswith("/placements/plans/")
    assert browser.get(sent["Location"]).status_code == 302


@pytest.mark.one_database
def test_a_plan_that_could_not_be_made_says_why_on_its_page(placing, browse):
    run = ask(placing)
    PlanRun.objects.filter(pk=run).update(state="refused", refusal="Something is shut.")
    page = text(browse(placing.coordinator).get(reverse("placements:run", args=[run])))
    assert "Something is shut." in page
    assert "Ask again" in page


@pytest.mark.one_database
def test_a_move_by_the_form_says_the_rule_or_shows_the_draft(placing, standing, browse):
    browser = browse(placing.coordinator)
    address = reverse("placements:move", args=[standing.id])
    sent = {
        "moving": f"stay:{stay(standing, ANN, 'ward').id}",
        "where": str(placing.services["rowan"].id),
        "week": (MONDAY + WEEK).isoformat(),
        "version": "1",
    }
    refused = browser.post(address, sent)
    assert refused.status_code == 422
    assert "Rowan Ward takes 2 at once" in text(refused)
    out = browser.post(
        reverse("placements:take_out", args=[standing.id, placing.learners[CAT].id]),
        {"version": "1"},
    )
    draft = PlacementPlan.objects.get(state="draft")
    assert str(draft.id) in out["Location"]
    sent["moving"] = f"stay:{stay(draft, ANN, 'ward').id}"
    sent["version"] = str(draft.version)
    done = browser.post(reverse("placements:move", args=[draft.id]), sent)
    page = text(browser.get(done["Location"]))
    assert "Moved in this draft" in page
    assert "moved here" in page
    gone = browser.post(reverse("placements:move", args=[draft.id]), sent)
    assert gone.status_code == 422
    assert "The plan has changed since you chose" in text(gone)
    sent["moving"] = f"stay:{stay(draft, BEN, 'ward').id}"
    assert browser.post(reverse("placements:move", args=[draft.id]), sent).status_code == 409
    draft.refresh_from_db()
    undone = browser.post(
        reverse("placements:undo", args=[draft.id]), {"version": str(draft.version)}
    )
    assert "done=undone" in undone["Location"]


@pytest.mark.one_database
def test_why_not_is_answered_in_the_page(placing, standing, browse):
    browser = browse(placing.coordinator)
    address = reverse("placements:why_not", args=[standing.id])
    cell = {"service": str(placing.services["larch"].id), "week": (MONDAY + WEEK).isoformat()}
    ask_part = browser.get(address, cell, headers={"HX-Request": "true"})
    assert "<html" not in text(ask_part)
    answer = browser.get(address, {**cell, "officer": str(placing.learners[CAT].id)})
    assert "PC Cat Cole could be at Larch Ward then" in text(answer)
    nobody = browser.get(address, {**cell, "officer": ""})
    assert nobody.status_code == 422
    assert browser.get(address, {"service": "x"}).status_code == 422


@pytest.mark.one_database
def test_publishing_names_who_is_told_and_asks_once(placing, standing, browse):
    cohort = next_cohort(placing, "PC Eve Elm", weeks=1)
    plan = made(ask(placing, cohort))
    browser = browse(placing.coordinator)
    address = reverse("placements:publish", args=[plan.id])
    page = text(browser.get(address))
    assert "1 on placement" in page
    assert "PC Eve Elm" in page
    assert "2 services" in page
    done = browser.post(address, {"version": str(plan.version), "why": "Agreed"})
    assert "done=published" in done["Location"]
    assert "What people were told" in text(browser.get(done["Location"]))
    again = browser.post(address, {"version": str(plan.version)})
    assert again.status_code == 409


@pytest.mark.one_database
def test_a_draft_says_what_it_changes_and_whom_it_leaves_out(placing, standing, browse):
    draft = plan_moving.take_out(
        placing.coordinator, standing.id, placing.learners[CAT].id, version=1, now=NOW
    )
    browser = browse(placing.coordinator)
    page = text(browser.get(reverse("placements:plan", args=[draft])))
    assert "1 person left without a place. Changed by hand" in page or "1 person left" in page
    assert "Taken out of this plan by hand." in page
    assert "More without a place" in page
    aside = browser.post(reverse("placements:put_aside", args=[draft]), {"version": "2"})
    assert "done=put_aside" in aside["Location"]
    again = browser.post(reverse("placements:take_up", args=[draft]), {"version": "3"})
    assert "plan=" in again["Location"]
    stale = browser.post(reverse("placements:put_aside", args=[draft]), {"version": "3"})
    assert stale.status_code == 409


@pytest.mark.one_database
def test_a_service_has_an_address_for_its_calendar_that_names_nobody(placing, standing, browse):
    address = reverse("placements:service_feed", args=[placing.services["larch"].id])
    browser = browse(placing.buddy)
    assert "Make the address" in text(browser.get(address))
    assert browser.post(address)["Location"].endswith("?done=made")
    first = service_address(placing.buddy, placing.services["larch"].id).word
    feed = reverse("placements:service_calendar", args=[first])
    browser.logout()
    calendar = text(browser.get(feed))
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "Officer on placement" in calendar
    assert ANN not in calendar
    browser = browse(placing.buddy)
    browser.post(address)
    assert browser.get(feed).status_code == 410
    assert AuditEntry.objects.filter(action="placements.make_service_feed").count() == 2
    other = reverse("placements:service_feed", args=[placing.services["rowan"].id])
    assert browser.get(other).status_code in (403, 404, 409, 422)
    assert browse(placing.learner).get(address).status_code == 403

"""Publishing a plan: what stands, who is told what, and invitations for their calendars."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from alongside.areas.placements.actions.plan_writing import write_draft
from alongside.areas.placements.actions.publishing import publish_plan
from alongside.areas.placements.models import (
    PlacementPlan,
    PlacementService,
    PlanEvent,
    PlannedStay,
)
from alongside.areas.placements.queries import told as told_query
from alongside.areas.placements.queries.documents import scheme_document
from alongside.areas.placements.queries.plan_reading import engine_plan, engine_scheme
from alongside.engines.scheduling.buddying import with_buddies
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.placing import MONDAY, OFFICERS, Placing, make_placing
from tests.support.world import NOW, make_world, on_duty

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


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


def draft(placing: Placing, standing: PlacementPlan, **moves: str) -> PlacementPlan:
    """A draft beside what stands, with first names moved to other services of that kind."""
    scheme = engine_scheme(standing)
    plan = engine_plan(standing, scheme)
    stays = [
        replace(one, service=code)
        if (code := moves.get(one.officer.split()[1].lower())) and _kind(placing, code) == one.kind
        else one
        for one in plan.assignments
    ]
    return write_draft(
        placing.coordinator,
        placing.scheme,
        replace(plan, assignments=with_buddies(scheme, stays)),
        parent=standing,
        document=scheme_document(placing.scheme),
        why="",
        now=NOW,
    )


def _kind(placing: Placing, code: str) -> str:
    return placing.services[code].kind


def swapped(placing: Placing, standing: PlacementPlan) -> PlacementPlan:
    """Ann goes to Rowan Ward and Cat to Larch Ward."""
    return draft(placing, standing, ann="rowan", cat="larch")


def test_a_published_plan_stands_and_the_one_before_is_replaced(placing, standing):
    plan = swapped(placing, standing)
    publish_plan(placing.coordinator, plan.id, version=plan.version, now=NOW)
    standing.refresh_from_db()
    assert standing.state == "superseded"
    assert PlacementPlan.objects.get(state="published").id == plan.id
    kinds = PlanEvent.objects.filter(plan__in=[plan, standing]).order_by("at", "sequence")
    assert {one.kind for one in kinds} == {"made", "published", "superseded"}
    assert AuditEntry.objects.filter(action="placements.publish_plan").count() == 1


def test_everybody_it_touches_is_told_and_nobody_else(placing, standing):
    other = on_duty(Role.PLACEMENT_COORDINATOR, placing.world.trust, name="Other coordinator")
    publish_plan(placing.coordinator, swapped(placing, standing).id, now=NOW)
    work_once(NOW)
    told = dict(InboxItem.objects.values_list("user_id", "title"))
    assert told == {
        placing.learner.user_id: "Your placement has changed",
        placing.buddy.user_id: "Who comes to you on placement has changed",
        other.user_id: "A plan was published · Northmoor police placements",
    }


def test_nobody_is_told_of_a_change_that_is_not_theirs(placing, standing):
    plan = draft(placing, standing, cat="cert", ann="home")
    publish_plan(placing.coordinator, plan.id, now=NOW)
    work_once(NOW)
    assert not InboxItem.objects.filter(user_id=placing.buddy.user_id).exists()


def test_what_breaks_a_rule_of_today_is_not_published(placing, standing):
    plan = draft(placing, standing, cat="larch")
    with pytest.raises(Refused, match="Larch Ward takes 2 at once; 3 would be there") as refused:
        publish_plan(placing.coordinator, plan.id, now=NOW)
    assert refused.value.code == "plan.does_not_hold"
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert not AuditEntry.objects.filter(action="placements.publish_plan").exists()


def test_what_stands_already_and_no_longer_holds_does_not_stop_a_change(placing, standing):
    days = [[(MONDAY + WEEK).isoformat(), (MONDAY + WEEK).isoformat()]]
    PlacementService.objects.filter(code="rowan").update(closed=days)
    publish_plan(placing.coordinator, draft(placing, standing, cat="cert", ann="home").id, now=NOW)


def test_a_draft_of_what_no_longer_stands_is_overtaken(placing, standing):
    first, second = swapped(placing, standing), swapped(placing, standing)
    publish_plan(placing.coordinator, first.id, now=NOW)
    with pytest.raises(Refused) as refused:
        publish_plan(placing.coordinator, second.id, now=NOW)
    assert refused.value.code == "plan.overtaken"
    with pytest.raises(Refused) as refused:
        publish_plan(placing.coordinator, first.id, now=NOW)
    assert refused.value.code == "plan.state"


def test_a_draft_changed_by_another_is_not_published_unseen(placing, standing):
    plan = swapped(placing, standing)
    with pytest.raises(Conflict):
        publish_plan(placing.coordinator, plan.id, version=plan.version + 1, now=NOW)


def test_only_coordinators_publish(placing, standing):
    for role in set(Role) - {Role.PLACEMENT_COORDINATOR}:
        with pytest.raises(NotPermitted):
            publish_plan(placing.world[role], standing.id, now=NOW)


def test_one_plan_of_a_scheme_stands(placing, standing):
    plan = swapped(placing, standing)
    with pytest.raises(IntegrityError):
        PlacementPlan.objects.filter(pk=plan.id).update(state="published", published_at=NOW)


def published_change(placing: Placing, standing: PlacementPlan) -> PlacementPlan:
    plan = swapped(placing, standing)
    # Somebody new comes, and Ben's ward week falls away.
    PlannedStay.objects.filter(plan=plan, learner__name=OFFICERS[1], kind="ward").delete()
    plan.state, plan.published_at = "published", NOW + WEEK
    PlacementPlan.objects.filter(pk=standing.pk).update(state="superseded")
    plan.save()
    PlanEvent.objects.create(
        plan=plan, sequence=2, kind="published", at=NOW, by_id=placing.coordinator.user_id,
        facts={"before": str(standing.id)},
    )  # fmt: skip
    return plan


def test_an_invitation_keeps_its_name_and_grows_its_number(placing, standing):
    plan = published_change(placing, standing)
    text = told_query.invitation(placing.learner, plan.id, cancelled=False, now=NOW)
    calendar = Calendar.from_ical(text)
    (event,) = calendar.events
    assert calendar["method"] == "REQUEST"
    assert event["uid"] == f"{placing.learners[OFFICERS[0]].id}.ward.1@placements.alongside"
    assert event["summary"] == "Rowan Ward"
    assert event["sequence"] == 2
    assert event.start.isoformat() == "2026-06-22T08:00:00+01:00"
    assert event["rrule"] == {"FREQ": ["DAILY"], "COUNT": [5]}
    assert b"BEGIN:VTIMEZONE" in text


def test_what_fell_away_is_cancelled_for_the_ward(placing, standing):
    plan = published_change(placing, standing)
    text = told_query.invitation(placing.buddy, plan.id, cancelled=True, now=NOW)
    calendar = Calendar.from_ical(text)
    assert calendar["method"] == "CANCEL"
    assert {str(one["summary"]) for one in calendar.events} == {
        "PC Ann Ash: Larch Ward",
        "PC Ben Birch: Larch Ward",
    }
    assert {str(one["status"]) for one in calendar.events} == {"CANCELLED"}
    with pytest.raises(Refused, match="nothing of that kind"):
        told_query.invitation(placing.learner, plan.id, cancelled=True, now=NOW)


def test_each_sees_their_own_part_of_what_changed(placing, standing, browse):
    plan = published_change(placing, standing)
    address = reverse("placements:told", args=[plan.id])
    page = browse(placing.learner).get(address).content.decode()
    assert "Rowan Ward, Mon 22 to Fri 26 June 2026, 08:00 to 15:30" in page
    assert "Ben Birch" not in page
    page = browse(placing.buddy).get(address).content.decode()
    assert "PC Ben Birch" in page
    assert "no longer placed here" in page
    page = browse(placing.coordinator).get(address).content.decode()
    assert "PC Cat Cole" in page
    answer = browse(placing.learner).get(reverse("placements:invite", args=[plan.id, "changed"]))
    assert answer["Content-Type"].startswith("text/calendar")


def test_others_are_told_nothing(placing, standing):
    plan = published_change(placing, standing)
    for role in (Role.TRIAGE_CLINICIAN, Role.ADMINISTRATOR):
        with pytest.raises(NotPermitted):
            told_query.told(placing.world[role], plan.id)


def test_a_learner_of_another_scheme_is_told_nothing(placing, standing):
    plan = published_change(placing, standing)
    stranger = on_duty(Role.LEARNER, placing.world.police, name="Other officer")
    with pytest.raises(Refused, match="That plan is not here"):
        told_query.told(stranger, plan.id)

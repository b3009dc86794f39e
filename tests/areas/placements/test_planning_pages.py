"""The pages of plans: each to its coordinator alone, with its words."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from alongside.areas.placements.actions import plan_moving
from alongside.areas.placements.actions.publishing import publish_plan
from alongside.areas.placements.models import (
    Learner,
    PlacementPlan,
    PlacementService,
    PlanRun,
    TooBusy,
)
from alongside.areas.placements.queries.service_feed import service_address
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Actor, Role
from tests.support.placing import MONDAY, OFFICERS, Placing, make_placing
from tests.support.planning import ask, made, next_cohort, stay, text
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
    assert "more than it takes now" in page


@pytest.mark.one_database
def test_by_officer_those_whose_weeks_are_over_wait_with_the_earlier_weeks(
    placing, standing, browse
):
    cohort = next_cohort(placing, "PC Eve Elm", weeks=3)
    publish_plan(placing.coordinator, made(ask(placing, cohort)).id, now=NOW)
    address = reverse("placements:calendar", args=[placing.scheme.id]) + "?by=officer"
    browser = browse(placing.coordinator)
    both = text(browser.get(address))
    assert both.index(ANN) < both.index("PC Eve Elm")
    page = text(browser.get(f"{address}&from={(MONDAY + 3 * WEEK).isoformat()}"))
    assert "PC Eve Elm" in page
    assert ANN not in page


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

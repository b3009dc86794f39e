"""A coordinator plans a cohort, moves somebody by keyboard, publishes; an officer reads it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from alongside.areas.placements.models import Learner, PlacementCohort, PlacementPlan
from alongside.engines.scheduling.scheme import monday_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.placing import OFFICERS, Placing, make_placing
from tests.support.somebody import Somebody
from tests.support.world import World

WHO = {
    Role.PLACEMENT_COORDINATOR: "marta_quill",
    Role.PLACEMENT_BUDDY: "noor_haddad",
    Role.LEARNER: "ellis_brook",
}


@pytest.fixture
def placing(county: County) -> Placing:
    """A scheme of the county, with a cohort that starts in two weeks."""
    actors = {role: county.actor(key) for role, key in WHO.items()}
    trust = actors[Role.PLACEMENT_COORDINATOR].organisation_id
    police = actors[Role.LEARNER].organisation_id
    made = make_placing(World(police, trust, trust, actors))
    first = monday_of(timezone.now().date()) + timedelta(weeks=2)
    PlacementCohort.objects.update(
        first_on=first, last_on=first + timedelta(days=11), induction_on=None, feedback_on=None
    )
    return made


def asks_for_a_plan(marta: Somebody, placing: Placing) -> None:
    """Ask for a plan, and watch until it is there."""
    marta.goes_to(f"/placements/{placing.scheme.id}/plan/", "Plan a cohort")
    marta.taps("Make a plan")
    marta.at("Making a plan")
    work_once(timezone.now())
    marta.at("Plan 1")


def test_a_cohort_is_planned_moved_published_and_read(
    placing: Placing, arrive: Callable[..., Somebody]
) -> None:
    # Given a coordinator who asks for a plan of two officers, which comes as a draft
    Learner.objects.filter(name__in=OFFICERS[2:]).delete()
    marta = arrive(DESKTOP)
    marta.sign_in("marta.quill")
    asks_for_a_plan(marta, placing)
    page = marta.page
    expect(page.get_by_text("Everybody is placed, and no plan meets more")).to_be_visible()

    # And it is there by officer, on paper, and as a form for moving somebody
    plan = PlacementPlan.objects.get()
    calendar = f"/placements/{placing.scheme.id}/calendar/"
    marta.goes_to(f"{calendar}sheet/?plan={plan.id}", placing.scheme.name)
    marta.goes_to(f"/placements/plans/{plan.id}/move/", "Move somebody")
    marta.taps("Move")
    marta.refused("Choose who moves", "Choose where to")
    marta.goes_to(f"{calendar}?plan={plan.id}&by=officer", "Calendar")
    marta.goes_to(f"/placements/plans/{plan.id}/", "Plan 1")

    # When they take it in hand with the keyboard alone
    page.get_by_role("link", name="Calendar", exact=True).click()
    marta.at("Calendar")
    page.locator("td summary").first.click()
    page.get_by_role("link", name="Why not somebody else?").locator("visible=true").click()
    expect(page.locator("#pl-answer :focus")).to_be_visible()
    marta.at("Calendar")
    page.keyboard.press("Escape")
    ann = page.locator("td[data-service]", has=page.get_by_text(OFFICERS[0])).first
    there = ann.get_attribute("data-name") or ""
    ann.locator("summary").focus()
    page.keyboard.press("m")
    down = "ArrowUp" if "Home" not in there and "Larch" not in there else "ArrowDown"
    page.keyboard.press(down)
    page.keyboard.press("Enter")
    marta.at("Calendar")

    # Then the draft shows what moved, and can undo it
    expect(page.get_by_text("Moved in this draft")).to_be_visible()
    expect(page.get_by_text("by hand").locator("visible=true").first).to_be_visible()
    page.get_by_role("button", name="Undo last change").click()
    expect(page.get_by_text("Undone.")).to_be_visible()

    # When they publish, having read who will be told
    page.get_by_role("link", name="Publish").click()
    marta.at("Publish plan 1")
    expect(page.get_by_text("2 on placement")).to_be_visible()
    marta.taps("Publish and tell them")
    marta.at("Plan 1")
    work_once(timezone.now())

    # Then an officer reads on a phone what it means for them, and has it in a calendar
    ellis = arrive(PHONE, color_scheme="dark")
    ellis.sign_in("ellis.brook")
    ellis.goes_to("/messages/", "Your messages")
    ellis.page.get_by_role("button", name="Your placement is planned").click()
    ellis.at("What changed")
    with ellis.page.expect_download() as told:
        ellis.page.get_by_role("link", name="Add what is new or changed").click()
    events = Calendar.from_ical(told.value.path().read_bytes()).events
    assert len(events) == 2


def test_a_cohort_that_does_not_fit_is_explained_and_a_way_out_is_tried(
    placing: Placing, arrive: Callable[..., Somebody]
) -> None:
    # Given one officer more than there are seats
    for number in range(5):
        Learner.objects.create(scheme=placing.scheme, cohort=placing.cohort, name=f"PC {number}")
    marta = arrive(PHONE)
    marta.sign_in("marta.quill")
    asks_for_a_plan(marta, placing)

    # Then it says why, and what could be done
    page = marta.page
    expect(page.get_by_text("9 officers for")).to_be_visible()
    page.get_by_role("button", name="Show me").first.click()
    marta.at("Making a plan")
    work_once(timezone.now())

    # When a way out is shown, it is a draft; nothing is agreed by it
    marta.at("Plan 2")
    expect(page.get_by_text("Before it can be published")).to_be_visible()
    assert not PlacementPlan.objects.filter(state="published").exists()

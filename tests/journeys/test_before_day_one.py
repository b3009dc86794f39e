"""Before day one: an officer reads, ticks and agrees on a phone; the coordinator sees the rest."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alongside.kernel.local_time import local_date
from tests.support.county import County
from tests.support.placing import Placing, placing_in
from tests.support.somebody import Somebody


@pytest.fixture
def placing(county: County) -> Placing:
    """A cohort that meets in four days and starts in a week, with nothing planned yet."""
    return placing_in(county, local_date(timezone.now()) + timedelta(days=7))


def test_an_officer_gets_ready_and_the_coordinator_sees_who_is_not(
    officer: Somebody, coordinator: Somebody, placing: Placing
) -> None:
    # Given an officer whose cohort has no plan yet
    officer.sign_in("ellis.brook")
    officer.at("Your placement")
    officer.sees("Where you go is not settled yet", "8 things")

    # When they read and agree, tick what they have done, and say what they want to learn
    officer.taps("Open the checklist", "link")
    officer.at("Before day one")
    officer.taps("Read and agree", "link")
    officer.at("Confidentiality agreement")
    officer.taps("Agree")
    officer.refused("Tick the box to agree")
    officer.page.get_by_label("I have read this and I will keep to it").check()
    officer.taps("Agree")
    officer.at("Before day one")
    officer.taps("I have done this")
    officer.sees("Ticked off", "6 things to do")
    officer.taps("What you want to learn", "link")
    officer.at("What you want to learn")
    officer.types("What do you want to learn?", "Who I can ring at night")
    officer.taps("Add")
    officer.at("What you want to learn")
    officer.taps("Calendar", "link", inside="#maincontent")
    officer.at("Your placement in your calendar")
    officer.taps("Make my address")
    officer.at("Your placement in your calendar")

    # Then the coordinator sees who lacks what, and decides that somebody waits
    coordinator.sign_in("marta.quill")
    cohort, ann = placing.cohort.id, next(iter(placing.learners.values()))
    coordinator.goes_to(reverse("placements:cohort_checklist", args=[cohort]), "Before day one")
    coordinator.sees("0 of 4 have done it all")
    coordinator.goes_to(reverse("placements:hold_start", args=[cohort, ann.id]), "does not start")
    coordinator.taps("They do not start yet")
    coordinator.at("Before day one")
    coordinator.sees("Does not start yet")
    coordinator.taps("Sessions", "link")
    coordinator.at("Sessions")
    coordinator.taps("Plan a session", "link")
    coordinator.at("Plan a session")

    # And the officer reads why on their own page
    officer.goes_to("/placements/mine/", "Your placement")
    officer.sees("You do not start yet", "fire safety")

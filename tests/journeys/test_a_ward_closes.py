"""A ward says in one tap that it is too busy; the smallest change reaches an officer's phone."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.areas.placements.models import PlacementService, ServiceShift
from alongside.areas.placements.rules.busy import this_week
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.placing import Placing, make_placing
from tests.support.somebody import Somebody
from tests.support.world import World


@pytest.fixture
def placed(county: County) -> Placing:
    """Ellis Brook is on Larch Ward this week, after a week in a team; Elm Ward has room."""
    ward_week = this_week(local_date(timezone.now())).last_on - timedelta(days=4)
    actors = {
        Role.PLACEMENT_COORDINATOR: county.actor("marta_quill"),
        Role.PLACEMENT_BUDDY: county.actor("noor_haddad"),
        Role.LEARNER: county.actor("ellis_brook"),
    }
    police, trust = (actors[one].organisation_id for one in (Role.LEARNER, Role.PLACEMENT_BUDDY))
    world = World(police, trust, trust, actors)
    made = make_placing(world, monday=ward_week - timedelta(days=7))
    elm = PlacementService.objects.create(
        scheme=made.scheme, code="elm", name="Elm Ward", kind="ward"
    )
    ServiceShift.objects.create(service=elm, name="early", starts="08:00", ends="15:30")
    made.publish()
    return made


def test_a_ward_is_too_busy_and_the_officer_reads_where_to_go_on_a_phone(
    arrive: Callable[..., Somebody], placed: Placing
) -> None:
    # Given a ward sister who has no room for the two who are down to come
    sister, lead, officer = arrive(PHONE), arrive(DESKTOP), arrive(PHONE, color_scheme="dark")
    sister.sign_in("noor.haddad")
    sister.at("Larch Ward")
    sister.sees("PC Ann Ash", "2 of 2 places taken.")
    sister.taps("We are too busy")
    sister.at("Larch Ward")
    sister.sees("The coordinators are told now.")
    work_once(timezone.now(), most=500)

    # When the coordinator follows the message to the smallest change, beside today's plan
    lead.sign_in("marta.quill")
    lead.page.wait_for_load_state()
    lead.goes_to("/messages/", "Your messages")
    lead.taps("Larch Ward is too busy")
    lead.at("Something has changed")
    lead.taps("Work out the smallest change")
    lead.at("Larch Ward takes nobody")
    lead.sees("2 stays change", "It is proved that no plan changes fewer.", "Elm Ward")
    lead.taps("Publish and tell them")
    lead.at("Larch Ward takes nobody")
    lead.sees("It stands now.")
    work_once(timezone.now(), most=500)

    # Then the officer reads the change on a phone, and the ward that it was heard
    officer.sign_in("ellis.brook")
    officer.page.wait_for_load_state()
    officer.goes_to("/messages/", "Your messages")
    officer.taps("Your placement has changed")
    officer.at("What changed")
    officer.sees("Larch Ward", "Elm Ward")
    sister.goes_to("/placements/ward/", "Larch Ward")
    sister.sees("Answered: the plan has changed.")
    sister.sees_nowhere("PC Ann Ash")

    # And raises what went wrong, which the coordinator settles with the keyboard alone
    officer.goes_to("/placements/mine/raise/", "Raise an issue")
    officer.taps("Raise it")
    officer.refused("What kind of thing is it?", "Say what has happened")
    officer.answers("What kind of thing is it?", "Hours, badge, parking or the like")
    officer.types("What has happened, and what would help?", "My badge does not open Elm Ward")
    officer.taps("Raise it")
    officer.at("What you raised")
    lead.goes_to(f"/placements/{placed.scheme.id}/issues/", "Issues")
    lead.page.get_by_role("link", name="Hours, badge").focus()
    lead.page.keyboard.press("Enter")
    lead.at("Hours, badge, parking or the like")
    lead.page.get_by_role("link", name="Say how it was settled").focus()
    lead.page.keyboard.press("Enter")
    lead.at("Say how it was settled")
    lead.types("What is there to say?", "The badge is changed")
    lead.taps("Settle it")
    lead.at("Hours, badge, parking or the like")
    lead.sees("Settled")
    lead.goes_to(f"/placements/{placed.scheme.id}/check-ins/", "Check-ins")
    lead.taps("Write down a check-in", "link")
    lead.at("How is it going for")
    lead.taps("Going well")
    lead.at("Check-ins")
    lead.sees("Saved.")

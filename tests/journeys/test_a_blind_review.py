"""Two services tell of one evening, each blind to the other, and come to learning and an action."""

import re
from collections.abc import Callable

from django.utils import timezone

from alongside.areas.liaison.actions.group_keeping import NewGroup, create_group
from alongside.areas.liaison.models import AgreedAction, IncidentReview, SearchEntry
from alongside.foundation.audit.models import AuditEntry
from tests.support.browser import DESKTOP
from tests.support.county import County
from tests.support.known_reviews import lead_of, posts_of
from tests.support.somebody import Somebody


def test_from_a_contact_to_what_was_learnt_and_done(
    arrive: Callable[..., Somebody], officer: Somebody, coordinator: Somebody, county: County
) -> None:
    # Given a contact that took long, and a senior group above the services
    lead = lead_of(county)
    posts_of(county, lead)
    create_group(lead, NewGroup("Northmoor senior group", "senior"), now=timezone.now())
    contact = county.hold(county.canary.id, minutes_ago=90)

    # When an officer raises a review from it, on a phone
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.goes_to(f"/crisis/contacts/{contact}/", county.canary.full)
    officer.taps("Raise a review", role="link")
    officer.at("Raise a review")
    officer.types("What would you call it?", "Which door")
    officer.types("Why is it worth a look together?", "Both remember it differently.")
    for post in officer.page.get_by_role("checkbox").all():
        post.check()
    officer.taps("Raise it")
    officer.at("Which door")
    review = IncidentReview.objects.get()

    # And writes the police account, and hands it in
    officer.taps("Write your account", role="link")
    officer.at("Your service's account")
    officer.types("What happened", "20:15 Told the suite.\nabout 20:40 Rang at the wrong door.")
    officer.taps("Save and see how it reads")
    officer.at("Hand in your service's account")
    officer.sees("about 20:40")
    officer.taps("Hand it in")
    officer.at("Which door")

    # Then the lead, who runs it, reads nothing of it yet
    runs = arrive(DESKTOP)
    runs.sign_in("tess.holloway")
    runs.goes_to(f"/hub/reviews/{review.id}/", "Which door")
    runs.sees("Not in yet")
    runs.sees_nowhere("wrong door")

    # And neither does the nurse, who writes the other account and opens both by handing it in
    coordinator.sign_in("nia.prosser")
    coordinator.at("The desk")
    coordinator.goes_to(f"/hub/reviews/{review.id}/account/", "Your service's account")
    coordinator.sees_nowhere("wrong door")
    coordinator.types("What happened", "20:45 The suite was told.\n20:50 Opened the side door.")
    coordinator.taps("Save and see how it reads")
    coordinator.at("Hand in your service's account")
    coordinator.taps("Hand it in")
    coordinator.at("Which door")
    coordinator.taps("Read them side by side", role="link")
    coordinator.at("Side by side")
    coordinator.sees("30 min apart", "wrong door", "The record", "Power used")

    # When the nurse writes what was learnt, with a day in it
    coordinator.goes_to(f"/hub/reviews/{review.id}/learning/", "What was learnt?")
    day = f"{review.happened_on:%-d %B}"
    coordinator.types("What was learnt, in one line", "Ask which door")
    coordinator.types("For somebody who was not there", f"On {day} nobody asked.")
    coordinator.taps("Save and check")
    coordinator.at("Which door")
    coordinator.sees("held back", "the day it happened")
    coordinator.taps("Write it again", role="link")
    coordinator.at("What was learnt?")
    coordinator.types("For somebody who was not there", "Say the street that the door is on.")
    coordinator.taps("Save and check")
    coordinator.at("Which door")

    # Then the lead publishes it, and agrees an action that the senior group watches over
    runs.goes_to(f"/hub/reviews/{review.id}/", "Which door")
    runs.taps("Publish it for everybody")
    runs.at("Which door")
    runs.taps("Agree an action", role="link")
    runs.at("Agree an action")
    runs.types("What is to be done?", "Put the street on the card.")
    runs.page.get_by_label("Which post does it?").select_option(index=1)
    runs.sets_time("By which day?", minutes_ago=-30 * 24 * 60)
    runs.page.get_by_label("Which group watches over it?").select_option(
        label="Northmoor senior group"
    )
    runs.taps("Agree it")
    runs.at("Which door")
    runs.taps(re.compile("Put the street on the card"), role="link")
    runs.at("Put the street on the card")
    runs.taps("Say that it is done", role="link")
    runs.at("Say that it is done")
    runs.types("What shows that it is done?", "Printed.")
    runs.taps("It is done")
    runs.at("Put the street on the card")
    assert AgreedAction.objects.get().state == "done"
    assert SearchEntry.objects.get(kind="learning").title == "Ask which door"
    assert AuditEntry.objects.filter(action="crisis.contact_times").exists()

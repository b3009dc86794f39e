"""An answer is written, looked over by somebody else, and found at night by an officer's words."""

from collections.abc import Callable

from django.utils import timezone

from alongside.areas.liaison.actions.posts import PostEntry, hold_post, open_post
from tests.support.browser import DESKTOP
from tests.support.county import County
from tests.support.known_reviews import lead_of
from tests.support.somebody import Somebody


def test_what_was_answered_once_is_found_by_whoever_asks_next(
    arrive: Callable[..., Somebody], officer: Somebody, county: County
) -> None:
    # Given a lead who holds a post
    lead, now = lead_of(county), timezone.now()
    post = open_post(lead, lead.organisation_id, PostEntry("Liaison lead", ""), now=now)
    hold_post(lead, post, lead.user_id, from_at=now, now=now)

    # When they write an answer
    writes = arrive(DESKTOP)
    writes.sign_in("tess.holloway")
    writes.goes_to("/hub/answers/write/", "Write an answer")
    writes.taps("Save it for a second person")
    writes.refused("Write the question it answers", "Write the answer")
    writes.types("What is the question?", "Who keeps the house keys?")
    writes.types("What is the answer?", "The **council** does.\n\n- Ring the AMHP.")
    writes.types("What else would somebody type who needs it?", "what about the dog")
    writes.taps("Save it for a second person")
    writes.at("Who keeps the house keys?")
    writes.sees("Nobody finds this yet")

    # And somebody else looks it over
    reads = arrive(DESKTOP)
    reads.sign_in("hal.brandreth")
    reads.goes_to("/hub/answers/", "Answers to keep")
    reads.taps("Who keeps the house keys?", role="link")
    reads.at("Look over an answer")
    reads.taps("Publish it")
    reads.at("Who keeps the house keys?")
    reads.sees("It is found from now on")

    # Then an officer finds it on a phone by their own words, while they type
    officer.sign_in("ade.okafor")
    officer.goes_to("/hub/find/", "Find an answer")
    officer.page.get_by_label("What do you want to know?").press_sequentially("the dog", delay=20)
    officer.waits_for("1 found", inside="#found")
    officer.taps("Who keeps the house keys?", role="link", inside="#found")
    officer.at("Who keeps the house keys?")
    officer.sees("Ring the AMHP.")

    # And asks the hub where it did not fit, with the answer quoted
    officer.taps("ask the hub about it", role="link")
    officer.at("Ask the hub")
    assert "> Who keeps the house keys?" in officer.page.locator("textarea").first.input_value()

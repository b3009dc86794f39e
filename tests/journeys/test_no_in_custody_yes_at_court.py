"""A man says no in custody and yes at court: asked again, and nobody told that he said no."""

from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from alongside.areas.diversion.models import Episode
from alongside.areas.people import actions as people
from alongside.foundation.outbox.worker import work_once
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.sites import open_sites
from tests.support.somebody import Somebody

NAME = "Callum Reeve"
SAID_NO = ("Declined", "declined", "No, for now", "said no")


def _refer(officer: Somebody, person: object) -> None:
    officer.sign_in("dev.malhotra")
    officer.at("The desk")
    officer.goes_to(f"/people/{person}/?purpose=P4", NAME)
    officer.taps("Refer to Liaison and Diversion", "link")
    officer.at("Refer to Liaison and Diversion")
    officer.page.get_by_label("Where are they?").select_option(label="Moorchester custody suite")
    officer.types("What made you think so?", "Has not slept for a week")
    officer.taps("Refer them")
    officer.at(NAME)
    officer.sees("Not yet seen", "Liaison and Diversion practitioner")


def _first_look(nurse: Somebody) -> None:
    nurse.taps("First look", "link")
    nurse.at("First look")
    nurse.answers("Did you have extra help at school", "Learning disability")
    nurse.answers("Would you be ill today", "A drink")
    nurse.answers("What did the first look come to?", "Need found")
    nurse.answers("How soon should they be met again?", "Same day")
    nurse.answers("Does the custody record say", "It says there is none")
    nurse.taps("Save")
    nurse.at("What is known of their needs")
    nurse.sees("The custody officer is told now that an appropriate adult may be needed")
    nurse.taps("Save")
    nurse.at(NAME)


def _offered(worker: Somebody, answer: str, why: str = "") -> None:
    worker.at("Offer help")
    worker.answers("What did they say?", answer)
    if why:
        worker.taps("Save the answer")
        worker.refused("Say why, or that they did not say")
        worker.answers("Did they say why?", why)
    worker.taps("Save the answer")
    worker.at(NAME)


def test_a_man_says_no_in_custody_and_yes_at_court(
    coordinator: Somebody, arrive: Callable[..., Somebody], county: County
) -> None:
    # Given a man in custody whom the sergeant refers
    open_sites(county)
    facts = people.NewPerson(given="Callum", family="Reeve", sex="1", born_on=date(1991, 5, 2))
    earlier = timezone.now() - timedelta(hours=2)
    man = people.add_person(county.actor("ade_okafor"), facts, now=earlier)
    officer = coordinator
    _refer(officer, man)

    # When a nurse meets him, what she hears is not what the custody record says
    nurse = arrive(PHONE, color_scheme="dark")
    nurse.sign_in("fern.abara")
    episode = Episode.objects.get(person_id=man)
    page = f"/diversion/episodes/{episode.id}/"
    nurse.goes_to(page, NAME)
    nurse.taps("Seen just now")
    nurse.at(NAME)
    _first_look(nurse)
    nurse.taps("Offer help", "link")
    _offered(nurse, "No, for now", why="Not now")
    nurse.sees("Said no for now", "Offer again when you next meet")

    # Then the sergeant is told at once of the adult, and never of the answer
    work_once(timezone.now(), most=500)
    officer.goes_to("/messages/", "Your messages")
    officer.taps("A first look found something the custody record does not say")
    officer.at(NAME)
    officer.sees("For the custody officer, now", "learning disability")
    officer.sees_nowhere(*SAID_NO, "A drink", "Alcohol")
    officer.taps("I have read this")
    officer.at(NAME)
    officer.sees("Custody has read it")

    # When the court link worker meets him, she sees what was offered, and offers it again
    link = arrive(DESKTOP)
    link.sign_in("hope.ashdown")
    link.goes_to(f"/people/{man}/?purpose=P4", NAME)
    link.sees("Liaison and Diversion: open now", "Seen by Liaison and Diversion")
    link.sees_nowhere(*SAID_NO)
    link.goes_to(page, NAME)
    link.taps("Offer again when you next meet", "link")
    link.at("Offer help")
    link.sees("Last time:", "declined (not now)")
    _offered(link, "Yes")
    link.sees("Said yes to help")
    episode.refresh_from_db()
    assert (episode.stage, episode.offer, episode.next_what) == (
        "accepted",
        "accepted",
        "call_adult",
    )

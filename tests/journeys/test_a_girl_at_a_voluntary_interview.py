"""A girl of 15 comes to a voluntary interview: met, heard and offered help on a phone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from alongside.areas.diversion.models import Episode
from alongside.areas.people import actions as people
from tests.support.browser import PHONE
from tests.support.county import County
from tests.support.sites import open_sites
from tests.support.somebody import Somebody


@pytest.fixture
def worker(arrive: Callable[..., Somebody]) -> Somebody:
    """A youth worker with a phone."""
    return arrive(PHONE)


def _notice(worker: Somebody, person: object, name: str) -> None:
    worker.goes_to(f"/people/{person}/?purpose=P4", name)
    worker.taps("Refer to Liaison and Diversion", "link")
    worker.at("Open an episode")
    worker.taps("Open it")
    worker.refused("Choose where they are")
    worker.page.get_by_label("Where are they?").select_option(
        label="Moorchester voluntary interviews"
    )
    worker.types("What made you think so?", "Did not speak when the officer rang home")
    worker.taps("Open it")
    worker.at(name)


def _ask_adult(worker: Somebody, name: str, *, who: str, kind: str, age: str) -> None:
    worker.taps("Call an appropriate adult", "link")
    worker.at("Somebody was asked to be the appropriate adult")
    worker.types("Who did you ask?", who)
    worker.answers("Who are they?", kind)
    worker.types("Their age, in years", age)
    worker.taps("Save")
    worker.at(name)


def test_a_girl_of_15_is_met_heard_and_offered_help(worker: Somebody, county: County) -> None:
    # Given a girl of 15 who is asked in for an interview
    open_sites(county)
    born = date(timezone.now().year - 15, 1, 1)
    facts = people.NewPerson(given="Ivy", family="Larkin", sex="2", born_on=born)
    girl = people.add_person(county.actor("ade_okafor"), facts, now=timezone.now())
    worker.sign_in("gethin.moss")
    _notice(worker, girl, "Ivy Larkin")

    # Then the page knows she is under 18 and who is owed
    worker.sees("Under 18", "See them", "Nobody has been asked yet", "Needed because: under 18")

    # When her sister of 17 is asked, she cannot act; her mother can
    _ask_adult(worker, "Ivy Larkin", who="Fern, her sister", kind="Relative", age="17")
    worker.sees("Fern, her sister cannot act as appropriate adult", "must be 18 or over")
    _ask_adult(worker, "Ivy Larkin", who="Jo, her mother", kind="Parent or guardian", age="44")
    worker.sees("Jo, her mother was asked")
    worker.taps("Appropriate adult to arrive", "link")
    worker.at("The appropriate adult is here")
    worker.taps("Save")
    worker.at("Ivy Larkin")

    # And she is met with one tap, taken back, and met again
    worker.taps("Seen just now")
    worker.at("Ivy Larkin")
    worker.taps("Take it back")
    worker.at("Ivy Larkin")
    worker.sees("Taken back")
    worker.taps("Seen just now")
    worker.at("Ivy Larkin")

    # When her circumstances are asked about, no grown-up's question is
    worker.taps("Write it down", "link")
    worker.at("The young person's circumstances")
    worker.types("Who has parental responsibility?", "Jo Larkin, her mother")
    worker.answers("Is the young person looked after by a council?", "No")
    worker.answers(
        "Can the young person decide about help for themselves?",
        "Yes: they understand it well enough to decide",
    )
    worker.taps("Save")
    worker.at("Ivy Larkin")
    worker.taps("First look", "link")
    worker.at("First look")
    worker.sees("I am not the police", "Who do you live with?")
    worker.sees_nowhere("armed forces", "relying on you")
    worker.taps("Save")
    worker.refused("Say what it came to", "Say what the custody record says")
    worker.answers("Has anybody older given you things", "Yes")
    worker.answers("What did the first look come to?", "Need found")
    worker.answers("How soon should they be met again?", "Same day")
    worker.answers("Does the custody record say", "I have not seen it")
    worker.taps("Save")
    worker.at("What is known of their needs")
    worker.sees_nowhere("Veteran", "Adult safeguarding")
    worker.taps("Save")
    worker.at("Ivy Larkin")
    worker.sees("Child criminal exploitation")

    # Then help is offered, and her own yes rests on a judgement that she can decide
    worker.taps("Offer help", "link")
    worker.at("Offer help")
    worker.answers("How did you explain it?", "With their appropriate adult there")
    worker.answers("What did they say?", "Yes")
    worker.answers("Who answered?", "The young person")
    worker.taps("Save the answer")
    worker.at("Ivy Larkin")
    worker.sees("Said yes to help", "Assess")
    worker.sees_nowhere("Look at this")
    row = Episode.objects.get(person_id=girl)
    assert (row.stage, row.age_band, row.offer) == ("accepted", "under_18", "accepted")

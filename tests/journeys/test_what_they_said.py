"""An officer answers on a phone; a coordinator reads what all said, and hears a theme in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.areas.placements.models import Learner, SurveyAnswer
from alongside.areas.placements.rules.survey import survey
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.placing import Placing, make_placing
from tests.support.somebody import Somebody
from tests.support.world import World

EARLIER = 4


@pytest.fixture
def over(county: County) -> Placing:
    """Ellis Brook's cohort ended yesterday, and four others of it have answered."""
    today = local_date(timezone.now())
    actors = {
        Role.PLACEMENT_COORDINATOR: county.actor("marta_quill"),
        Role.PLACEMENT_BUDDY: county.actor("noor_haddad"),
        Role.LEARNER: county.actor("ellis_brook"),
    }
    police, trust = (actors[one].organisation_id for one in (Role.LEARNER, Role.PLACEMENT_BUDDY))
    world = World(police, trust, trust, actors)
    made = make_placing(world, monday=today - timedelta(days=12))
    for number in range(EARLIER):
        Learner.objects.create(scheme=made.scheme, cohort=made.cohort, name=f"PC {number}")
        SurveyAnswer.objects.create(
            cohort=made.cohort, survey=survey().code, word="calm", received_on=today,
            answers={"recommend": "yes", "change": f"Start later on day {number + 1}."},
        )  # fmt: skip
    return made


def test_an_officer_answers_once_and_what_everybody_said_stands_on_its_number(
    arrive: Callable[..., Somebody], over: Placing
) -> None:
    # Given an officer whose placement is over, on a phone at night
    officer, lead = arrive(PHONE, color_scheme="dark"), arrive(DESKTOP)
    officer.sign_in("ellis.brook")
    officer.page.wait_for_load_state()
    officer.goes_to("/placements/survey/", "How was your placement?")
    officer.sees("Nobody can tell which answers are yours.")

    # When a word is two, the page says so beside it, and one is sent
    officer.page.locator("[name=recommend]").first.check()
    officer.page.locator("[name=word]").fill("so kind")
    officer.taps("Send my answers")
    officer.refused("Give one word, of 24 letters at most. A hyphen joins two: eye-opening.")
    officer.page.locator("[name=word]").fill("Humbling")
    officer.taps("Send my answers")
    officer.at("Thank you")

    # Then the coordinator reads the share with its number, its range and what it cannot say
    lead.sign_in("marta.quill")
    lead.page.wait_for_load_state()
    lead.goes_to(
        f"/placements/{over.scheme.id}/results/", "Would those who were placed recommend it?"
    )
    lead.sees("5 of the 5 who answered would recommend it: 100 %", "between 57 % and 100 %")
    lead.sees("at least 36 answers to be possible", "Nobody was asked before")

    # And hears a theme in what was written
    lead.goes_to(
        f"/placements/{over.scheme.id}/results/themes/", "What do you hear in what they wrote?"
    )
    lead.types("A theme you hear", "Hours")
    lead.taps("Make this theme")
    lead.at("What do you hear in what they wrote?")
    lead.page.get_by_role("button", name="Hours", exact=True).first.click()
    lead.at("What do you hear in what they wrote?")
    lead.sees("heard in 1 of 4")

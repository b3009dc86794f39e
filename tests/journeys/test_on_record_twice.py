"""Somebody is on record twice: found, compared, joined, and parted again, by keys alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from alongside.areas.people import actions as people
from alongside.areas.people.actions.duplicate_finding import find_duplicates
from alongside.kernel.actor import Role
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.keys import Keys

SHAUN = people.NewPerson(
    given="Shaun", family="Whitlock", sex="1", born_on=date(1984, 3, 12), phone="07700 900381"
)
SEAN = people.NewPerson(
    given="Sean", family="Whitlock", sex="1", born_on=date(1984, 12, 3), phone="07700 900381"
)
WHY = "I rang the number and he gave me both names"


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_two_records_are_joined_and_parted_by_keys_alone(
    open_page, axe, county: County, device: dict[str, object]
) -> None:
    # Given somebody recorded by the police and again by health, and a lead on duty
    now = timezone.now()
    officer = county.actor("ade_okafor")
    people.add_person(officer, SHAUN, now=now - timedelta(days=9))
    people.add_person(officer, SEAN, now=now - timedelta(days=2))
    find_duplicates(now)
    county.on_duty("tess_holloway", Role.LIAISON_LEAD)
    lead = Keys(open_page(**device), axe)
    lead.sign_in("tess.holloway")

    # When they open the list, they read why the two may be one
    lead.goes_to("/people/duplicates/", "Same person?")
    lead.sees("Shaun Whitlock and Sean Whitlock", "Same phone number", "Waiting since")
    lead.reaches("link", "Shaun Whitlock and Sean Whitlock")
    lead.press("Enter")
    lead.at("Are these the same person?")

    # And are asked how they know before anything is joined
    lead.reaches("button", "Join the two records")
    lead.press("Enter")
    lead.refused("How do you know?")
    lead.chooses("Legal name", "Shaun Whitlock")
    lead.writes("How do you know?", WHY)
    lead.reaches("button", "Join the two records")
    lead.press("Enter")

    # Then one page holds both, and says so
    lead.at("Shaun Whitlock")
    lead.sees("Records joined", "Sean Whitlock", WHY)

    # When it turns out to be wrong, they part them again
    lead.reaches("link", "Part Sean Whitlock again")
    lead.press("Enter")
    lead.at("They are two people after all")
    lead.sees("Nothing was recorded since they were joined")
    lead.reaches("button", "Part the two records")
    lead.press("Enter")
    lead.refused("How do you know?")
    lead.writes("How do you know?", "They came in together")
    lead.reaches("button", "Part the two records")
    lead.press("Enter")
    lead.at("Shaun Whitlock")
    lead.sees("Parted again", "They came in together")

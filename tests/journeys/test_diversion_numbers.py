"""A liaison lead reads the numbers, sees which hours nobody covers, and takes the data set."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.areas.diversion import demo_history, demo_sites
from alongside.areas.diversion.actions.importing import Provider
from alongside.foundation.accounts.actions import start_duty
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Role
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody


@pytest.fixture
def counted(county: County) -> County:
    """The county with its custody suites and courts, and a history there."""
    now = timezone.now()
    roles = (("tess_holloway", Role.LIAISON_LEAD), ("victor_lane", Role.ADMINISTRATOR))
    tess, victor = (
        start_duty(county.users[name], role=role, seat="", phone="01632 960129",
                   ends_at=now + timedelta(hours=8), now=now)
        for name, role in roles
    )  # fmt: skip
    gwen, anika = (User.objects.get(pk=county.users[key]) for key in ("gwen_fairley", "anika_rowe"))
    organisations = {"northmoor_police": gwen.organisation_id, "council": anika.organisation_id}
    sites = demo_sites.fill(tess, organisations, provider=tess.organisation_id, now=now)
    provider = Provider(victor.organisation_id, victor.organisation_name)
    places = demo_history.county_places(sites)
    demo_history.fill(victor, provider, places, now=now, seed=9, episodes=220)
    return county


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_lead_reads_the_numbers_and_takes_the_data_set(
    counted: County, arrive: Callable[..., Somebody], screen: object
) -> None:
    # Given a liaison lead at the numbers
    lead = arrive(screen)
    lead.sign_in("tess.holloway")
    lead.goes_to("/diversion/measures/", "Liaison and Diversion in numbers")
    page = lead.page

    # Then each number has its whole, and the published percentage is what it is
    lead.sees("at least 29", "offers answered yes or no")

    # When they break it down by place, the parts are in a table beside the picture
    page.get_by_label("Broken down by").select_option("site")
    page.get_by_role("button", name="Show").click()
    lead.at("Liaison and Diversion in numbers")
    page.locator("#screening ~ details summary").first.click()
    expect(page.get_by_role("table", name="Screened by where")).to_be_visible()

    # And the hours nobody covers are in words as well as drawn
    lead.taps("Places and hours", role="link")
    lead.at("Places and hours covered")
    lead.sees("Mon to Sun 00:00 to 08:00, 20:00 to 24:00")

    # When they take the data set, they are told first what to put right
    lead.taps("Minimum data set", role="link")
    lead.at("Minimum data set")
    lead.sees("NHS number", "Trace it")
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("CSV.*without who they are")).click()
    assert taken.value.suggested_filename.endswith(".csv")

    # And what cannot be shown is refused in words
    page.goto("/diversion/measures/?by=weight")
    lead.sees("is not a way to break numbers down here")

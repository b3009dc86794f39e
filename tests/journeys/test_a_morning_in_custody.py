"""A morning in custody: a list pasted and decided, gone round by keyboard, and tomorrow's court."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from alongside.areas.diversion.actions.sites import NewSite, add_site
from alongside.areas.diversion.models import Hearing
from alongside.foundation.accounts.queries import organisations
from alongside.foundation.kit.typed_times import PARTS, posted
from alongside.kernel.local_time import local_date
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody

LIST = "\n".join(
    (
        "Name;Date of birth;Custody number;Offence",
        "Zephyrine Quillwhistle;07/03/1988;NM/1;Criminal damage",
        "Corin Maddox;12/5/1979;NM/2;Affray",
        "Edda Prowse;31/02/1990;NM/3;Theft",
    )
)


@pytest.fixture
def suite(county: County) -> UUID:
    """A custody suite and a court, where the trust is the service."""
    known = {one.name: one.id for one in organisations()}
    trust = next(key for name, key in known.items() if "Mental Health" in name)
    police = next(key for name, key in known.items() if name == "Northmoor Police")
    keeper, now = county.actor("victor_lane"), timezone.now()
    add_site(keeper, NewSite("Moorchester Crown Court", "crown", trust, trust), now=now)
    return add_site(keeper, NewSite("Moorchester custody", "custody", police, trust), now=now)


def test_everybody_on_the_list_is_decided_gone_round_and_followed_to_court(
    arrive: Callable[..., Somebody], county: County, suite: UUID
) -> None:
    # Given a nurse who comes on and finds nobody on the list
    nurse = arrive(DESKTOP)
    nurse.sign_in("fern.abara")
    nurse.at("In custody now")
    nurse.sees("Nobody is on the list")

    # When she pastes what custody sent, without reading it first
    nurse.taps("Add people", "link")
    nurse.at("Add people in custody")
    nurse.taps("Read it")
    nurse.refused("Enter the list")
    nurse.types("The list", LIST)
    nurse.taps("Read it")

    # Then she is told what cannot be read, and nobody is matched for her
    nurse.at("Who is on this list?")
    nurse.sees("1 thing could not be read", "It is not a date. Write it like 27/3/1985.")
    nurse.taps("Take this list")
    nurse.refused("Say who Zephyrine Quillwhistle is")
    nurse.answers("Zephyrine Quillwhistle", "Zephyrine Quillwhistle, on record")
    nurse.taps("Take this list")
    nurse.at("In custody now")
    nurse.sees("The list is taken", "Zephyrine Quillwhistle", "Corin Maddox", "Not yet seen 2")

    # When she goes round by keyboard alone
    nurse.taps("Go round", "link")
    nurse.at("Go round Moorchester custody")
    for key in ("j", "s", "j", "n"):
        nurse.page.keyboard.press(key)
    nurse.taps("Save the round")
    nurse.refused("Say why")
    nurse.page.locator("select:visible").first.select_option(label="Asleep")
    nurse.taps("Save the round")

    # Then the list says who was seen, who was not and why, and what is owed next
    nurse.at("In custody now")
    nurse.sees("Who was seen now has their story open", "First look", ": asleep")
    nurse.unfolds("Pathway")
    nurse.sees("Noticed", "Offered help", "to come")

    # And a hearing of tomorrow is on the court link worker's list, on a phone
    seen = nurse.page.locator(".ld-line", has_text="First look").first
    seen.get_by_role("link", name="Police and court").dispatch_event("click")
    nurse.at("Police and court")
    nurse.taps("List a hearing", "link")
    nurse.at("List a hearing")
    nurse.answers("What is it for?", "First hearing")
    _at_ten_tomorrow(nurse)
    nurse.taps("Save")
    nurse.at("Police and court")
    nurse.sees("Moorchester Crown Court: first hearing")
    hearing = Hearing.objects.get()
    link = arrive(PHONE)
    link.sign_in("hope.ashdown")
    link.at("In court")
    tomorrow = local_date(hearing.at)
    link.goes_to(f"/diversion/court/?day={tomorrow}", "In court tomorrow")
    link.sees("Hearings 1", "First hearing")


def _at_ten_tomorrow(nurse: Somebody) -> None:
    typed = posted("at", timezone.now() + timedelta(days=1))
    asked = nurse.page.get_by_role("group", name="When does it start?").first
    for part in PARTS:
        if part != "which":
            asked.locator(f"[data-part={part}]").fill(typed[f"at_{part}"])

"""A referral turned away through a signed link, sent elsewhere, and answered there."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from alongside.areas.diversion.actions.identifying import Identified, identify_person
from alongside.areas.diversion.models import Site
from alongside.kernel.actor import Actor
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody

HOUR = timedelta(hours=1)


def noticed(county: County, nurse: Actor, *, hours_ago: int = 3) -> UUID:
    """The canary is noticed in a custody suite."""
    custody = Site.objects.create(
        name="Moorchester custody",
        kind="custody",
        host_id=county.actor("dev_malhotra").organisation_id,
        provider_id=nurse.organisation_id,
    )
    at = timezone.now() - hours_ago * HOUR
    said = Identified(county.canary.id, custody.id, "liaison_and_diversion", at, "custody_staff")
    return identify_person(nurse, said, now=at)


def refers(nurse: Somebody, service: str) -> None:
    """Write a referral, see what goes, and send it."""
    nurse.taps(service, "link")
    nurse.at(f"Refer to {service}")
    nurse.answers("How soon?", "Routine")
    nurse.types("What they want help with", "A room of her own, and somebody to ring")
    nurse.answers("Who agreed that this goes to them?", "They agreed themselves")
    nurse.types("How was that said, or why is it right?", "Said yes, in the cell")
    nurse.taps("See what goes")
    nurse.at(f"What goes to {service}")
    nurse.taps("Send it")


@pytest.mark.parametrize("device", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_referral_is_turned_away_by_link_and_sent_elsewhere(
    arrive: Callable[..., Somebody], county: County, device: dict[str, object]
) -> None:
    # Given somebody in custody, and a nurse who refers her to a service with no account
    nurse, outside = arrive(device), arrive(device)
    episode = noticed(county, county.actor("fern_abara"))
    nurse.sign_in("fern.abara")
    nurse.goes_to(f"/diversion/episodes/{episode}/refer/", "Refer to a service")
    refers(nurse, "Hearth and Key tenancy support")
    nurse.at(county.canary.full)
    nurse.sees("Sent, no answer yet", "Nobody there signs in to Alongside")

    # When she sends them a link and tells them its code
    nurse.taps("Make a link")
    nurse.at("A link for the service")
    address = nurse.part(".ref-address").inner_text()
    code = nurse.part(".ref-code").inner_text()
    outside.page.goto(address)
    outside.at("A referral for you")
    outside.sees_nowhere(county.canary.family)
    outside.types("The code you were told", "000 000" if code != "000 000" else "111 111")
    outside.taps("Open it")
    outside.refused("That code is not right")
    outside.types("The code you were told", code)
    outside.taps("Open it")
    outside.at(county.canary.full)

    # Then they say no, with the reason, and both see the same
    outside.taps("Not for us", "link")
    outside.at("Not for us")
    outside.taps("Send this answer")
    outside.refused("Choose why not", "Give your name and your post")
    outside.answers("Why not?", "We have no room")
    outside.types("Say more", "Not before March. Harbour Light may have room.")
    outside.types("Your name and post", "Pat Doyle, duty worker")
    outside.taps("Send this answer")
    outside.at(county.canary.full)
    outside.sees("Your answer is with them now", "Not taken on")
    nurse.taps("Back", "link")
    nurse.at(county.canary.full)
    nurse.sees("Not taken on: we have no room", "Pat Doyle, duty worker")

    # And she is sent elsewhere, where somebody who signs in takes her on
    nurse.taps("Send them elsewhere", "link")
    nurse.at("Send them elsewhere")
    nurse.sees("Hearth and Key tenancy support did not take them on")
    refers(nurse, "Harbour Light outreach")
    nurse.at(county.canary.full)
    nurse.sees("Hearth and Key tenancy support did not take them on")
    worker = arrive(device)
    worker.sign_in("jude.amari")
    worker.page.wait_for_load_state()
    worker.goes_to("/diversion/referrals/", "Referrals to us")
    worker.taps(re.compile(county.canary.full), "link")
    worker.at(county.canary.full)
    worker.taps("Take them on", "link")
    worker.at("Take them on")
    worker.taps("Take them on")
    worker.at(county.canary.full)
    worker.sees("Taken on, no appointment yet")

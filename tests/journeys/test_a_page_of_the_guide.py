"""A page of the guide is written with the law beside it, let stand by somebody else, and read."""

from collections.abc import Callable

from django.utils import timezone

from alongside.areas.liaison.actions.posts import PostEntry, open_post
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody


def test_a_page_is_written_let_stand_and_read(
    arrive: Callable[..., Somebody], county: County
) -> None:
    # Given a liaison lead, and a post that can answer for a page
    lead = county.on_duty("tess_holloway", Role.LIAISON_LEAD)
    post = PostEntry(title="Clinical police liaison lead")
    open_post(lead, lead.organisation_id, post, now=timezone.now())
    tess = arrive(DESKTOP)
    tess.sign_in("tess.holloway")
    tess.at("")
    tess.goes_to("/hub/guide/new/", "Begin a page")

    # When they begin a page that officers must read
    tess.types("Title", "The clock")
    tess.page.get_by_label("Part of the guide").select_option(label="Sections 135 and 136")
    tess.page.get_by_label("Who answers for it").select_option(index=1)
    tess.page.get_by_label("Response officer").check()
    tess.taps("Begin it")
    tess.at("Write The clock")

    # Then the law stands in the preview while they type, and a wrong name is not saved
    tess.types("Text", "Up to [[law:pos.detention_hour]].")
    tess.sees("No number of the law is named pos.detention_hour.")
    tess.types("What is new, and why", "First version.")
    tess.taps("Save the draft")
    tess.refused("Did you mean pos.detention_hours")
    tess.types("Text", "Up to [[law:pos.detention_hours]] from arriving.")
    tess.sees("Up to 24 hours from arriving.")
    tess.taps("Save the draft")
    tess.at("The clock, version 1")
    tess.taps("Send it for review", "link")
    tess.at("Send The clock for review")
    tess.page.get_by_label("Who is asked").select_option(index=1)
    tess.taps("Send it")
    tess.sees("Sent for review.", "You wrote it, so somebody else publishes it.")

    # And somebody else lets it stand
    carys = arrive(DESKTOP)
    carys.sign_in("carys.vaughan")
    carys.at("")
    carys.goes_to("/hub/guide/desk/", "The guide in hand")
    carys.taps("The clock", "link")
    carys.at("The clock, version 1")
    carys.taps("Review it", "link")
    carys.at("Review The clock")
    carys.page.get_by_label("Publish it").check()
    year = local_date(timezone.now()).year + 1
    for part, typed in (("Day", "1"), ("Month", "6"), ("Year", str(year))):
        carys.page.get_by_label(part, exact=True).fill(typed)
    carys.taps("Save")
    carys.sees("Published. It is found from now on")

    # And an officer reads it on a phone, once
    ade = arrive(PHONE)
    ade.sign_in("ade.okafor")
    ade.at("")
    ade.goes_to("/hub/guide/", "Practice guide")
    ade.sees("For you to read (1)")
    ade.taps("The clock", "link")
    ade.at("The clock")
    ade.sees("In force since Mon 11 December 2017")
    ade.taps("I have read this version")
    ade.sees("It is kept that you have read this version.")

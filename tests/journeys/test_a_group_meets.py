"""A locality group meets: minutes as they are typed, and what it asks of the senior group."""

from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import expect

from alongside.areas.liaison.models import MinuteWords
from alongside.foundation.outbox.worker import work_once
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.known_meetings import county_meets
from tests.support.somebody import Somebody


def test_a_group_meets_decides_and_asks_the_senior_group(
    county: County, arrive: Callable[..., Somebody]
) -> None:
    # Given a minute-taker with the page open on which minutes are taken
    locality, senior = county_meets(county)
    tess = arrive(DESKTOP)
    tess.sign_in("tess.holloway")
    tess.at("")
    tess.goes_to(f"/hub/meetings/{locality}/", "2")
    tess.taps("Take the minutes", "link")
    tess.at("Minutes")
    tess.page.get_by_label("Clinical police liaison lead").select_option("Present")
    tess.taps("Save who was there")
    tess.at("Minutes")
    tess.sees("The quorum of 2 was not reached.")

    # When she types, it is saved without a button; who else typed before her is not lost
    box, said = tess.page.locator("[name=words]"), tess.page.locator("[data-said]")
    box.fill("Eleven went well.")
    expect(said).to_contain_text("Saved at")
    carys = arrive(PHONE, color_scheme="dark")
    carys.sign_in("carys.vaughan")
    carys.at("")
    carys.goes_to(f"/hub/meetings/{locality}/minutes/", "Minutes")
    carys.page.locator("[name=words]").fill("Eleven went well, two did not.")
    expect(carys.page.locator("[data-said]")).to_contain_text("Saved at")
    box.fill("Eleven went well. The page helps.")
    tess.sees("What they wrote:", "Eleven went well, two did not.")
    tess.at("Minutes")
    tess.taps("Put theirs above mine")
    expect(said).to_contain_text("Saved at")
    assert MinuteWords.objects.count() == 3

    # And a decision, an action and what only the senior group can do come out of the item
    tess.taps("Write down a decision", "link")
    tess.at("A decision")
    tess.taps("Write it down")
    tess.refused("Answer: What was decided?", "Answer: Why?")
    tess.types("What was decided?", "The page is read back.")
    tess.types("Why?", "Three mistakes were caught by it.")
    tess.taps("Write it down")
    tess.at("Minutes")
    tess.taps("Ask the senior group", "link")
    tess.at("Ask the senior group")
    tess.types("What do you ask", "A bell for the side door")
    tess.types("Why does the senior group", "Estates answer to no locality group.")
    tess.taps("Ask them")
    tess.at("Minutes")
    tess.taps("The meeting was held")
    tess.at("2")
    tess.sees("Decision 1.", "Asked of the senior group: A bell for the side door")

    # Then the chair of the senior group is told, and finds it on the agenda with the reason
    work_once(timezone.now(), most=500)
    carys.goes_to("/messages/", "Your messages")
    carys.sees("Moorchester group asks the senior group")
    carys.goes_to(f"/hub/meetings/{senior}/", "2")
    carys.sees("A bell for the side door", "Estates answer to no locality group.")
    carys.taps("Move up")
    carys.at("2")
    carys.sees("The agenda is in its new order.")

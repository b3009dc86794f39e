"""A locality group meets: minutes as they are typed, and what it asks of the senior group."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alongside.areas.liaison.actions.group_keeping import NewGroup, create_group
from alongside.areas.liaison.actions.meeting_calling import NewMeeting, call_meeting
from alongside.areas.liaison.models import MinuteWords, Post, PostHolding
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor, Role
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody

HOUR = timedelta(hours=1)
PLACE = "County Hall"


def hold(lead: Actor, title: str, holder: Actor, now: datetime) -> UUID:
    """Open a post and let somebody hold it."""
    post = Post.objects.create(
        organisation_id=holder.organisation_id, title=title, opened_at=now - HOUR
    )
    PostHolding.objects.create(
        post=post,
        user_id=holder.user_id,
        from_at=now - HOUR,
        recorded_by_id=lead.user_id,
        recorded_at=now,
    )
    return post.id


@pytest.fixture
def meetings(county: County) -> tuple[UUID, UUID]:
    """The meeting of a locality group that began ten minutes ago, and a senior one in a week."""
    now = timezone.now()
    tess = county.on_duty("tess_holloway", Role.LIAISON_LEAD)
    carys = county.on_duty("carys_vaughan", Role.POLICE_SUPERVISOR)
    lead = hold(tess, "Clinical police liaison lead", tess, now)
    police = hold(tess, "Police mental-health lead", carys, now)
    above = NewGroup("Senior group", "senior", None, police, lead, standing="Numbers")
    senior = create_group(tess, above, now=now)
    new = NewGroup("Moorchester group", "locality", senior, police, lead, 2, 8, "Handovers")
    group = create_group(tess, new, now=now)
    begun = NewMeeting(now - HOUR / 6, now + HOUR, PLACE)
    week = timedelta(weeks=1)
    return (
        call_meeting(tess, group, begun, now=now),
        call_meeting(tess, senior, NewMeeting(now + week, now + week + HOUR, PLACE), now=now),
    )


def test_a_group_meets_decides_and_asks_the_senior_group(
    meetings: tuple[UUID, UUID], arrive: Callable[..., Somebody]
) -> None:
    # Given a minute-taker with the page open on which minutes are taken
    locality, senior = meetings
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

"""The liaison lead leaves: one button, a briefing, and nothing that is passed on by memory."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from alongside.areas.liaison.actions.agreeing import NewAgreed, agree_action
from alongside.areas.liaison.actions.posts import PostEntry, hold_post, open_post
from alongside.areas.liaison.rules.agreed import Origin
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.local_time import local_date
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import County
from tests.support.somebody import Somebody

WEEK = timedelta(days=7)


@pytest.fixture
def lead_post(county: County) -> None:
    """Tess Holloway is the liaison lead, who owes one thing and promised another."""
    lead, now = county.on_duty("tess_holloway", Role.LIAISON_LEAD), timezone.now()
    county.on_duty("imogen_speight", Role.LIAISON_LEAD)
    post = open_post(lead, lead.organisation_id, PostEntry("Liaison lead"), now=now - WEEK)
    hold_post(lead, post, lead.user_id, from_at=now - WEEK, now=now - WEEK)
    due = local_date(now) + WEEK
    for words, why, origin in (
        ("Put the side door on the map.", "Two crews stood at the front.", Origin.PLAN),
        ("Tell families how 24 hours are counted.", "They asked at their evening.", Origin.PROMISE),
    ):
        agree_action(lead, NewAgreed(words, post, due, origin, why=why), now=now - WEEK)


@pytest.mark.usefixtures("lead_post")
def test_whoever_comes_next_reads_everything_that_is_theirs(
    arrive: Callable[..., Somebody],
) -> None:
    # Given a lead who leaves today, and presses one button
    tess, imogen = arrive(DESKTOP), arrive(PHONE, color_scheme="dark")
    tess.sign_in("tess.holloway")
    tess.page.wait_for_load_state()
    tess.goes_to("/hub/handover/", "Hand over")
    tess.taps("Hand over Liaison lead")
    tess.at("Hand over: Liaison lead")
    tess.sees("built from the record", "Put the side door on the map.", "Promises made (1)")

    # When she says to whom, tells what no record holds, and confirms what follows
    tess.taps("Say to whom and when", role="link")
    tess.at("Hand over: Liaison lead")
    tess.page.get_by_label("Who comes after?").select_option(
        label="Imogen Speight, Mental Health Trust"
    )
    today = local_date(timezone.now())
    for part, typed in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        tess.types(part, str(typed))
    tess.types("What I would tell you over coffee", "Keep the tea.")
    tess.taps("Save")
    tess.at("Hand over: Liaison lead")
    tess.taps("Hand over to Imogen Speight", role="link")
    tess.at("Hand over: Liaison lead")
    tess.sees("Imogen Speight holds the post at once.", "open things are theirs from then on")
    tess.taps("Hand over")
    tess.at("Hand over: Liaison lead")
    tess.sees("Confirmed. Both of you are told")
    work_once(timezone.now(), most=500)

    # Then her successor is told, reads it on a phone, and ticks what she has read
    imogen.sign_in("imogen.speight")
    imogen.page.wait_for_load_state()
    imogen.goes_to("/messages/", "Your messages")
    imogen.taps("You are Liaison lead now: 2 open things in your briefing")
    imogen.at("Liaison lead")
    imogen.sees("Keep the tea.", "Because: They asked at their evening.", "3 of 3 parts to read")
    imogen.taps("I have read this part Promises made")
    imogen.at("Liaison lead")
    imogen.sees("2 of 3 parts to read", "✓ Read")

    # And what the post owes is hers to do, and not the leaver's
    imogen.goes_to("/hub/actions/", "Actions")
    imogen.sees("Mine (2)", "Put the side door on the map.")
    tess.goes_to("/hub/actions/", "Actions")
    tess.sees_nowhere("Mine (")

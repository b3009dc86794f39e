"""A person writes their own words on a phone; an officer reads them at night; they go again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from alongside.foundation.accounts.queries import organisations
from tests.support.browser import PHONE
from tests.support.county import HELPS, WORDS, County
from tests.support.somebody import Somebody

FIRST = "I stop talking when I am scared. I can still hear you."
CALMS = "Sit on the step with me. Say your first name."
HURTS = "Torches in my face."
SISTER = "Marlowe"


@pytest.fixture
def me(arrive: Callable[..., Somebody], county: County) -> Somebody:
    """The person, who has come in at their own door with a phone."""
    somebody = arrive(PHONE)
    somebody.comes_in(county.own_door(county.canary.id))
    somebody.at("Hello, Zeph")
    return somebody


def _write(me: Somebody) -> None:
    """Answer the short way through, one question a screen."""
    me.taps("My words", "link")
    me.at("My words")
    me.taps("Make them mine, and change them")
    me.at("My words so far")
    me.taps("What is the first thing people should know?", "link")
    for asked, said in (
        ("What is the first thing people should know?", FIRST),
        ("What helps you?", CALMS),
        ("What makes it worse?", HURTS),
    ):
        me.at(asked)
        me.types(asked, said)
        me.taps("Keep this and go on")
    me.at("Who should people ring?")
    me.taps("Add somebody", "link")
    me.at("Somebody to ring")
    me.types("Their name", SISTER)
    me.types("Who they are to you", "my sister")
    me.types("Their phone number", "07700 900145")
    me.taps("Add them")
    me.refused("Choose what people may do")
    me.answers("What may people do?", "Ring them, and tell them what is happening")
    me.taps("Add them")
    me.at("Who should people ring?")
    me.taps("Go on", "link")
    me.at("My words so far")
    me.sees(FIRST, CALMS, HURTS, SISTER)


def _share(me: Somebody, *, yes: str) -> None:
    """Let one service see them, and say no to the others."""
    me.taps("Choose who can see, and share", "link")
    me.at("Who can see your words?")
    for service in organisations():
        me.answers(service.name, "Yes" if service.name == yes else "No")
    me.taps("Share my words")
    me.at("My words")
    me.sees(FIRST, "Written by you.")


def _meet(officer: Somebody, full_name: str) -> None:
    """Open a contact in the street, and find who it is."""
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.taps("New contact", "link")
    officer.at("Where are you?")
    officer.answers("What kind of place is it?", "Street or road")
    officer.types("Where exactly?", "Steps of the Corn Exchange")
    officer.taps("Open the contact")
    officer.at("Who is this?")
    officer.types("Name, date of birth", full_name)
    officer.taps("Find")
    officer.at("Who is this?")
    officer.taps(full_name)


def test_words_written_on_a_phone_come_first_until_they_are_taken_back(
    me: Somebody, officer: Somebody, county: County
) -> None:
    # Given a person who writes what helps on their phone, for Northmoor Police alone
    _write(me)
    _share(me, yes="Northmoor Police")

    # When an officer meets them at night, the words fill the screen before anything else
    _meet(officer, county.canary.full)
    officer.at(f"In {county.canary.full}’s own words")
    officer.sees(FIRST, CALMS, HURTS, SISTER)
    officer.sees_nowhere(WORDS, "What is happening?")
    expect(officer.page.get_by_text(FIRST)).to_be_in_viewport()
    ring = officer.page.get_by_role("link", name=SISTER)
    expect(ring).to_have_attribute("href", "tel:07700900145")
    read_at = officer.path

    # Then the person sees that look in words, without the officer's name
    me.goes_to("/me/", "Hello, Zeph")
    me.taps("Who looked", "link")
    me.at("Who looked")
    me.sees("A police officer from Northmoor Police looked today at")
    me.sees("because they were with you and were working out how to help")
    me.sees_nowhere("Okafor")

    # When the person takes the words back in two taps
    me.taps("My words", "link", inside=".me-tabs")
    me.at("My words")
    me.taps("Take my words back", "link")
    me.at("Take your words back?")
    me.taps("Yes, take them back")
    me.at("My words")
    me.sees("The words are taken back")

    # Then the officer's next load says so and shows none of them, nor any that were before them
    officer.goes_to(read_at, f"In {county.canary.full}’s own words")
    officer.sees("Contact plan withdrawn", "Ask them what helps")
    officer.sees_nowhere(FIRST, CALMS, HURTS, SISTER, WORDS, HELPS)
    officer.taps("Continue", "link")
    officer.at("What is happening?")

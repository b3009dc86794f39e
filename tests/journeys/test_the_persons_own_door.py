"""The person comes in by a code, shares their words, sees who looked, and takes the words back."""

import re

from playwright.sync_api import expect

from alongside.foundation.accounts.queries import organisations
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import HELPS, County
from tests.support.somebody import Somebody

PIN = "428 617"
NEW_WORDS = "Ask me about the lighthouse."


def _invite(keyworker: Somebody, county: County) -> tuple[str, str]:
    """A keyworker makes the sheet; answer the code and the name on it."""
    keyworker.sign_in("mina.osei")
    keyworker.goes_to(f"/people/{county.canary.id}/?purpose=P11", county.canary.full)
    keyworker.taps("Give them their own door", "link")
    keyworker.at("their own way in")
    keyworker.taps("Give them their own way in", "link")
    keyworker.at("give a way in")
    keyworker.taps("Make the sheet")
    keyworker.refused("Answer: Who is it for?")
    keyworker.answers("Who is it for?", "The person themselves")
    keyworker.types("What do they like to be called?", "Zeph")
    keyworker.taps("Make the sheet")
    keyworker.at("Your own page")
    keyworker.sees_nowhere(county.canary.family)
    code = keyworker.part(".me-sheet__code").inner_text()
    return code, keyworker.part(".me-sheet__name").inner_text()


def _come_in_first(me: Somebody, code: str, name: str) -> None:
    me.goes_to("/me/", "Your own page")
    me.taps("I have a code on paper", "link")
    me.at("Your code")
    me.types("Your code", "KAKAK 2222 KAKA")
    me.taps("Go on")
    me.refused("That code did not work.")
    me.types("Your code", code.lower())
    me.taps("Go on")
    me.at("Your code works")
    me.sees(name)
    me.types("Choose a PIN", "123456")
    me.types("Type it again", "123456")
    me.taps("Keep this PIN and come in")
    me.refused("Those numbers are easy to guess.")
    me.types("Choose a PIN", PIN)
    me.types("Type it again", PIN)
    me.taps("Keep this PIN and come in")
    me.at("Hello, Zeph")


def _write_and_share(me: Somebody) -> None:
    me.taps("My words", "link")
    me.at("My words")
    me.sees(HELPS)
    me.taps("Make them mine, and change them")
    me.at("My words so far")
    me.taps("What is the first thing people should know?", "link")
    me.at("What is the first thing people should know?")
    me.types("What is the first thing people should know?", NEW_WORDS)
    me.taps("Keep this and go on")
    me.at("What helps you?")
    me.taps("Keep this and stop for now")
    me.at("My words so far")
    me.taps("Choose who can see, and share", "link")
    me.at("Who can see your words?")
    me.taps("Share my words")
    me.refused("Say yes or no: Northmoor Police")
    for service in organisations():
        me.answers(service.name, "No" if service.name == "Harbour Light" else "Yes")
    me.taps("Share my words")
    me.at("My words")
    me.sees(NEW_WORDS, "Written by you.")


def test_the_person_shares_sees_a_look_and_takes_it_back(
    arrive, officer: Somebody, county: County
) -> None:
    # Given a person whom their keyworker gave a code on paper
    keyworker = arrive(DESKTOP)
    code, name = _invite(keyworker, county)
    me = arrive(PHONE)
    _come_in_first(me, code, name)

    # When they make the words their own and share them
    _write_and_share(me)

    # Then an officer with them reads those first
    officer.sign_in("ade.okafor")
    officer.goes_to(f"/people/{county.canary.id}/?purpose=P3", county.canary.full)
    officer.sees(NEW_WORDS)

    # And the person sees that look, in words, without the officer's name
    me.goes_to("/me/", "Hello, Zeph")
    me.taps(re.compile("since you were last here"), "link")
    me.at("Who looked")
    me.sees("A police officer from Northmoor Police looked today at")
    me.sees("because they were with you and were working out how to help")
    me.sees_nowhere("Okafor")

    # When they take their words back in two taps, the officer's next look shows nothing of them
    me.taps("My words", "link", inside=".me-tabs")
    me.at("My words")
    me.taps("Take my words back", "link")
    me.at("Take your words back?")
    me.taps("Yes, take them back")
    me.at("My words")
    me.sees("The words are taken back")
    officer.page.reload()
    officer.sees_nowhere(NEW_WORDS)

    # And one more tap puts them back
    me.taps("Undo: put them back as they were")
    me.at("My words")
    me.sees(NEW_WORDS)

    # And signing out leads back to their own door, which the name and PIN open again
    me.taps("Sign out")
    me.at("Your own page")
    me.types("Your sign-in name", name)
    me.types("Your PIN", PIN)
    me.taps("Come in")
    me.at("Hello, Zeph")


def test_every_page_is_in_order_for_the_keyboard_and_for_large_easy_words(
    arrive, county: County
) -> None:
    # Given a person at their own page
    code, name = _invite(arrive(DESKTOP), county)
    me = arrive(PHONE)
    _come_in_first(me, code, name)

    # Then the first stops of the keyboard are the ways out, and then the four cards
    me.page.keyboard.press("Tab")
    stops = []
    for _ in range(8):
        me.page.keyboard.press("Tab")
        stops.append(me.page.evaluate("document.activeElement.innerText.split('\\n')[0]"))
    assert stops[0].startswith("My page")
    assert stops[1].startswith("Leave")
    assert stops[2] == "Sign out"
    cards = [stop for stop in stops[3:] if "since you were" not in stop]
    assert cards[:4] == ["My words", "Who can see them", "Who looked", "Help now"]

    # And every page is clean in easy read with the largest words, light and dark
    me.taps("Bigger words, easy read, dark", "link")
    me.at("How it looks")
    me.taps("Largest")
    me.at("How it looks")
    me.taps("On")
    me.at("How it looks")
    for theme in ("Light", "Dark"):
        me.goes_to("/me/settings/", "How it looks")
        me.taps(theme)
        for address, heading in (
            ("/me/", "Hello, Zeph"),
            ("/me/words/", "My words"),
            ("/me/who-sees/", "Who can see my words"),
            ("/me/looks/", "Who looked"),
            ("/me/help/", "Help now"),
            ("/me/put-right/", "Put something right"),
            ("/me/put-right/ask/", "Say what is wrong"),
            ("/me/carers/", "Who acts for me"),
            ("/me/close/", "Close this page?"),
        ):
            me.goes_to(address, heading)
            too_wide = me.page.evaluate("document.documentElement.scrollWidth > innerWidth")
            assert not too_wide, address
    expect(me.part("html")).to_have_class(re.compile("me--easy"))

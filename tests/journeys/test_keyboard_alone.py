"""A whole job without a mouse: every step by keys, the focus always to be seen."""

from playwright.sync_api import Page, expect

from alongside.areas.crisis.models import Contact, Event
from tests.support.county import County
from tests.support.keys import FOCUS, Keys


def test_the_desk_and_a_contact_by_keys_alone(desktop_page: Page, axe, county: County) -> None:
    # Given two contacts on the desk, and somebody who uses the keyboard alone
    county.hold(county.canary.id, minutes_ago=50)
    county.meet(county.child(), minutes_ago=15)
    officer = Keys(desktop_page, axe)
    officer.signs_in("ade.okafor")
    officer.at("The desk")

    # When they move among the lines with j and k, and open one with Enter
    officer.press("j")
    first = officer.focused()
    officer.press("j")
    second = officer.focused()
    assert {first, second} == {"Z.Q.", "W.A."}
    officer.press("k")
    assert officer.focused() == first
    officer.press("Enter")
    officer.opens_beside(county.canary.full if first == "Z.Q." else "Wilfred Ashdown")
    assert not officer.page.evaluate(FOCUS)["lost"]

    # Then Escape shuts it and gives the focus back to the line
    officer.press("Escape")
    expect(officer.part("#panel")).to_be_hidden()
    assert officer.focused() == first

    # And / goes to the box that finds people
    officer.press("/")
    expect(officer.page.locator("#find")).to_be_focused()
    officer.press("Escape", "Shift+Tab")

    # When they open a new contact with n
    officer.press("n")
    officer.at("Where are you?")
    officer.chooses("What kind of place is it?", "Park or open ground")
    officer.writes("Where exactly?", "Bandstand, Lammas Park")
    officer.press("Enter")
    officer.at("Who is this?")
    officer.reaches("link", "Don’t know yet")
    officer.press("Enter")
    officer.at("How do they seem?")

    # And are told what is missing with the focus on it, from where a link leads to the question
    officer.reaches("button", "Save and continue")
    officer.press("Enter")
    officer.refused("Tap man, woman or not sure")
    officer.reaches("link", "Tap man, woman or not sure")
    officer.press("Enter")
    assert officer.page.evaluate("() => document.activeElement.name") == "sex"
    officer.press("Shift+Tab")
    officer.chooses("They seem to be", "Woman")
    officer.chooses("About how old?", "30s")
    officer.reaches("button", "Save and continue")
    officer.press("Enter")
    officer.at("What is happening?")
    officer.chooses("Danger right now?", "No")
    officer.writes("What is happening?", "Asking for the bus home.")
    officer.reaches("button", "Save and continue")
    officer.press("Enter")
    officer.at("Talk to someone")
    for heading in ("What else could work tonight?", "What did you decide?"):
        officer.reaches("link", "Skip for now")
        officer.press("Enter")
        officer.at(heading)
    officer.chooses("What did you decide?", "Advice given, nothing more needed now")
    officer.writes("Why, in your own words?", "Wanted the time of the last bus.")
    officer.reaches("button", "Save and continue")
    officer.press("Enter")
    officer.at("Who follows up?")
    officer.reaches("button", "Nothing to follow up: close the contact")
    officer.press("Enter")

    # Then the contact is closed, and nothing was touched but keys
    officer.at("Unknown woman")
    closed = Contact.objects.exclude(closed_at=None).get()
    kinds = Event.objects.filter(contact=closed).values_list("kind", flat=True)
    assert set(kinds) == {"opened", "person_named", "happening", "decision", "closed"}

"""A whole job without a mouse: every step by keys, the focus always to be seen."""

import re

from playwright.sync_api import Page, expect

from alongside.areas.crisis.models import Contact, Event
from tests.support.county import PASSWORD, County
from tests.support.somebody import Somebody

FURTHEST = 90
# Where the focus is, and whether it can be seen: on the element, or on the label drawn for it.
FOCUS = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return {lost: true};
    const shown = [here, here.nextElementSibling, here.closest(".as-line, .as-one-button")]
        .filter(Boolean).map((part) => getComputedStyle(part));
    const box = here.getBoundingClientRect();
    const drawn = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== "none" || style.backgroundColor === "rgb(255, 235, 59)";
    return {
        lost: false,
        drawn: shown.some(drawn),
        within: box.bottom > 0 && box.top < innerHeight,
        name: here.outerHTML.slice(0, 160),
    };
}"""


class Keys(Somebody):
    """Somebody who never touches the mouse."""

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def reaches(self, role: str, name: str, key: str = "Tab", inside: str = "body") -> None:
        """Press Tab until this has the focus, seeing the focus at every stop."""
        wanted = self.part(inside).get_by_role(role, name=name).first
        expect(wanted).to_be_attached()
        for _ in range(FURTHEST):
            self.press(key)
            focus = self.page.evaluate(FOCUS)
            if focus["lost"]:
                continue  # on its way round, past the end of the page
            assert focus["drawn"], f"the focus cannot be seen on {focus['name']}"
            assert focus["within"], f"the focus is out of sight on {focus['name']}"
            if wanted.evaluate("(part) => part === document.activeElement"):
                return
        raise AssertionError(f"no way to {role} {name!r} by keys")

    def writes(self, label: str, words: str) -> None:
        """Reach a box and type."""
        self.reaches("textbox", label)
        self.page.keyboard.type(words)

    def chooses(self, question: str, answer: str) -> None:
        """Reach a question's answers and move among them with the arrows."""
        asked = self.page.get_by_role("group", name=question).first
        wanted = asked.get_by_role("radio", name=re.compile(rf"^\W*{answer}$"))
        for _ in range(FURTHEST):
            self.press("Tab")
            if asked.evaluate("(part) => part.contains(document.activeElement)"):
                break
        self.press("Space")
        for _ in range(30):
            if wanted.is_checked():
                break
            self.press("ArrowDown")
        expect(wanted).to_be_checked()
        assert self.page.evaluate(FOCUS)["drawn"]

    def focused(self) -> str:
        """The words of what has the focus."""
        return self.page.evaluate("() => document.activeElement.innerText")


def test_the_desk_and_a_contact_by_keys_alone(desktop_page: Page, axe, county: County) -> None:
    # Given two contacts on the desk, and somebody who uses the keyboard alone
    county.hold(county.canary.id, minutes_ago=50)
    county.meet(county.child(), minutes_ago=15)
    officer = Keys(desktop_page, axe)
    officer.page.goto("/")
    officer.at("Sign in")
    officer.writes("Sign-in name", "ade.okafor")
    officer.reaches("textbox", "Password")
    officer.page.keyboard.type(PASSWORD)
    officer.press("Enter")
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

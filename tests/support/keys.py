"""Somebody at a browser who uses the keyboard alone, in the words of a journey."""

import re

from playwright.sync_api import expect

from tests.support.county import PASSWORD
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

    def signs_in(self, name: str) -> None:
        """Go to the front door, and sign in by keys."""
        self.page.goto("/")
        self.at("Sign in")
        self.writes("Sign-in name", name)
        self.writes("Password", PASSWORD)
        self.press("Enter")

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

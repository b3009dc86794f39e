"""Somebody at a browser, in the words of a journey."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from playwright.sync_api import Locator, Page, Response, expect

from alongside.foundation.kit.typed_times import posted
from tests.support.county import OWN_PIN, PASSWORD

A_POLL = 11_000
POLLS = 4
# What a content security policy without 'unsafe-inline' would stop, so no page may hold it.
INLINE = """() => [...document.querySelectorAll("style, [style], script:not([src])")]
    .concat([...document.querySelectorAll("body *")].filter(
        (part) => part.getAttributeNames().some((name) => name.startsWith("on"))))
    .map((part) => part.outerHTML.slice(0, 120))"""


class Somebody:
    """A person with a device of their own. Every page they come to is judged by axe."""

    def __init__(self, page: Page, judge: Callable[[Page], None]) -> None:
        self.page, self._judge = page, judge
        self.status = 0
        self.loads = 0
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame == self.page.main_frame:
            self.status = response.status
            self.loads += 1

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Go to the front door and sign in with name and password."""
        self.page.goto("/")
        self.at("Sign in")
        self.say_who(name, password)

    def say_who(self, name: str, password: str = PASSWORD) -> None:
        """Fill in the sign-in form and send it."""
        self.types("Sign-in name", name)
        self.types("Password", password)
        self.taps("Sign in")

    def comes_in(self, name: str) -> None:
        """Go to the person's own door, and come in with name and PIN."""
        self.goes_to("/me/", "Your own page")
        self.types("Your sign-in name", name)
        self.types("Your PIN", OWN_PIN)
        self.taps("Come in")

    def goes_to(self, address: str, heading: str) -> None:
        """Type an address."""
        self.page.goto(address)
        self.at(heading)

    def at(self, heading: str) -> None:
        """Arrive on the page with this heading; axe and the inline scan find nothing on it."""
        shown = self.page.get_by_role("heading", level=1).filter(has_text=heading)
        expect(shown.first).to_be_visible()
        self.page.wait_for_load_state()
        assert self.page.evaluate(INLINE) == []
        self._judge(self.page)

    def opens_beside(self, heading: str) -> None:
        """Come to this heading in the panel beside the board, with the focus on it."""
        shown = self.page.locator("#panel").get_by_role("heading", level=1)
        expect(shown).to_contain_text(heading)
        expect(self.page.locator("#panel :focus")).to_have_count(1)
        self._judge(self.page)

    def refused(self, *sentences: str, status: int = 422) -> None:
        """See an error summary that has the focus and says this."""
        summary = self.page.locator(".nhsuk-error-summary")
        expect(summary).to_be_visible()
        for sentence in sentences:
            expect(summary).to_contain_text(sentence)
        expect(summary).to_be_focused()
        assert self.status == status
        self._judge(self.page)

    def sees(self, *words: str | re.Pattern[str]) -> None:
        """See each of these words on the page."""
        for text in words:
            expect(self.page.locator("body")).to_contain_text(text)

    def sees_nowhere(self, *words: str) -> None:
        """See none of these words."""
        for text in words:
            expect(self.page.locator("body")).not_to_contain_text(text)

    def taps(self, words: str | re.Pattern[str], role: str = "button", inside: str = "") -> None:
        """Tap a button or link."""
        self.part(inside).get_by_role(role, name=words).first.click()

    def unfolds(self, words: str) -> None:
        """Open something folded away."""
        self.page.locator("summary").filter(has_text=words).first.click()

    def answers(self, question: str, answer: str) -> None:
        """Tap one answer to a question."""
        asked = self.page.get_by_role("group", name=question)
        asked.first.get_by_text(answer, exact=True).first.click()

    def types(self, label: str, words: str) -> None:
        """Type into a box."""
        self.page.get_by_label(label).first.fill(words)

    def sets_time(self, question: str, *, minutes_ago: int) -> None:
        """Type a time that was this long ago, or a day where only the day is asked for."""
        asked = self.page.get_by_role("group", name=question).first
        at = posted("at", timezone.now() - timedelta(minutes=minutes_ago))
        for part in ("day", "month", "year", "time"):
            box = asked.locator(f"[data-part={part}]")
            if part != "time" or box.count():
                box.fill(at[f"at_{part}"])

    def part(self, selector: str) -> Locator:
        """A part of the page, or all of it."""
        return self.page.locator(selector or "body")

    def watches(self) -> None:
        """Let time be moved on for this page, so that it asks for news when told to."""
        self.page.clock.install()

    def waits_for(self, words: str | re.Pattern[str], inside: str = "") -> None:
        """Wait for the page to ask for news, and see these words without loading it again."""
        loads = self.loads
        news = self.page.locator(".as-chip--news").first
        wanted = self.part(inside).get_by_text(words).filter(visible=True).first
        for _ in range(POLLS):
            self.page.clock.fast_forward(A_POLL)
            expect(wanted.or_(news).first).to_be_visible()
            if wanted.is_visible():
                break
            # What is offered may be news of an earlier asking.
            news.click()
        expect(wanted).to_be_visible()
        assert self.loads == loads, "the page was loaded again"

    @property
    def path(self) -> str:
        """Where they are."""
        return urlsplit(self.page.url).path

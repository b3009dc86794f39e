"""A real browser for the journeys: desktop and phone, and axe's judgement of a page."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.support.installs import NO_CHROMIUM, find_chromium

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing outside this machine exists.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "has_touch": True,
    "is_mobile": True,
}
SHARED = {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}
NHS_FONTS = "https://assets.nhs.uk/fonts/"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RESULTS = Path(__file__).resolve().parents[2] / "test-results"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys of a worker; they are skipped where there is none."""
    chromium = find_chromium()
    if chromium is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, which Django takes for async code.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")


@pytest.fixture
def open_page(
    browser: Browser, live_server, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open pages that share nothing, as on two people's devices: ``open_page(**PHONE)``.

    A path such as ``/`` is on the test's own server. A script error, or anything the
    content security policy stopped, fails the test. A failing test leaves pictures in
    ``test-results``.
    """
    pages: list[Page] = []
    complaints: list[str] = []

    def complain(message: ConsoleMessage) -> None:
        # The NHS.UK stylesheet names its font host; stopping that is what the policy is for.
        tolerated = message.text.startswith(f"Loading the font '{NHS_FONTS}")
        if "Content Security Policy" in message.text and not tolerated:
            complaints.append(message.text)

    with ExitStack() as stack:

        def open_one(**options: object) -> Page:
            context = browser.new_context(base_url=live_server.url, **SHARED, **options)
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", complain)
            pages.append(page)
            return page

        yield open_one
        if getattr(request.node, "failed", False):
            _picture(pages, request.node.name)
    assert not complaints, complaints


def _picture(pages: list[Page], name: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    safe = re.sub(r"\W+", "-", name)
    for number, page in enumerate(pages):
        page.screenshot(path=RESULTS / f"{safe}-{number}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a test failed, so that its pages can be pictured."""
    report = yield
    if report.failed:
        item.failed = True
    return report


@pytest.fixture
def desktop_page(open_page: Callable[..., Page]) -> Page:
    """A page on a desk: 1280 by 900."""
    return open_page(**DESKTOP)


@pytest.fixture
def phone_page(open_page: Callable[..., Page]) -> Page:
    """A page on a phone: 390 by 844, by touch."""
    return open_page(**PHONE)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Check a page against WCAG 2.2 AA, offline: ``axe(page)``."""

    def check(page: Page) -> None:
        results = Axe().run(page, options={"runOnly": WCAG, "resultTypes": ["violations"]})
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check

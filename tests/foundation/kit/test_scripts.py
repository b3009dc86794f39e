"""What the scripts add to a page that works without them, in a real browser."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.journeys
KIT = Path(__file__).resolve().parents[3] / "src/alongside/foundation/kit/static/kit"
SITE = "http://kit.test"
NHS = "export function initAll() {}"
LINE = (
    '<li class="as-line" id="line-{0}"><a class="as-line__open" href="?open={0}">Line {0}</a></li>'
)


def lane(*names):
    """A lane with these lines."""
    return "<ul>" + "".join(LINE.format(name) for name in names) + "</ul>"


class Site:
    """A site of one page that serves the kit's own scripts."""

    def __init__(self, browser):
        self.context = browser.new_context(timezone_id="America/New_York", locale="en-US")
        self.page = self.context.new_page()
        self.page.set_default_timeout(5000)
        self.errors = []
        self.asked = []
        self.lanes = (200, lane("a", "b"), '"1"')
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.route(f"{SITE}/**", self.answer)

    def answer(self, route):
        """Serve the page, the scripts, the board's inside and the session."""
        path = route.request.url.removeprefix(SITE).split("?")[0]
        self.asked.append((route.request.method, path, route.request.headers))
        if path.endswith(".js"):
            script = NHS if path == "/nhs.js" else (KIT / path[1:]).read_text()
            route.fulfill(body=script, content_type="text/javascript")
        elif path == "/lanes/":
            status, body, etag = self.lanes
            route.fulfill(status=status, body=body, headers={"ETag": etag})
        elif path == "/session/":
            route.fulfill(status=204)
        else:
            route.fulfill(body=self.html, content_type="text/html")

    def open(self, inside, attributes=""):
        """Open a page with this inside its body."""
        self.html = f"""<!doctype html><html lang="en"><body data-nhsuk="/nhs.js" {attributes}>
        {inside}<div data-notices></div><div role="status" data-announcer></div>
        <script type="module" src="/kit.js"></script>
        <script type="module" src="/board.js"></script></body></html>"""
        self.page.goto(SITE + "/")
        self.page.wait_for_function("document.body.classList.contains('js-enabled')")
        return self.page


@pytest.fixture
def site(browser):
    made = Site(browser)
    yield made
    made.context.close()
    assert made.errors == []


MOMENT = """<fieldset><div data-moment="at"><input data-part="day"><input data-part="month">
<input data-part="year"><input data-part="time"><div data-chips hidden>
<button type="button" data-minutes-ago="0">Now</button>
<button type="button" data-minutes-ago="10">10 min ago</button></div></div>
<input type="hidden" data-which></fieldset>"""


def boxes(page):
    """What is in the boxes, and which of the two."""
    parts = ["day", "month", "year", "time"]
    typed = [page.locator(f'[data-part="{part}"]').input_value() for part in parts]
    return " ".join(typed), page.locator("[data-which]").input_value()


def test_now_is_the_servers_now_in_england_wherever_the_device_thinks_it_is(site):
    page = site.open(MOMENT, 'data-now="2026-06-10T13:20:00+00:00"')
    page.get_by_text("Now").click()
    assert boxes(page) == ("10 6 2026 14:20", "")
    page.get_by_text("10 min ago").click()
    assert boxes(page) == ("10 6 2026 14:10", "")


@pytest.mark.parametrize(("hour", "which"), [("00", "0"), ("01", "1")])
def test_now_in_the_hour_that_comes_twice_says_which_without_asking(site, hour, which):
    page = site.open(MOMENT, f'data-now="2026-10-25T{hour}:30:00+00:00"')
    page.get_by_text("Now").click()
    assert boxes(page) == ("25 10 2026 01:30", which)
    page.locator('[data-part="time"]').fill("01:45")
    assert boxes(page) == ("25 10 2026 01:45", "")


BOARD = """<p id="far">Far away</p><div data-board data-new="/new/" data-find="#find">
<input id="find"><div id="board" data-poll="/lanes/" data-poll-seconds="0.2">{}</div></div>"""


def test_new_lines_come_in_by_themselves_and_are_announced(site):
    page = site.open(BOARD.format(lane("a", "b")))
    site.lanes = (200, lane("a", "b", "c"), '"2"')
    page.wait_for_selector("#line-c")
    page.wait_for_function("document.querySelector('[data-announcer]').textContent !== ''")
    assert page.locator("[data-announcer]").inner_text() == "1 new entry on the board"
    polls = [headers for _, path, headers in site.asked if path == "/lanes/"]
    assert polls[0]["x-alongside-poll"] == "1"
    page.wait_for_timeout(500)
    latest = [headers for _, path, headers in site.asked if path == "/lanes/"][-1]
    assert latest["if-none-match"] == '"2"'


def test_what_somebody_is_reading_does_not_move_and_new_lines_wait_to_be_asked_for(site):
    page = site.open(BOARD.format(lane("a", "b")))
    page.locator("#line-b a").focus()
    changed = lane("n", "m", "a", "b").replace("Line a", "Line a, newer words")
    site.lanes = (200, changed, '"2"')
    page.get_by_role("button", name="Show 2 new").wait_for()
    assert page.locator("#board li").count() == 2
    assert page.locator("#line-a").inner_text() == "Line a, newer words"
    assert page.evaluate("document.activeElement.closest('li').id") == "line-b"
    page.get_by_role("button", name="Show 2 new").click()
    assert page.locator("#board li").count() == 4
    assert page.evaluate("document.activeElement.closest('li').id") == "line-n"
    assert page.locator(".as-board__news button").count() == 0


def test_a_board_that_cannot_reach_the_server_says_since_when(site):
    page = site.open(BOARD.format(lane("a")))
    site.lanes = (503, "", "")
    page.get_by_text("No connection since").first.wait_for()
    assert page.locator("#line-a").count() == 1
    site.lanes = (200, lane("a"), '"9"')
    page.wait_for_selector("#as-offline", state="detached")


def test_a_board_whose_session_ended_stops_and_offers_sign_in(site):
    page = site.open(BOARD.format(lane("a")), 'data-sign-in="/sign-in/"')
    site.lanes = (401, "", "")
    page.get_by_role("link", name="Sign in again").wait_for()
    asked = len(site.asked)
    page.wait_for_timeout(600)
    assert len(site.asked) == asked


def test_the_keys_move_find_and_can_be_turned_off(site):
    keys = '<button type="button" data-keys-switch hidden>Turn these keys off</button>'
    page = site.open(BOARD.format(lane("a", "b")) + keys)
    here = "document.activeElement.closest('li')?.id || document.activeElement.id"
    for key, place in [("j", "line-a"), ("j", "line-b"), ("j", "line-b"), ("k", "line-a")]:
        page.keyboard.press(key)
        assert page.evaluate(here) == place
    page.keyboard.press("/")
    assert page.evaluate(here) == "find"
    page.keyboard.press("j")
    assert page.locator("#find").input_value() == "j"
    page.get_by_role("button", name="Turn these keys off").click()
    page.keyboard.press("n")
    assert page.url == SITE + "/"
    page.get_by_role("button", name="Turn these keys on").click()
    page.keyboard.press("n")
    page.wait_for_url(SITE + "/new/")


CLOCK = """<div class="as-clock as-clock--green" data-ends-at="2026-06-10T19:20:10+00:00">
<span data-clock-words>6 h left, ends 20:20</span>
<span data-clock-state>plenty of time</span></div>"""


def test_a_clock_goes_on_changes_state_and_says_so(site):
    site.page.clock.install()
    page = site.open(CLOCK, 'data-now="2026-06-10T13:20:00+00:00"')
    page.clock.run_for(30_000)
    assert page.locator("[data-clock-words]").inner_text() == "5 h 59 min left, ends 20:20"
    assert page.locator("[data-clock-state]").inner_text() == "6 hours or less"
    assert "as-clock--amber" in page.locator(".as-clock").get_attribute("class")
    page.clock.run_for(6 * 3600 * 1000)
    words = page.locator("[data-clock-words]").inner_text()
    assert words == "0 min past the time allowed, which ended 20:20"
    page.clock.run_for(60 * 60 * 1000)
    assert page.locator("[data-clock-words]").inner_text().startswith("1 h past the time allowed")


SESSION = 'data-idle-minutes="20" data-session="/session/" data-sign-in="/sign-in/"'


def test_two_minutes_before_the_session_ends_one_tap_keeps_it(site):
    site.page.clock.install()
    page = site.open("<p>Hello</p>", SESSION)
    page.clock.run_for(16 * 60_000)
    assert page.locator("#as-session").count() == 0
    page.clock.run_for(70_000)
    page.get_by_role("button", name="Stay signed in").click()
    page.wait_for_selector("#as-session", state="detached")
    assert ("POST", "/session/") in [(method, path) for method, path, _ in site.asked]
    page.clock.run_for(16 * 60_000)
    assert page.locator("#as-session").count() == 0


def test_when_the_session_has_ended_typed_words_are_said_to_be_safe(site):
    site.page.clock.install()
    page = site.open("<form data-guard><input id=typed></form>", SESSION)
    page.locator("#typed").fill("She asked us to wait")
    page.clock.run_for(20 * 60_000)
    assert "What you have typed stays here" in page.locator("#as-session").inner_text()
    assert page.locator("#as-session a").count() == 0


def test_leaving_a_page_with_typed_words_asks_first(site):
    page = site.open('<form data-guard><input id="typed"></form><a href="/elsewhere/">Away</a>')
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#typed").press_sequentially("x")
    page.get_by_text("Away").click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.url == SITE + "/"

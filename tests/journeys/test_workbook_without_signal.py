"""A workbook on a connection that drops: kept on the phone, saved later, handed in once."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Route, expect

from alongside.areas.placements.models import WorkbookEntry
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.local_time import local_date
from tests.support.county import County
from tests.support.placing import Placing, placing_in
from tests.support.somebody import Somebody

SAID = "[data-said]"
WORDS = "People notice straight away if you stand up."
MORE = f"{WORDS} Nobody was in a hurry."


@pytest.fixture
def placing(county: County) -> Placing:
    """A fortnight that began on Monday, with a plan that stands."""
    today = local_date(timezone.now())
    made = placing_in(county, today - timedelta(days=today.weekday()))
    made.publish()
    return made


def opens_the_page(officer: Somebody) -> None:
    """Sign in, read where to go, and open the workbook's page about the ward."""
    officer.sign_in("ellis.brook")
    officer.at("Your placement")
    officer.sees("Your placement is settled", "Recovery team", "08:00 to 15:30")
    officer.taps("I have read this")
    officer.at("Your placement")
    officer.taps("Open your workbook", "link")
    officer.at("Your workbook")
    officer.taps("My week on the ward", "link")
    officer.at("My week on the ward")


def hold_back(route: Route) -> None:
    """Let pages come and nothing go."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def test_what_was_typed_without_signal_is_handed_in_once(
    officer: Somebody, placing: Placing
) -> None:
    # Given an officer on a ward, whose phone loses its signal while they type
    opens_the_page(officer)
    box = officer.page.locator("textarea")
    box.fill(WORDS)
    officer.page.context.set_offline(True)
    box.fill(MORE)

    # When they hand it in all the same
    officer.taps("Hand in")
    expect(officer.page.locator(SAID)).to_contain_text("No signal. Your words are kept")
    officer.sees("It is then handed in, once")
    assert not WorkbookEntry.objects.exists()

    # And the signal comes back, but the first answer is lost on the way
    lost: list[str] = []

    def lose(route: Route) -> None:
        route.fetch()
        lost.append(route.request.post_data or "")
        route.abort()

    officer.page.route("**/workbook/ward/", lose, times=1)
    officer.page.context.set_offline(False)
    expect(officer.page.locator(SAID)).to_contain_text("No signal")
    officer.page.evaluate("dispatchEvent(new Event('online'))")

    # Then it is handed in, once, with every word
    officer.sees("Handed in. Your coordinator can read it now")
    officer.at("My week on the ward")
    assert len(lost) == 1
    assert [row.words for row in WorkbookEntry.objects.filter(handed_in=True)] == [MORE]
    assert AuditEntry.objects.filter(action="placements.hand_in_workbook").count() == 1
    assert officer.page.evaluate("localStorage.length") == 0


def test_words_kept_on_a_phone_come_back_beside_those_of_another_device(
    officer: Somebody, coordinator: Somebody, placing: Placing
) -> None:
    # Given words typed where nothing gets through, on a phone whose page is then opened again
    opens_the_page(officer)
    address = officer.path
    officer.page.route("**/workbook/ward/", hold_back)
    officer.page.locator("textarea").fill("Typed on the phone.")
    expect(officer.page.locator(SAID)).to_contain_text("No signal")
    # A page sends its words once more as it is left, when nothing a test puts between it and the
    # server holds any longer: here that sending fails too, as it would without signal.
    officer.page.evaluate("void (window.fetch = () => Promise.reject(new TypeError('no signal')))")
    officer.page.goto(address)
    expect(officer.page.locator("textarea")).to_have_value("Typed on the phone.")
    assert not WorkbookEntry.objects.exists()

    # And others typed meanwhile at a desk, by the same officer
    coordinator.sign_in("ellis.brook")
    coordinator.goes_to(address, "My week on the ward")
    coordinator.page.locator("textarea").fill("Typed at the desk.")
    coordinator.taps("Save")
    coordinator.sees("Saved at")

    # When the phone has signal again
    officer.page.unroute("**/workbook/ward/")
    officer.page.evaluate("dispatchEvent(new Event('online'))")
    expect(officer.page.locator(SAID)).to_contain_text("both are kept")

    # Then both are shown, and one page is made of them
    officer.taps("Look at both", "link")
    officer.at("My week on the ward")
    officer.sees("You wrote on two devices", "Typed on the phone.", "Typed at the desk.")
    officer.taps("Put all of it in the box", "link")
    officer.at("My week on the ward")
    officer.taps("Hand in")
    officer.sees("Handed in. Your coordinator can read it now")
    officer.at("My week on the ward")
    officer.sees_nowhere("You wrote on two devices")
    handed_in = WorkbookEntry.objects.get(handed_in=True)
    assert "Typed on the phone." in handed_in.words
    assert "Typed at the desk." in handed_in.words

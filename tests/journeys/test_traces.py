"""What journeys leave behind, and what pages may not hold."""

import logging
from collections.abc import Callable

import pytest
from django.core import mail

from tests.journeys.conftest import Traces
from tests.support.browser import DESKTOP, NHS_FONTS, PHONE
from tests.support.county import County
from tests.support.known import Known
from tests.support.pages import EVERYWHERE, LISTED, NO_ONE, OFF_SHIFT, OWN_DOOR, STATUSES
from tests.support.somebody import Somebody


@pytest.mark.parametrize("where", ["logs", "addresses", "e-mail"])
def test_a_trace_that_names_the_canary_would_be_found(
    where: str, traces: Traces, county: County
) -> None:
    # Given a journey that left the canary's name or number where it must not be
    if where == "logs":
        logging.getLogger("alongside.planted").info("opened for %s", county.canary.full)
    elif where == "addresses":
        traces.visited.append(f"http://localhost/people/?q={county.canary.nhs_number}")
    else:
        mail.send_mail("About Quillwhistle", "Please ring.", None, ["somebody@example.test"])

    # Then it is found, so that finding nothing means something
    found = traces.of(county.canary)
    assert [line.split(":")[0] for line in found] == [where]
    for planted in (traces.logged, traces.visited, mail.outbox):
        planted.clear()


def test_finding_somebody_leaves_their_name_in_no_trace(
    coordinator: Somebody, county: County, traces: Traces
) -> None:
    # Given a nurse who finds the canary by name, then by number, then opens their page
    coordinator.sign_in("leila.farouk")
    coordinator.at("The desk")
    coordinator.page.get_by_role("searchbox").fill(county.canary.full)
    coordinator.taps("Find", inside=".desk-find")
    coordinator.at("Find a person")
    coordinator.types("Name, date of birth", county.canary.nhs_number)
    coordinator.taps("Find", inside="#maincontent")
    coordinator.at("Find a person")
    coordinator.sees("1 person found")
    coordinator.taps(county.canary.full, "link")
    coordinator.at(county.canary.full)

    # Then every look is on the log, by whom and of whom, without a name in any trace
    left = traces.left()
    assert any("search" in row for row in left["audit"])
    assert any(str(county.canary.id) in url for url in left["addresses"])
    assert traces.of(county.canary) == []


def _arrives(somebody: Somebody, name: str, known: Known) -> None:
    """Come in as staff, by the person's own door, or as nobody."""
    if name == OWN_DOOR:
        # Their words are shared, and a keyworker is changing them with them.
        known["draft"]
        somebody.comes_in(str(known["door"]))
        somebody.at("Hello, Zeph")
    elif name != NO_ONE:
        if name in OFF_SHIFT:
            known.county.on_duty(name.replace(".", "_"), OFF_SHIFT[name])
        somebody.sign_in(name)
        somebody.at("")


@pytest.mark.one_database
@pytest.mark.parametrize("group", EVERYWHERE)
@pytest.mark.parametrize(
    ("device", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_every_page_passes_axe_and_reaches_no_other_host(
    group: str,
    device: dict[str, object],
    scheme: str,
    arrive: Callable[..., Somebody],
    county: County,
    traces: Traces,
    live_server,
) -> None:
    county.hold(county.canary.id, minutes_ago=50)
    known = Known(county)
    said: list[str] = []
    stopped: dict[str, str | None] = {}
    for name, pages in EVERYWHERE[group].items():
        # Given somebody at work in their role, or at their own door
        somebody = arrive(device, color_scheme=scheme)
        somebody.page.on("console", lambda message: said.append(message.text))
        somebody.page.on("requestfailed", lambda asked: stopped.update({asked.url: asked.failure}))
        for listed in LISTED.get(name, ()):
            known[listed]
        _arrives(somebody, name, known)
        # When they go to each page that is theirs, and to some that are not
        for address, heading in pages.items():
            somebody.goes_to(known.address(address), heading)
            assert somebody.status == STATUSES.get(heading, 200), address
    # Then no other host was reached: the one font that the NHS.UK style sheet names, where a
    # page is drawn before ours has come, was stopped by the policy, and the policy only
    elsewhere = {url for url in traces.visited if not url.startswith((live_server.url, "data:"))}
    assert all(url.startswith(NHS_FONTS) for url in elsewhere)
    assert {stopped.get(url) for url in elsewhere} <= {"csp"}
    complaints = [text for text in said if "Security Policy" in text]
    assert all(NHS_FONTS in text for text in complaints), complaints

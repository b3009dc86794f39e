"""What journeys leave behind, and what pages may not hold."""

import logging
from collections.abc import Callable

import pytest
from django.core import mail

from tests.journeys.conftest import Traces
from tests.support.browser import DESKTOP, NHS_FONTS, PHONE
from tests.support.county import County
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


EVERYWHERE = {
    "leila.farouk": {
        "/crisis/": "The desk",
        "/crisis/shift/": "Shift handover",
        "/crisis/counts/": "",
        "/crisis/contacts/new/": "Where are you?",
        "/people/": "Find a person",
        "/people/add/": "Record a new person",
        "/people/add/unknown/": "",
        "/people/{person}/": "",
        "/people/{person}/words/": "",
        "/people/{person}/add/number/": "",
        "/people/{person}/print/": "",
        "/directory/places/": "",
        "/directory/places/{place}/": "Larch Suite",
        "/directory/teams/": "",
        "/directory/shifts/": "",
        "/directory/contact-sheet/": "",
        "/messages/": "",
        "/duty/": "Change duty",
        "/nothing/here/": "",
        "/crisis/return/": "",
    },
    "gwen.fairley": {"/crisis/return/": "", "/crisis/counts/": ""},
    "victor.lane": {
        "/directory/teams/add/": "",
        "/directory/places/add/": "",
        "/directory/shifts/plan/": "",
        "/directory/options/add/": "",
    },
}


@pytest.mark.parametrize(
    ("device", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["desk", "phone"]
)
def test_every_page_passes_axe_and_reaches_no_other_host(
    device: dict[str, object],
    scheme: str,
    arrive: Callable[..., Somebody],
    county: County,
    traces: Traces,
    live_server,
) -> None:
    county.hold(county.canary.id, minutes_ago=50)
    known = {"person": county.canary.id, "place": county.places["larch"]}
    said: list[str] = []
    stopped: dict[str, str | None] = {}
    for name, pages in EVERYWHERE.items():
        # Given somebody at work in their role
        somebody = arrive(device, color_scheme=scheme)
        somebody.page.on("console", lambda message: said.append(message.text))
        somebody.page.on("requestfailed", lambda asked: stopped.update({asked.url: asked.failure}))
        somebody.sign_in(name)
        somebody.at("")
        # When they go to each page that is theirs, and to one that is not there
        for address, heading in pages.items():
            somebody.goes_to(address.format(**known), heading)
    # Then no other host was reached: the one font that the NHS.UK style sheet names, where a
    # page is drawn before ours has come, was stopped by the policy, and the policy only
    elsewhere = {url for url in traces.visited if not url.startswith((live_server.url, "data:"))}
    assert all(url.startswith(NHS_FONTS) for url in elsewhere)
    assert {stopped.get(url) for url in elsewhere} <= {"csp"}
    complaints = [text for text in said if "Security Policy" in text]
    assert all(NHS_FONTS in text for text in complaints), complaints

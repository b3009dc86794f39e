"""Pictures of the demo for the README.

They are kept in ``docs/screenshots`` only with ``ALONGSIDE_SCREENSHOTS=1``, so that a plain run
of the tests changes nothing; otherwise they go where the test's other files go.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from alongside.areas.crisis.models import Detention
from alongside.areas.plans.models import ContactPlan, Door
from alongside.config import demo_world
from alongside.engines.evaluation.its.asking import Ask, series_from
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.report import report_page
from alongside.foundation.accounts.models import User
from examples.make_examples import months
from tests.journeys.conftest import Traces
from tests.support.browser import DESKTOP, PHONE
from tests.support.county import OWN_PIN, PASSWORD
from tests.support.somebody import Somebody

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


@pytest.fixture(autouse=True)
def nothing_names_the_canary() -> None:
    """The demo has people of its own, and no canary."""


@pytest.fixture
def demo(transactional_db: None) -> None:
    """The demo world as it stands now, small, with a password for everybody."""
    demo_world.fill(now=timezone.now(), people_count=90, contacts=12)
    User.objects.update(password=make_password(PASSWORD))
    doors = Door.objects.filter(closed_at=None).values("user_id")
    User.objects.filter(pk__in=doors).update(password=make_password(OWN_PIN))


@pytest.fixture
def picture(tmp_path: Path) -> Callable[..., Path]:
    """Picture what somebody sees: ``picture(nurse, "desk")``."""
    folder = FOLDER if os.environ.get("ALONGSIDE_SCREENSHOTS") == "1" else tmp_path

    def take(somebody: Somebody, name: str, *, whole: bool = False) -> Path:
        path = folder / f"{name}.png"
        somebody.page.mouse.move(0, 0)
        somebody.page.screenshot(path=path, full_page=whole, animations="disabled")
        assert path.stat().st_size > 20_000
        return path

    return take


@pytest.mark.one_database
def test_the_demo_can_be_pictured(
    demo: None,
    arrive: Callable[..., Somebody],
    picture: Callable[..., Path],
    traces: Traces,
) -> None:
    # Given a nurse in the control room
    nurse = arrive(DESKTOP)
    nurse.sign_in("leila.farouk")
    nurse.at("The desk")

    # When they look at the desk, at somebody held, at a person and where to go
    picture(nurse, "desk")
    shared = ContactPlan.objects.filter(state="shared").values("person_id")
    running = Detention.objects.filter(ended_at=None, person_id__in=shared)
    held = running.order_by("clock_ends_at").first()
    nurse.goes_to(f"/crisis/contacts/{held.contact_id}/", "")
    picture(nurse, "detention")
    nurse.goes_to(f"/people/{held.person_id}/?purpose=P2", "")
    picture(nurse, "person")
    nurse.goes_to("/directory/find/?near=Moorchester&child=no", "Where to go")
    picture(nurse, "place-finder")

    # And who goes where on placement
    marta = arrive(DESKTOP)
    marta.sign_in("marta.quill")
    marta.at("Placements")
    marta.taps("Northmoor police placements", "link")
    marta.at("Northmoor police placements")
    marta.taps("The calendar", "link")
    marta.at("Calendar")
    picture(marta, "placements")

    # And an officer at a contact on a phone at night
    officer = arrive(PHONE, color_scheme="dark")
    officer.sign_in("ade.okafor")
    officer.at("The desk")
    officer.taps("New contact", "link")
    officer.at("Where are you?")
    officer.answers("What kind of place is it?", "Bridge")
    officer.types("Where exactly?", "Skerry Viaduct, town side")
    officer.unfolds("Change, or add more")
    officer.sets_time("When did you meet?", minutes_ago=4)
    officer.taps("Open the contact")
    officer.at("Who is this?")
    officer.taps("Don’t know yet", "link")
    officer.at("How do they seem?")
    officer.answers("They seem to be", "Woman")
    officer.answers("About how old?", "30s")
    officer.taps("Save and continue")
    officer.at("What is happening?")
    officer.answers("Danger right now?", "No")
    officer.answers("Injured or physically ill?", "Not known yet")
    officer.answers("Weapons?", "No")
    picture(officer, "contact-phone")

    # And what somebody wants known, before anything else
    officer.goes_to(f"/crisis/contacts/{held.contact_id}/words/", "own words")
    picture(officer, "words-phone")

    # And the person at their own page, on their own phone
    me = arrive(PHONE)
    me.comes_in(Door.objects.get(as_whom="person", closed_at=None).user.sign_in_name)
    me.at("Hello, Sky")
    picture(me, "own-page-phone")


@pytest.mark.one_database
def test_a_report_of_an_evaluation_can_be_pictured(
    transactional_db: None,
    arrive: Callable[..., Somebody],
    picture: Callable[..., Path],
    tmp_path: Path,
) -> None:
    # Given the report that the how-to makes of the example files
    ask = Ask(
        time="month",
        outcome="detentions",
        interventions=("2024-01",),
        offset="population",
        harmonics=1,
        control="riverside",
        control_offset="riverside_population",
    )
    titles, *rows = months()
    columns = {title: [row[at] for row in rows] for at, title in enumerate(titles)}
    table = table_of(columns, name="northmoor-months.csv")
    page = tmp_path / "northmoor.html"
    page.write_text(report_page(series_from(table, ask)), encoding="utf-8")

    # When somebody opens it
    reader = arrive(DESKTOP)
    reader.page.goto(page.as_uri())
    reader.page.locator("#chart").scroll_into_view_if_needed()
    reader.page.locator("figure").evaluate("figure => figure.scrollIntoView({block: 'end'})")

    # Then its chart and words are there to picture
    picture(reader, "evaluation")

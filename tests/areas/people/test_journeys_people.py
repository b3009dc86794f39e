"""Finding, reading and changing a person in a browser, each page and error through axe."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from alongside.areas.people import actions
from alongside.areas.people.actions import NewNeed, NewPerson
from alongside.areas.people.models import Person
from alongside.areas.people.queries.page import recorded_details
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of
from alongside.kernel.actor import Role, Sector
from tests.support.browser import DESKTOP, PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db):
    """An officer and a nurse on duty now, and somebody they both know."""
    now = timezone.now()

    def worker(name, role, sector):
        organisation = accounts.add_organisation(
            name=f"Northmoor {sector}", short_name=f"Northmoor {sector}", sector=sector, now=now
        )
        user = accounts.add_user(
            sign_in_name=name,
            display_name=name,
            organisation_id=organisation,
            roles=(role,),
            password=None,
            now=now,
        )
        ends = now + timedelta(hours=8)
        accounts.start_duty(user, role=role, seat="", phone="", ends_at=ends, now=now)
        return actor_of(User.objects.select_related("organisation", "duty").get(pk=user))

    officer = worker("PC Ade Okafor", Role.RESPONSE_OFFICER, Sector.POLICE)
    nurse = worker("Priya Shah", Role.TRIAGE_CLINICIAN, Sector.MENTAL_HEALTH_TRUST)
    facts = NewPerson(
        given="Jamie",
        family="Marsh",
        sex="1",
        born_on=date(1992, 3, 1),
        needs=(NewNeed("hearing", "Left side"),),
    )
    jamie = actions.add_person(officer, facts, now=now)
    actions.record_words(
        nurse, jamie, text="Talk slowly.", helps="Weak tea", worse="Sirens", now=now
    )
    return officer, nurse, jamie


def sign_in(page, live_server, actor):
    client = Client()
    client.force_login(
        User.objects.get(pk=actor.user_id),
        backend="alongside.foundation.accounts.backend.SignInBackend",
    )
    session = client.session
    session["seen_at"] = timezone.now().timestamp()
    session.save()
    value = client.cookies["alongside_session"].value
    page.context.add_cookies(
        [{"name": "alongside_session", "value": value, "url": live_server.url}]
    )


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize(
    "device", [{**DESKTOP}, {**PHONE, "color_scheme": "dark"}], ids=["desk", "phone_at_night"]
)
def test_an_officer_finds_somebody_reads_their_words_and_corrects_the_name(
    open_page, live_server, world, axe, device
):
    officer, nurse, jamie = world
    page = open_page(**device)
    sign_in(page, live_server, officer)

    def look():
        axe(page)
        assert fits(page)

    page.goto("/people/")
    look()
    page.get_by_label("Name, date of birth").fill("m")
    page.get_by_role("button", name="Find").click()
    page.get_by_text("There is a problem").wait_for()
    look()
    page.get_by_label("Name, date of birth").fill("marsh jamie 1/3/92")
    page.get_by_role("button", name="Find").click()
    assert "marsh" not in page.url.lower()
    look()
    page.get_by_role("link", name="Jamie Marsh").click()
    first = page.locator(".picture__panel").first
    assert "Talk slowly." in first.inner_text()
    assert page.get_by_text("Why I can see this").is_visible()
    look()

    page.get_by_role("link", name="Change details").click()
    look()
    theirs = replace(recorded_details(jamie), given="James")
    version = Person.objects.get(pk=jamie).version
    actions.change_person(nurse, jamie, theirs, version=version, now=timezone.now())
    page.get_by_label("First name").fill("Jim")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="What it says now").wait_for()
    assert page.get_by_text("James").first.is_visible()
    look()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Jim Marsh", level=1).wait_for()
    assert page.get_by_text("James Marsh (earlier name)").is_visible()

    page.get_by_role("button", name="They want their words taken back").click()
    page.get_by_role("heading", name="Jim Marsh", level=1).wait_for()
    assert page.get_by_text("Talk slowly.").count() == 0


def test_somebody_is_found_while_a_half_heard_name_is_typed_by_keyboard_alone(
    open_page, live_server, world, axe
):
    officer, _nurse, _jamie = world
    page = open_page(**DESKTOP)
    sign_in(page, live_server, officer)
    page.goto("/people/")
    page.keyboard.press("/")
    page.keyboard.type("marsch jimmy 3/1/92")
    page.get_by_role("link", name="Jamie Marsh").wait_for()
    assert page.locator("[data-find]").evaluate("box => box === document.activeElement")
    assert "day and month of birth swapped" in page.locator("#found").inner_text()
    axe(page)
    assert page.url.endswith("/people/")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Jamie Marsh", level=1).wait_for()


def test_somebody_not_yet_known_is_recorded_and_named_by_keyboard_alone(
    open_page, live_server, world, axe
):
    officer, _nurse, _jamie = world
    page = open_page(**DESKTOP)
    sign_in(page, live_server, officer)
    page.goto("/people/add/unknown/")
    axe(page)
    page.get_by_label("What do they look like?").focus()
    page.keyboard.type("grey coat")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Unknown person, grey coat", level=1).wait_for()
    axe(page)
    page.get_by_role("link", name="We know who this is now").focus()
    page.keyboard.press("Enter")
    page.get_by_label("First name").wait_for()
    axe(page)
    page.get_by_label("First name").focus()
    page.keyboard.type("Jamie")
    page.keyboard.press("Tab")
    page.keyboard.type("Marsh")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Already on record?").wait_for()
    axe(page)
    page.get_by_role("button", name="None of these").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Jamie Marsh", level=1).wait_for()
    assert page.get_by_text("grey coat").is_visible()


@pytest.mark.parametrize("path", ["", "print/", "add/name/", "add/number/", "add/need/", "words/"])
def test_each_page_about_a_person_is_accessible(open_page, live_server, world, axe, path):
    _officer, nurse, jamie = world
    page = open_page(**PHONE)
    sign_in(page, live_server, nurse)
    page.goto(f"/people/{jamie}/{path}")
    assert page.locator("h1").count() == 1
    axe(page)
    assert fits(page)

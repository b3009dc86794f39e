"""A crisis plan in a browser: written on a phone, held back, let stand, in force, out of date."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.plans.models import WordingReview
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Role
from tests.support.browser import DESKTOP, PHONE
from tests.support.world import make_world

pytestmark = pytest.mark.django_db(transaction=True)


def signed_in(open_page, live_server, actor, **device):
    """Somebody's page, signed in."""
    client = Client()
    client.force_login(
        User.objects.get(pk=actor.user_id),
        backend="alongside.foundation.accounts.backend.SignInBackend",
    )
    session = client.session
    session["seen_at"] = timezone.now().timestamp()
    session.save()
    page = open_page(**device)
    value = client.cookies["alongside_session"].value
    page.context.add_cookies(
        [{"name": "alongside_session", "value": value, "url": live_server.url}]
    )
    return page


@pytest.fixture
def look(axe):
    """Judge a page: axe finds nothing, and nothing is wider than the screen."""

    def judge(page):
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    return judge


def write(page, look):
    """Write a plan on a phone; forget the day of a risk, then give it."""
    page.get_by_role("button", name="Write a crisis plan with them").click()
    page.get_by_label("What helps").fill("A walk by the canal")
    page.get_by_label("What does not help").fill("Do not convey me on the number 9 bus.")
    page.get_by_label("Number at other times").fill("0191 498 0002")
    page.get_by_label("What may happen").first.fill("May walk towards the railway")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("There is a problem").wait_for()
    look(page)
    for part, typed in (("Day", "2"), ("Month", "4"), ("Year", "2026")):
        page.get_by_label(part).first.fill(typed)
    page.get_by_label("Who knows of it").first.fill("Elm team")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("heading", name="Say this another way").wait_for()
    look(page)


def let_stand(desk, look):
    """Find the words in the queue; forget why they may stand, then say it."""
    desk.goto("/plans/wording/")
    look(desk)
    desk.get_by_role("link", name="Crisis plan: 1 phrase").click()
    look(desk)
    desk.get_by_role("button", name="Let these words stand").click()
    desk.get_by_text("There is a problem").wait_for()
    look(desk)
    desk.get_by_label("Why may these words stand?").fill("It is about a bus")
    desk.get_by_role("button", name="Let these words stand").click()
    desk.get_by_text("Nothing waits").wait_for()
    assert WordingReview.objects.get().outcome == "released"


def test_a_plan_whose_words_are_held_back_is_let_stand_and_read_at_the_scene(
    open_page, live_server, transactional_db, look
):
    now = timezone.now()
    world = make_world(now)
    facts = NewPerson(given="Jamie", family="Marsh", born_on=date(1992, 3, 1))
    jamie = people.add_person(world[Role.TRIAGE_CLINICIAN], facts, now=now)

    page = signed_in(open_page, live_server, world[Role.TRIAGE_CLINICIAN], **PHONE)
    page.goto(f"/plans/crisis/{jamie}/")
    look(page)
    write(page, look)
    night = {**DESKTOP, "color_scheme": "dark"}
    let_stand(signed_in(open_page, live_server, world[Role.LIAISON_LEAD], **night), look)

    for question, answer in (
        ("Did the person write it with you?", "Yes, we wrote it together"),
        ("Who agreed to it?", "They did"),
    ):
        page.get_by_role("group", name=question).get_by_text(answer, exact=True).click()
    page.get_by_role("button", name="Put it in force").click()
    page.get_by_text("A walk by the canal").wait_for()
    look(page)

    street = signed_in(open_page, live_server, world[Role.RESPONSE_OFFICER], **PHONE)
    street.goto(f"/people/{jamie}/?purpose=P3")
    street.get_by_text("A walk by the canal").wait_for()
    assert street.get_by_text("May walk towards the railway").is_visible()
    look(street)

"""A whole contact, page by page, as an officer walks it."""

import re
from datetime import timedelta

import pytest

from alongside.areas.crisis.forms.contact_decision import next_morning
from alongside.areas.crisis.models import Contact, Detention, Event
from alongside.areas.crisis.views.contact_flow import next_after
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import parse_instant
from tests.support.contacts import Browser, browse, text_of
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def officer(world: World) -> Actor:
    return world[Role.RESPONSE_OFFICER]


class Walk:
    """Sends one page after another, following where each leads, a few seconds apart."""

    def __init__(self, officer: Actor, clock: object) -> None:
        self.clock, self.browser, self.seconds = clock, Browser(officer), 0

    def send(self, name: str, **fields: str) -> str:
        """Send a page and answer the name of the page it leads to."""
        self.seconds += 8
        self.clock.move_to(NOW + timedelta(seconds=self.seconds), tick=False)
        answer = self.browser.post(name, **fields)
        assert answer.status_code == 302, text_of(answer)
        if name == "new":
            self.browser.contact_id = Contact.objects.get().id
        page = self.browser.client.get(answer["Location"], follow=True)
        assert page.status_code == 200
        return re.sub(r".*/contacts/[-0-9a-f]{36}", "", answer["Location"]).split("?")[0]


def test_a_contact_without_anybody_being_held(officer: Actor, world: World, time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    nurse = str(world[Role.CONTROL_ROOM_CLINICIAN].user_id)
    walk = Walk(officer, time_machine)
    assert walk.send("new", place_type="bridge", place_words="Mill Lane footbridge") == "/who/"
    assert walk.send("unknown", sex="1", age="forties") == "/happening/"
    assert walk.send("happening", danger="yes", weapons="no") == "/talk/"
    assert walk.send("talk", consulted="yes", who=nurse, advice="Stay.") == "/options/"
    assert walk.send("options", what="crisis_cafe", result="worked") == "/options/"
    assert walk.send("decision", decision="crisis_service", reasons="Going in.") == "/hand-off/"
    assert walk.send("hand_off", to="gp", by="morning") == "/"
    done = [event.kind for event in Event.objects.order_by("happened_at", "recorded_at")]
    assert done == [
        "opened",
        "person_named",
        "happening",
        "consultation",
        "alternative",
        "decision",
        "hand_off",
    ]
    assert verify().broken == ()


def test_section_136_from_the_street_with_the_advice_before_the_power(
    officer: Actor, world: World, time_machine
) -> None:
    time_machine.move_to(NOW, tick=False)
    nurse = str(world[Role.CONTROL_ROOM_CLINICIAN].user_id)
    walk = Walk(officer, time_machine)
    walk.send("new", place_type="bridge", place_words="Mill Lane footbridge")
    walk.send("talk", consulted="yes", who=nurse, began=NOW.isoformat())
    grounds = dict.fromkeys(("appears_disordered", "immediate_need", "necessary"), "yes")
    walk.send("decision", decision="section_136", reasons="x", mode="removed", **grounds)
    assert Detention.objects.get().state == "power_used"
    page = text_of(walk.browser.get("hand_off"))
    assert "Consulted: Registered nurse." in page
    assert "not before the power was used" not in page
    assert "Not met" not in page


def test_every_step_may_be_skipped_and_returned_to(officer: Actor, time_machine) -> None:
    time_machine.move_to(NOW, tick=False)
    browser = browse(officer)
    for here in ("happening", "talk", "options", "decision", "hand_off"):
        page = browser.get(here).content.decode()
        onward = browser.address(next_after(here, officer.role))
        assert f'<a class="contact-skip" href="{onward}">Skip for now</a>' in page
    before = text_of(browser.get("hand_off"))
    assert "All steps: 1 done" in before
    assert "What is happening not yet" in before
    browser.post("happening", danger="no")
    assert "What is happening done" in text_of(browser.get("hand_off"))


@pytest.mark.parametrize(
    ("role", "after_options"),
    [
        (Role.RESPONSE_OFFICER, "decision"),
        (Role.TRIAGE_CLINICIAN, "decision"),
        (Role.CONTROL_ROOM_CLINICIAN, "threshold"),
        (Role.POLICE_SUPERVISOR, "threshold"),
    ],
)
def test_control_rooms_pass_by_right_care_right_person(role: Role, after_options: str) -> None:
    assert next_after("options", role) == after_options
    assert next_after("threshold", role) == "decision"
    assert next_after("hand_off", role) == "contact"


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-06-10T23:30", "2026-06-11T09:00"),
        ("2026-06-10T08:59", "2026-06-10T09:00"),
        ("2026-06-10T09:00", "2026-06-11T09:00"),
        ("2026-03-28T22:00", "2026-03-29T09:00"),
        ("2026-10-24T22:00", "2026-10-25T09:00"),
        ("2026-12-31T22:00", "2027-01-01T09:00"),
    ],
)
def test_the_morning_is_nine_on_an_english_clock(now: str, due: str) -> None:
    assert next_morning(parse_instant(now)) == parse_instant(due)

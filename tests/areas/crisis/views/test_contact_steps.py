"""What is happening, who was talked to, what was tried, and the Right Care questions."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from alongside.areas.crisis.models import Event, Task
from alongside.areas.directory.actions import OptionEntry, add_option
from alongside.areas.directory.rules.options import OptionKind
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import parse_instant
from tests.support.contacts import EARLIER, Browser, browse, text_of
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
SEEMS_CHILD = {"sex": "1", "age": "child"}
HELD = {"decision": "section_136", "mode": "removed", "reasons": "On the parapet."}


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def officer(world: World) -> Actor:
    return world[Role.RESPONSE_OFFICER]


@pytest.fixture
def browser(officer: Actor) -> Browser:
    return browse(officer)


def facts(kind: str) -> dict[str, Any]:
    return Event.objects.get(kind=kind, superseded_by=None).facts


def test_only_what_is_known_is_recorded(browser: Browser) -> None:
    browser.post("happening", danger="yes", weapons="no", children="not_known")
    assert facts("happening") == {"danger": True, "weapons": False}


def test_later_with_nothing_said_records_nothing(browser: Browser) -> None:
    for page in ("happening", "talk", "options", "threshold", "decision", "station", "hand_off"):
        answer = browser.post(page, later="1")
        assert answer["Location"] == f"/crisis/contacts/{browser.contact_id}/", page
    assert Event.objects.exclude(kind="opened").count() == 0


def test_later_with_something_said_records_it(browser: Browser) -> None:
    answer = browser.post("happening", danger="yes", later="1")
    assert answer["Location"] == f"/crisis/contacts/{browser.contact_id}/"
    assert facts("happening") == {"danger": True}


def test_whoever_is_on_now_is_one_tap_to_ring(browser: Browser) -> None:
    page = browser.get("talk")
    assert 'href="tel:01632960001"' in page.content.decode()
    assert "Ring Test control_room_clinician" in text_of(page)


def test_a_talk_stands_at_the_opening_of_its_page_with_no_times_nobody_gave(
    browser: Browser, world: World
) -> None:
    began = NOW - timedelta(minutes=2)
    nurse = world[Role.CONTROL_ROOM_CLINICIAN]
    browser.post(
        "talk",
        consulted="yes",
        who=str(nurse.user_id),
        method="phone",
        advice="Stay with him.",
        began=began.isoformat(),
    )
    said = facts("consultation")
    assert (said["consultee_name"], said["method"]) == (nurse.name, "phone")
    assert {"started_at", "ended_at"}.isdisjoint(said)
    assert Event.objects.get(kind="consultation").happened_at == began


@pytest.mark.parametrize("began", ["", "yesterday", (NOW + timedelta(days=1)).isoformat()])
def test_a_broken_start_is_now(browser: Browser, began: str) -> None:
    browser.post("talk", consulted="yes", who="other", consultee="paramedic", began=began)
    assert Event.objects.get(kind="consultation").happened_at == NOW
    assert "started_at" not in facts("consultation")


def test_typed_times_stand_as_typed(browser: Browser) -> None:
    browser.post(
        "talk",
        consulted="yes",
        who="other",
        consultee="doctor",
        consultee_name="Dr Rao",
        **posted("started_at", EARLIER),
    )
    said = facts("consultation")
    assert parse_instant(said["started_at"]) == EARLIER
    assert "ended_at" not in said


def test_why_nobody_was_consulted_is_kept(browser: Browser) -> None:
    browser.post("talk", consulted="no_not_practicable", no_consult_reason="no_signal", who="other")
    assert facts("consultation") == {
        "consulted": "no_not_practicable",
        "no_consult_reason": "no_signal",
    }


@pytest.fixture
def cafe(world: World) -> uuid.UUID:
    entry = OptionEntry(
        organisation_id=world.trust,
        name="Lantern Row café",
        kind=OptionKind.CRISIS_CAFE,
        for_whom="Anyone over 16",
        phone="01632 960322",
        address="4 Lantern Row",
        hours="every day 10:00-23:00",
    )
    return add_option(world[Role.LIAISON_LEAD], entry, now=EARLIER)


def test_what_is_open_now_is_offered_and_what_was_tried_is_kept(
    browser: Browser, cafe: uuid.UUID
) -> None:
    page = browser.get("options")
    assert "Lantern Row café Open till 23:00" in text_of(page)
    tapped = browser.get("options", tried=str(cafe)).content.decode()
    assert 'value="crisis_cafe" checked' in tapped
    answer = browser.post("options", what="crisis_cafe", result="declined", who="Lantern Row café")
    assert "/options/?saved=" in answer["Location"]
    after = text_of(browser.client.get(answer["Location"]))
    assert "The person said no" in after
    assert "Put it right" in after


def test_with_nothing_open_the_page_says_so_kindly(browser: Browser) -> None:
    assert "Nothing is open now that we know of" in text_of(browser.get("options"))


def test_the_questions_decide_nothing_and_call_a_supervisor(browser: Browser) -> None:
    answer = browser.post("threshold", crime="no", threat_to_life="no", serious_harm="no")
    page = text_of(browser.client.get(answer["Location"]))
    assert "The facts recorded so far do not show the threshold; decision and reason" in page
    task = Task.objects.get(kind="owner_confirmed")
    assert task.due_at == NOW + timedelta(minutes=15)


def test_a_service_that_accepted_by_name_settles_who_has_it(browser: Browser) -> None:
    no = dict.fromkeys(("crime", "threat_to_life", "serious_harm"), "no")
    browser.post("threshold", **no, partner_accepted="yes", accepted_by="Sal Moss, crisis team")
    assert parse_instant(facts("threshold")["accepted_at"]) == NOW
    assert not Task.objects.filter(kind="owner_confirmed").exists()


def test_answers_are_shown_once_in_and_asked_again_only_when_wanted(browser: Browser) -> None:
    browser.post("threshold", crime="yes")
    assert 'name="crime"' not in browser.get("threshold").content.decode()
    again = browser.get("threshold", again="1").content.decode()
    assert 'id="id_crime" name="crime" value="yes" checked' in again

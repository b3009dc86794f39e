"""Deciding, a police station, handing on, closing, and putting entries right."""

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from alongside.areas.crisis.models import Contact, Event, Task
from alongside.areas.directory.actions import PlaceEntry, add_place
from alongside.foundation.kit.typed_times import posted
from alongside.kernel.actor import Actor, Role
from alongside.kernel.local_time import parse_instant
from tests.support.contacts import EARLIER, OPENING, Browser, browse, text_of
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


def test_a_decision_shows_its_facts_and_offers_what_is_missing(browser: Browser) -> None:
    page = text_of(browser.get("decision"))
    assert "Can section 136 be used here?" in page
    assert "Not recorded: who , what is happening , talk to a clinician , what else" in page


def test_a_power_starts_with_its_decision(browser: Browser, officer: Actor) -> None:
    answer = browser.post(
        "decision", **HELD, appears_disordered="yes", immediate_need="yes", necessary="not_known"
    )
    assert "/hand-off/?saved=" in answer["Location"]
    used = Event.objects.get(kind="power_used")
    assert used.happened_at == NOW
    assert used.facts == {"power": "s136", "mode": "removed", "officer_name": officer.name}
    assert facts("decision")["appears_disordered"] is True
    assert "necessary" not in facts("decision")


def test_a_decision_sent_twice_uses_the_power_once(browser: Browser) -> None:
    key = str(uuid.uuid4())
    first = browser.post("decision", **HELD, request_key=key)
    assert browser.post("decision", **HELD, request_key=key)["Location"] == first["Location"]
    assert Event.objects.filter(kind="power_used").count() == 1


def test_a_second_power_is_another_contact(browser: Browser) -> None:
    browser.post("decision", **HELD)
    answer = browser.post("decision", **HELD)
    assert answer.status_code == 422
    assert "A second use is a new contact." in text_of(answer)


def test_a_place_where_it_does_not_apply_is_flagged_and_saved(officer: Actor) -> None:
    browser = browse(officer, replace(OPENING, place_type="own_home"))
    assert browser.post("decision", **HELD).status_code == 302
    page = text_of(browser.get("hand_off"))
    assert "Not met: This is a house, flat or room where somebody lives." in page


def test_keeping_somebody_names_the_place(world: World, browser: Browser) -> None:
    place = add_place(
        world[Role.LIAISON_LEAD],
        PlaceEntry(
            organisation_id=world.trust,
            name="Calder Royal ED",
            type="emergency_department",
            takes_adults=True,
            takes_children=True,
            takes_physical_health_need=True,
            phone="01632 960201",
            address="Calder Royal",
            latitude=54.7,
            longitude=-2.2,
        ),
        now=EARLIER,
    )
    browser.post("decision", **{**HELD, "mode": "kept"}, kept_at=str(place))
    assert facts("power_used")["place_name"] == "Calder Royal ED"
    assert facts("power_used")["place_type"] == "emergency_department"


def test_a_warrant_keeps_when_the_premises_were_entered(browser: Browser) -> None:
    browser.post(
        "decision",
        decision="section_135",
        reasons="Warrant",
        mode="removed",
        **posted("entered_at", EARLIER),
        **posted("used_at", NOW),
    )
    used = facts("power_used")
    assert used["power"] == "s135(1)"
    assert parse_instant(used["entered_at"]) == EARLIER


def test_answers_hidden_by_another_choice_are_dropped_right_or_wrong(browser: Browser) -> None:
    answer = browser.post(
        "decision",
        decision="advice",
        reasons="Calm now.",
        mode="kept",
        used_at_day="99",
        appears_disordered="yes",
    )
    assert answer.status_code == 302
    assert facts("decision") == {"decision": "advice", "reasons": "Calm now."}


def test_a_police_station_and_a_child_are_shown_and_saved(browser: Browser) -> None:
    browser.post("unknown", **SEEMS_CHILD)
    answer = browser.post("decision", **HELD, station="yes")
    assert "/station/?saved=" in answer["Location"]
    asked = text_of(browser.client.get(answer["Location"]))
    assert "A police station is never a place of safety for a child." in asked
    saved = browser.post(
        "station",
        risk_description="Throwing himself at cars",
        risk_imminent="yes",
        no_other_place="yes",
        no_other_place_reason="no_capacity",
    )
    assert saved.status_code == 302
    page = text_of(browser.client.get(saved["Location"]))
    assert "A police station is never a place of safety for a child." in page
    assert "(b) The reason must flow from the risk. Recorded: Suites or beds are full." in page
    assert facts("station_decision")["no_other_place_reason"] == "no_capacity"


def test_a_police_station_before_any_power_says_what_to_do(browser: Browser) -> None:
    answer = browser.post("station", risk_imminent="yes")
    assert answer.status_code == 422
    assert "Record the decision first." in text_of(answer)


@pytest.mark.parametrize(
    ("by", "due"),
    [
        ("1h", NOW + timedelta(hours=1)),
        ("4h", NOW + timedelta(hours=4)),
        ("3d", NOW + timedelta(days=3)),
        ("morning", NOW.replace(day=11, hour=8)),
    ],
)
def test_by_when_is_one_tap_and_falls_due(browser: Browser, by: str, due: Any) -> None:
    answer = browser.post("hand_off", to="gp", by=by)
    assert answer["Location"].startswith(f"/crisis/contacts/{browser.contact_id}/")
    assert facts("hand_off")["to"] == "Their GP"
    assert Task.objects.get(kind="follow_up").due_at == due


def test_no_time_set_makes_no_task(browser: Browser, officer: Actor) -> None:
    browser.post("hand_off", to="me", by="none")
    assert facts("hand_off")["to"] == f"{officer.name}, Northmoor Police"
    assert not Task.objects.exists()


def test_somebody_else_by_another_time_is_typed(browser: Browser) -> None:
    later = NOW + timedelta(hours=20)
    browser.post("hand_off", to="other", other_to="Housing", by="typed", **posted("due_at", later))
    assert facts("hand_off")["to"] == "Housing"
    assert Task.objects.get().due_at == later


def test_closing_takes_the_decision_as_its_outcome(browser: Browser) -> None:
    early = browser.post("close")
    assert early.status_code == 422
    assert "Record the decision, then close it." in text_of(early)
    browser.post("decision", decision="own_team", reasons="On their way.")
    assert "Nothing to follow up: close the contact" in text_of(browser.get("hand_off"))
    browser.post("close")
    contact = Contact.objects.get()
    assert (contact.outcome, contact.closed_at) == ("own_team", NOW)


def test_opening_the_address_of_closing_closes_nothing(browser: Browser) -> None:
    browser.post("decision", decision="own_team", reasons="On their way.")
    answer = browser.get("close")
    assert answer.status_code == 302
    assert answer["Location"] == f"/crisis/contacts/{browser.contact_id}/"
    assert Contact.objects.get().closed_at is None


def test_somebody_held_is_not_closed_from_here(browser: Browser) -> None:
    browser.post("decision", **HELD)
    page = text_of(browser.get("hand_off"))
    assert "close the contact" not in page
    assert "Ask the police station questions" in page
    assert "is being thought of" not in page


def test_an_entry_is_put_right_from_the_line_that_says_it_was_saved(browser: Browser) -> None:
    saved = browser.post("happening", weapons="yes")
    event = Event.objects.get(kind="happening")
    assert (
        f"/happening/?correct={event.id}" in browser.client.get(saved["Location"]).content.decode()
    )
    page = browser.get("happening", correct=str(event.id))
    assert 'id="id_weapons" name="weapons" value="yes" checked' in page.content.decode()
    assert "You are putting right what Test response_officer recorded" in text_of(page)
    unsaid = browser.post("happening", weapons="no", correct=str(event.id))
    assert unsaid.status_code == 422
    assert "Say why you are changing it" in text_of(unsaid)
    why = "Misheard or misread it"
    sent = {"weapons": "no", "correct": str(event.id), "correction_reason": why}
    key = str(uuid.uuid4())
    assert browser.post("happening", **sent, request_key=key).status_code == 302
    assert facts("happening") == {"weapons": False}
    newer = Event.objects.get(kind="happening", superseded_by=None)
    assert (newer.happened_at, newer.correction_reason) == (event.happened_at, why)
    assert browser.post("happening", **sent, request_key=key).status_code == 302
    assert Event.objects.filter(kind="happening").count() == 2


def test_a_consultation_recorded_wrongly_is_put_right(world: World, browser: Browser) -> None:
    browser.post("talk", consulted="yes", who="other", consultee="doctor", consultee_name="Dr Rao")
    event = Event.objects.get(kind="consultation")
    page = browser.get("talk", correct=str(event.id)).content.decode()
    assert 'value="Dr Rao"' in page
    browser.post(
        "talk",
        consulted="yes",
        who="other",
        consultee="nurse",
        consultee_name="Jo Rao",
        correct=str(event.id),
        correction_reason="Know more now",
        began=event.happened_at.isoformat(),
    )
    assert facts("consultation")["consultee"] == "nurse"


def test_two_corrections_of_one_entry_are_a_conflict_that_loses_nothing(
    world: World, browser: Browser
) -> None:
    browser.post("happening", weapons="yes")
    sent = {
        "correct": str(Event.objects.get(kind="happening").id),
        "correction_reason": "Know more now",
    }
    other = Browser(world[Role.POLICE_SUPERVISOR], browser.contact_id)
    assert other.post("happening", weapons="no", **sent).status_code == 302
    answer = browser.post("happening", words="A bread knife in a bag", **sent)
    assert answer.status_code == 409
    assert "A bread knife in a bag" in text_of(answer)
    assert facts("happening") == {"weapons": False}


def test_reasons_are_put_right_but_a_power_is_not_taken_back_here(browser: Browser) -> None:
    browser.post("decision", **HELD)
    event = Event.objects.get(kind="decision")
    page = browser.get("decision", correct=str(event.id)).content.decode()
    assert 'value="advice"' not in page
    sent = {"correct": str(event.id), "correction_reason": "Know more now"}
    assert (
        browser.post("decision", **{**HELD, **sent, "reasons": "Over the rail"}).status_code == 302
    )
    assert facts("decision")["reasons"] == "Over the rail"
    assert Event.objects.filter(kind="power_used").count() == 1


@pytest.mark.parametrize("named", ["not-an-id", "of another contact"])
def test_an_entry_of_something_else_is_not_put_right_here(
    officer: Actor, browser: Browser, named: str
) -> None:
    elsewhere = browse(officer)
    elsewhere.post("happening", weapons="yes")
    wanted = named if named == "not-an-id" else str(Event.objects.get(kind="happening").id)
    assert "putting right" not in text_of(browser.get("happening", correct=wanted))

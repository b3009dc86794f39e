"""Who opens, records and decides on the pages of a contact, and what no page ever says."""

from uuid import UUID

import pytest

from alongside.areas.crisis.actions import NewEvent, record_decision, record_step
from alongside.areas.crisis.models import Contact, Event
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people import actions as people
from alongside.kernel.actor import Role
from tests.support.contacts import Browser, browse, text_of
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
READ = (
    "where",
    "who",
    "unknown",
    "named",
    "happening",
    "talk",
    "options",
    "threshold",
    "decision",
    "station",
    "hand_off",
)
NEVER = ("detain", "do not attend", "unlawful", "sectioned", "suffers")


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def contact(world: World) -> UUID:
    opened = browse(world[Role.RESPONSE_OFFICER]).contact_id
    assert opened is not None
    return opened


@pytest.mark.parametrize("role", Role)
def test_who_opens_a_contact_follows_the_table(world: World, role: Role) -> None:
    browser = Browser(world[role])
    may = role in PERMISSIONS["contact.open"]
    assert browser.get("new").status_code == (200 if may else 403)
    sent = browser.post("new", place_type="street", place_words="Mill Lane")
    assert sent.status_code == (302 if may else 403)
    assert Contact.objects.count() == (1 if may else 0)


@pytest.mark.parametrize("role", Role)
def test_who_records_what_is_happening_follows_the_table(
    world: World, contact: UUID, role: Role
) -> None:
    browser = Browser(world[role], contact)
    may = role in PERMISSIONS["contact.record"]
    assert browser.get("happening").status_code == (200 if may else 403)
    assert browser.post("happening", danger="yes").status_code == (302 if may else 403)
    assert Event.objects.filter(kind="happening").count() == (1 if may else 0)


@pytest.mark.parametrize("role", sorted(PERMISSIONS["desk.see"]))
def test_who_decides_follows_the_table(world: World, contact: UUID, role: Role) -> None:
    browser = Browser(world[role], contact)
    may = role in PERMISSIONS["contact.decide"]
    page = browser.get("decision")
    assert page.status_code == 200
    assert ('name="decision"' in page.content.decode()) is may
    if not may:
        assert "The decision is recorded by the police officer" in text_of(page)
    sent = browser.post("decision", decision="advice", reasons="Calm now.")
    assert sent.status_code == (302 if may else 403)


@pytest.mark.parametrize("role", sorted(PERMISSIONS["contact.decide"]))
def test_only_police_are_offered_a_power(world: World, contact: UUID, role: Role) -> None:
    browser = Browser(world[role], contact)
    may = role in PERMISSIONS["power.use"]
    assert ('value="section_136"' in browser.get("decision").content.decode()) is may
    sent = browser.post("decision", decision="section_136", reasons="x", mode="removed")
    assert sent.status_code == (302 if may else 422)
    assert Event.objects.filter(kind="power_used").count() == (1 if may else 0)


def test_nobody_gets_in_without_signing_in(client, world: World, contact: UUID) -> None:
    answer = client.get(Browser(world[Role.RESPONSE_OFFICER], contact).address("happening"))
    assert answer.status_code == 302
    assert "/sign-in/" in answer["Location"]


def test_a_clinician_records_advice_on_a_contact_an_officer_opened(
    world: World, contact: UUID
) -> None:
    for role in (Role.CONTROL_ROOM_CLINICIAN, Role.TRIAGE_CLINICIAN):
        nurse = world[role]
        browser = Browser(nurse, contact)
        page = browser.get("talk")
        assert "Record your advice" in text_of(page)
        assert "What did you advise?" in text_of(page)
        sent = browser.post(
            "talk", consulted="yes", who=str(nurse.user_id), advice="Try the café first."
        )
        assert sent.status_code == 302
        event = Event.objects.get(kind="consultation", recorded_by_id=nurse.user_id)
        assert event.facts["consultee_name"] == nurse.name
        assert event.facts["consultee"] == "nurse"
        assert event.recorded_as == role


def test_a_doctor_off_the_seats_is_filled_in_by_name(world: World, contact: UUID) -> None:
    page = Browser(world[Role.DOCTOR], contact).get("talk").content.decode()
    assert 'value="Test doctor"' in page


def test_every_page_says_who_else_sees_it(world: World, contact: UUID) -> None:
    browser = Browser(world[Role.RESPONSE_OFFICER], contact)
    for name in READ:
        assert "Who else sees this" in text_of(browser.get(name)), name


def test_no_page_tells_anybody_what_to_do_about_somebody(world: World, contact: UUID) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    browser = Browser(officer, contact)
    pages = [text_of(browser.get(name)) for name in READ]
    child = people.add_unknown_person(
        officer, description="school bag", sex="1", age_low=12, age_high=15, now=NOW
    )
    browser.post("who", person_id=str(child))
    record_decision(
        officer,
        contact,
        NewEvent("decision", NOW, {"decision": "section_136", "reasons": "On the parapet."}),
        power_used=NewEvent("power_used", NOW, {"power": "s136", "mode": "removed"}),
        now=NOW,
    )
    answers = {"crime": False, "threat_to_life": False, "serious_harm": False}
    record_step(officer, contact, NewEvent("threshold", NOW, answers), now=NOW)
    pages += [text_of(browser.get(name)) for name in READ]
    pages.append(text_of(browser.get("new")))
    for page in pages:
        for words in NEVER:
            assert words not in page.lower(), words


def test_a_contact_that_is_not_here_says_where_to_go(world: World) -> None:
    answer = Browser(world[Role.RESPONSE_OFFICER], UUID(int=7)).get("happening")
    assert answer.status_code == 422
    assert "Go back to the desk" in text_of(answer)

"""Handing a shift over and taking one on; what is open, on the person's page."""

import re
import uuid
from uuid import UUID

import pytest

from alongside.areas.crisis import actions
from alongside.areas.crisis.models import Contact, ShiftHandover
from alongside.areas.crisis.panels import load_closed, load_open
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Role
from tests.support.contacts import text_of
from tests.support.held import MINUTE, Desk, hold, step
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


def write(world: World, contact: UUID | None = None, note: str = "Quiet night") -> UUID:
    return actions.hand_over_shift(
        world[Role.CONTROL_ROOM_CLINICIAN], note, [contact] if contact else [], now=NOW
    )


@pytest.mark.parametrize("role", Role)
def test_who_hands_a_shift_over_follows_the_table(world: World, role: Role) -> None:
    may = role in PERMISSIONS["shift.hand_over"]
    sent = Desk(world[role]).send("shift", at=None, note="Two waiting on doctors")
    assert sent.status_code == (302 if may else 403)
    assert ShiftHandover.objects.count() == (1 if may else 0)


@pytest.mark.parametrize("role", Role)
def test_who_takes_a_shift_on_follows_the_table(world: World, role: Role) -> None:
    other = world[
        Role.LIAISON_LEAD if role is Role.CONTROL_ROOM_CLINICIAN else Role.CONTROL_ROOM_CLINICIAN
    ]
    handover = actions.hand_over_shift(other, "Quiet night", [], now=NOW)
    sent = Desk(world[role]).send("accept_shift", handover, at=None)
    may = role in PERMISSIONS["shift.hand_over"]
    assert sent.status_code == (302 if may else 403)
    assert ShiftHandover.objects.filter(accepted_by=world[role].user_id).exists() is may


def test_a_handover_says_what_was_written_about_whom_and_who_took_it_on(world: World) -> None:
    contact = hold(world)
    writer = Desk(world[Role.CONTROL_ROOM_CLINICIAN])
    writer.send("shift", at=None, note="Waiting on a doctor.", contacts=[str(contact)])
    waiting = text_of(writer.open("shift"))
    assert "Waiting on a doctor. J.M. , Weir railings" in waiting
    assert "Taken on by nobody yet" in waiting
    assert "Waiting for somebody coming on to take it." in waiting
    taker = Desk(world[Role.LIAISON_LEAD])
    assert "Take this shift on from Test control_room_clinician" in text_of(taker.open("shift"))
    taker.send("accept_shift", ShiftHandover.objects.get().id, at=None)
    assert "Taken on by Test liaison_lead, 15:00" in text_of(writer.open("shift"))


def test_contacts_the_viewer_owns_are_ticked_already(world: World) -> None:
    contact = hold(world)
    page = " ".join(Desk(world[Role.RESPONSE_OFFICER]).open("shift").content.decode().split())
    assert f'value="{contact}" checked' in page
    other = " ".join(Desk(world[Role.AMHP]).open("shift").content.decode().split())
    assert f'value="{contact}" checked' not in other


def test_an_empty_handover_is_asked_for_something(world: World) -> None:
    sent = Desk(world[Role.AMHP]).send("shift", at=None, note="  ")
    assert sent.status_code == 422
    assert "Write a note, or tick the contacts the next shift takes on" in text_of(sent)
    assert 'href="#id_note"' in sent.content.decode()


def test_a_handover_sent_twice_is_written_once(world: World) -> None:
    desk, key = Desk(world[Role.AMHP]), str(uuid.uuid4())
    for _ in range(2):
        desk.send("shift", at=None, note="Quiet", request_key=key)
    assert ShiftHandover.objects.count() == 1


def test_nobody_takes_on_what_they_wrote_themselves(world: World) -> None:
    handover = write(world)
    refused = Desk(world[Role.CONTROL_ROOM_CLINICIAN]).send("accept_shift", handover, at=None)
    assert refused.status_code == 422
    assert "somebody else takes it on" in text_of(refused)


def test_a_handover_that_is_not_here_is_refused_in_words(world: World) -> None:
    refused = Desk(world[Role.AMHP]).send("accept_shift", uuid.uuid4(), at=None)
    assert refused.status_code == 422
    assert "That handover is not here." in text_of(refused)


def test_a_desk_with_no_handovers_says_so_kindly(world: World) -> None:
    assert "No handovers in the last three days" in text_of(Desk(world[Role.AMHP]).open("shift"))


def test_a_persons_page_says_what_is_open_and_then_what_has_closed(world: World) -> None:
    contact = hold(world)
    officer = world[Role.RESPONSE_OFFICER]
    person = person_in(contact)
    shown = load_open(officer, person, NOW)
    assert shown is not None
    assert [line.contact_id for line in shown.content.lines] == [contact]
    assert load_closed(officer, person, NOW) is None
    step(world[Role.DOCTOR], contact, "ended", NOW - MINUTE, reason="admitted_informal")
    assert load_open(officer, person, NOW) is None
    closed = load_closed(officer, person, NOW)
    assert closed is not None
    assert closed.content.lines[0].doing == "Admitted as a voluntary patient"


def test_a_persons_page_shows_their_open_contact_with_a_way_to_it(world: World) -> None:
    contact = hold(world)
    desk = Desk(world[Role.RESPONSE_OFFICER])
    story = desk.open("contact", contact).content.decode()
    link = re.search(rf'href="(/people/{person_in(contact)}/\?purpose=P\d+)"', story)
    assert link is not None
    page = desk.client.get(link[1])
    assert f"/crisis/contacts/{contact}/" in page.content.decode()
    assert "Open now" in text_of(page)


def person_in(contact: UUID) -> UUID:
    """Whom a contact is with."""
    person = Contact.objects.get(pk=contact).person_id
    assert person is not None
    return person

"""The board of a shift: who sees it, what each line says, and how it keeps itself up to date."""

import uuid
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.areas.crisis import actions
from alongside.areas.crisis.actions import Opening
from alongside.areas.crisis.models import Contact, Event
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people import actions as people
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from tests.support.contacts import text_of
from tests.support.held import HOUR, MINUTE, POLL, Desk, add_place, hold, step
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
NEVER = ("detain ", "detained", "do not attend", "unlawful", "sectioned")


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


def unowned(world: World) -> UUID:
    opening = Opening(NOW - 17 * MINUTE, "street", "Bench by the weir", mine=False)
    return actions.open_contact(world[Role.RESPONSE_OFFICER], opening, now=NOW)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("page", ["desk", "lanes", "shift"])
def test_who_sees_the_desk_follows_the_table(world: World, role: Role, page: str) -> None:
    may = role in PERMISSIONS["desk.see"]
    assert Desk(world[role]).open(page).status_code == (200 if may else 403)


@pytest.mark.parametrize("role", Role)
def test_who_takes_a_contact_follows_the_table(world: World, role: Role) -> None:
    contact = unowned(world)
    sent = Desk(world[role]).send("take", contact, at=None, back="desk")
    may = role in PERMISSIONS["contact.record"]
    assert sent.status_code == (302 if may else 403)
    owner = Contact.objects.get(pk=contact).owner_id
    assert owner == (world[role].user_id if may else None)


def test_an_empty_desk_says_so_kindly(world: World) -> None:
    said = text_of(Desk(world[Role.CONTROL_ROOM_CLINICIAN]).open("desk"))
    assert "Nobody is waiting for someone" in said
    assert "Nothing else is running" in said
    assert "Nothing has closed yet this shift" in said


def test_the_top_row_says_who_is_on_and_rings_them_in_one_tap(world: World) -> None:
    page = Desk(world[Role.RESPONSE_OFFICER]).open("desk").content.decode()
    assert "Test triage_clinician" in page
    assert 'href="tel:01632960001"' in page


def test_a_contact_nobody_owns_needs_someone_now_until_it_is_taken(world: World) -> None:
    desk = Desk(world[Role.CONTROL_ROOM_CLINICIAN])
    contact = unowned(world)
    said = text_of(desk.open("desk"))
    assert "Needs someone now 1" in said
    assert "Bench by the weir Open contact Nobody owns this yet opened 14:43 Take this" in said
    desk.send("take", contact, at=None, back="desk")
    assert "Needs someone now 0" in text_of(desk.open("desk"))


def test_a_line_says_who_where_how_long_is_left_and_whose_the_next_step_is(world: World) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    suite = add_place(world, "Larch Suite", "health_based_pos")
    contact = hold(world)
    facts = {"place_id": suite, "place_name": "Larch Suite", "place_type": "health_based_pos"}
    step(officer, contact, "arrived", NOW - 20 * MINUTE, **facts)
    said = text_of(Desk(officer).open("lanes"))
    assert "J.M. 36 Larch Suite Arrived, police still there" in said
    assert "23 h 40 min left, ends 14:40 tomorrow" in said
    assert "Next: place of safety to accept the handover , since 14:40" in said
    assert "Running 1" in said


def test_a_clock_in_its_last_two_hours_moves_up_and_says_so_without_colour(world: World) -> None:
    contact = hold(world, used=NOW - 24 * HOUR)
    step(world[Role.RESPONSE_OFFICER], contact, "arrived", NOW - 23 * HOUR)
    page = Desk(world[Role.DOCTOR]).open("lanes").content.decode()
    assert "as-line--red" in page
    assert "2 hours or less" in page
    assert page.index("J.M.") < page.index("lane-running")


def test_what_is_overdue_is_named_once_with_how_much_more(world: World) -> None:
    contact = hold(world)
    step(world[Role.RESPONSE_OFFICER], contact, "arrived", NOW - 45 * MINUTE)
    said = text_of(Desk(world[Role.AMHP]).open("lanes"))
    assert "Overdue: tell the person their rights, and 2 more things" in said


def test_a_child_is_said_to_be_one_in_words(world: World) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    contact = unowned(world)
    person = people.add_unknown_person(
        officer, description="Grey coat", sex="1", age_low=13, age_high=16, now=NOW
    )
    actions.name_person(officer, contact, person, now=NOW)
    assert "Under 18" in text_of(Desk(officer).open("lanes"))


def test_what_closed_this_shift_says_how(world: World) -> None:
    officer = world[Role.RESPONSE_OFFICER]
    contact = unowned(world)
    step(officer, contact, "closed", NOW - MINUTE, outcome="own_team")
    said = text_of(Desk(officer).open("lanes"))
    assert "Closed this shift 1 Not known yet who Bench by the weir" in said
    assert "Their own team is dealing with it, 14:59" in said


def test_lanes_that_have_not_changed_are_not_sent_again(world: World) -> None:
    desk = Desk(world[Role.CONTROL_ROOM_CLINICIAN])
    contact = unowned(world)
    mark = desk.open("lanes", **POLL)["ETag"]
    again = desk.open("lanes", HTTP_IF_NONE_MATCH=mark, **POLL)
    assert (again.status_code, again.content) == (304, b"")
    desk.send("take", contact, at=None)
    assert desk.open("lanes", HTTP_IF_NONE_MATCH=mark, **POLL).status_code == 200


def test_lanes_that_have_not_changed_are_still_refused_to_those_who_may_not(world: World) -> None:
    mark = Desk(world[Role.CONTROL_ROOM_CLINICIAN]).open("lanes")["ETag"]
    refused = Desk(world[Role.ADMINISTRATOR]).open("lanes", HTTP_IF_NONE_MATCH=mark)
    assert refused.status_code == 403


def test_taking_any_contact_changes_the_lanes_mark(world: World) -> None:
    """Even one whose version stays below another's."""
    busy, quiet = unowned(world), unowned(world)
    for role in (Role.AMHP, Role.DOCTOR, Role.AMHP):
        actions.take_contact(world[role], busy, now=NOW)
    desk = Desk(world[Role.LIAISON_LEAD])
    before = desk.open("lanes")["ETag"]
    actions.take_contact(world[Role.DOCTOR], quiet, now=NOW)
    assert desk.open("lanes")["ETag"] != before


@pytest.mark.parametrize(("headers", "kept"), [(POLL, False), ({}, True)])
def test_a_board_refreshing_itself_does_not_keep_an_empty_chair_signed_in(
    world: World, time_machine, headers: dict[str, str], kept: bool
) -> None:
    desk = Desk(world[Role.CONTROL_ROOM_CLINICIAN])
    later = NOW + timedelta(minutes=5)
    time_machine.move_to(later, tick=False)
    assert desk.open("lanes", **headers).status_code == 200
    assert desk.client.session[SEEN_AT] == (later if kept else NOW).timestamp()


def test_a_line_can_be_open_beside_the_board(world: World) -> None:
    contact = hold(world)
    desk = Desk(world[Role.CONTROL_ROOM_CLINICIAN])
    beside = desk.client.get("/crisis/", {"open": str(contact)}).content.decode()
    assert f'data-story="/crisis/contacts/{contact}/"' in beside
    assert 'id="panel"' in beside
    assert desk.client.get("/crisis/", {"open": "nonsense"}).status_code == 200


def test_watching_the_board_is_logged_once_for_each_record(world: World) -> None:
    unowned(world)
    desk = Desk(world[Role.CONTROL_ROOM_CLINICIAN])
    for _ in range(3):
        desk.open("lanes", **POLL)
    looks = AuditEntry.objects.filter(action="crisis.desk", actor_id=desk.actor.user_id)
    assert looks.count() == 1


def test_no_page_of_the_desk_uses_words_the_glossary_avoids(world: World) -> None:
    contact = hold(world)
    officer = world[Role.RESPONSE_OFFICER]
    step(officer, contact, "arrived", NOW - 26 * HOUR, place_type="police_station")
    desk = Desk(officer)
    for page in (desk.open("desk"), desk.open("contact", contact), desk.open("sheet", contact)):
        said = text_of(page).lower()
        assert not [word for word in NEVER if word in said]


def test_reading_the_desk_changes_nothing(world: World) -> None:
    contact = hold(world)
    before = (list(Contact.objects.values()), list(Event.objects.values()))
    desk = Desk(world[Role.CONTROL_ROOM_CLINICIAN])
    for page in ("desk", "lanes", "shift"):
        desk.open(page)
    desk.open("contact", contact)
    assert (list(Contact.objects.values()), list(Event.objects.values())) == before
    assert desk.client.get(f"/crisis/contacts/{contact}/take/").status_code == 405


def test_a_contact_that_is_not_here_is_refused_in_words(world: World) -> None:
    missing = Desk(world[Role.DOCTOR]).open("contact", uuid.uuid4())
    assert missing.status_code == 422
    assert "That contact is not here." in text_of(missing)

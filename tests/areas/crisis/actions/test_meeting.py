"""Meeting somebody new: recorded and named in one go, once, or not at all."""

import uuid
from uuid import UUID

import pytest

from alongside.areas.crisis.actions import (
    Unknown,
    meet_new_person,
    meet_unknown_person,
    open_contact,
)
from alongside.areas.crisis.models import Contact, Event
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people.actions import NewPerson
from alongside.areas.people.models import Person
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.contacts import OPENING
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
SEEMS = Unknown("grey coat", "1", 30, 39)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def contact(world: World) -> UUID:
    return open_contact(world[Role.RESPONSE_OFFICER], OPENING, now=NOW)


@pytest.mark.parametrize("role", Role)
def test_who_meets_people_follows_the_table(world: World, contact: UUID, role: Role) -> None:
    before = AuditEntry.objects.count()
    if role in PERMISSIONS["contact.record"]:
        meet_unknown_person(world[role], contact, SEEMS, now=NOW)
        assert Person.objects.count() == 1
    else:
        with pytest.raises(NotPermitted):
            meet_unknown_person(world[role], contact, SEEMS, now=NOW)
        assert (Person.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_somebody_unknown_is_recorded_and_named_at_once(world: World, contact: UUID) -> None:
    person = meet_unknown_person(world[Role.RESPONSE_OFFICER], contact, SEEMS, now=NOW)
    assert Contact.objects.get(pk=contact).person_id == person
    assert Person.objects.get(pk=person).known is False
    assert Event.objects.filter(contact=contact, kind="person_named").count() == 1
    assert verify().broken == ()


def test_the_same_form_twice_makes_one_person(world: World, contact: UUID) -> None:
    officer, key = world[Role.RESPONSE_OFFICER], uuid.uuid4()
    first = meet_unknown_person(officer, contact, SEEMS, now=NOW, request_key=key)
    assert meet_unknown_person(officer, contact, SEEMS, now=NOW, request_key=key) == first
    assert Person.objects.count() == 1


def test_a_form_sent_late_does_not_undo_a_better_answer(world: World, contact: UUID) -> None:
    officer, key = world[Role.RESPONSE_OFFICER], uuid.uuid4()
    meet_unknown_person(officer, contact, SEEMS, now=NOW, request_key=key)
    better = meet_new_person(officer, contact, NewPerson(given="Jamie", family="Marsh"), now=NOW)
    meet_unknown_person(officer, contact, SEEMS, now=NOW, request_key=key)
    assert Contact.objects.get(pk=contact).person_id == better


def test_what_cannot_be_named_is_not_recorded_either(
    world: World, contact: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Refused("test.refused", "No.")

    monkeypatch.setattr("alongside.areas.crisis.actions.meeting.name_person", refuse)
    with pytest.raises(Refused):
        meet_unknown_person(world[Role.RESPONSE_OFFICER], contact, SEEMS, now=NOW)
    assert Person.objects.count() == 0


def test_nobody_is_recorded_on_a_contact_that_is_not_here(world: World) -> None:
    with pytest.raises(Refused, match="not here"):
        meet_new_person(world[Role.RESPONSE_OFFICER], uuid.uuid4(), NewPerson(given="Jo"), now=NOW)
    assert Person.objects.count() == 0

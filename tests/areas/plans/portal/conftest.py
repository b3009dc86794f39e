"""A small world with two people, each with a door of their own, and a carer of one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.plans.actions import door_entry
from alongside.areas.plans.actions.doors import CodeSheet, Invitation, invite
from alongside.areas.plans.rules.doors import Allowance
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of
from alongside.kernel.actor import Actor, Role
from tests.support.world import NOW, World, make_world, on_duty

PIN = "428 617"
BACKEND = "alongside.foundation.accounts.backend.SignInBackend"
SEE_ONLY = frozenset({Allowance.SEE_WORDS})


@dataclass(frozen=True)
class Came:
    """Somebody who came by a door and chose a PIN."""

    actor: Actor
    person_id: UUID
    sheet: CodeSheet


@pytest.fixture
def world(db) -> World:
    """The small world, with a keyworker who works for the trust."""
    made = make_world()
    keyworker = on_duty(Role.KEYWORKER, made.trust, name="Test trust keyworker")
    return replace(made, actors={**made.actors, Role.KEYWORKER: keyworker})


@pytest.fixture
def keyworker(world: World) -> Actor:
    return world[Role.KEYWORKER]


@pytest.fixture
def jamie(keyworker: Actor) -> UUID:
    facts = NewPerson(given="Jamie", family="Canarymarsh", sex="1", born_on=date(1992, 3, 1))
    return people.add_person(keyworker, facts, now=NOW)


@pytest.fixture
def priya(keyworker: Actor) -> UUID:
    facts = NewPerson(given="Priya", family="Otherperson", sex="2", born_on=date(1985, 7, 9))
    return people.add_person(keyworker, facts, now=NOW)


def carer_of(**changes: object) -> Invitation:
    """Make the invitation of a carer, who may read the words unless told otherwise."""
    facts: dict[str, object] = {
        "as_whom": Role.CARER,
        "carer_name": "Mo Marsh",
        "carer_is": "sister",
        "allowed": SEE_ONLY,
        "agreed_words": "She said: Mo can read it.",
        "ends_on": NOW.date() + timedelta(days=90),
        **changes,
    }
    return Invitation(**facts)


@pytest.fixture
def come_by(keyworker: Actor) -> Callable[..., Came]:
    """Invite somebody and let them choose a PIN: ``come_by(jamie)``."""

    def make(person_id: UUID, invitation: Invitation | None = None, called: str = "Jamie") -> Came:
        wanted = invitation or Invitation(Role.PERSON, called=called)
        sheet = invite(keyworker, person_id, wanted, now=NOW)
        user = door_entry.choose_pin(door_entry.try_code(sheet.code, now=NOW), PIN, now=NOW)
        return Came(actor_of(user), person_id, sheet)

    return make


@pytest.fixture
def browse(time_machine) -> Callable[[Actor], Client]:
    """Sign somebody in, with the clock at the world's instant."""
    time_machine.move_to(NOW, tick=False)

    def sign_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(User.objects.get(pk=actor.user_id), backend=BACKEND)
        session = client.session
        session[SEEN_AT] = NOW.timestamp()
        session.save()
        return client

    return sign_in

"""Two organisations with a lead each, a council without one, and somebody in each role."""

from collections.abc import Callable, Mapping
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewAddress, NewPerson
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor, Role
from tests.support.world import NOW, World, make_world, on_duty


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def hal(world: World) -> Actor:
    """The police force's information governance lead."""
    return world[Role.INFORMATION_GOVERNANCE]


@pytest.fixture
def uma(world: World) -> Actor:
    """The trust's information governance lead."""
    return on_duty(Role.INFORMATION_GOVERNANCE, world.trust, name="Uma Bains")


@pytest.fixture
def leads(hal: Actor, uma: Actor) -> Mapping[UUID, Actor]:
    return {lead.organisation_id: lead for lead in (hal, uma)}


@pytest.fixture
def parties(world: World) -> list[UUID]:
    return [world.police, world.trust, world.council]


@pytest.fixture
def jamie(world: World) -> UUID:
    """Somebody with a name and an address."""
    facts = NewPerson(
        given="Jamie", family="Marsh", sex="1", address=NewAddress("1 Mill Lane", "ZN6 1AB")
    )
    return people.add_person(world[Role.TRIAGE_CLINICIAN], facts, now=NOW)


@pytest.fixture
def browse(client: Client) -> Callable[[Actor], Client]:
    """Sign somebody in for the test client, with the clock at ``NOW``."""

    def sign_in(actor: Actor) -> Client:
        client.force_login(
            User.objects.get(pk=actor.user_id),
            backend="alongside.foundation.accounts.backend.SignInBackend",
        )
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield sign_in

"""A small directory: three places of the trust, an emergency department, a station, a team."""

from dataclasses import dataclass, replace
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from alongside.areas.directory import actions
from alongside.areas.directory.actions import ContactEntry, OptionEntry, PlaceEntry, TeamEntry
from alongside.areas.directory.rules.options import OptionKind
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor, Role
from tests.support.world import NOW, World, make_world


@pytest.fixture
def world(db) -> World:
    return make_world()


@pytest.fixture
def keeper(world) -> Actor:
    return world[Role.LIAISON_LEAD]


@pytest.fixture
def coordinator(world) -> Actor:
    return world[Role.PLACE_OF_SAFETY_COORDINATOR]


@pytest.fixture
def officer(world) -> Actor:
    return world[Role.RESPONSE_OFFICER]


@pytest.fixture
def suite_entry(world) -> PlaceEntry:
    return PlaceEntry(
        organisation_id=world.trust,
        name="Larch Suite",
        type="health_based_pos",
        takes_adults=True,
        takes_children=False,
        takes_physical_health_need=False,
        phone="01632 960201",
        address="Fellside Hospital",
        latitude=54.76,
        longitude=-2.21,
    )


@pytest.fixture
def team_entry(world) -> TeamEntry:
    return TeamEntry(
        organisation_id=world.trust,
        name="Crisis team",
        purpose="Urgent help at home",
        phone="01632 960301",
        hours="Mon-Fri 09:00-17:00",
        out_of_hours_name="Crisis line",
        out_of_hours_phone="01632 960399",
    )


@pytest.fixture
def option_entry(world) -> OptionEntry:
    return OptionEntry(
        organisation_id=world.trust,
        name="Crisis cafe",
        kind=OptionKind.CRISIS_CAFE,
        for_whom="Anyone over 16",
        phone="01632 960322",
        address="4 Fishmarket",
        hours="every day 18:00-02:00",
    )


@pytest.fixture
def contact_entry(world) -> ContactEntry:
    return ContactEntry(
        organisation_id=world.trust,
        name="Rowan Ellery",
        job_title="Bed manager",
        is_for="Beds and transfers",
        phone="01632 960341",
        hours="Mon-Fri 08:00-18:00",
        languages=["pl"],
    )


@dataclass(frozen=True)
class Places:
    """Near is nearer than far; the station is nearest of all."""

    near: UUID
    far: UUID
    children: UUID
    emergency: UUID
    station: UUID


@pytest.fixture
def places(keeper, suite_entry) -> Places:
    entries = {
        "near": suite_entry,
        "far": replace(suite_entry, name="Curlew Suite", latitude=54.90),
        "children": replace(
            suite_entry, name="Wren Room", takes_adults=False, takes_children=True, latitude=54.77
        ),
        "emergency": replace(
            suite_entry,
            name="Calder Royal",
            type="emergency_department",
            takes_children=True,
            takes_physical_health_need=True,
            latitude=54.78,
        ),
        "station": replace(
            suite_entry, name="Moorchester station", type="police_station", latitude=54.755
        ),
    }
    return Places(
        **{key: actions.add_place(keeper, entry, now=NOW) for key, entry in entries.items()}
    )


@pytest.fixture
def at_now():
    """Stop the clock of the pages at ``NOW``."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sign_in(at_now):
    """Open a signed-in browser for an actor: ``sign_in(officer)``."""

    def opened(actor: Actor) -> Client:
        client = Client()
        client.force_login(
            User.objects.get(pk=actor.user_id),
            backend="alongside.foundation.accounts.backend.SignInBackend",
        )
        session = client.session
        session[SEEN_AT] = NOW.timestamp()
        session.save()
        return client

    return opened

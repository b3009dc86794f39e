"""A force, a railway force, a trust, and people who work on shared plans in them."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewPerson
from alongside.areas.plans.actions import missing
from alongside.areas.plans.actions.missing import Judgement, Report
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.local_time import to_local
from tests.support.world import NOW, World, make_world, on_duty

DUE = NOW + timedelta(hours=2)
LOW = Judgement("low", "He knows the town and is warmly dressed", DUE)
HIGH = Judgement("high", "No coat, four degrees, missed insulin", DUE)
REPORT = Report(
    NOW - timedelta(minutes=5),
    "Anne Marsh, daughter",
    "Not back from the shop",
    last_seen_at=NOW - timedelta(hours=2),
    last_seen_place="Mill Lane shop",
    factors=("dementia", "weather"),
)


@dataclass(frozen=True)
class Cast:
    """Who works on shared plans."""

    world: World
    officer: Actor
    supervisor: Actor
    lead: Actor
    keyworker: Actor
    rail: Actor
    governance: Actor


@pytest.fixture
def cast(db) -> Cast:
    world = make_world()
    railway = accounts.add_organisation(
        name="Northmoor Railway Police",
        short_name="Railway Police",
        sector=Sector.RAILWAY_POLICE,
        now=NOW,
    )
    return Cast(
        world=world,
        officer=world[Role.RESPONSE_OFFICER],
        supervisor=world[Role.POLICE_SUPERVISOR],
        lead=world[Role.LIAISON_LEAD],
        keyworker=on_duty(Role.KEYWORKER, world.trust, name="Kit Osei"),
        rail=on_duty(Role.POLICE_SUPERVISOR, railway, name="Inspector Dunn"),
        governance=world[Role.INFORMATION_GOVERNANCE],
    )


@pytest.fixture
def jamie(cast) -> UUID:
    facts = NewPerson(given="Jamie", family="Marsh", sex="1", born_on=date(1944, 3, 1))
    return people.add_person(cast.officer, facts, now=NOW)


@pytest.fixture
def child(cast) -> UUID:
    facts = NewPerson(given="Robin", family="Tarrant", sex="2", born_on=date(2011, 3, 1))
    return people.add_person(cast.officer, facts, now=NOW)


@pytest.fixture
def missing_jamie(cast, jamie) -> UUID:
    return missing.report_missing(cast.officer, jamie, REPORT, judgement=LOW, now=NOW)


@pytest.fixture
def browse(time_machine):
    """Sign somebody in for the test client, with the clock at the world's instant."""
    time_machine.move_to(NOW, tick=False)

    def sign_in(actor: Actor) -> Client:
        client = Client()
        client.force_login(
            User.objects.get(pk=actor.user_id),
            backend="alongside.foundation.accounts.backend.SignInBackend",
        )
        session = client.session
        session[SEEN_AT] = NOW.timestamp()
        session.save()
        return client

    return sign_in


def moment(name: str, at) -> dict[str, str]:
    """Type an instant into the boxes of a form, in English local time."""
    local = to_local(at)
    return {
        f"{name}_day": str(local.day),
        f"{name}_month": str(local.month),
        f"{name}_year": str(local.year),
        f"{name}_time": f"{local:%H:%M}",
    }


def day(name: str, on: date) -> dict[str, str]:
    """Type a day into the boxes of a form."""
    return {
        f"{name}_day": str(on.day),
        f"{name}_month": str(on.month),
        f"{name}_year": str(on.year),
    }


def key() -> dict[str, str]:
    """A form's own key."""
    return {"request_key": str(uuid.uuid4())}

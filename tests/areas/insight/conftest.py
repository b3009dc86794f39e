"""A force with three years of history, a trust and a council that have agreed to count."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
import time_machine
from django.test import Client

from alongside.areas.crisis.actions.importing import Force, PastUse, import_history
from alongside.areas.crisis.rules.history import PastDetention
from alongside.areas.people.actions.bulk import UnnamedPerson
from alongside.foundation.accounts.models import User
from alongside.kernel.actor import Actor, Role
from tests.support.agreements import agree
from tests.support.world import NOW, World, make_world, on_duty


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def gwen(world: World) -> Actor:
    """The force's statistics officer."""
    return world[Role.FORCE_STATISTICS]


@pytest.fixture
def anika(world: World) -> Actor:
    """The council's analyst."""
    return on_duty(Role.ANALYST, world.council, name="Anika Rowe")


@pytest.fixture
def agreed(world: World) -> UUID:
    """Force, trust and council have agreed to count without names."""
    uma = on_duty(Role.INFORMATION_GOVERNANCE, world.trust, name="Uma Bains")
    leads = {lead.organisation_id: lead for lead in (world[Role.INFORMATION_GOVERNANCE], uma)}
    return agree(leads, [world.police, world.trust, world.council], now=NOW, purposes=("P13",),
                 categories=("A",))  # fmt: skip


def past_use(at: datetime, key: str, **told: object) -> PastUse:
    """One use of section 136 that is over: a suite after 30 minutes, handed over in 40."""
    arrived = at + timedelta(minutes=30)
    facts: dict[str, object] = {
        "place_of_safety_type": "health_based_pos",
        "arrived_at": arrived,
        "handover_at": arrived + timedelta(minutes=40),
        "ended_at": arrived + timedelta(hours=6),
        "end_reason": "assessed_community_followup",
        "consulted": "yes",
    } | told
    person = facts.pop("person", key)
    past = PastDetention(key=key, origin="a file, row 1", power_used_at=at, **facts)  # type: ignore[arg-type]
    return PastUse(past, UnnamedPerson("Somebody", local_reference=str(person)))


@pytest.fixture
def take_in(world: World, gwen: Actor) -> Callable[[list[PastUse]], None]:
    """Import uses into the force's record."""
    force = Force(world.police, "Northmoor Police")

    def take(uses: list[PastUse]) -> None:
        import_history(gwen, uses, force=force, now=NOW)

    return take


@pytest.fixture
def history(take_in: Callable[[list[PastUse]], None]) -> list[PastUse]:
    """About thirty uses a month from June 2023 to May 2026, the same every time."""
    rng = random.Random(136)
    uses = []
    for month in range(36):
        first = datetime(2023 + (5 + month) // 12, (5 + month) % 12 + 1, 2, 12, tzinfo=NOW.tzinfo)
        for number in range(rng.randint(26, 34)):
            at = first + timedelta(minutes=rng.randrange(26 * 1440))
            told: dict[str, object] = {"person": f"p{rng.randrange(700)}"}
            if rng.random() < 0.4:
                told["place_of_safety_type"] = "emergency_department"
            if rng.random() < 0.3:
                told["consulted"] = "no_not_practicable"
            uses.append(past_use(at, f"{month}-{number}", **told))
    take_in(uses)
    return uses


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

"""A small synthetic world for tests: two organisations and somebody in each role."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from alongside.foundation.accounts import actions
from alongside.kernel.actor import Actor, Role, Sector

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)

HEALTH = {
    Role.CONTROL_ROOM_CLINICIAN,
    Role.TRIAGE_CLINICIAN,
    Role.PLACE_OF_SAFETY_COORDINATOR,
    Role.DOCTOR,
    Role.LIAISON_LEAD,
}


@dataclass(frozen=True)
class World:
    """Who is there. ``actors`` has one person on duty for each role."""

    police: UUID
    trust: UUID
    council: UUID
    actors: dict[Role, Actor]

    def __getitem__(self, role: Role) -> Actor:
        return self.actors[role]


def make_world(now: datetime = NOW) -> World:
    """Add the organisations and start everybody's duty."""
    police = actions.add_organisation(
        name="Northmoor Police", short_name="Northmoor Police", sector=Sector.POLICE, now=now
    )
    trust = actions.add_organisation(
        name="Northmoor Mental Health NHS Trust",
        short_name="Northmoor MH",
        sector=Sector.MENTAL_HEALTH_TRUST,
        now=now,
    )
    council = actions.add_organisation(
        name="Northmoor County Council",
        short_name="Northmoor Council",
        sector=Sector.COUNCIL,
        now=now,
    )
    actors = {}
    for role in Role:
        organisation = trust if role in HEALTH else council if role is Role.AMHP else police
        actors[role] = on_duty(role, organisation, name=f"Test {role.value}", now=now)
    return World(police, trust, council, actors)


def on_duty(role: Role, organisation: UUID, *, name: str, now: datetime = NOW) -> Actor:
    """Add somebody and start their duty."""
    user = actions.add_user(
        sign_in_name=name.replace(" ", ".").lower(),
        display_name=name,
        organisation_id=organisation,
        roles=(role,),
        password=None,
        now=now,
    )
    return actions.start_duty(
        user, role=role, seat="", phone="01632 960001", ends_at=now + timedelta(hours=10), now=now
    )

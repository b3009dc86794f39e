"""A small synthetic world for tests: two organisations and somebody in each role."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import AutoField, Model
from django.db.models.base import ModelState

from alongside.areas.crisis.queries import insight as crisis_counting
from alongside.areas.diversion.queries import counting as diversion_counting
from alongside.areas.insight.queries import dashboard
from alongside.foundation.accounts import actions
from alongside.foundation.accounts.models import Duty, Organisation, RoleHeld, User
from alongside.foundation.audit.models import AuditEntry, AuditLane, AuditSubject
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
    """Add the organisations and start everybody's duty.

    Made through the actions once in a process; a later test on empty tables begins with a copy.
    """
    if Organisation.objects.exists() or AuditEntry.objects.exists():
        return _made(now)
    if now in _KEPT:
        _lay_out(_KEPT[now])
    else:
        world = _made(now)
        _KEPT[now] = _rows_of(world)
    world = _KEPT[now].world
    return replace(world, actors=dict(world.actors))


@dataclass(frozen=True)
class _Rows:
    """A world and the rows it is made of."""

    world: World
    people: tuple[list[Model], ...]
    entries: list[AuditEntry]
    subjects: list[AuditSubject]
    lanes: list[AuditLane]


_KEPT: dict[datetime, _Rows] = {}


def _rows_of(world: World) -> _Rows:
    return _Rows(
        world,
        tuple(list(model.objects.all()) for model in (Organisation, User, RoleHeld, Duty)),
        list(AuditEntry.objects.order_by("pk")),
        list(AuditSubject.objects.order_by("pk")),
        list(AuditLane.objects.all()),
    )


def _forget_what_is_remembered() -> None:
    """A process remembers what it counted by whose record it is: here they are the same again."""
    crisis_counting.forget()
    diversion_counting.forget()
    dashboard._KEPT.clear()


def _lay_out(kept: _Rows) -> None:
    _forget_what_is_remembered()
    with transaction.atomic():
        for rows in kept.people:
            type(rows[0]).objects.bulk_create(_anew(row) for row in rows)
        entries = AuditEntry.objects.bulk_create(_anew(row) for row in kept.entries)
        new = {old.pk: entry.pk for old, entry in zip(kept.entries, entries, strict=True)}
        subjects = [_anew(row) for row in kept.subjects]
        for subject in subjects:
            subject.entry_id = new[subject.entry_id]
        AuditSubject.objects.bulk_create(subjects)
        AuditLane.objects.bulk_create(
            [_anew(row) for row in kept.lanes],
            update_conflicts=True,
            unique_fields=["lane"],
            update_fields=["position", "hash"],
        )


def _anew(row: Any) -> Any:
    """Copy a row; the database numbers it again where it is the database that numbers."""
    copied = copy(row)
    copied._state = ModelState()
    if isinstance(row._meta.pk, AutoField):
        copied.pk = None
    return copied


def _made(now: datetime) -> World:
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

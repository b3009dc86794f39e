"""Who is signed in, who is on duty, and what they may take up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from alongside.foundation.accounts.models import Duty, Organisation, RoleHeld, User
from alongside.foundation.accounts.rules import OWN_DOOR_IDLE_MINUTES, ROLE_LABELS
from alongside.kernel.actor import Actor, Role, Sector

OWN_PAGES = "A person’s own pages"
"""Where the demo lists those who come by a person's own door."""


@dataclass(frozen=True, slots=True)
class SeatFilled:
    """Somebody on duty now, and how to ring them."""

    user_id: UUID
    name: str
    role: Role
    role_label: str
    seat: str
    organisation_id: UUID
    organisation: str
    phone: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """An organisation as it is chosen from a list."""

    id: UUID
    name: str
    short_name: str
    sector: Sector
    code: str = ""


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """Somebody who may take up a role, on duty or not."""

    user_id: UUID
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account the demo opens with one click."""

    user_id: UUID
    sign_in_name: str
    name: str
    organisation: str
    role: Role
    role_label: str


def actor_of(user: User, *, session: str = "") -> Actor:
    """Answer in what role somebody acts now; off duty they act in their first role.

    Whoever came by the person's own door acts in that role always, and needs no duty.
    """
    duty = user.duty
    if user.own_door:
        role = Role(user.own_door)
    elif duty is not None:
        role = Role(duty.role)
    else:
        first = RoleHeld.objects.filter(user=user).order_by("pk").values_list("role", flat=True)[:1]
        role = Role(next(iter(first), Role.ADMINISTRATOR))
    return Actor(
        user_id=user.id,
        name=user.display_name,
        organisation_id=user.organisation_id,
        organisation_name=user.organisation.short_name,
        sector=Sector(user.organisation.sector),
        role=role,
        on_duty=duty is not None or bool(user.own_door),
        session=session,
    )


def idle_minutes(own_door: object) -> int:
    """Answer how many minutes a session lasts untouched; less for a person's own pages."""
    minutes: int = settings.IDLE_MINUTES
    return min(minutes, OWN_DOOR_IDLE_MINUTES) if own_door else minutes


def roles_held(user_id: UUID) -> list[tuple[Role, str]]:
    """Answer the roles somebody may take up, with their labels."""
    held = RoleHeld.objects.filter(user_id=user_id).order_by("pk").values_list("role", flat=True)
    return [(Role(role), ROLE_LABELS[Role(role)]) for role in held]


def seats_filled(roles: Collection[Role]) -> list[SeatFilled]:
    """Answer who is on duty now in any of these roles, longest on first."""
    rows = (
        Duty.objects.filter(ended_at=None, role__in=list(roles))
        .select_related("user__organisation")
        .order_by("role", "started_at")
    )
    return [
        SeatFilled(
            user_id=row.user_id,
            name=row.user.display_name,
            role=Role(row.role),
            role_label=ROLE_LABELS[Role(row.role)],
            seat=row.seat,
            organisation_id=row.user.organisation_id,
            organisation=row.user.organisation.short_name,
            phone=row.phone or row.user.phone,
            since=row.started_at,
            until=row.ends_at,
        )
        for row in rows
    ]


def organisations(sectors: Collection[Sector] = tuple(Sector)) -> list[OrganisationName]:
    """Answer every organisation of these kinds, by name."""
    rows = Organisation.objects.filter(sector__in=list(sectors)).order_by("name")
    return [
        OrganisationName(row.id, row.name, row.short_name, Sector(row.sector), row.code)
        for row in rows
    ]


def people_in_role(role: Role, organisation_id: UUID | None = None) -> list[UUID]:
    """Answer who is on duty in a role, to tell them something."""
    rows = Duty.objects.filter(ended_at=None, role=role)
    if organisation_id is not None:
        rows = rows.filter(user__organisation_id=organisation_id)
    return list(rows.values_list("user_id", flat=True))


def people_holding(
    roles: Collection[Role], organisation_id: UUID | None = None
) -> list[RoleHolder]:
    """Answer by name who may take up any of these roles, at one organisation or at all."""
    users = User.objects.filter(is_active=True, roles_held__role__in=list(roles)).distinct()
    if organisation_id is not None:
        users = users.filter(organisation_id=organisation_id)
    return [
        RoleHolder(user.id, user.display_name, user.organisation.short_name)
        for user in users.select_related("organisation").order_by("display_name")
    ]


def holders_at(roles: Collection[Role], organisation_id: UUID | None = None) -> list[UUID]:
    """Answer who may take up any of these roles, on duty or not, at one organisation or at all."""
    users = User.objects.filter(is_active=True, roles_held__role__in=list(roles))
    if organisation_id is not None:
        users = users.filter(organisation_id=organisation_id)
    return list(users.distinct().values_list("id", flat=True))


def demo_accounts() -> list[DemoAccount]:
    """Answer the accounts that have no password, which only the demo makes."""
    users = (
        User.objects.filter(password__startswith="!", is_active=True)  # nosec B106  unusable
        .select_related("organisation")
        .prefetch_related("roles_held")
        .order_by("organisation__name", "display_name")
    )
    found = [
        DemoAccount(
            user_id=user.id,
            sign_in_name=user.sign_in_name,
            name=user.display_name,
            organisation=OWN_PAGES if user.own_door else user.organisation.short_name,
            role=role,
            role_label=ROLE_LABELS[role],
        )
        for user in users
        for role in _first_role(user)
    ]
    return sorted(found, key=lambda account: account.organisation == OWN_PAGES)


def _first_role(user: User) -> list[Role]:
    if user.own_door:
        return [Role(user.own_door)]
    return [Role(held.role) for held in list(user.roles_held.all())[:1]]

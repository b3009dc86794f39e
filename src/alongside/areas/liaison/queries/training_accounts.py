"""Accounts that may come to training, and whom a course is for among them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_lists import Known
from alongside.foundation.accounts.models import RoleHeld, User
from alongside.kernel.actor import Actor, Role, require


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here, and what they may take up."""

    user_id: UUID
    name: str
    organisation_id: UUID
    organisation: str
    roles: frozenset[Role]


def known_accounts() -> list[Known]:
    """Answer every account of staff, for a list of who came."""
    rows = User.objects.filter(is_active=True, own_door="")
    return [
        Known(row.id, row.display_name, row.sign_in_name, row.reference)
        for row in rows.only("id", "display_name", "sign_in_name", "reference")
    ]


def colleagues(organisation_ids: Collection[UUID] | None = None) -> list[Colleague]:
    """Answer everybody who works at these organisations, or anywhere, by name."""
    rows = RoleHeld.objects.filter(user__is_active=True, user__own_door="")
    if organisation_ids is not None:
        rows = rows.filter(user__organisation_id__in=organisation_ids)
    held: dict[UUID, set[Role]] = {}
    users: dict[UUID, User] = {}
    for row in rows.select_related("user__organisation").order_by("user__display_name"):
        users[row.user_id] = row.user
        held.setdefault(row.user_id, set()).add(Role(row.role))
    return [
        Colleague(
            user.id,
            user.display_name,
            user.organisation_id,
            user.organisation.short_name,
            frozenset(held[user.id]),
        )
        for user in users.values()
    ]


def account_choices(viewer: Actor) -> dict[UUID, str]:
    """Answer every account of staff with its name, to choose who teaches and who rings.

    Raises:
        NotPermitted: Not a liaison lead.
    """
    require(viewer, PERMISSIONS, "training.trainers")
    rows = User.objects.filter(is_active=True, own_door="").select_related("organisation")
    return {
        row.id: f"{row.display_name}, {row.organisation.short_name}"
        for row in rows.order_by("display_name")
    }

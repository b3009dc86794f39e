"""Whose account may be linked with a buddy or somebody on placement."""

from uuid import UUID

from alongside.areas.placements.models import PlacementScheme
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.foundation.accounts.queries import RoleHolder, holders_at, people_holding
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Refused


def accounts_to_link(viewer: Actor, scheme_id: UUID, role: Role) -> tuple[RoleHolder, ...]:
    """Answer those of the scheme's organisations who hold a role, by name.

    Raises:
        NotPermitted: The role sees no schemes.
        Refused: ``scheme.not_found``.
    """
    held = _held(scheme_for(viewer, scheme_id), role)
    return tuple(one for one in people_holding([role]) if one.user_id in held)


def check_account(scheme: PlacementScheme, user_id: UUID | None, *, role: Role) -> None:
    """Refuse the account of somebody elsewhere, or who does not hold the role.

    Raises:
        Refused: ``account.not_theirs``.
    """
    if user_id is not None and user_id not in _held(scheme, role):
        raise Refused(
            "account.not_theirs",
            "That account does not hold the role, or is of another organisation.",
            next_step="Ask who keeps accounts to give it the role first.",
            field="user_id",
        )


def _held(scheme: PlacementScheme, role: Role) -> set[UUID]:
    ours = filter(None, (scheme.organisation_id, scheme.partner_id))
    return {user for organisation in ours for user in holders_at([role], organisation)}

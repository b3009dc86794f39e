"""Who plays which part in the demo world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from alongside.foundation.accounts.backend import SignInBackend
from alongside.foundation.accounts.queries import actor_of, roles_held
from alongside.kernel.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A place of safety of the demo world."""

    id: UUID
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The actors by role, the railway officers, the places by key and where things happen.

    Attributes:
        roles: Everybody who may play each role.
        railway: Officers of the railway police.
        places: Places of safety by readable key.
        scenes: Pairs of words for a place and its latitude and longitude.
    """

    roles: Mapping[Role, Sequence[Actor]]
    railway: Sequence[Actor]
    places: Mapping[str, DemoPlace]
    scenes: Sequence[tuple[str, float, float]] = ()


def cast_of(users: Sequence[UUID], places: Mapping[str, DemoPlace]) -> Cast:
    """Put demo users in the roles they hold, on duty for the whole of the story."""
    roles: dict[Role, list[Actor]] = {}
    railway: list[Actor] = []
    for user_id in users:
        user = SignInBackend().get_user(user_id)
        if user is None:
            continue
        for role, _ in roles_held(user_id):
            actor = replace(actor_of(user), role=role, on_duty=True)
            if actor.sector == "railway_police":
                railway.append(actor)
            else:
                roles.setdefault(role, []).append(actor)
    officers = [actor for actor in railway if actor.role is Role.RESPONSE_OFFICER]
    return Cast(roles, officers, places)

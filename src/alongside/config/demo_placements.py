"""Fills placements in the demo world, one kind of work after another."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.directory.demo import DemoDirectory
from alongside.areas.placements.demo import answers, joining, plans, running, schemes
from alongside.areas.placements.demo.cast import PlacementCast
from alongside.areas.placements.demo.cohorts import CARE_HOME, NORTHMOOR
from alongside.foundation.accounts.backend import SignInBackend
from alongside.foundation.accounts.queries import actor_of
from alongside.kernel.actor import Actor, Role

PLAYERS: Final = frozenset({"marta_quill", "noor_haddad", "ellis_brook"})
"""Those of the county who work with placements, and play no part in the rest of the story."""


@dataclass(frozen=True, slots=True)
class DemoPlacements:
    """Who acts, and the county's scheme."""

    cast: PlacementCast
    scheme: schemes.DemoScheme


def fill_past(county: DemoDirectory, *, now: datetime) -> DemoPlacements:
    """Make the schemes, the plans of cohorts that have begun, and what past ones said.

    Args:
        county: The fictional county.
        now: The instant.
    """
    cast = PlacementCast(
        coordinator=_on_duty(county.users["marta_quill"], Role.PLACEMENT_COORDINATOR),
        buddy=_on_duty(county.users["noor_haddad"], Role.PLACEMENT_BUDDY),
        learner=_on_duty(county.users["ellis_brook"], Role.LEARNER),
        police=county.organisations["northmoor_police"],
    )
    scheme, home = schemes.fill(cast, now=now)
    plans.fill(cast, scheme, NORTHMOOR, now=now)
    plans.fill(cast, home, CARE_HOME, now=now)
    answers.fill(cast, scheme, now=now)
    return DemoPlacements(cast, scheme)


def fill_live(made: DemoPlacements, *, now: datetime) -> None:
    """Make what learners do, and what happens while a fortnight is under way.

    Args:
        made: What ``fill_past`` made.
        now: The instant.
    """
    cast, scheme_id = made.cast, made.scheme.scheme_id
    joining.fill(scheme_id, coordinator=cast.coordinator, learner=cast.learner, now=now)
    running.fill(scheme_id, coordinator=cast.coordinator, buddy=cast.buddy, now=now)


def _on_duty(user_id: UUID, role: Role) -> Actor:
    user = SignInBackend().get_user(user_id)
    if user is None:
        raise LookupError(f"no account {user_id}")
    return replace(actor_of(user), role=role, on_duty=True)

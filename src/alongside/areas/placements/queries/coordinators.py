"""Who coordinates a scheme, and how to ring them."""

from dataclasses import dataclass
from uuid import UUID

from alongside.areas.placements.models import PlacementScheme
from alongside.foundation.accounts.queries import holders_at, seats_filled
from alongside.kernel.actor import Role

COORDINATES = (Role.PLACEMENT_COORDINATOR,)


@dataclass(frozen=True, slots=True)
class CoordinatorOn:
    """A coordinator on duty now."""

    name: str
    organisation: str
    phone: str


def coordinators_on(scheme: PlacementScheme) -> tuple[CoordinatorOn, ...]:
    """Answer the coordinators of a scheme who are on duty now; those of its own side first."""
    sides = [scheme.organisation_id, scheme.partner_id]
    seats = [one for one in seats_filled(COORDINATES) if one.organisation_id in sides]
    seats.sort(key=lambda one: sides.index(one.organisation_id))
    return tuple(CoordinatorOn(one.name, one.organisation, one.phone) for one in seats)


def coordinators_of(scheme: PlacementScheme) -> list[UUID]:
    """Answer everybody who may coordinate a scheme, on duty or not, to tell them something."""
    sides = dict.fromkeys(one for one in (scheme.organisation_id, scheme.partner_id) if one)
    return [user for side in sides for user in holders_at(COORDINATES, side)]

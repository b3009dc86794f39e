"""Who plays which part in the demo's placements."""

from dataclasses import dataclass
from uuid import UUID

from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PlacementCast:
    """Those of the county who work with placements.

    Attributes:
        coordinator: Runs the scheme for the trust.
        buddy: Looks after officers on Larch Ward.
        learner: An officer whose fortnight is under way.
        police: The force whose officers are placed.
    """

    coordinator: Actor
    buddy: Actor
    learner: Actor
    police: UUID

"""How far a plan that was asked for has come."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.placements.models import PlanRun
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class RunState:
    """A plan being made.

    Attributes:
        run_id: Which.
        scheme_id: Of which scheme.
        scheme: Its name.
        state: ``asked``, ``working``, ``made`` or ``refused``.
        asked_at: When it was asked for.
        seconds: How long it may look for the best one.
        cost: What the best so far costs; ``None`` while there is none.
        bound: What no plan costs less than.
        refusal: Why there is none; may be empty.
        plan_id: The plan that came of it.
    """

    run_id: UUID
    scheme_id: UUID
    scheme: str
    state: str
    asked_at: datetime
    seconds: int
    cost: int | None
    bound: int | None
    refusal: str
    plan_id: UUID | None

    @property
    def gap(self) -> float | None:
        """How far the best so far may be from the best there is, as a share of what it costs."""
        if self.cost is None or self.bound is None:
            return None
        return (self.cost - self.bound) / self.cost if self.cost else 0.0


def run_state(viewer: Actor, run_id: UUID) -> RunState:
    """Answer how far a plan has come.

    Raises:
        NotPermitted: The role makes no plans.
        Refused: ``run.not_found``.
    """
    require(viewer, PERMISSIONS, "plan.make")
    run = PlanRun.objects.select_related("scheme").filter(pk=run_id).first()
    if run is None:
        raise Refused(
            "run.not_found", "That is not here.", next_step="Go back to the scheme and plan there."
        )
    scheme_for(viewer, run.scheme_id)
    return RunState(
        run.id,
        run.scheme_id,
        run.scheme.name,
        run.state,
        run.asked_at,
        int(run.asked["seconds"]),
        run.cost,
        run.bound,
        run.refusal,
        run.plan_id,
    )

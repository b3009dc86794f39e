"""What may become of a plan: one table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class PlanState(StrEnum):
    """Where a plan stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    DISCARDED = "discarded"


STATE_WORDS: Final[Mapping[PlanState, str]] = {
    PlanState.DRAFT: "Draft",
    PlanState.PUBLISHED: "Published",
    PlanState.SUPERSEDED: "Replaced",
    PlanState.DISCARDED: "Put aside",
}
NEXT: Final[Mapping[tuple[PlanState, str], PlanState]] = {
    (PlanState.DRAFT, "change"): PlanState.DRAFT,
    (PlanState.DRAFT, "publish"): PlanState.PUBLISHED,
    (PlanState.DRAFT, "discard"): PlanState.DISCARDED,
    (PlanState.DISCARDED, "take_up"): PlanState.DRAFT,
    (PlanState.PUBLISHED, "supersede"): PlanState.SUPERSEDED,
}
"""What each act makes of a plan; every pair that is not here is refused."""


def next_state(state: str, act: str) -> PlanState:
    """Answer what an act makes of a plan.

    Raises:
        Refused: ``plan.state`` where the plan does not allow it.
    """
    after = NEXT.get((PlanState(state), act))
    if after is None:
        raise Refused(
            "plan.state",
            f"This plan is {STATE_WORDS[PlanState(state)].lower()}, so that is not possible.",
            next_step="Open the calendar and start from the plan that stands today.",
        )
    return after

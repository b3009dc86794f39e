"""Where a detention stands: a table, and nothing but the table.

An event with no row leaves the state as it is. A true record is never refused because the
table does not expect it; ``law.order_warnings`` says what looks out of order.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.areas.crisis.rules.timeline import Timeline


class State(StrEnum):
    """Where a detention stands."""

    POWER_USED = "power_used"
    CONVEYING = "conveying"
    AT_PLACE = "at_place"
    HANDED_OVER = "handed_over"
    UNDER_ASSESSMENT = "under_assessment"
    OUTCOME_RECORDED = "outcome_recorded"
    ABSCONDED = "absconded"
    ENDED = "ended"


STATE_LABELS: Final[Mapping[State, str]] = {
    State.POWER_USED: "power used, not yet left",
    State.CONVEYING: "on the way",
    State.AT_PLACE: "arrived, police still there",
    State.HANDED_OVER: "handed over, waiting for assessment",
    State.UNDER_ASSESSMENT: "being assessed",
    State.OUTCOME_RECORDED: "assessed, arrangements being made",
    State.ABSCONDED: "missing while held",
    State.ENDED: "ended",
}

_ON_THE_MOVE = (State.POWER_USED, State.CONVEYING)
_THERE = (State.AT_PLACE, State.HANDED_OVER, State.UNDER_ASSESSMENT, State.OUTCOME_RECORDED)
_HELD = (*_ON_THE_MOVE, *_THERE)

TRANSITIONS: Final[Mapping[tuple[State, str], State]] = {
    **{(state, "left_scene"): State.CONVEYING for state in _ON_THE_MOVE},
    **{(state, "arrived"): State.AT_PLACE for state in _ON_THE_MOVE},
    **{(state, "transfer_started"): State.CONVEYING for state in _THERE},
    (State.AT_PLACE, "handover_accepted"): State.HANDED_OVER,
    **{
        (state, kind): State.UNDER_ASSESSMENT
        for state in (State.AT_PLACE, State.HANDED_OVER)
        for kind in ("examination_started", "interview_started")
    },
    **{(state, "absconded"): State.ABSCONDED for state in _HELD},
    (State.ABSCONDED, "retaken"): State.CONVEYING,
    (State.ABSCONDED, "arrived"): State.AT_PLACE,
    **{(state, "ended"): State.ENDED for state in State},
}


def state_of(timeline: Timeline) -> State:
    """Fold the events over the table and answer where the detention stands."""
    used = timeline.first("power_used")
    kept = used is not None and used.text("mode") == "kept"
    state = State.AT_PLACE if kept else State.POWER_USED
    for event in timeline.events:
        state = TRANSITIONS.get((state, event.kind), state)
        if state is State.UNDER_ASSESSMENT and _both_complete(timeline, event.kind):
            state = State.OUTCOME_RECORDED
    return state


def _both_complete(timeline: Timeline, kind: str) -> bool:
    if kind not in ("examination_completed", "interview_completed"):
        return False
    examined = timeline.last("examination_completed")
    if examined is not None and examined.flag("mental_disorder") is False:
        return True
    return examined is not None and timeline.last("interview_completed") is not None

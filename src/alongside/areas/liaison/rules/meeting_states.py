"""What can become of a meeting: one table."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class MeetingState(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    HELD = "held"
    AGREED = "agreed"
    CANCELLED = "cancelled"


STATE_WORDS: Final[Mapping[MeetingState, str]] = {
    MeetingState.PLANNED: "Planned",
    MeetingState.HELD: "Held, minutes in draft",
    MeetingState.AGREED: "Minutes agreed",
    MeetingState.CANCELLED: "Cancelled",
}
NEXT: Final[Mapping[tuple[MeetingState, str], MeetingState]] = {
    (MeetingState.PLANNED, "move"): MeetingState.PLANNED,
    (MeetingState.PLANNED, "cancel"): MeetingState.CANCELLED,
    (MeetingState.PLANNED, "set_agenda"): MeetingState.PLANNED,
    (MeetingState.PLANNED, "write_minutes"): MeetingState.PLANNED,
    (MeetingState.PLANNED, "hold"): MeetingState.HELD,
    (MeetingState.HELD, "write_minutes"): MeetingState.HELD,
    (MeetingState.HELD, "agree"): MeetingState.AGREED,
    (MeetingState.AGREED, "correct"): MeetingState.AGREED,
}
"""The state that follows, by the state now and what is done. What is not here cannot be done."""

_NOT_NOW: Final[Mapping[str, tuple[str, str]]] = {
    "move": ("A meeting that was held or cancelled cannot be moved.", "Call another one."),
    "cancel": ("A meeting that was held cannot be cancelled.", "Nothing has to be done."),
    "set_agenda": (
        "The agenda is closed: the meeting was held or cancelled.",
        "Put it on the agenda of the next one.",
    ),
    "hold": ("This meeting was held or cancelled already.", "Open the meeting to see it."),
    "write_minutes": (
        "These minutes are closed: they were agreed, or the meeting was cancelled.",
        "Add a correction to minutes that were agreed.",
    ),
    "agree": (
        "Only minutes of a meeting that was held can be agreed, and only once.",
        "Open the meeting to see how it stands.",
    ),
    "correct": ("Only agreed minutes are corrected.", "Change the draft instead."),
}


def state_after(state: MeetingState, doing: str) -> MeetingState:
    """Answer the state of a meeting after something is done.

    Raises:
        Refused: ``meeting.not_now``.
    """
    after = NEXT.get((state, doing))
    if after is None:
        message, next_step = _NOT_NOW[doing]
        raise Refused("meeting.not_now", message, next_step=next_step)
    return after


def may_now(state: MeetingState, doing: str) -> bool:
    """Say whether ``state_after`` would let it be done."""
    return (state, doing) in NEXT

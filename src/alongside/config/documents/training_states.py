"""Where a training session and somebody's place in it may stand, drawn from their tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from alongside.areas.liaison.rules.training_places import PLACE_STATES, PlaceState
from alongside.areas.liaison.rules.training_sessions import SESSION_STATES, SessionState

SESSION_HEAD: Final = """# Where a training session stands

From the table in `src/alongside/areas/liaison/rules/training_sessions.py`. What has no row is
refused: what was held or called off stays so.
"""
PLACE_HEAD: Final = """# Where somebody's place in a training session stands

From the table in `src/alongside/areas/liaison/rules/training_places.py`. What has no row is
refused. An offered place is kept for two days, and never past the start; then it is left, and
whoever waits next is offered it. Whoever asks while nobody waits and a place is free is booked.
"""
BECOMES: Final[Mapping[StrEnum, str]] = {
    SessionState.HELD: "whoever keeps it says that it was held",
    SessionState.CANCELLED: "it is called off, with the reason",
    PlaceState.OFFERED: "a place comes free, and they have waited longest",
    PlaceState.BOOKED: "they take it",
    PlaceState.LEFT: "they give it up, or the offer ends",
}


def training_states() -> list[str]:
    """Write drawings of both, and every row of their tables."""
    sessions = _table(SESSION_STATES, first=(SessionState.PLANNED,))
    places = _table(PLACE_STATES, first=(PlaceState.WAITING, PlaceState.BOOKED))
    return [SESSION_HEAD, *sessions, "", PLACE_HEAD, *places]


def _table(table: Mapping[Any, frozenset[Any]], *, first: tuple[StrEnum, ...]) -> list[str]:
    rows = [
        (before, after, BECOMES[after])
        for before, reached in table.items()
        for after in sorted(reached)
    ]
    return [
        "```mermaid",
        "stateDiagram-v2",
        *(f"    [*] --> {state}" for state in first),
        *(f"    {before} --> {after}: {words}" for before, after, words in rows),
        "```",
        "",
        "| From | When | To |",
        "|---|---|---|",
        *(f"| `{before}` | {words} | `{after}` |" for before, after, words in rows),
    ]

"""Where a meeting may stand, drawn from its table."""

from collections.abc import Mapping
from typing import Final

from alongside.areas.liaison.rules.meeting_states import NEXT, STATE_WORDS, MeetingState

HEAD: Final = """# Where a meeting of a group stands

From the table in `src/alongside/areas/liaison/rules/meeting_states.py`. What has no row is refused.
Minutes that a later meeting agreed are never written again; a correction stands beside them.
"""
DONE: Final[Mapping[str, str]] = {
    "move": "it is moved to another time or place",
    "cancel": "it is cancelled, with the reason",
    "set_agenda": "its agenda is set",
    "write_minutes": "its minutes are written",
    "hold": "somebody says that it was held",
    "agree": "a later meeting agrees the minutes",
    "correct": "a correction is added",
}


def meeting_states() -> list[str]:
    """Write a drawing of the states, their words, and every row of the table."""
    moves = [
        f"    {before} --> {after}: {DONE[doing]}"
        for (before, doing), after in NEXT.items()
        if before is not after
    ]
    return [
        HEAD,
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {MeetingState.PLANNED}",
        *moves,
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *(f"| `{state}` | {words} |" for state, words in STATE_WORDS.items()),
        "",
        "| From | When | To |",
        "|---|---|---|",
        *(
            f"| `{before}` | {DONE[doing]} (`{doing}`) | `{after}` |"
            for (before, doing), after in NEXT.items()
        ),
    ]

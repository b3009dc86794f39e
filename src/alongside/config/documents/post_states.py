"""Where an agreed action and a handover may stand, drawn from their tables."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from alongside.areas.liaison.rules import agreed, handovers
from alongside.areas.liaison.rules.agreed import AgreedState
from alongside.areas.liaison.rules.handovers import HandoverState, Step

ACTION_HEAD: Final = """# Where an agreed action stands

From the table in `src/alongside/areas/liaison/rules/agreed.py`. What has no row is refused. Each
thing said is an event with who, when and why; a day, an owner or a priority that changes keeps what
it was. A day that was missed takes the action to the senior group by itself, once for that day.
"""
HANDOVER_HEAD: Final = """# Where a handover stands

From the table in `src/alongside/areas/liaison/rules/handovers.py`. What has no row is refused.
"""
STEPS: Final[Mapping[Step, str]] = {
    Step.CHANGE: "to whom, when or the leaver's words change",
    Step.CONFIRM: "the leaver confirms",
    Step.CALL_OFF: "it is called off; once confirmed, before its day only",
}


def post_states() -> list[str]:
    """Write drawings of both, their words, and every row of their tables."""
    actions = _table(agreed.NEXT, agreed.STATE_WORDS, agreed.SAID_WORDS, first=AgreedState.OPEN)
    handed = _table(handovers.NEXT, handovers.STATE_WORDS, STEPS, first=HandoverState.DRAFT)
    return [ACTION_HEAD, *actions, "", HANDOVER_HEAD, *handed]


def _table(
    table: Mapping[tuple[Any, Any], StrEnum],
    states: Mapping[Any, str],
    words: Mapping[Any, str],
    *,
    first: StrEnum,
) -> list[str]:
    rows = [(before, doing, after) for (before, doing), after in table.items() if before]
    moves = [f"    {b} --> {a}: {words[d]}" for b, d, a in rows if b is not a]
    return [
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {first}",
        *moves,
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *(f"| `{state}` | {said} |" for state, said in states.items()),
        "",
        "| From | When | To |",
        "|---|---|---|",
        *(f"| `{b}` | {words[d]} (`{d}`) | `{a}` |" for b, d, a in rows),
    ]

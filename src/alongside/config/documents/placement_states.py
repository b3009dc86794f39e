"""Where a placement plan may stand, drawn from its table."""

from collections.abc import Mapping
from typing import Final

from alongside.areas.placements.rules.plan_states import NEXT, STATE_WORDS, PlanState

HEAD: Final = """# Where a placement plan stands

From the table in `src/alongside/areas/placements/rules/plan_states.py`. What has no row is refused.
One plan of a scheme is published at a time; it is never changed, another takes its place.
"""
ACTS: Final[Mapping[str, str]] = {
    "change": "somebody is moved by hand, or that is undone",
    "publish": "published",
    "discard": "put aside",
    "take_up": "taken up again",
    "supersede": "another is published",
}


def placement_states() -> list[str]:
    """Write a drawing of the states, their words, and every row of the table."""
    moves = [
        f"    {before} --> {after}: {ACTS[act]}"
        for (before, act), after in NEXT.items()
        if before is not after
    ]
    return [
        HEAD,
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {PlanState.DRAFT}",
        *moves,
        f"    {PlanState.SUPERSEDED} --> [*]",
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *(f"| `{state}` | {words} |" for state, words in STATE_WORDS.items()),
        "",
        "| From | When | To |",
        "|---|---|---|",
        *(
            f"| `{before}` | {ACTS[act]} (`{act}`) | `{after}` |"
            for (before, act), after in NEXT.items()
        ),
    ]

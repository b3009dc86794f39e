"""Where a missing record and a suicide prevention plan may stand, drawn from their tables."""

from collections.abc import Mapping
from typing import Final

from alongside.areas.plans.rules.missing import (
    MISSING_KINDS,
    MISSING_LABELS,
    MISSING_TRANSITIONS,
    MissingState,
)
from alongside.areas.plans.rules.suicide import (
    SUICIDE_KINDS,
    SUICIDE_LABELS,
    SUICIDE_TRANSITIONS,
    SuicideState,
)

MISSING_HEAD: Final = """# Where a missing record stands

From the table in `src/alongside/areas/plans/rules/missing.py`. What has no row is refused: nobody
is known to be well before they are found. A record closes only when somebody has seen that they
are well.
"""
SUICIDE_HEAD: Final = """# Where a suicide prevention plan stands

From the table in `src/alongside/areas/plans/rules/suicide.py`. What has no row is refused. One
service opens a plan and the other confirms it; one signs to close it and the other signs too.
"""


def joint_states() -> list[str]:
    """Write both parts: a drawing of the states, their words, and every row of the table."""
    missing = _part(
        MISSING_HEAD, MISSING_LABELS, MISSING_KINDS, MISSING_TRANSITIONS, MissingState.MISSING
    )
    suicide = _part(
        SUICIDE_HEAD, SUICIDE_LABELS, SUICIDE_KINDS, SUICIDE_TRANSITIONS, SuicideState.PROPOSED
    )
    return [*missing, "", *suicide]


def _part(
    head: str,
    labels: Mapping[MissingState, str] | Mapping[SuicideState, str],
    kinds: Mapping[str, str],
    table: Mapping[tuple[MissingState, str], MissingState]
    | Mapping[tuple[SuicideState, str], SuicideState],
    start: str,
) -> list[str]:
    moves = [
        f"    {before} --> {after}: {kinds[kind]}"
        for (before, kind), after in table.items()
        if after is not before
    ]
    drawing = ["```mermaid", "stateDiagram-v2", f"    [*] --> {start}", *moves]
    words = [f"| `{state}` | {said} |" for state, said in labels.items()]
    rows = [
        f"| `{before}` | {kinds[kind]} (`{kind}`) | `{after}` |"
        for (before, kind), after in table.items()
    ]
    return [
        head,
        *drawing,
        "    closed --> [*]",
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *words,
        "",
        "| From | When | To |",
        "|---|---|---|",
        *rows,
    ]

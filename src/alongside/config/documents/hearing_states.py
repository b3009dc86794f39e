"""Where a hearing may stand, and what each decision leaves owed, drawn from their tables."""

from typing import Final

from alongside.areas.diversion.rules.hearings import LISTED, MOVES, STATES
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.owed_justice import FOLLOWS, WORDS
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.kernel.actor import Role

HEAD: Final = """# Where a hearing stands

From the table in `src/alongside/areas/diversion/rules/hearings.py`. What has no row is refused: a
hearing that was held, or taken out of the list, is not held again.
"""
OWED_HEAD: Final = """# What police and courts leave owed

From the table in `src/alongside/areas/diversion/rules/owed_justice.py`. Each event moves the
follow-up list: it is owed from then until one of the events that settle it. A hearing that is
listed is owed its result until it is held or taken out of the list.
"""


def hearing_states() -> list[str]:
    """Write both parts: a drawing of a hearing, and the table of what is owed."""
    moves = [
        f"    {move.before} --> {move.after}: {KINDS[move.kind].label}"
        for move in MOVES
        if move.before != move.after
    ]
    ends = [f"    {state} --> [*]" for state in STATES if state != LISTED]
    return [
        HEAD,
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {LISTED}",
        *moves,
        *ends,
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *(f"| `{state}` | {words} |" for state, words in STATES.items()),
        "",
        OWED_HEAD,
        "| After | Owed | By | Settled by |",
        "|---|---|---|---|",
        *(
            f"| {KINDS[row.kind].label} (`{row.kind}`) | {WORDS[row.what]} | "
            f"{ROLE_LABELS[Role(row.role)]} | "
            f"{', '.join(f'`{kind}`' for kind in sorted(row.settled_by))} |"
            for row in FOLLOWS
        ),
    ]

"""Where a version of an answer others can find may stand, from its table."""

from typing import Final

from alongside.areas.liaison.rules.answer_states import NEXT, STATE_WORDS

HEAD: Final = """# Where a version of an answer stands

From the table in `src/alongside/areas/liaison/rules/answer_states.py`. What has no row is refused.
Nobody publishes or sends back what they wrote themselves. A version that is published takes the
place of the one before; what is sent back is written again as another version.
"""


def answer_states() -> list[str]:
    """Write the part: a drawing, the states in words, and every row of the table."""
    moves = [
        f"    {before} --> {after}: {act.replace('_', ' ')}"
        for (before, act), after in NEXT.items()
        if after is not before
    ]
    return [
        HEAD,
        "```mermaid",
        "stateDiagram-v2",
        "    [*] --> proposed",
        *moves,
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *(f"| `{state}` | {said} |" for state, said in STATE_WORDS.items()),
        "",
        "| From | Act | To |",
        "|---|---|---|",
        *(f"| `{before}` | `{act}` | `{after}` |" for (before, act), after in NEXT.items()),
    ]

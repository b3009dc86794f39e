"""Where a question to the hub may stand, drawn from its table."""

from typing import Final

from alongside.areas.liaison.rules.question_states import (
    BEGINNINGS,
    EVENT_WORDS,
    QUESTION_TRANSITIONS,
    STATE_WORDS,
)

HEAD: Final = """# Where a question to the hub stands

From the table in `src/alongside/areas/liaison/rules/question_states.py`. What has no row is
refused. A reply, and opening a question again, begin the promise of an answer anew.
"""


def question_states() -> list[str]:
    """Write the part: a drawing of the states, their words, and every row of the table."""
    begins = [f"    [*] --> {state}: {EVENT_WORDS[kind]}" for kind, state in BEGINNINGS.items()]
    moves = [
        f"    {before} --> {after}: {EVENT_WORDS[kind]}"
        for (before, kind), after in QUESTION_TRANSITIONS.items()
        if after is not before
    ]
    return [
        HEAD,
        "```mermaid",
        "stateDiagram-v2",
        *begins,
        *moves,
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *(f"| `{state}` | {said} |" for state, said in STATE_WORDS.items()),
        "",
        "| From | When | To |",
        "|---|---|---|",
        *(
            f"| `{before}` | {EVENT_WORDS[kind]} (`{kind}`) | `{after}` |"
            for (before, kind), after in QUESTION_TRANSITIONS.items()
        ),
    ]

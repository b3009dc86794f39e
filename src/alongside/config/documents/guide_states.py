"""Where a page of the practice guide and a note of good practice may stand, from their tables."""

from collections.abc import Mapping
from typing import Any, Final

from alongside.areas.liaison.rules import guide_states as guide
from alongside.areas.liaison.rules import practice

GUIDE_HEAD: Final = """# Where a version of the practice guide stands

From the table in `src/alongside/areas/liaison/rules/guide_states.py`. What has no row is refused.
A version is published by somebody other than its author; another that is published takes its
place in the same moment.
"""
PRACTICE_HEAD: Final = """# Where a note of good practice stands

From the table in `src/alongside/areas/liaison/rules/practice.py`. What has no row is refused.
"""


def guide_pages_states() -> list[str]:
    """Write the part: for each of the two, a drawing, the states in words, and every row."""
    return [
        *_part(GUIDE_HEAD, "draft", guide.NEXT, guide.STATE_WORDS),
        "",
        *_part(PRACTICE_HEAD, "added", practice.NOTE_NEXT, practice.NOTE_WORDS),
    ]


def _part(
    head: str, first: str, rows: Mapping[tuple[Any, str], Any], words: Mapping[str, str]
) -> list[str]:
    moves = [
        f"    {before} --> {after}: {act.replace('_', ' ')}"
        for (before, act), after in rows.items()
        if after is not before
    ]
    return [
        head,
        "```mermaid",
        "stateDiagram-v2",
        f"    [*] --> {first}",
        *moves,
        "```",
        "",
        "| State | On screen |",
        "|---|---|",
        *(f"| `{state}` | {said} |" for state, said in words.items()),
        "",
        "| From | Act | To |",
        "|---|---|---|",
        *(f"| `{before}` | `{act}` | `{after}` |" for (before, act), after in rows.items()),
    ]

"""Where an episode of Liaison and Diversion may stand, drawn from its table."""

from typing import Final

from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.owed_pathway import NEXT, OWED_WORDS
from alongside.areas.diversion.rules.stages import SIGNALS, STAGE_WORDS, TRANSITIONS, Stage
from alongside.areas.diversion.rules.steps import CODED
from alongside.foundation.reference import code_list

HEAD: Final = """# Where an episode of Liaison and Diversion stands

From the table in `src/alongside/areas/diversion/rules/stages.py`. An event that has no row leaves
the stage as it is: **nothing is refused because the table does not expect it**. Saying no for now
is a stage like any other: help is offered again, and nobody else is told. Opened again, an
episode is where it was before it was closed. What is owed next follows from the stage, and from
which steps the way in has.
"""

USUALLY: Final = (
    Stage.ENDING,
    Stage.MET,
    Stage.SUPPORTED,
    Stage.ASSESSED,
    Stage.ACCEPTED,
    Stage.SCREENED,
    Stage.SEEN,
    Stage.IDENTIFIED,
)
"""Stages by how far along they are."""


def pathway_states() -> list[str]:
    """Write the part: a drawing of the stages, their words, and every row of the table."""
    return [HEAD, *_drawing(), "", *_stages(), "", *_rows()]


def _drawing() -> list[str]:
    moves: dict[tuple[Stage, str], list[Stage]] = {}
    for (before, signal), after in TRANSITIONS.items():
        moves.setdefault((after, signal), []).append(before)
    lines = [
        f"    {before} --> {after}: {_signal(signal)}"
        for (after, signal), befores in moves.items()
        for before in [_usual(befores, signal)]
    ]
    start = f"    [*] --> {Stage.IDENTIFIED}"
    return ["```mermaid", "stateDiagram-v2", start, *lines, "    closed --> [*]", "```"]


def _usual(befores: list[Stage], signal: str) -> Stage:
    """The one of several stages that an event most usually finds an episode in."""
    order = (Stage.SCREENED, *USUALLY) if signal.startswith("offered") else USUALLY
    return next((stage for stage in order if stage in befores), befores[-1])


def _signal(signal: str) -> str:
    kind, _, code = signal.partition(":")
    if not code:
        return KINDS[kind].label
    words = code_list(CODED[kind, SIGNALS[kind]]).display(code).replace(":", " in")
    return f"{KINDS[kind].label}, {words[:1].lower()}{words[1:]}"


def _stages() -> list[str]:
    rows = [
        f"| `{stage}` | {words} | {OWED_WORDS.get(NEXT.get(stage, ''), '')} |"
        for stage, words in STAGE_WORDS.items()
    ]
    return ["| Stage | On screen | Owed next |", "|---|---|---|", *rows]


def _rows() -> list[str]:
    moves: dict[tuple[str, Stage], list[str]] = {}
    for (before, signal), after in TRANSITIONS.items():
        moves.setdefault((signal, after), []).append(f"`{before}`")
    rows = [
        f"| {', '.join(befores)} | {_signal(signal)} (`{signal}`) | `{after}` |"
        for (signal, after), befores in moves.items()
    ]
    return [
        "The drawing shows the most usual move for each event; the table shows them all.",
        "",
        "| From | When | To |",
        "|---|---|---|",
        *rows,
    ]

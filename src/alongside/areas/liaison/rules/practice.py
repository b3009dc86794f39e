"""Good practice: what was tried, and what may become of a note about it."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class NoteState(StrEnum):
    """Where a note stands."""

    ADDED = "added"
    KEPT = "kept"
    NOT_KEPT = "not_kept"
    TAKEN_DOWN = "taken_down"


NOTE_WORDS: Final[Mapping[str, str]] = {
    NoteState.ADDED: "Waiting for the liaison lead",
    NoteState.KEPT: "In the library",
    NoteState.NOT_KEPT: "Not kept",
    NoteState.TAKEN_DOWN: "Taken down",
}
NOTE_NEXT: Final[Mapping[tuple[NoteState, str], NoteState]] = {
    (NoteState.ADDED, "change"): NoteState.ADDED,
    (NoteState.ADDED, "keep"): NoteState.KEPT,
    (NoteState.ADDED, "not_keep"): NoteState.NOT_KEPT,
    (NoteState.KEPT, "change"): NoteState.KEPT,
    (NoteState.KEPT, "try"): NoteState.KEPT,
    (NoteState.KEPT, "take_down"): NoteState.TAKEN_DOWN,
}
NOT_MEASURED: Final = "Not measured: this is what people say of it, not what it did."
FINDING: Final = re.compile(r"/insight/[A-Za-z0-9/_-]*")
"""A page of this site that says what an evaluation found."""


def note_after(state: str, act: str) -> NoteState:
    """Answer what an act makes of a note.

    Raises:
        Refused: ``practice.state``.
    """
    after = NOTE_NEXT.get((NoteState(state), act))
    if after is None:
        raise Refused(
            "practice.state",
            f"This note is: {NOTE_WORDS[state].lower()}. That is not possible now.",
            next_step="Open the library again to see where it stands.",
        )
    return after


def check_measured(*, measured: bool, how: str, found: str, counted: int | None) -> None:
    """Refuse a note that says it was measured and not how, or a number where nothing was.

    Raises:
        Refused: ``practice.how``, ``practice.found`` or ``practice.counted``.
    """
    if measured and not how.strip():
        raise Refused("practice.how", "Say what was measured, and how.", field="how")
    if measured and not found.strip():
        raise Refused("practice.found", "Say what was found.", field="found")
    if not measured and counted is not None:
        raise Refused(
            "practice.counted",
            "A number is given, but nothing was measured.",
            next_step="Say that it was measured and how, or leave the number out.",
            field="counted",
        )


def check_finding(address: str) -> None:
    """Refuse a link that does not lead to an evaluation on this site.

    Raises:
        Refused: ``practice.finding``.
    """
    if address and not FINDING.fullmatch(address):
        raise Refused(
            "practice.finding",
            "That is not the address of an evaluation here.",
            next_step="Copy what follows this site's name, starting with /insight/, or leave it "
            "empty.",
            field="finding",
        )

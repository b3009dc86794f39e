"""What a group must be, and when it may end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from alongside.kernel.refusal import Refused

LOCALITY, SENIOR = "locality", "senior"
KINDS: Final[Mapping[str, str]] = {LOCALITY: "Locality group", SENIOR: "Senior group"}
RHYTHMS: Final[Mapping[int, str]] = {
    0: "When it is called",
    2: "Every two weeks",
    4: "Every four weeks",
    6: "Every six weeks",
    8: "Every eight weeks",
    13: "Every quarter",
}
"""Weeks from one meeting to the next, and how that is said."""
MOST_IN_QUORUM: Final = 30


@dataclass(frozen=True, slots=True)
class GroupShape:
    """What a group is to be.

    Attributes:
        name: How people call it.
        kind: A code of ``KINDS``.
        senior_kind: The kind of the group above it; ``None`` for none.
        quorum: How many members must be there; 0 for no quorum.
        every_weeks: A key of ``RHYTHMS``.
    """

    name: str
    kind: str
    senior_kind: str | None = None
    quorum: int = 0
    every_weeks: int = 0


def check_group(shape: GroupShape) -> None:
    """Refuse a group that could not be.

    Raises:
        Refused: ``group.no_name``, ``group.kind``, ``group.above``, ``group.quorum`` or
            ``group.rhythm``.
    """
    if not shape.name.strip():
        raise Refused("group.no_name", "Say what the group is called.", field="name")
    if shape.kind not in KINDS:
        raise Refused("group.kind", "Choose what kind of group it is.", field="kind")
    if shape.senior_kind is not None and (shape.kind, shape.senior_kind) != (LOCALITY, SENIOR):
        raise Refused(
            "group.above",
            "Only a senior group stands above a locality group.",
            next_step="Choose a senior group, or none.",
            field="senior",
        )
    if not 0 <= shape.quorum <= MOST_IN_QUORUM:
        raise Refused(
            "group.quorum",
            f"A quorum is from 0 to {MOST_IN_QUORUM} members.",
            next_step="Enter 0 if the group has none.",
            field="quorum",
        )
    if shape.every_weeks not in RHYTHMS:
        raise Refused("group.rhythm", "Choose how often it meets.", field="every_weeks")


def check_end(why: str, *, meetings_ahead: int) -> None:
    """Refuse to end a group without a reason, or while a meeting is planned.

    Raises:
        Refused: ``group.end_why`` or ``group.meets_yet``.
    """
    if not why.strip():
        raise Refused("group.end_why", "Say why the group ends.", field="why")
    if meetings_ahead:
        raise Refused(
            "group.meets_yet",
            "This group still has a meeting planned.",
            next_step="Cancel the meeting first, so that everybody who was asked is told.",
        )


def standing_items(lines: str) -> tuple[str, ...]:
    """Answer what is on every agenda of a group, from the lines it was typed in, each once."""
    found = (line.strip()[:200] for line in lines.splitlines())
    return tuple(dict.fromkeys(line for line in found if line))

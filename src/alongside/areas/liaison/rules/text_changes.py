"""What is new between two texts, line by line and word by word, so that words can say it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal

Change = Literal["same", "added", "taken_out", "changed"]
WORDS: Final = re.compile(r"\s+|[^\s]+")
MOST_LINES: Final = 2000
"""Longer texts are compared as far as this; the comparison of lines grows with their square."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words, and whether they are only on this side."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of both texts, side by side.

    Attributes:
        change: What became of it.
        before: The older words; empty where it was added.
        after: The newer words; empty where it was taken out.
    """

    change: Change
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


def text_changes(before: str, after: str) -> list[Line]:
    """Answer both texts side by side, line by line.

    The words of one side, put together, are that side's lines that are not blank.
    """
    old, new = _lines(before), _lines(after)
    found: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for act, a1, a2, b1, b2 in matcher.get_opcodes():
        if act == "equal":
            found += [Line("same", _plain(line), _plain(line)) for line in old[a1:a2]]
        else:
            found += _beside(old[a1:a2], new[b1:b2])
    return found


def count_changes(lines: Sequence[Line]) -> tuple[int, int, int]:
    """Answer how many lines were changed, added and taken out."""
    kinds = [line.change for line in lines]
    return kinds.count("changed"), kinds.count("added"), kinds.count("taken_out")


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()][:MOST_LINES]


def _plain(line: str) -> tuple[Piece, ...]:
    return (Piece(line, marked=False),)


def _beside(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    both = min(len(old), len(new))
    found = [_changed(a, b) for a, b in zip(old, new, strict=False)]
    found += [Line("taken_out", (Piece(line, marked=True),), ()) for line in old[both:]]
    found += [Line("added", (), (Piece(line, marked=True),)) for line in new[both:]]
    return found


def _changed(old: str, new: str) -> Line:
    a, b = WORDS.findall(old), WORDS.findall(new)
    before: list[Piece] = []
    after: list[Piece] = []
    for act, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if a2 > a1:
            before.append(Piece("".join(a[a1:a2]), marked=act != "equal"))
        if b2 > b1:
            after.append(Piece("".join(b[b1:b2]), marked=act != "equal"))
    return Line("changed", tuple(before), tuple(after))

"""The workbook: its sections as data, and what stands where two devices wrote at once."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final

from alongside.kernel.refusal import Refused

LONGEST: Final = 20_000


@dataclass(frozen=True, slots=True)
class Section:
    """One page of the workbook."""

    code: str
    title: str
    ask: str


@cache
def sections() -> tuple[Section, ...]:
    """Read the sections of this package, in order."""
    text = files(__package__).joinpath("workbook.toml").read_text("utf-8")
    rows = tomllib.loads(text)["section"]
    return tuple(Section(row["code"], row["title"], row["ask"]) for row in rows)


def section_named(code: str) -> Section:
    """Answer one section.

    Raises:
        Refused: ``workbook.no_section``.
    """
    for section in sections():
        if section.code == code:
            return section
    raise Refused(
        "workbook.no_section",
        "The workbook has no such page.",
        next_step="Go back to the workbook and choose a page.",
    )


@dataclass(frozen=True, slots=True)
class Saved:
    """One saving of a section.

    Attributes:
        number: Counted from 1 within the section.
        upon: The number it was typed on; 0 for none.
        settles: Numbers from other devices that it takes in.
        words: What was typed.
        handed_in: Whether it was handed in.
        saved_at: When it reached us.
    """

    number: int
    upon: int
    settles: tuple[int, ...]
    words: str
    handed_in: bool
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a section stands.

    Attributes:
        newest: The newest saving that none was typed on; ``None`` before the first.
        others: Others that none was typed on, with other words: from other devices.
        handed_in: The newest that was handed in.
    """

    newest: Saved | None
    others: tuple[Saved, ...]
    handed_in: Saved | None

    @property
    def number(self) -> int:
        """What the next saving is typed on."""
        return self.newest.number if self.newest else 0

    @property
    def changed_since(self) -> bool:
        """Whether there are words that were typed after the last handing in."""
        if self.newest is None or self.handed_in is None:
            return self.newest is not None
        return self.newest.words != self.handed_in.words


def standing(saved: Sequence[Saved]) -> Standing:
    """Answer how a section stands: every saving counts, whichever device it came from.

    A saving that a later one was typed on, or took in, is history. Two that are not are what two
    devices wrote without knowing of each other: both are answered, and neither is lost.
    """
    taken = {number for one in saved for number in (one.upon, *one.settles)}
    ends = sorted((one for one in saved if one.number not in taken), key=lambda one: one.number)
    newest = ends[-1] if ends else None
    others: dict[str, Saved] = {}
    for one in ends[:-1]:
        if newest and one.words not in ("", newest.words):
            others[one.words] = one
    given = [one for one in saved if one.handed_in]
    last = max(given, key=lambda one: one.number, default=None)
    return Standing(newest, tuple(others.values()), last)


def check_words(words: str) -> None:
    """Refuse more words than a page holds.

    Raises:
        Refused: ``workbook.too_long``.
    """
    if len(words) > LONGEST:
        raise Refused(
            "workbook.too_long",
            f"That is {len(words) - LONGEST} letters more than a page holds.",
            next_step="Shorten it, or go on in another section. Nothing is cut.",
            field="words",
        )


def check_hand_in(words: str, others: Sequence[Saved]) -> None:
    """Refuse to hand in nothing, or while words from another device wait to be looked at.

    Raises:
        Refused: ``workbook.empty`` or ``workbook.two_devices``.
    """
    if others:
        raise Refused(
            "workbook.two_devices",
            "You also wrote on another device.",
            next_step="Open this page of the workbook again, look at both, and save what you want "
            "to keep.",
        )
    if not words.strip():
        raise Refused(
            "workbook.empty",
            "There is nothing to hand in yet.",
            next_step="Write something first.",
            field="words",
        )

"""The doors of the one pathway, as data: a new door is a new file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from alongside.areas.diversion.rules.configured import Entry, read_all, read_entry
from alongside.foundation.reference import code_list
from alongside.kernel.refusal import Refused

STEPS: Final = ("see", "screen", "offer", "assess", "support", "outcome")
"""Steps a door may have, in the order they are owed; closing ends every door."""
USUAL_DOOR: Final = "liaison_and_diversion"
MINUTES: Final = {
    "see": 120,
    "screen": 60,
    "offer": 60,
    "ask_again": 240,
    "assess_immediate": 60,
    "assess_same_day": 480,
    "assess_routine": 4320,
    "support": 2880,
    "outcome": 10080,
}
"""How many minutes each step is given where a door says nothing (design; a local choice)."""


@dataclass(frozen=True, slots=True)
class Door:
    """One way in to the pathway.

    Attributes:
        code: Stored on the episode.
        title: Its name.
        about: For whom it is, in a sentence.
        settings: Where it is used: codes of ``ld_setting``.
        sources: Who may notice somebody by it: codes of ``ld_source``.
        steps: Which steps apply.
        asks: The question that opens it.
        minutes: How long each step is given.
    """

    code: str
    title: str
    about: str
    settings: tuple[str, ...]
    sources: tuple[str, ...]
    steps: tuple[str, ...]
    asks: str
    minutes: Mapping[str, int]

    def has(self, step: str) -> bool:
        """Say whether a step applies; closing and the rest always do."""
        return step not in STEPS or step in self.steps

    def from_step(self, step: str) -> str:
        """Answer the first step that applies from one on; ``close`` after the last."""
        later = STEPS[STEPS.index(step) :]
        return next((one for one in later if one in self.steps), "close")


def read_door(name: str, text: str) -> Door:
    """Read a door from its file.

    Raises:
        ConfiguredWrongly: It is not a door; one line says where and why.
    """
    entry = read_entry(name, text)
    entry.only("code", "title", "about", "settings", "sources", "steps", "asks", "minutes")
    return Door(
        code=entry.text("code"),
        title=entry.text("title"),
        about=entry.text("about"),
        settings=entry.codes("settings", _codes("ld_setting")),
        sources=entry.codes("sources", _codes("ld_source")),
        steps=entry.codes("steps", STEPS),
        asks=entry.text("asks"),
        minutes=_minutes(entry),
    )


def _codes(name: str) -> list[str]:
    return [row.code for row in code_list(name).entries]


def _minutes(entry: Entry) -> dict[str, int]:
    given = entry.values.get("minutes", {})
    if not isinstance(given, dict):
        entry.fail("minutes has to be a table of steps and whole numbers")
    table = Entry(f"{entry.place}, minutes", given)
    table.only(*MINUTES)
    return {step: table.whole(step, usual) for step, usual in MINUTES.items()}


@lru_cache(maxsize=8)
def all_doors(also: Path | None = None) -> Mapping[str, Door]:
    """Answer every door by its code: ours, and those of a deployer's folder.

    Raises:
        ConfiguredWrongly: A file is wrong.
    """
    return read_all("doors", also, read_door, code=lambda door: door.code)


def door_named(doors: Mapping[str, Door], code: str) -> Door:
    """Answer a door.

    Raises:
        Refused: ``door.unknown``.
    """
    if code not in doors:
        raise Refused("door.unknown", "Choose which way in.", field="door")
    return doors[code]


def door_at(doors: Mapping[str, Door], code: str, *, setting: str) -> Door:
    """Answer the door that was named, or where none was, the one that the place has.

    Raises:
        Refused: ``door.unknown``, or ``door.which`` where the place has several.
    """
    if code:
        return door_named(doors, code)
    here = [door for door in doors.values() if setting in door.settings]
    usual = [door for door in here if door.code == USUAL_DOOR] or here
    if len(usual) != 1:
        raise Refused("door.which", "Choose which way in: this place has several.", field="door")
    return usual[0]


def check_door(door: Door, *, setting: str, source: str) -> None:
    """Refuse a door where it is not used, or for somebody who does not use it.

    Raises:
        Refused: ``door.other_setting`` or ``door.other_source``.
    """
    if setting not in door.settings:
        raise Refused(
            "door.other_setting",
            f"“{door.title}” is not used there.",
            next_step="Choose another place, or another way in.",
            field="site",
        )
    if source not in door.sources:
        raise Refused(
            "door.other_source",
            f"“{door.title}” does not take people from there.",
            next_step="Choose who noticed them from the list.",
            field="source",
        )

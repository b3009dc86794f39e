"""Reads what a service configures, so that a mistake in a file is told in one line."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NoReturn, TypeVar

Read = TypeVar("Read")
PACKAGE = "alongside.areas.diversion"


class ConfiguredWrongly(ValueError):
    """A file of tools or doors is wrong; the message names the file, the place and the fix."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One table of a file whose names are taken one by one.

    Attributes:
        place: File and part, for the message.
        values: What it holds.
    """

    place: str
    values: Mapping[str, object]

    def fail(self, problem: str) -> NoReturn:
        """Stop reading.

        Raises:
            ConfiguredWrongly: Always.
        """
        raise ConfiguredWrongly(f"{self.place}: {problem}")

    def only(self, *names: str) -> None:
        """Refuse a name nobody knows, which is most often a slip of the pen.

        Raises:
            ConfiguredWrongly: One is not known.
        """
        unknown = sorted(set(self.values) - set(names))
        if unknown:
            self.fail(f"'{unknown[0]}' is not known here; use {', '.join(names)}")

    def text(self, name: str, default: str | None = None) -> str:
        """Take a text that is not empty, unless there is a default."""
        value = self.values.get(name, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.fail(f"{name} is missing; give it as text")
        return value

    def flag(self, name: str) -> bool:
        """Take true or false; false where it is not given."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            self.fail(f"{name} has to be true or false")
        return value

    def whole(self, name: str, default: int | None = None) -> int:
        """Take a whole number of 0 or more."""
        value = self.values.get(name, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            self.fail(f"{name} has to be a whole number of 0 or more")
        return value

    def codes(self, name: str, known: Iterable[str], *, empty: bool = False) -> tuple[str, ...]:
        """Take a list of codes, each of which has to be known."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not (value or empty):
            self.fail(f"{name} is missing; give a list of codes")
        wrong = next((code for code in value if code not in set(known)), None)
        if wrong is not None:
            self.fail(f"{name} has '{wrong}', which is not a code it may have")
        return tuple(value)

    def parts(self, name: str, *, empty: bool = False) -> list["Entry"]:
        """Take a list of tables, each with its number and its own code in its place."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not (value or empty):
            self.fail(f"{name} is missing; give at least one")
        return [self._part(name, number, one) for number, one in enumerate(value, start=1)]

    def _part(self, name: str, number: int, value: object) -> "Entry":
        if not isinstance(value, dict):
            self.fail(f"{name} number {number} has to be a table")
        named = value.get("id") or value.get("code") or ""
        return Entry(f"{self.place}, {name} number {number}{f' ({named})' if named else ''}", value)


def read_entry(name: str, text: str) -> Entry:
    """Read the text of a file.

    Raises:
        ConfiguredWrongly: It is not TOML.
    """
    try:
        return Entry(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise ConfiguredWrongly(f"{name}: not valid TOML: {wrong}") from wrong


def read_all(
    folder: str, also: Path | None, read: Callable[[str, str], Read], *, code: Callable[[Read], str]
) -> dict[str, Read]:
    """Read every file of a folder of ours, and of a deployer's own beside it.

    Args:
        folder: ``tools`` or ``doors``.
        also: A deployer's folder that holds one of that name; ``None`` for none.
        read: Reads one file from its name and text.
        code: What a thing is known by.

    Raises:
        ConfiguredWrongly: A file is wrong, or two things have one code.
    """
    found: dict[str, Read] = {}
    for file in (*_ours(folder), *_theirs(folder, also)):
        made = read(file.name, file.read_text(encoding="utf-8"))
        if code(made) in found:
            raise ConfiguredWrongly(f"{file.name}: code '{code(made)}' is used twice")
        found[code(made)] = made
    return found


def _ours(folder: str) -> list[Traversable]:
    return _toml(files(PACKAGE).joinpath(folder).iterdir())


def _theirs(folder: str, also: Path | None) -> list[Traversable]:
    held = also / folder if also else None
    return _toml(held.iterdir()) if held and held.is_dir() else []


def _toml(found: Iterable[Traversable]) -> list[Traversable]:
    return sorted((one for one in found if one.name.endswith(".toml")), key=lambda one: one.name)

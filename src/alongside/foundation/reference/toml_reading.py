"""Reads one list or mapping file strictly, so that a mistake in it has one clear sentence."""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources.abc import Traversable
from typing import NoReturn


class ReferenceFileError(ValueError):
    """A list or mapping file is wrong; the message names the file and the entry."""


class Table:
    """One TOML table whose keys are taken one by one and must all be known."""

    def __init__(self, place: str, values: Mapping[str, object]) -> None:
        self.place = place
        self._left = dict(values)

    def fail(self, problem: str) -> NoReturn:
        """Stop reading.

        Raises:
            ReferenceFileError: Always.
        """
        raise ReferenceFileError(f"{self.place}: {problem}")

    def text(self, key: str, *, default: str | None = None) -> str:
        """Take a text, which may be empty only where a default is given."""
        value = self._left.pop(key, default)
        if not isinstance(value, str):
            self.fail(f"{key} has to be text" if value is not None else f"{key} is missing")
        if not value and default is None:
            self.fail(f"{key} is empty")
        if value != value.strip():
            self.fail(f"{key} has spaces at its ends")
        return value

    def day(self, key: str) -> date | None:
        """Take a date, or ``None`` where there is none."""
        value = self._left.pop(key, None)
        # A TOML date-time is a date to Python too; only a plain date is meant here.
        if value is not None and type(value) is not date:
            self.fail(f"{key} has to be a date such as 2017-12-11")
        return value

    def flag(self, key: str) -> bool:
        """Take true or false, which has to be there."""
        value = self._left.pop(key, None)
        if not isinstance(value, bool):
            self.fail(f"{key} has to be true or false")
        return value

    def tables(self, key: str) -> list["Table"]:
        """Take a list of tables, each with its number in its place."""
        value = self._left.pop(key, None)
        if not isinstance(value, list) or not value:
            self.fail(f"{key} has to be a list with something in it")
        return [self._numbered(key, number, item) for number, item in enumerate(value, start=1)]

    def _numbered(self, key: str, number: int, item: object) -> "Table":
        if not isinstance(item, dict):
            self.fail(f"{key} number {number} has to be a table")
        named = item.get("code", item.get("from", ""))
        return Table(f"{self.place}, {key} number {number} ({named})", item)

    def nothing_left(self) -> None:
        """Check that every key was one we know.

        Raises:
            ReferenceFileError: One was not.
        """
        if self._left:
            self.fail(f"unknown key {min(self._left)!r}")


def read_table(file: Traversable) -> Table:
    """Read a TOML file.

    Raises:
        ReferenceFileError: It is not TOML.
    """
    try:
        return Table(file.name, tomllib.loads(file.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise ReferenceFileError(f"{file.name}: not valid TOML: {error}") from error

"""Finds, checks and keeps the code lists."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from alongside.foundation.reference.codelist import CodeList, Entry, Evidence, UnknownSystem
from alongside.foundation.reference.toml_reading import Table, read_table

_HERE = "alongside.foundation.reference"


@cache
def systems() -> tuple[str, ...]:
    """Name every code list, in alphabetical order."""
    return toml_names(files(_HERE) / "lists")


@cache
def code_list(system: str) -> CodeList:
    """Give a code list by name.

    Raises:
        UnknownSystem: There is no such list.
        ReferenceFileError: Its file is wrong.
    """
    if system not in systems():
        raise UnknownSystem(f"There is no code list called {system!r}.")
    return read_code_list(files(_HERE) / "lists" / f"{system}.toml")


def toml_names(folder: Traversable) -> tuple[str, ...]:
    """Name the TOML files of a folder, without their ending, in order."""
    names = (file.name for file in folder.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def read_code_list(file: Traversable) -> CodeList:
    """Read and check one list file.

    Raises:
        ReferenceFileError: Something in it is wrong; names the file and the entry.
    """
    table = read_table(file)
    evidence = _evidence(table, None)
    rows = table.tables("entries")
    entries = tuple(_entry(row, evidence) for row in rows)
    checked_on = table.day("checked_on")
    if checked_on is None:
        table.fail("checked_on is missing")
    built = CodeList(
        system=table.text("system"),
        title=table.text("title"),
        source=table.text("source"),
        address=table.text("address", default=""),
        checked_on=checked_on,
        evidence=evidence,
        complete=table.flag("complete"),
        note=table.text("note", default=""),
        entries=entries,
    )
    table.nothing_left()
    if f"{built.system}.toml" != file.name:
        table.fail(f"system is {built.system!r}, which is not the file's name")
    _check_codes_once(rows, entries)
    return built


def _entry(row: Table, list_evidence: Evidence) -> Entry:
    entry = Entry(
        code=row.text("code"),
        display=row.text("display"),
        valid_from=row.day("valid_from"),
        valid_to=row.day("valid_to"),
        group=row.text("group", default=""),
        source=row.text("source", default=""),
        evidence=_evidence(row, list_evidence),
        note=row.text("note", default=""),
    )
    row.nothing_left()
    if entry.valid_from and entry.valid_to and entry.valid_to <= entry.valid_from:
        row.fail("valid_to has to come after valid_from")
    return entry


def _evidence(table: Table, default: Evidence | None) -> Evidence:
    word = table.text("evidence", default=default.value if default else None)
    try:
        return Evidence(word)
    except ValueError:
        table.fail(f"evidence {word!r} is not one of {', '.join(Evidence)}")


def _check_codes_once(rows: Sequence[Table], entries: Sequence[Entry]) -> None:
    codes: set[str] = set()
    words: set[str] = set()
    for row, entry in zip(rows, entries, strict=True):
        if entry.code in codes:
            row.fail(f"code {entry.code!r} is already in the list")
        if entry.display in words:
            row.fail(f"two codes are shown as {entry.display!r}")
        codes.add(entry.code)
        words.add(entry.display)

"""From the codes of one list to the codes of another."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from alongside.foundation.reference.codelist import CodeList, ReferenceLookupError
from alongside.foundation.reference.loading import code_list, systems, toml_names
from alongside.foundation.reference.toml_reading import Table, read_table

_HERE = "alongside.foundation.reference"


class UnknownMapping(ReferenceLookupError):
    """There is no mapping of that name."""


class NotMapped(ReferenceLookupError):
    """The code has no counterpart, and one must not be made up."""


@dataclass(frozen=True, slots=True)
class CodeMapping:
    """Counterparts in another list.

    Attributes:
        name: Its name here.
        from_system: The list whose codes it starts from.
        to_system: The list whose codes it ends in.
        source: Where it comes from, in words.
        checked_on: When it was last compared with the source.
        partial: Whether some codes have no counterpart.
        note: What a user has to know; may be empty.
        pairs: Each code that has a counterpart, with it.
    """

    name: str
    from_system: str
    to_system: str
    source: str
    checked_on: date
    partial: bool
    note: str
    pairs: MappingProxyType[str, str]


@cache
def mappings() -> tuple[str, ...]:
    """Name every mapping, in alphabetical order."""
    return toml_names(files(_HERE) / "mappings")


@cache
def code_mapping(name: str) -> CodeMapping:
    """Give a mapping by name.

    Raises:
        UnknownMapping: There is no such mapping.
        ReferenceFileError: Its file is wrong.
    """
    if name not in mappings():
        raise UnknownMapping(f"There is no mapping called {name!r}.")
    return read_code_mapping(files(_HERE) / "mappings" / f"{name}.toml")


def map_code(mapping: str, code: str) -> str:
    """Give the counterpart of a code.

    Raises:
        UnknownMapping: There is no such mapping.
        UnknownCode: The list it starts from does not hold the code.
        NotMapped: The code has no counterpart.
    """
    table = code_mapping(mapping)
    entry = code_list(table.from_system).find(code)
    if code not in table.pairs:
        raise NotMapped(f"{entry.display} ({code}) has no counterpart in {table.to_system}.")
    return table.pairs[code]


def codes_mapped_to(mapping: str, code: str) -> tuple[str, ...]:
    """Give every code whose counterpart is the one given: the way back, which may be several.

    Raises:
        UnknownMapping: There is no such mapping.
        UnknownCode: The list it ends in does not hold the code.
    """
    table = code_mapping(mapping)
    code_list(table.to_system).find(code)
    return tuple(start for start, end in table.pairs.items() if end == code)


def read_code_mapping(file: Traversable) -> CodeMapping:
    """Read and check one mapping file against both its lists.

    Raises:
        ReferenceFileError: Something in it is wrong; names the file and the pair.
    """
    table = read_table(file)
    from_list, to_list = (_list_named(table, key) for key in ("from_system", "to_system"))
    rows = table.tables("pairs")
    pairs = _pairs(rows, from_list, to_list)
    checked_on = table.day("checked_on")
    if checked_on is None:
        table.fail("checked_on is missing")
    built = CodeMapping(
        name=file.name.removesuffix(".toml"),
        from_system=from_list.system,
        to_system=to_list.system,
        source=table.text("source"),
        checked_on=checked_on,
        partial=table.flag("partial"),
        note=table.text("note", default=""),
        pairs=MappingProxyType(pairs),
    )
    table.nothing_left()
    unmapped = [entry.code for entry in from_list if entry.code not in pairs]
    if unmapped and not built.partial:
        table.fail(f"code {unmapped[0]!r} of {from_list.system} has no counterpart")
    if built.partial and not unmapped:
        table.fail("partial is true but every code has a counterpart")
    return built


def _list_named(table: Table, key: str) -> CodeList:
    system = table.text(key)
    if system not in systems():
        table.fail(f"{key} {system!r} is not a code list")
    return code_list(system)


def _pairs(rows: list[Table], from_list: CodeList, to_list: CodeList) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for row in rows:
        start, end = row.text("from"), row.text("to")
        row.nothing_left()
        if start not in from_list:
            row.fail(f"{from_list.system} has no code {start!r}")
        if end not in to_list:
            row.fail(f"{to_list.system} has no code {end!r}")
        if start in pairs:
            row.fail(f"code {start!r} already has a counterpart")
        pairs[start] = end
    return pairs

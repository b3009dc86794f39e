"""Which column of a file holds which fact: read from a small TOML file, or guessed from titles."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Final

from alongside.exchange.spreadsheets.cells import alike
from alongside.exchange.spreadsheets.fields import FIELDS, Field, Shape, codes_of
from alongside.kernel.refusal import Refused

EXAMPLE: Final = "s136_columns.example.toml"
PARTS: Final = ("columns", "values", "constants")
CODED: Final = frozenset({Shape.CODE, Shape.CODES})


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """What a column map says.

    Attributes:
        columns: The title of the column, or of a day and a time column, by fact.
        values: What a file's own words mean, by fact: code by words.
        constants: What holds for every row, by fact: words.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """Where one fact is in a row.

    Attributes:
        field: The fact.
        places: Positions of its cells, from 0; none for a constant.
        title: Its title or titles, for messages.
        codes: Code by every way of writing it, for a coded fact.
        constant: What holds for every row.
    """

    field: Field
    places: tuple[int, ...]
    title: str
    codes: Mapping[str, str]
    constant: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's columns as they will be read.

    Attributes:
        columns: One for each fact found.
        unused: Titles nothing was read from.
        guessed: Whether any column was found by its title alone.
    """

    columns: tuple[Column, ...]
    unused: tuple[str, ...]
    guessed: bool


def example_map(name: str = EXAMPLE) -> str:
    """Answer an example of a column map, in TOML, with a line on each fact."""
    return (files(__package__) / name).read_text(encoding="utf-8")


def read_column_map(path: Path, fields: Sequence[Field] = FIELDS) -> ColumnMap:
    """Read a column map.

    Args:
        path: The file.
        fields: Every fact it may name; those of past detentions when left out.

    Raises:
        Refused: ``map.…``: one line that names the file and the key.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        raise _refused(path, fault.strerror or "cannot be opened") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise _refused(path, f"it is not TOML: {fault}") from None
    for part in told:
        if part not in PARTS or not isinstance(told[part], dict):
            raise _refused(path, f"[{part}] is not one of [columns], [values] and [constants]")
    known = {fact.name: fact for fact in fields}
    columns = {
        name: _titles(path, name, given, fact=known.get(name))
        for name, given in told.get("columns", {}).items()
    }
    values = {
        name: _meanings(path, name, given, fact=known.get(name))
        for name, given in told.get("values", {}).items()
    }
    constants = {
        name: _text(path, f"constants.{name}", given)
        for name, given in told.get("constants", {}).items()
    }
    for name in (*columns, *values, *constants):
        if name not in known:
            raise _refused(path, f"{name!a} is not a fact; `alongside import columns` names all")
    return ColumnMap(columns, values, constants)


def _refused(path: Path, why: str) -> Refused:
    return Refused("map.not_understood", f"{path.name}: {why}.")


def _text(path: Path, key: str, given: object) -> str:
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        raise _refused(path, f"{key} is not words")
    return str(given)


def _titles(path: Path, name: str, given: object, *, fact: Field | None) -> tuple[str, ...]:
    if isinstance(given, str):
        return (given,)
    shape = fact.shape if fact else None
    if isinstance(given, list) and len(given) == 2 and shape is Shape.INSTANT:
        day, clock = given
        return (_text(path, f"columns.{name}", day), _text(path, f"columns.{name}", clock))
    if shape is Shape.INSTANT:
        raise _refused(path, f"columns.{name} is not a title, or two: a day and a time")
    raise _refused(path, f"columns.{name} is not the title of one column")


def _meanings(path: Path, name: str, given: object, *, fact: Field | None) -> dict[str, str]:
    if fact is None or not isinstance(given, dict) or fact.shape not in CODED:
        raise _refused(path, f"values.{name} is not a table of words and codes of a coded fact")
    codes = codes_of(fact.system)
    found = {}
    for written, code in given.items():
        meant = codes.get(alike(_text(path, f"values.{name}", code)))
        if meant is None:
            raise _refused(path, f"values.{name}: {code!a} is not one of its codes")
        found[alike(written)] = meant
    return found


def lay_out(titles: Sequence[str], told: ColumnMap, *, fields: Sequence[Field] = FIELDS) -> Layout:
    """Find each fact's column: where the map says, otherwise by its title.

    Args:
        titles: The file's first row.
        told: The map; may be empty.
        fields: Every fact a column may hold; those of past detentions when left out.

    Raises:
        Refused: ``columns.missing``: a column the map names, or one that is needed, is not there.
    """
    at = {alike(title): place for place, title in enumerate(titles) if title}
    columns: list[Column] = []
    taken: set[int] = set()
    guessed = False
    for fact in fields:
        names = told.columns.get(fact.name)
        if names is not None:
            places = _places(fact, names, at)
        elif fact.name in told.constants:
            columns.append(_constant(fact, told))
            continue
        else:
            places = _guess(fact, at, taken)
            guessed = guessed or bool(places)
        if places:
            taken.update(places)
            title = " + ".join(titles[place] for place in places)
            columns.append(Column(fact, places, title, _codes(fact, told)))
        elif fact.needed:
            raise _missing(fact)
    unused = tuple(t for place, t in enumerate(titles) if t and place not in taken)
    return Layout(tuple(columns), unused, guessed)


def _missing(fact: Field) -> Refused:
    return Refused(
        "columns.missing",
        f"Row 1: no column is {fact.name} ({fact.says[0].lower()}{fact.says[1:-1]}).",
        next_step="Say which it is in a column map: `alongside import columns` shows one.",
    )


def _places(fact: Field, names: tuple[str, ...], at: Mapping[str, int]) -> tuple[int, ...]:
    for name in names:
        if alike(name) not in at:
            raise Refused(
                "columns.missing",
                f"Row 1: no column has the title {name!a}, which the map gives for {fact.name}.",
            )
    return tuple(at[alike(name)] for name in names)


def _guess(fact: Field, at: Mapping[str, int], taken: set[int]) -> tuple[int, ...]:
    for title in (fact.name, *fact.titles):
        place = at.get(alike(title))
        if place is not None and place not in taken:
            return (place,)
    for pair in fact.pairs:
        places = tuple(at[alike(title)] for title in pair if alike(title) in at)
        if len(places) == len(pair) and not taken & set(places):
            return places
    return ()


def _codes(fact: Field, told: ColumnMap) -> Mapping[str, str]:
    if fact.shape not in CODED:
        return {}
    return {**codes_of(fact.system), **told.values.get(fact.name, {})}


def _constant(fact: Field, told: ColumnMap) -> Column:
    return Column(fact, (), f"constants.{fact.name}", _codes(fact, told), told.constants[fact.name])

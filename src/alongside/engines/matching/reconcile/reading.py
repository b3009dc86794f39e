"""From files' columns to ledgers: named ones are encoded here, for this one comparison."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from alongside.engines.matching.private.encoded import Encoded
from alongside.engines.matching.private.filters import encode
from alongside.engines.matching.private.preparing import choose_columns, records_of
from alongside.engines.matching.private.secret import Key, key_from
from alongside.engines.matching.reconcile.episodes import (
    FACTS,
    Ledger,
    fact_columns,
    read_episodes,
)
from alongside.kernel.refusal import Refused

RECORD: Final = "record"
"""What ``--map record=COLUMN`` calls the column that names a row."""


def key_of_a_desk() -> Key:
    """A key for two ledgers of one desk, which never leaves it; any will do."""
    return key_from("two ledgers read at one desk", exchange="here")


def named_ledger(
    file: str,
    titles: Sequence[str],
    rows: Sequence[tuple[int, Sequence[object]]],
    *,
    asked: Sequence[str] = (),
    key: Key,
    told: Callable[[int], None] | None = None,
) -> Ledger:
    """A ledger with names, each row with its number in the file.

    Args:
        file: For messages.
        titles: Of its columns.
        rows: Row numbers and cells.
        asked: ``fact=column`` and ``role=column``; columns of other files are passed over.
        key: The same for both ledgers.
        told: Called with how many more rows are encoded.

    Raises:
        Refused: ``ledger.…``, ``map.…`` or ``encode.names``.
    """
    facts, roles = _asked(titles, asked)
    named = facts.pop(RECORD, "")
    columns = fact_columns([title for title in titles if not _is_asked(title, roles)], facts)
    unused = [f"unused={title}" for title in columns.values()]
    about = choose_columns(titles, [*roles, *unused], file=file)
    places = {fact: titles.index(title) for fact, title in columns.items()}
    cells = {fact: [row[at] for _number, row in rows] for fact, at in places.items()}
    records = tuple(str(row[titles.index(named)]) if named else str(number) for number, row in rows)
    _check_each_named_once(file, named, records, [number for number, _row in rows])
    people = encode(records_of(titles, (row for _n, row in rows), about), key=key, told=told)
    return Ledger(file, read_episodes(file, records, cells, titles=columns), people)


def encoded_ledger(encoded: Encoded, *, asked: Sequence[str] = ()) -> Ledger:
    """A ledger without names, whose times were carried openly.

    Raises:
        Refused: ``ledger.…``.
    """
    facts, _roles = _asked(list(encoded.carried), asked)
    columns = fact_columns(list(encoded.carried), facts)
    cells = {fact: encoded.carried[title] for fact, title in columns.items()}
    episodes = read_episodes(encoded.name, encoded.records, cells, titles=columns)
    return Ledger(encoded.name, episodes, encoded.filters)


def _check_each_named_once(
    file: str, named: str, records: Sequence[str], numbers: Sequence[int]
) -> None:
    seen: dict[str, int] = {}
    for record, number in zip(records, numbers, strict=True):
        if record in seen:
            raise Refused(
                "ledger.twice", f"{file}: rows {seen[record]} and {number} have the same {named}."
            )
        seen[record] = number


def check_asked(asked: Sequence[str], files: Mapping[str, Sequence[str]]) -> None:
    """Check that each ``--map`` names a column that one of the files has.

    Raises:
        Refused: ``map.form`` or ``map.no_such_column``.
    """
    have = {title.casefold() for titles in files.values() for title in titles}
    for one in asked:
        name, equals, column = one.partition("=")
        if not equals or not name.strip():
            raise Refused("map.form", f"--map {one!a}: write it as role=column.")
        if column.strip().casefold() not in have:
            raise Refused(
                "map.no_such_column",
                f"--map {one!a}: neither {' nor '.join(files)} has a column {column!a}.",
            )


def _asked(titles: Sequence[str], asked: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Part what was asked into facts of an episode and roles of a person, for one file."""
    folded = {title.casefold(): title for title in titles}
    facts: dict[str, str] = {}
    roles = []
    for one in asked:
        name, _equals, column = one.partition("=")
        title = folded.get(column.strip().casefold())
        if title is None:
            continue
        if name.strip() in (*FACTS, RECORD):
            facts[name.strip()] = title
        else:
            roles.append(one)
    return facts, roles


def _is_asked(title: str, roles: Sequence[str]) -> bool:
    return any(one.partition("=")[2].strip().casefold() == title.casefold() for one in roles)

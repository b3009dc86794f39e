"""What becomes of every row when two records that were joined are parted again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.areas.people.rules.merging.settling import allows, holds, yielded
from alongside.areas.people.rules.merging.shapes import Change, OneOf, Row, Side, Table, Values
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Parting:
    """One parting, as the rules need to know it.

    Attributes:
        kept: The key that stands.
        other: The key that goes its own way again.
        by: Who parts them.
        now: When.
    """

    kept: object
    other: object
    by: object
    now: datetime


@dataclass(slots=True)
class _Row:
    """One row while it is worked out: as it stands, as it is to be, and as it may be again."""

    key: str
    side: Side
    values: dict[str, object]
    becomes: dict[str, object]
    was: Values
    unchanged: bool


def check_partable(
    touched: Collection[tuple[str, str]], later: Collection[tuple[str, str]]
) -> None:
    """Refuse to undo a join while a later one in force stands on the same rows.

    Args:
        touched: Tables and keys of rows that this join changed.
        later: The same, of every later join still in force.

    Raises:
        Refused: ``unmerge.later_join``.
    """
    if set(touched) & set(later):
        raise Refused(
            "unmerge.later_join",
            "Another record was joined later, and that join moved some of the same things.",
            next_step="Part the later one first.",
        )


def part(
    table: Table,
    *,
    ledger: Sequence[Change],
    present: Mapping[str, Values],
    since: Sequence[Row],
    parting: Parting,
) -> list[Change]:
    """Answer which rows of a table change when two records are parted, and how.

    A row says again what it said before the join, unless somebody changed it since: then what
    they said stays. What was recorded since goes where the user says, and holds its place there.

    Args:
        table: Which table.
        ledger: What the join did to its rows.
        present: Rows of the standing record as they are now, by key.
        since: Rows recorded since, each with the side it belongs to.
        parting: The parting.
    """
    rows = [_kept(table, line, present[line.key]) for line in ledger if line.key in present]
    rows += [_new(row) for row in since]
    for row in rows:
        if row.side is Side.OTHER and not table.stays:
            row.becomes[table.person] = parting.other
        if table.numbered and row.unchanged and table.numbered in row.was:
            row.becomes[table.numbered] = row.was[table.numbered]
    for place in table.places:
        for group in _groups(place, rows):
            _fill(place, group, parting)
    return [
        Change(row.key, row.side, _tracked(table, row.values), _tracked(table, row.becomes))
        for row in rows
        if _tracked(table, row.values) != _tracked(table, row.becomes)
    ]


def restored(ledger: Sequence[Change], present: Mapping[str, Values]) -> list[Change]:
    """Answer what a person's own row says again, where nobody changed it since."""
    changes = []
    for line in ledger:
        now = present[line.key]
        again = {
            name: line.before[name] if now[name] == line.after[name] else now[name]
            for name in line.after
        }
        changes.append(Change(line.key, line.side, {name: now[name] for name in again}, again))
    return [change for change in changes if change.changes]


def _kept(table: Table, line: Change, now: Values) -> _Row:
    own = [name for name in line.after if name not in (table.person, table.numbered)]
    same = all(now[name] == line.after[name] for name in own)
    return _Row(line.key, line.side, dict(now), dict(now), line.before, same)


def _new(row: Row) -> _Row:
    return _Row(row.key, row.side, dict(row.values), dict(row.values), {}, unchanged=False)


def _tracked(table: Table, values: Values) -> dict[str, object]:
    return {name: values[name] for name in table.tracked}


def _groups(place: OneOf, rows: Sequence[_Row]) -> list[list[_Row]]:
    """Gather the rows that could hold one place of one of the two records."""
    groups: dict[tuple[object, ...], list[_Row]] = {}
    for row in rows:
        if allows(row.values, place.where):
            at = tuple(row.values[name] for name in place.by)
            groups.setdefault((row.side, *at), []).append(row)
    return list(groups.values())


def _fill(place: OneOf, group: Sequence[_Row], parting: Parting) -> None:
    """Let the newest that holds the place keep it, or give it back to whoever had it."""
    holding = _newest_first(place, [row for row in group if holds(place, row.values, parting.now)])
    if place.many or not holding:
        had = _newest_first(place, [row for row in group if _had(place, row)])
        for row in had[: None if place.many else 1]:
            row.becomes |= {name: row.was[name] for name in (*place.holds, *place.yields)}
    elif place.yields:
        for row in holding[1:]:
            row.becomes |= yielded(place, parting.now, parting.by)


def _newest_first(place: OneOf, rows: Sequence[_Row]) -> list[_Row]:
    return sorted(rows, key=lambda row: (row.values[place.newest], row.key), reverse=True)


def _had(place: OneOf, row: _Row) -> bool:
    """Whether a row gave a place up to the join, or lost it since to a row that has gone."""
    if not row.was or not allows(row.was, place.holds) or allows(row.values, place.holds):
        return False
    return row.unchanged or place.displaced


def sides_since(
    tables: Mapping[str, Table],
    ledger: Mapping[str, Sequence[Change]],
    since: Mapping[str, Sequence[Row]],
    *,
    theirs: Collection[str],
) -> dict[str, list[Row]]:
    """Answer whose each thing recorded since is: what hangs on another row goes with that row.

    Args:
        tables: By name.
        ledger: What the join did, by table.
        since: Rows recorded since, by table.
        theirs: Names, table and key, of what goes with the parted record.
    """
    side = {change.key: change.side for of in ledger.values() for change in of}
    side |= {
        row.key: Side.OTHER if f"{label}:{row.key}" in theirs else Side.KEPT
        for label, rows in since.items()
        for row in rows
    }
    return {
        label: [Row(row.key, _followed(tables[label], row, side), row.values) for row in rows]
        for label, rows in since.items()
    }


def _followed(table: Table, row: Row, side: Mapping[str, Side]) -> Side:
    followed = str(row.values[table.follows]) if table.follows else ""
    return side.get(followed, side[row.key])

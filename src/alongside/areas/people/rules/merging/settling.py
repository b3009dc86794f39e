"""What becomes of every row of a table when two records of one person are joined."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.areas.people.rules.merging.shapes import (
    Allowed,
    Change,
    Clash,
    Mark,
    OneOf,
    Row,
    Settle,
    Side,
    Table,
    Values,
)
from alongside.kernel.refusal import Refused

NO: Final = "objection"


@dataclass(frozen=True, slots=True)
class Joining:
    """One join, as the rules need to know it.

    Attributes:
        kept: The key that stands.
        other: The key that is joined to it.
        by: Who joins them.
        now: When.
        chosen: Which side's row is to be current, by the name of the clash.
        held: Kinds of information that each record holds something of, by letter.
    """

    kept: object
    other: object
    by: object
    now: datetime
    chosen: Mapping[str, Side]
    held: Mapping[Side, Collection[str]]


def allows(values: Values, allowed: Allowed) -> bool:
    """Whether every named column says one of the things it may."""
    return all(values[name] in wanted for name, wanted in allowed.items())


def holds(place: OneOf, values: Values, now: datetime) -> bool:
    """Whether a row holds a place at an instant."""
    if not (allows(values, place.where) and allows(values, place.holds)):
        return False
    return not place.until or values[place.until] > now  # type: ignore[operator]


def clashes(table: Table, rows: Sequence[Row], now: datetime) -> list[Clash]:
    """Answer where both records hold what only one row of a person may."""
    found = []
    for place in table.places:
        if place.settle is Settle.NEITHER:
            continue
        sides: dict[tuple[object, ...], dict[Side, Row]] = {}
        for row in rows:
            if holds(place, row.values, now):
                at = tuple(row.values[name] for name in place.by)
                sides.setdefault(at, {})[row.side] = row
        for at, both in sides.items():
            if len(both) == len(Side):
                name = ":".join([place.name, *(str(part) for part in at)])
                found.append(Clash(name, place, both[Side.KEPT], both[Side.OTHER]))
    return sorted(found, key=lambda clash: clash.name)


def check_joinable(found: Iterable[Clash]) -> None:
    """Refuse where only whoever has something open can say how it ends.

    Raises:
        Refused: ``merge.open_on_both``.
    """
    for clash in found:
        if clash.place.settle is Settle.REFUSE:
            raise Refused(
                "merge.open_on_both",
                clash.place.refusal,
                next_step="One of the two has to be finished or closed first. Then join the "
                "records.",
            )


def settle(table: Table, rows: Sequence[Row], joining: Joining) -> list[Change]:
    """Answer what every row of a table says before and after two records are joined.

    Rows that change nothing are answered too: they say what was there at the join, so that what
    is recorded afterwards can be told apart.
    """
    found = clashes(table, rows, joining.now)
    loses = {_loser(clash, joining).key for clash in found if clash.place.settle is Settle.CHOOSE}
    apart = (Settle.LEAVE, Settle.REFUSE)
    left = {clash.other.key for clash in found if clash.place.settle in apart}
    left |= _said_already(table, rows)
    yields = {key: place for place in table.places for key in _gives_up(place, rows, joining)}
    further = _highest(table, rows)
    changes = []
    for row in rows:
        before = {name: row.values[name] for name in table.tracked}
        after = dict(before)
        if row.side is Side.OTHER and (table.stays or row.key in left):
            changes.append(Change(row.key, row.side, before, after))
            continue
        if row.side is Side.OTHER:
            after[table.person] = joining.kept
            if table.numbered:
                after[table.numbered] = int(str(row.values[table.numbered])) + further
        place = yields.get(row.key) or next(
            (
                clash.place
                for clash in found
                if row.key in loses & {clash.kept.key, clash.other.key}
            ),
            None,
        )
        if place is not None:
            after |= yielded(place, joining.now, joining.by)
        changes.append(Change(row.key, row.side, before, after))
    return changes


def yielded(place: OneOf, now: datetime, by: object) -> dict[str, object]:
    """Answer what a row says once it has given way."""
    marks = {Mark.NOW: now, Mark.BY: by}
    return {
        name: marks[value] if isinstance(value, Mark) else value
        for name, value in place.yields.items()
    }


def _loser(clash: Clash, joining: Joining) -> Row:
    """The row not chosen; where both say the same, or nobody chose, the record that stands wins."""
    chosen = joining.chosen.get(clash.name, Side.KEPT)
    return clash.other if chosen is Side.KEPT or clash.alike else clash.kept


def _said_already(table: Table, rows: Sequence[Row]) -> set[str]:
    """Rows of the joined record that the standing one has word for word."""
    if not table.same:
        return set()
    said = {_words(table, row) for row in rows if row.side is Side.KEPT}
    return {row.key for row in rows if row.side is Side.OTHER and _words(table, row) in said}


def _words(table: Table, row: Row) -> tuple[object, ...]:
    return tuple(row.values[name] for name in table.same)


def _highest(table: Table, rows: Sequence[Row]) -> int:
    if not table.numbered:
        return 0
    kept = [int(str(row.values[table.numbered])) for row in rows if row.side is Side.KEPT]
    return max(kept, default=0)


def _gives_up(place: OneOf, rows: Sequence[Row], joining: Joining) -> set[str]:
    """Rows that give way whatever anybody chooses, so that joining opens nothing to anybody."""
    holding = [row for row in rows if holds(place, row.values, joining.now)]
    if place.settle is Settle.NEITHER:
        return {row.key for row in holding}
    if place.settle is not Settle.STRICTER:
        return set()
    places: dict[tuple[object, ...], dict[Side, Row]] = {}
    for row in holding:
        at = tuple(row.values[name] for name in place.by)
        places.setdefault(at, {})[row.side] = row
    return {row.key for both in places.values() for row in _too_open(both, joining.held)}


def _too_open(both: Mapping[Side, Row], held: Mapping[Side, Collection[str]]) -> list[Row]:
    """Of the choices about one thing, those that would open more than the person said.

    A no stands. Of two alike the one that ends sooner stands. A yes that only one record has is
    set aside where the other holds that kind of information, since nobody asked about that.
    """
    if len(both) == len(Side):
        kept, other = both[Side.KEPT], both[Side.OTHER]
        if kept.values["kind"] == other.values["kind"]:
            return [kept] if _sooner(other, kept) else [other]
        if NO in (kept.values["kind"], other.values["kind"]):
            return [row for row in (kept, other) if row.values["kind"] != NO]
        return [kept, other]
    ((side, row),) = both.items()
    beside = Side.OTHER if side is Side.KEPT else Side.KEPT
    opens = row.values["kind"] != NO and row.values["category"] in held[beside]
    return [row] if opens else []


def _sooner(first: Row, second: Row) -> bool:
    """Whether the first ends before the second: for a no, whether it lasts longer."""
    ends, other_ends = first.values["ends_at"], second.values["ends_at"]
    if first.values["kind"] == NO:
        ends, other_ends = other_ends, ends
    return ends is not None and (other_ends is None or ends < other_ends)  # type: ignore[operator]

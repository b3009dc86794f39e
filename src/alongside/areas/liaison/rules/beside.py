"""Sets what each service says beside the others and the record, and finds where they differ.

Lines are set beside each other where they share words, or where somebody set them so. A time
differs where two tellings of one thing are further apart than people's watches are; an order
differs where one puts first what the other puts second. Nothing says which telling is right.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Final
from uuid import UUID

from alongside.areas.liaison.rules.review_factors import DifferenceKind
from alongside.areas.liaison.rules.telling_words import likeness, telling_words
from alongside.kernel.local_time import say_length, to_local

TOLERANCE: Final = timedelta(minutes=10)
ABOUT: Final = timedelta(minutes=30)
"""How far apart two times may be, where one of them is only about right."""
ALIKE: Final = 0.5
NEAR: Final = timedelta(hours=1)
FURTHEST: Final = timedelta(hours=3)
"""Two lines further apart than this are set beside each other only where somebody says so."""
RECORD: Final = "The record"
_LAST: Final = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Telling:
    """One line of somebody's.

    Attributes:
        id: Its identifier.
        whose: The service's name, or ``RECORD``.
        at: When, where it says.
        about: Whether that is only about right.
        words: What happened.
    """

    id: UUID
    whose: str
    at: datetime | None
    about: bool
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """A difference that was worked out, as a sentence."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class BesideRow:
    """What is told of one thing, at most once by each.

    Attributes:
        tellings: In the order of the columns.
        found: Where they differ.
    """

    tellings: tuple[Telling, ...]
    found: tuple[Found, ...] = ()

    @property
    def at(self) -> datetime | None:
        """The earliest time anybody gives."""
        return min((one.at for one in self.tellings if one.at), default=None)

    def of(self, whose: str) -> Telling | None:
        """Answer what one of them says of it."""
        return next((one for one in self.tellings if one.whose == whose), None)


def set_beside(
    columns: Sequence[tuple[str, Sequence[Telling]]],
    pinned: Iterable[tuple[UUID, UUID]] = (),
) -> tuple[BesideRow, ...]:
    """Set every line into a row, earliest first; rows without a time stand last.

    Args:
        columns: Whose, and what they say, in the order to show.
        pinned: Pairs that somebody set beside each other.
    """
    place = {whose: number for number, (whose, _) in enumerate(columns)}
    everything = [one for _, tellings in columns for one in tellings]
    groups: dict[UUID, list[Telling]] = {one.id: [one] for one in everything}
    for left, right in (*pinned, *_alike(everything)):
        if left in groups and right in groups:
            _join(groups, left, right)
    each = {id(group): group for group in groups.values()}.values()
    rows = [BesideRow(tuple(sorted(group, key=lambda one: place[one.whose]))) for group in each]
    order = {one.id: number for number, one in enumerate(everything)}
    rows.sort(key=lambda row: (row.at or _LAST, order[row.tellings[0].id]))
    return _with_differences(rows)


def _join(groups: dict[UUID, list[Telling]], left: UUID, right: UUID) -> None:
    one, other = groups[left], groups[right]
    if one is other or {t.whose for t in one} & {t.whose for t in other}:
        return
    one.extend(other)
    for telling in other:
        groups[telling.id] = one


def _alike(everything: Sequence[Telling]) -> list[tuple[UUID, UUID]]:
    """Pairs of different tellers that may tell of one thing, the most alike and nearest first."""
    words = {one.id: telling_words(one.words) for one in everything}
    found = []
    for one, other in combinations(everything, 2):
        mine, theirs, apart = words[one.id], words[other.id], _apart(one, other)
        if one.whose != other.whose and _one_thing(mine, theirs, apart):
            found.append((-likeness(mine, theirs), -len(mine & theirs), apart, one, other))
    found.sort(key=lambda pair: pair[:3])
    return [(one.id, other.id) for *_, one, other in found]


def _one_thing(mine: frozenset[str], theirs: frozenset[str], apart: timedelta) -> bool:
    """Half the words of the shorter; where that is a single word, told of within the hour too."""
    alike = likeness(mine, theirs)
    if alike < ALIKE or apart > FURTHEST:
        return False
    return alike == 1.0 or len(mine & theirs) > 1 or apart <= NEAR


def _apart(one: Telling, other: Telling) -> timedelta:
    return abs(one.at - other.at) if one.at and other.at else FURTHEST


def _with_differences(rows: Sequence[BesideRow]) -> tuple[BesideRow, ...]:
    found: list[list[Found]] = [_times(row) for row in rows]
    for (_, earlier), (number, later) in combinations(enumerate(rows), 2):
        found[number] += _orders(earlier, later)
    return tuple(
        BesideRow(row.tellings, tuple(differences))
        for row, differences in zip(rows, found, strict=True)
    )


def _times(row: BesideRow) -> list[Found]:
    """The widest gap of a row, where it is wider than allowed."""
    gaps = []
    for one, other in combinations(row.tellings, 2):
        if one.at is None or other.at is None:
            continue
        apart = abs(one.at - other.at)
        if apart > (ABOUT if one.about or other.about else TOLERANCE):
            gaps.append((apart, one.at, other.at, one.whose, other.whose))
    if not gaps:
        return []
    apart, at, other_at, whose, others = max(gaps, key=lambda gap: gap[0])
    return [
        Found(
            DifferenceKind.TIME,
            f"{whose} says {to_local(at):%H:%M} and {_small(others)} says "
            f"{to_local(other_at):%H:%M}: {say_length(apart)} apart.",
        )
    ]


def _orders(earlier: BesideRow, later: BesideRow) -> list[Found]:
    """Where one puts these two things one way round, and another the other."""
    ways: dict[bool, str] = {}
    for telling in later.tellings:
        before = earlier.of(telling.whose)
        if before and before.at and telling.at and before.at != telling.at:
            ways.setdefault(telling.at > before.at, telling.whose)
    if set(ways) != {True, False}:
        return []
    about = earlier.tellings[0].words.rstrip(".")[:80]
    return [
        Found(
            DifferenceKind.ORDER,
            f"{ways[True]} puts this after “{about}”, {_small(ways[False])} before it.",
        )
    ]


def _small(whose: str) -> str:
    return "the record" if whose == RECORD else whose

"""Under which keys, and when, things were written that are about one person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Span:
    """A key, and the time in which what was written under it was about one person.

    Attributes:
        key: The key.
        since: From when; ``None`` for always.
        until: Until when; ``None`` for still.
    """

    key: UUID
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Join:
    """One join of two records, in force or parted again.

    Attributes:
        kept: The key that stood.
        other: The key that was joined to it.
        at: When.
        until: When they were parted; ``None`` while it is in force.
    """

    kept: UUID
    other: UUID
    at: datetime
    until: datetime | None = None


def spans_of(key: UUID, joins: Sequence[Join]) -> tuple[Span, ...]:
    """Answer every key, with its time, under which this person was written about.

    The key itself and all that are joined to it now count for all time. While a key was joined to
    another that it has since been parted from, what was written under that one was about both.
    """
    found: dict[Span, None] = {}
    for own in _joined_now(key, joins):
        found[Span(own)] = None
        for span in _stood_for(own, joins, Span(own)):
            found[span] = None
    whole = {span.key for span in found if span == Span(span.key)}
    return tuple(span for span in found if span == Span(span.key) or span.key not in whole)


def _joined_now(key: UUID, joins: Sequence[Join]) -> list[UUID]:
    keys = [key]
    for own in keys:
        keys += [
            join.other
            for join in joins
            if join.kept == own and join.until is None and join.other not in keys
        ]
    return keys


def _stood_for(key: UUID, joins: Sequence[Join], within: Span) -> Iterable[Span]:
    """Answer the keys that stood for this one, each for the time it did."""
    for join in joins:
        if join.other != key:
            continue
        since = max(join.at, within.since or join.at)
        ends = [at for at in (join.until, within.until) if at is not None]
        until = min(ends) if ends else None
        if until is None or since < until:
            span = Span(join.kept, since, until)
            yield span
            yield from _stood_for(join.kept, joins, span)

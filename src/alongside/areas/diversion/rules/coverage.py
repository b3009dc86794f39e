"""Which hours of the week a place is covered by the service, which are left, and since when."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from alongside.kernel.refusal import Refused

DAY: Final = 24 * 60
WEEK: Final = 7 * DAY
DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS: Final = range(5)
CLOCK: Final = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|24:00")
MILESTONES: Final = (0.5, 0.75, 1.0)
Span = tuple[int, int]
"""From a minute of the week, 0 for Monday midnight, up to but not including another."""
Hours = Iterable[Sequence[object]]
"""As a site holds them: weekday from 0 for Monday, opens, closes."""

_COURT_DAY: Final = ("09:00", "17:00")
OPEN: Final[Mapping[str, tuple[tuple[int, str, str], ...]]] = {
    "custody": tuple((day, "00:00", "24:00") for day in range(7)),
    "magistrates": (*((day, *_COURT_DAY) for day in WEEKDAYS), (5, "09:00", "13:00")),
    "crown": tuple((day, *_COURT_DAY) for day in WEEKDAYS),
    "youth_court": tuple((day, *_COURT_DAY) for day in WEEKDAYS),
    "voluntary_attendance": tuple((day, "08:00", "20:00") for day in range(7)),
    "community": tuple((day, *_COURT_DAY) for day in WEEKDAYS),
}
"""When each kind of place can hold somebody who needs the service. Our own reckoning."""


def spans_of(hours: Hours) -> tuple[Span, ...]:
    """Answer hours as spans of the week, joined where they touch; a night runs into the next day.

    Raises:
        Refused: ``hours.not_understood``.
    """
    found: list[Span] = []
    for one in hours:
        day, opens, closes = _checked(one)
        start, end = day * DAY + _minute(opens), day * DAY + _minute(closes)
        if end <= start:
            end += DAY
        found.append((start, min(end, WEEK)))
        if end > WEEK:
            found.append((0, end - WEEK))
    return _joined(found)


def _checked(one: Sequence[object]) -> tuple[int, str, str]:
    match list(one):
        case [int() as day, str() as opens, str() as closes]:
            if 0 <= day <= 6 and CLOCK.fullmatch(opens) and CLOCK.fullmatch(closes):
                return day, opens, closes
    raise Refused(
        "hours.not_understood",
        "Hours are a day from 0 for Monday, when it opens and when it closes.",
        next_step='Write them like [0, "08:00", "20:00"].',
        field="hours",
    )


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def within(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """Answer the parts of some spans that lie in others."""
    others = tuple(others)
    return _joined(
        (max(a, c), min(b, d)) for a, b in spans for c, d in others if max(a, c) < min(b, d)
    )


def outside(spans: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """Answer the parts of some spans that lie in none of the others."""
    left = tuple(spans)
    for start, end in others:
        left = tuple(
            part
            for a, b in left
            for part in ((a, min(b, start)), (max(a, end), b))
            if part[0] < part[1]
        )
    return left


def length(spans: Iterable[Span]) -> int:
    """Answer how many minutes spans hold."""
    return sum(end - start for start, end in spans)


@dataclass(frozen=True, slots=True)
class WeekCover:
    """How much of the week a place needs is covered.

    Attributes:
        open: When it can hold somebody.
        covered: When a practitioner is there, of those.
        gaps: The rest.
    """

    open: tuple[Span, ...]
    covered: tuple[Span, ...]
    gaps: tuple[Span, ...]

    @property
    def share(self) -> float:
        """The part of one that is covered."""
        return length(self.covered) / length(self.open)


def week_cover(kind: str, hours: Hours) -> WeekCover:
    """Answer how much of the week a place of a kind needs is covered by hours.

    Raises:
        Refused: ``hours.not_understood``.
    """
    opened = spans_of(OPEN.get(kind, OPEN["community"]))
    there = spans_of(hours)
    return WeekCover(opened, within(opened, there), outside(opened, there))


def day_words(spans: Iterable[Span], day: int) -> str:
    """Say the spans of one day: ``08:00 to 20:00``, ``all day``, or nothing."""
    midnight = day * DAY
    parts = within(spans, ((midnight, midnight + DAY),))
    if parts == ((midnight, midnight + DAY),):
        return "all day"
    return ", ".join(f"{_clock(a - midnight)} to {_clock(b - midnight)}" for a, b in parts)


def span_words(spans: Iterable[Span]) -> str:
    """Say spans of the week, days alike together: ``Mon to Fri 17:00 to 24:00; Sat all day``."""
    spans = tuple(spans)
    days = [day_words(spans, day) for day in range(7)]
    found: list[str] = []
    start = 0
    for day in range(1, 8):
        if day < 7 and days[day] == days[start]:
            continue
        if days[start]:
            to = f" to {DAYS[day - 1]}" if day - start > 1 else ""
            found.append(f"{DAYS[start]}{to} {days[start]}")
        start = day
    return "; ".join(found) or "none"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


@dataclass(frozen=True, slots=True)
class Milestone:
    """When a part of all places was first covered.

    Attributes:
        part: Of one.
        on: The day; ``None`` where it is not reached yet.
    """

    part: float
    on: date | None

    @property
    def words(self) -> str:
        """Such as ``Half of places``."""
        named = {0.5: "Half of places", 0.75: "Three quarters of places", 1.0: "All places"}
        return named[self.part]


def covered_on(starts: Sequence[date | None], day: date) -> int:
    """Answer how many places had been covered by a day.

    Args:
        starts: Of each place, since when; ``None`` for one that is not.
        day: The day.
    """
    return sum(1 for start in starts if start is not None and start <= day)


def milestones(starts: Sequence[date | None], today: date) -> tuple[Milestone, ...]:
    """Answer when half, three quarters and all of today's places were first covered."""
    days = sorted(start for start in starts if start is not None and start <= today)
    return tuple(
        Milestone(
            part, next((d for d in days if covered_on(starts, d) >= part * len(starts)), None)
        )
        for part in MILESTONES
    )

"""Reads a column of times: dates, months, quarters, years, financial years or plain numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import gcd

from alongside.engines.evaluation.times import Step, Time, financial_year, read_time, read_times
from alongside.kernel.refusal import Refused

__all__ = ["Periods", "Step", "read_periods"]


@dataclass(frozen=True, slots=True)
class Periods:
    """A column of times in order, each with its place on an even scale.

    Attributes:
        step: How long one period is.
        labels: As they were written, in order of time.
        index: ``(n,)`` steps since the first period, which is 1; a gap skips numbers.
        order: ``(n,)`` where each stood in the column, so that values can be put in order too.
        months: Calendar month of each, 1 to 12; empty when periods are years or numbers.
        starts: Each as a day number, a month number, or the number itself.
    """

    step: Step
    labels: tuple[str, ...]
    index: tuple[int, ...]
    order: tuple[int, ...]
    months: tuple[int, ...]
    starts: tuple[int, ...]

    @property
    def missing(self) -> int:
        """How many periods between the first and the last are not there."""
        return self.index[-1] - self.index[0] + 1 - len(self.index)

    def sorted(self, values: Sequence[float]) -> list[float]:
        """Put the values of another column in the same order."""
        return [values[at] for at in self.order]

    def place_of(self, text: str, *, name: str) -> int:
        """Answer the place, from 0, of the first period at or after a time.

        Args:
            text: Written as the column is; a date may be given for months.
            name: What is being placed, for the refusal.

        Raises:
            Refused: ``period.unreadable``, or ``period.outside`` when nothing lies on one side.
        """
        kind, start = self._read_like(text, name=name)
        if kind is not self.step:
            raise Refused(
                "period.unlike",
                f"{name} {text!a} is a {kind.value}; the column is in {self.step.value}s.",
                next_step=f"Write it as the column does, such as {self.labels[0]}.",
            )
        found = next((at for at, each in enumerate(self.starts) if each >= start), None)
        if found is None or found == 0:
            side = "after the last" if found is None else "not after the first"
            raise Refused(
                "period.outside",
                f"{name} {text!a} is {side} period, {self.labels[-1 if found is None else 0]}.",
                next_step="Periods are needed on both sides of it.",
            )
        return found

    def _read_like(self, text: str, *, name: str) -> Time:
        """Read a time in the column's own unit where it can be told in it."""
        year, digits = financial_year(text), text.strip().isdigit()
        if self.step is Step.YEAR and year is not None:
            return Step.YEAR, year
        if self.step in (Step.NUMBER, Step.YEAR) and digits:
            return self.step, int(text)
        kind, start = read_time(text, where=name)
        if kind is Step.DAY and self.step is Step.WEEK:
            return Step.WEEK, start
        if kind is Step.DAY and self.step in (Step.MONTH, Step.QUARTER):
            return self.step, _day_to_month(start)
        if kind is Step.DAY and self.step is Step.YEAR and self.months:
            return Step.YEAR, date.fromordinal(start).year
        if kind is Step.MONTH and self.step is Step.QUARTER:
            return Step.QUARTER, start
        return kind, start


def read_periods(words: Sequence[str], *, where: Callable[[int], str]) -> Periods:
    """Read a column of times and put it in order.

    Args:
        words: ``(n,)`` as written.
        where: Names the cell of a row, for refusals.

    Raises:
        Refused: ``period.unreadable``, ``period.mixed``, ``period.twice`` or ``period.few``.
    """
    if len(words) < 2:
        named = f"{where(0)}: " if words else ""
        raise Refused(
            "period.few",
            f"{named}only {len(words)} period is there.",
            next_step="At least 2 are needed, and 24 or more are better.",
        )
    read = read_times(words, where=where)
    order = sorted(range(len(read)), key=lambda row: read[row][1])
    for before, after in pairwise(order):
        if read[before][1] == read[after][1]:
            raise Refused(
                "period.twice",
                f"{where(after)}: {words[after]} is there twice.",
                next_step="Give one row for each period, or add rows up first.",
            )
    starts = tuple(read[row][1] for row in order)
    labels = tuple(words[row] for row in order)
    return _placed(read[0][0], labels, order=tuple(order), starts=starts)


def _placed(
    kind: Step, labels: tuple[str, ...], *, order: tuple[int, ...], starts: tuple[int, ...]
) -> Periods:
    if kind is Step.DAY:
        kind, starts, months = _days(starts)
    elif kind in (Step.MONTH, Step.QUARTER):
        months = tuple(start % 12 + 1 for start in starts)
    else:
        months = ()
    unit = {Step.QUARTER: 3, Step.WEEK: 7}.get(kind, 1)
    if kind in (Step.YEAR, Step.NUMBER):
        unit = _shared_step(starts)
        if kind is Step.NUMBER and len(starts) > 1 and unit == 1 and _look_like_years(starts):
            kind = Step.YEAR
    index = tuple((start - starts[0]) // unit + 1 for start in starts)
    return Periods(kind, labels, index, order, months, starts)


def _days(starts: tuple[int, ...]) -> tuple[Step, tuple[int, ...], tuple[int, ...]]:
    """Tell whether dates are days, weeks, months or quarters."""
    days = [date.fromordinal(start) for start in starts]
    months = tuple(_day_to_month(start) for start in starts)
    calendar = tuple(day.month for day in days)
    same_day = len({day.day for day in days}) == 1 or all(_ends_month(day) for day in days)
    if same_day and len(set(months)) == len(months):
        step = _shared_step(months)
        if step % 12 == 0:
            return Step.YEAR, tuple(day.year for day in days), calendar
        return (Step.QUARTER if step % 3 == 0 else Step.MONTH), months, calendar
    if _shared_step(starts) % 7 == 0:
        return Step.WEEK, starts, calendar
    return Step.DAY, starts, calendar


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _shared_step(numbers: Sequence[int]) -> int:
    return gcd(*(after - before for before, after in pairwise(numbers))) or 1


def _look_like_years(starts: Sequence[int]) -> bool:
    return starts[0] >= 1800 and starts[-1] <= 2200


def _day_to_month(ordinal: int) -> int:
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1

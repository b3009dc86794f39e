"""A local date and time as somebody typed it, and the instant or day it means."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from alongside.kernel.local_time import from_local, to_local
from alongside.kernel.refusal import Refused

PARTS: Final = ("day", "month", "year", "time", "which")
_CLOCK: Final = re.compile(r"(\d{1,2})[:.h]?(\d{2})")


@dataclass(frozen=True, slots=True)
class TypedTime:
    """The words in the boxes, exactly as typed.

    Attributes:
        day: Day of the month.
        month: Month as a number.
        year: Year; two figures are read as 20xx.
        time: 24-hour clock, such as ``14:20``, ``1420`` or ``9:05``.
        which: For a time that happened twice, ``0`` the first or ``1`` the second.
    """

    day: str = ""
    month: str = ""
    year: str = ""
    time: str = ""
    which: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed at all."""
        return not (self.day or self.month or self.year or self.time)

    @property
    def happened_twice(self) -> bool:
        """Whether this is in the hour that comes round again when the clocks go back."""
        try:
            from_local(_naive(self))
        except Refused as refused:
            return refused.code == "time.happened_twice"
        return False


def read_typed(values: Mapping[str, str], name: str) -> TypedTime:
    """Gather the boxes of one field from what was posted."""
    return TypedTime(*(str(values.get(f"{name}_{part}") or "").strip() for part in PARTS))


def typed_from_instant(instant: datetime) -> TypedTime:
    """Show an aware instant in the boxes, to the minute."""
    local = to_local(instant)
    typed = TypedTime(str(local.day), str(local.month), str(local.year), f"{local:%H:%M}")
    if not typed.happened_twice:
        return typed
    return TypedTime(typed.day, typed.month, typed.year, typed.time, str(local.fold))


def typed_from_day(day: date) -> TypedTime:
    """Show a day in the boxes."""
    return TypedTime(str(day.day), str(day.month), str(day.year))


def posted(name: str, instant: datetime) -> dict[str, str]:
    """Answer what a browser posts for an instant typed into the field of this name."""
    typed = typed_from_instant(instant)
    return {f"{name}_{part}": getattr(typed, part) for part in PARTS}


def instant_meant(typed: TypedTime) -> datetime:
    """Answer the instant that was typed, in UTC.

    Raises:
        Refused: ``time.incomplete``, ``time.not_a_date``, ``time.not_a_clock_time``,
            ``time.out_of_range``, ``time.did_not_happen`` or ``time.happened_twice``.

    Source: DOMAIN R1.14.
    """
    which = int(typed.which) if typed.which in ("0", "1") else None
    return from_local(_naive(typed), which)


def day_meant(typed: TypedTime) -> date:
    """Answer the day that was typed.

    Raises:
        Refused: ``time.incomplete``, ``time.not_a_date`` or ``time.out_of_range``.
    """
    missing = [part for part in ("day", "month", "year") if not getattr(typed, part)]
    if missing:
        raise Refused("time.incomplete", f"The date needs a {_listed(missing)}.")
    numbers = [typed.day, typed.month, typed.year]
    if not all(text.isascii() and text.isdigit() for text in numbers):
        raise _not_a_date(typed)
    day, month, year = (int(text) for text in numbers)
    year += 2000 if len(typed.year) <= 2 else 0
    if not 1900 <= year <= 2199:
        raise Refused("time.out_of_range", f"The year {year} is out of range.")
    try:
        return date(year, month, day)
    except ValueError:
        raise _not_a_date(typed) from None


def _naive(typed: TypedTime) -> datetime:
    day = day_meant(typed)
    if not typed.time:
        raise Refused("time.incomplete", "The time is missing.", next_step="Write it like 14:20.")
    found = _CLOCK.fullmatch(typed.time)
    hour, minute = (int(part) for part in found.groups()) if found else (99, 99)
    if hour > 23 or minute > 59:
        raise Refused(
            "time.not_a_clock_time",
            f"{typed.time[:12]} is not a time on a 24-hour clock.",
            next_step="Write it like 14:20, from 00:00 to 23:59.",
        )
    return datetime.combine(day, time(hour, minute))


def _not_a_date(typed: TypedTime) -> Refused:
    words = "/".join(part[:6] for part in (typed.day, typed.month, typed.year))
    return Refused(
        "time.not_a_date", f"{words} is not a date.", next_step="Write it like 10 6 2026."
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

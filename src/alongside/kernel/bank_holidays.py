"""Bank holidays of England, worked out by rule, with the days that were moved or given once."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Final

from alongside.kernel.refusal import Refused

FIRST_YEAR: Final = 1978
"""The first year in which early May and New Year's Day were both kept in England."""
LAST_YEAR: Final = 2199
MONDAY: Final = 0
SATURDAY: Final = 5
DAY: Final = timedelta(days=1)

MOVED: Final[Mapping[date, date]] = {
    date(1995, 5, 1): date(1995, 5, 8),
    date(2002, 5, 27): date(2002, 6, 4),
    date(2012, 5, 28): date(2012, 6, 4),
    date(2020, 5, 4): date(2020, 5, 8),
    date(2022, 5, 30): date(2022, 6, 2),
}
"""Bank holidays kept on another day in one year, by proclamation."""
ONCE: Final[frozenset[date]] = frozenset(
    {
        date(1981, 7, 29),
        date(1999, 12, 31),
        date(2002, 6, 3),
        date(2011, 4, 29),
        date(2012, 6, 5),
        date(2022, 6, 3),
        date(2022, 9, 19),
        date(2023, 5, 8),
    }
)
"""Days given once, by proclamation."""


def easter_sunday(year: int) -> date:
    """Answer Easter Sunday of the Gregorian calendar.

    Source: the anonymous algorithm of Nature, 20 April 1876, page 487.
    """
    century, of_century = divmod(year, 100)
    golden = year % 19
    fourth, rest = divmod(century, 4)
    skipped = (century + 8) // 25
    moon = (19 * golden + century - fourth - (century - skipped + 1) // 3 + 15) % 30
    quarter, left = divmod(of_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Answer the bank holidays of England in a year, Good Friday and Christmas Day with them.

    Raises:
        Refused: ``bank_holidays.year`` outside the years this holds for.

    Source: Banking and Financial Dealings Act 1971, section 1 and schedule 1, and proclamations
    under it.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(
            "bank_holidays.year",
            f"Bank holidays of {year} are not known here.",
            next_step=f"Use a year from {FIRST_YEAR} to {LAST_YEAR}.",
        )
    easter = easter_sunday(year)
    ruled = {
        easter - 2 * DAY,
        easter + DAY,
        _monday_from(date(year, 5, 1)),
        _monday_from(date(year, 5, 25)),
        _monday_from(date(year, 8, 25)),
    }
    kept = {MOVED.get(day, day) for day in ruled} | {day for day in ONCE if day.year == year}
    fixed = (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26))
    # A day that falls on a weekend is kept on the next day that is neither that nor a holiday;
    # those that fall in the week come first, so that none gives way to one that moves.
    for day in sorted(fixed, key=lambda one: one.weekday() >= SATURDAY):
        kept.add(_next_free(day, kept))
    return frozenset(kept)


def _monday_from(day: date) -> date:
    return day + (MONDAY - day.weekday()) % 7 * DAY


def _next_free(day: date, taken: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += DAY
    return day

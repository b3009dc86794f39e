"""One time as people write it: a date, week, month, quarter, year or plain number."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused

MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
FORMS: Final = (
    "Write times like 2026-06-10, 10/06/2026, 2026-06, Jun 2026, 2026-W24, 2026-Q2, 2026, 2026/27 "
    "or 1, 2, 3."
)
TWO_DIGITS_FROM: Final = 1970
"""Years written with two figures lie in the hundred years from here."""


class Step(StrEnum):
    """How long one period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    NUMBER = "number"


Time = tuple[Step, int]
"""A kind, and a day number, a month number, a year or the number itself."""


def read_time(word: str, *, where: str) -> Time:
    """Read one time.

    Args:
        word: As it was written; a day comes before its month, as in Britain.
        where: Names its cell, for the refusal.

    Raises:
        Refused: ``period.unreadable``.
    """
    text = " ".join(word.split())
    for pattern, kind, read in _PATTERNS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        try:
            return kind, read(match)
        except ValueError:
            continue
    raise Refused("period.unreadable", f"{where}: {word[:40]!a} is not a time.", next_step=FORMS)


def read_times(words: Sequence[str], *, where: Callable[[int], str]) -> list[Time]:
    """Read a column of times, all of one kind.

    What one cell leaves open the column settles: ``2011-12`` is a financial year where every
    other cell is one, and ``202607`` is a number where some cell cannot be a month.

    Raises:
        Refused: ``period.unreadable``, ``period.mixed`` or ``period.american``.
    """
    if len(words) > 1 and all(financial_year(word) is not None for word in words):
        return [(Step.YEAR, financial_year(word) or 0) for word in words]
    read = [read_time(word, where=where(row)) for row, word in enumerate(words)]
    kinds = {kind for kind, _ in read}
    if len(kinds) > 1 and all(word.strip().isdigit() for word in words):
        return [(Step.NUMBER, int(word)) for word in words]
    if len(kinds) > 1:
        first = next(row for row, (kind, _) in enumerate(read) if kind is not read[0][0])
        raise Refused(
            "period.mixed",
            f"{where(first)}: times are written in more than one way "
            f"({', '.join(sorted(kind.value for kind in kinds))}).",
            next_step=FORMS,
        )
    _check_day_first(words, where)
    return read


def financial_year(word: str) -> int | None:
    """The year in which a financial year such as 2026/27 or 2026-27 began."""
    match = re.fullmatch(r"(\d{4})[-/–](\d{2}|\d{4})", word.strip())
    if match is None or (int(match[1]) + 1) % 10 ** len(match[2]) != int(match[2]):
        return None
    return int(match[1])


def _check_day_first(words: Sequence[str], where: Callable[[int], str]) -> None:
    """Refuse months before days where the column shows them: 01/01/2026, 02/01/2026, over years."""
    parts = [re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", word.strip()) for word in words]
    found = [(int(one[1]), int(one[2]), int(one[3])) for one in parts if one is not None]
    if len(found) < len(words) or len(found) < 3:
        return
    firsts, seconds, years = ({part[at] for part in found} for at in range(3))
    if len(seconds) == 1 and len(firsts) > 1 and len(years) > 1 and max(firsts) <= 12:
        raise Refused(
            "period.american",
            f"{where(0)}: {words[0]} and the rest look like month/day/year.",
            next_step="Write the day first, or write dates like 2026-06-10.",
        )


def _day(year: str, month: str, day: str) -> int:
    return date(int(year), int(month), int(day)).toordinal()


def _month(year: str, month: str) -> int:
    return date(int(year), int(month), 1).year * 12 + int(month) - 1


def _named(name: str) -> int:
    found = [at for at, full in enumerate(MONTH_NAMES) if full.startswith(name.lower())]
    if len(found) != 1:
        raise ValueError(name)
    return found[0]


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return TWO_DIGITS_FROM + (int(digits) - TWO_DIGITS_FROM) % 100


def _financial(match: re.Match[str]) -> int:
    year = financial_year(match[0])
    if year is None:
        raise ValueError(match[0])
    return year


_MIDNIGHT: Final = r"(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)?)?"
_KINDS: Final[tuple[tuple[str, Step, Callable[[re.Match[str]], int]], ...]] = (
    (
        rf"(\d{{4}})[-/](\d{{1,2}})[-/](\d{{1,2}}){_MIDNIGHT}",
        Step.DAY,
        lambda m: _day(m[1], m[2], m[3]),
    ),
    (
        rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_MIDNIGHT}",
        Step.DAY,
        lambda m: _day(m[3], m[2], m[1]),
    ),
    (
        r"(\d{1,2})[ -]([a-z]{3,9})[ -](\d{4}|\d{2})",
        Step.DAY,
        lambda m: date(_year(m[3]), _named(m[2]) + 1, int(m[1])).toordinal(),
    ),
    (
        r"((?:19|20|21)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])",
        Step.DAY,
        lambda m: _day(m[1], m[2], m[3]),
    ),
    (
        r"(\d{4})-?W(\d{1,2})",
        Step.DAY,
        lambda m: date.fromisocalendar(int(m[1]), int(m[2]), 1).toordinal(),
    ),
    (r"(\d{4})-(\d{1,2})", Step.MONTH, lambda m: _month(m[1], m[2])),
    (r"((?:19|20|21)\d\d)(0[1-9]|1[0-2])", Step.MONTH, lambda m: _month(m[1], m[2])),
    (r"(\d{4})[-/–](\d{2}|\d{4})", Step.YEAR, _financial),
    (r"(\d{4})/(\d{1,2})", Step.MONTH, lambda m: _month(m[1], m[2])),
    (r"(\d{1,2})[/-](\d{4})", Step.MONTH, lambda m: _month(m[2], m[1])),
    (r"([a-z]{3,9})[ -](\d{4}|\d{2})", Step.MONTH, lambda m: _year(m[2]) * 12 + _named(m[1])),
    (r"(\d{4})[- ]?Q([1-4])", Step.QUARTER, lambda m: int(m[1]) * 12 + 3 * (int(m[2]) - 1)),
    (r"Q([1-4])[- ](\d{4})", Step.QUARTER, lambda m: int(m[2]) * 12 + 3 * (int(m[1]) - 1)),
    (r"(-?\d+)(?:\.0+)?", Step.NUMBER, lambda m: int(m[1])),
)
_PATTERNS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), kind, read) for pattern, kind, read in _KINDS
)

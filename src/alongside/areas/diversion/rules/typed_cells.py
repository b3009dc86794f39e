"""Reads one cell of a custody list: a name, a day, a time. Says in words why it cannot."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from alongside.kernel.local_time import from_local, local_date
from alongside.kernel.refusal import Refused

YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
CLOCK: Final = re.compile(r"(\d{1,2})[:.]?(\d{2})(?::\d{2})?(Z|[+-]\d{2}:?\d{2})?")
EARLIEST: Final = 1900
HOW_DAY: Final = "Write it like 27/3/1985."
HOW_TIME: Final = "Write it like 14:20, or 10/6/2026 14:20."
SEXES: Final = {
    "m": "1",
    "male": "1",
    "man": "1",
    "boy": "1",
    "1": "1",
    "f": "2",
    "female": "2",
    "woman": "2",
    "girl": "2",
    "2": "2",
    "9": "9",
    "x": "X",
    "": "X",
    "unknown": "X",
    "not known": "X",
}


class CannotRead(Exception):
    """A cell that does not say what its column should. The message never repeats the cell."""


def plain(cell: str) -> str:
    """Answer a cell with single spaces and nothing that is not text.

    Raises:
        CannotRead: It holds a character that is not text.
    """
    text = " ".join(cell.split())
    if not text.isprintable():
        raise CannotRead("It holds a character that is not text.")
    return text


def both_names(cell: str) -> tuple[str, str]:
    """Part a whole name into first names and family name, such as ``MARSH, Jamie``.

    Without a comma the last word is the family name.
    """
    text = plain(cell)
    family, comma, given = text.partition(",")
    if not comma:
        given, _, family = text.rpartition(" ")
    return _as_said(given), _as_said(family)


def _as_said(name: str) -> str:
    """Put a name that is all capitals as people write it; leave every other as it is."""
    name = name.strip()
    return name.title() if name.isupper() else name


def one_name(cell: str) -> str:
    """Read first names or a family name."""
    return _as_said(plain(cell))


def day(cell: str, today: date) -> date | None:
    """Read a day of birth, day first.

    Args:
        cell: As typed; a time beside it is dropped.
        today: For the century of a year of two figures.

    Raises:
        CannotRead: It is not a day, or has not come yet.
    """
    text = plain(cell)
    if not text:
        return None
    found = _day(re.split(r"[T ]", text, maxsplit=1)[0], today)
    if found is None:
        raise CannotRead(f"It is not a date. {HOW_DAY}")
    if found > today or found.year < EARLIEST:
        raise CannotRead("A date of birth lies in the past, after 1900.")
    return found


def _day(text: str, today: date) -> date | None:
    if match := YEAR_FIRST.fullmatch(text):
        year, month, number = (int(part) for part in match.groups())
    elif match := DAY_FIRST.fullmatch(text):
        number, month, year = (int(part) for part in match.groups())
        if len(match[3]) == 2:
            year += today.year - today.year % 100
            year -= 100 if year > today.year else 0
    else:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def moment(cell: str, now: datetime) -> datetime | None:
    """Read when somebody was booked in: a day and a time, or a time since this time yesterday.

    Args:
        cell: As typed, by the clock in England.
        now: For a time by itself, and what has not come yet.

    Raises:
        CannotRead: It is not a time, did not happen, or has not come yet.
    """
    text = plain(cell).replace(",", "")
    if not text:
        return None
    day_words, _, clock_words = text.replace("T", " ").rpartition(" ")
    match = CLOCK.fullmatch(clock_words)
    today = local_date(now)
    on = _day(day_words, today) if day_words else None
    if match is None or (day_words and on is None):
        raise CannotRead(f"It is not a time. {HOW_TIME}")
    found = _instant(on, match, now)
    if found > now + timedelta(minutes=1):
        raise CannotRead("That time has not come yet.")
    return found


def _instant(on: date | None, match: re.Match[str], now: datetime) -> datetime:
    try:
        clock = time(int(match[1]), int(match[2]))
        if match[3] and on is not None:
            offset = match[3].replace("Z", "+00:00")
            return datetime.fromisoformat(f"{on}T{clock}{offset}").astimezone(UTC)
        found = from_local(datetime.combine(on or local_date(now), clock), 0)
        if on is None and found > now:
            found = from_local(datetime.combine(local_date(now) - timedelta(days=1), clock), 0)
    except ValueError:
        raise CannotRead(f"It is not a time. {HOW_TIME}") from None
    except Refused as refused:
        raise CannotRead(str(refused)) from None
    return found


def sex(cell: str) -> str:
    """Read a person stated gender code, such as ``M``, ``female`` or ``2``.

    Raises:
        CannotRead: It is none of the words known.
    """
    text = plain(cell).casefold()
    if text not in SEXES:
        raise CannotRead("It is not male, female or not known.")
    return SEXES[text]

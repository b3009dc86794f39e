"""Turns one cell into one fact, or says in words why it cannot, without repeating it."""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from alongside.exchange.spreadsheets.sheet import Cell
from alongside.kernel.local_time import EARLIEST_YEAR, LATEST_YEAR, from_local
from alongside.kernel.refusal import Refused

ISO_LENGTH: Final = 16
DAY_FIRST: Final = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
WITH_MONTH: Final = re.compile(r"(\d{1,2})[ \-]([A-Za-z]{3,9})[ \-](\d{4})")
CLOCK: Final = re.compile(r"(\d{1,2}):?(\d{2})(?::(\d{2})(?:\.\d+)?)?")
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
YES: Final = frozenset({"yes", "y", "true", "1", "t"})
NO: Final = frozenset({"no", "n", "false", "0", "f"})
NOT_KNOWN: Final = frozenset(
    {"", "not known", "unknown", "nk", "n/k", "not recorded", "not stated", "n/a", "none recorded"}
)
HOW_TO_WRITE: Final = "Write it day first, like 10/06/2026 14:20, or like 2026-06-10T14:20."


class CannotRead(Exception):
    """A cell that does not say what its column should. The message never repeats the cell."""


def words(cell: Cell) -> str:
    """Answer a cell as words, with single spaces and nothing that is not text.

    Raises:
        CannotRead: It holds a control character.
    """
    if isinstance(cell, str):
        text = " ".join(cell.split())
        if text.isprintable():
            return text
        raise CannotRead("It holds a character that is not text.")
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def instant(cells: tuple[Cell, ...]) -> datetime | None:
    """Read a date and time from one cell, or a day and a time from two.

    Without an offset it is the time on a clock in England. Words are read day first.

    Returns:
        The instant in UTC, or ``None`` when the cells are blank.

    Raises:
        CannotRead: It is not a date and time, did not happen, or happened twice.
    """
    if all(is_blank(cell) for cell in cells):
        return None
    first = cells[0]
    if len(cells) == 1 and isinstance(first, str) and len(first) == ISO_LENGTH:
        moment = _iso(first)
    elif len(cells) == 1:
        moment = _moment(first)
    else:
        moment = datetime.combine(_needed_day(first), _clock(cells[1]))
    return _in_england(moment)


def _iso(text: str) -> datetime:
    """The commonest form, such as ``2026-06-10T14:20``; any other is read as words."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _moment(text)


def _moment(cell: Cell) -> datetime:
    if isinstance(cell, datetime):
        return _whole_seconds(cell)
    if isinstance(cell, date):
        raise CannotRead(f"It is a day without a time. {HOW_TO_WRITE}")
    if not isinstance(cell, str):
        raise CannotRead("It is a number, not a date and time: format the column as dates.")
    text = words(cell)
    if text[:4].isdigit() and "-" in text[4:5]:
        try:
            parsed = datetime.fromisoformat(text)
        except ValueError:
            raise CannotRead(f"It is not a date and time. {HOW_TO_WRITE}") from None
        if len(text) > len("2026-06-10"):
            return parsed
        raise CannotRead(f"It is a day without a time. {HOW_TO_WRITE}")
    day_words, _, clock_words = text.replace(",", " ").rpartition(" ")
    day = _day(day_words.strip())
    if day is None:
        raise CannotRead(f"It is not a date and time. {HOW_TO_WRITE}")
    return datetime.combine(day, _clock(clock_words))


def _whole_seconds(moment: datetime) -> datetime:
    """Excel keeps times as parts of a day, which come back a hair early or late."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _in_england(moment: datetime) -> datetime:
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise CannotRead(f"The year is not between {EARLIEST_YEAR} and {LATEST_YEAR}.")
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    try:
        return from_local(moment)
    except Refused as refused:
        raise CannotRead(str(refused)) from None


def day(cell: Cell) -> date | None:
    """Read a day, day first; a time beside it is dropped.

    Raises:
        CannotRead: It is not a day, or its year has two digits.
    """
    if is_blank(cell):
        return None
    return _needed_day(cell, short_years=False)


def _needed_day(cell: Cell, *, short_years: bool = True) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str):
        raise CannotRead("It is a number, not a day: format the column as dates.")
    text = words(cell)
    found = _day(text.removesuffix(" 00:00:00").removesuffix(" 00:00"), short_years=short_years)
    if found is None:
        raise CannotRead("It is not a day. Write it like 10/06/2026, with all of the year.")
    return found


def _day(text: str, *, short_years: bool = True) -> date | None:
    if match := DAY_FIRST.fullmatch(text):
        number, month, year = (int(part) for part in match.groups())
        if len(match[3]) == 2:
            if not short_years:
                return None
            year += 2000
        return _made(year, month, number)
    if match := WITH_MONTH.fullmatch(text):
        name = match[2][:3].lower()
        month = MONTHS.index(name) + 1 if name in MONTHS else 0
        return _made(int(match[3]), month, int(match[1]))
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _made(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _clock(cell: Cell) -> time:
    if isinstance(cell, datetime):
        return _whole_seconds(cell).time()
    if isinstance(cell, time):
        return _whole_seconds(datetime.combine(date(2000, 1, 1), cell)).time()
    match = CLOCK.fullmatch(words(cell)) if isinstance(cell, str) else None
    if match is None:
        raise CannotRead("The time is missing or is not a time. Write it like 14:20.")
    try:
        return time(int(match[1]), int(match[2]), int(match[3] or 0))
    except ValueError:
        raise CannotRead("The time is not a time. Write it like 14:20.") from None


def yes_no(cell: Cell) -> bool | None:
    """Read yes, no or not known.

    Raises:
        CannotRead: It is none of them.
    """
    text = words(cell).casefold()
    if text in NOT_KNOWN:
        return None
    if text in YES or text in NO:
        return text in YES
    raise CannotRead("It is not yes, no or not known.")


def whole_number(cell: Cell, *, most: int) -> int | None:
    """Read a whole number from 0 up.

    Raises:
        CannotRead: It is not one, or is more than ``most``.
    """
    text = words(cell)
    if text.casefold() in NOT_KNOWN:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) <= most):
        raise CannotRead(f"It is not a whole number from 0 to {most}.")
    return int(text)


def ages(cell: Cell, *, most: int) -> tuple[int | None, int | None]:
    """Read an age in years, or a range such as ``30-34``.

    Raises:
        CannotRead: It is neither.
    """
    low, dash, high = words(cell).replace(" to ", "-").replace("–", "-").partition("-")
    youngest = whole_number(low.strip(), most=most)
    oldest = whole_number(high.strip(), most=most) if dash else youngest
    if (youngest is None) != (oldest is None) or (youngest or 0) > (oldest or 0):
        raise CannotRead("It is not an age, or a range from a younger to an older one.")
    return youngest, oldest


def code(cell: Cell, codes: Mapping[str, str]) -> str:
    """Read a code or the words of one.

    Args:
        cell: The cell.
        codes: Code by every way of writing it, as ``alike`` puts it.

    Raises:
        CannotRead: It is not in the list.
    """
    text = alike(words(cell))
    if not text:
        return ""
    if text not in codes:
        raise CannotRead("It is not in the list of answers; the column map can say what it means.")
    return codes[text]


def several(cell: Cell, codes: Mapping[str, str]) -> tuple[str, ...]:
    """Read some codes, or the words of some, with semicolons or bars between.

    Raises:
        CannotRead: One is not in the list.
    """
    parts = (part.strip() for part in words(cell).replace("|", ";").split(";"))
    return tuple(dict.fromkeys(code(part, codes) for part in parts if part))


def alike(text: str) -> str:
    """Put words so that capitals, spaces, hyphens and underscores make no difference."""
    return " ".join(re.sub(r"[\W_]+", " ", text).casefold().split())

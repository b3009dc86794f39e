"""Reads what somebody types into the one search box."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from alongside.areas.people.rules.naming import sought_keys
from alongside.foundation.reference import check_nhs_number
from alongside.kernel.local_time import MONTHS
from alongside.kernel.refusal import Refused

SHORTEST_NAME: Final = 2
PHONE_DIGITS: Final = range(7, 16)
_MONTH_NUMBERS: Final = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
_YEAR_FIRST: Final = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_FIRST: Final = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b")
_SPELT: Final = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2})\b", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\+?\d[\d\s()-]{5,}\d")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a look-up asks for.

    Attributes:
        names: Beginnings of name keys, longest first.
        born_on: A date of birth.
        nhs_number: Ten digits that pass the check.
        phone: Digits of a telephone number.
    """

    names: tuple[str, ...] = ()
    born_on: date | None = None
    nhs_number: str = ""
    phone: str = ""


def read_search(text: str, today: date) -> Sought:
    """Read names, a date of birth, an NHS number or a phone number from typed text.

    Args:
        text: Anything, in any order, such as ``marsh jamie 12/3/85``.
        today: For the century of a two-figure year.

    Raises:
        Refused: ``search.too_little`` when nothing in it can be looked up.
    """
    born_on, rest = _take_date(text, today)
    nhs_number, phone, rest = _take_number(rest)
    names = sought_keys(rest)
    sought = Sought(names, born_on, nhs_number, phone)
    long_enough = bool(names) and len(names[0]) >= SHORTEST_NAME
    if not (long_enough or born_on or nhs_number or phone):
        raise Refused(
            "search.too_little",
            "That is too little to look for.",
            next_step="Enter two letters of a name, a date of birth, an NHS number or a phone.",
            field="q",
        )
    return sought


def phone_digits(text: str) -> str:
    """Answer the digits of a telephone number as dialled inside the country."""
    digits = re.sub(r"\D", "", text)
    if text.strip().startswith("+44") or digits.startswith("0044"):
        return "0" + digits.removeprefix("00").removeprefix("44").removeprefix("0")
    return digits


def read_date(text: str, today: date) -> date | None:
    """Read one date in the forms people type; ``None`` when there is none in it."""
    return _take_date(text, today)[0]


def _take_date(text: str, today: date) -> tuple[date | None, str]:
    for pattern, order in ((_YEAR_FIRST, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0)), (_SPELT, (2, 1, 0))):
        found = pattern.search(text)
        if found is None:
            continue
        year, month, day = (found.groups()[place] for place in order)
        if (read := _date(year, month, day, today)) is not None:
            return read, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _date(year: str, month: str, day: str, today: date) -> date | None:
    number = int(month) if month.isdigit() else _MONTH_NUMBERS.get(month.lower(), 0)
    full_year = int(year)
    if len(year) == 2:
        century = today.year - today.year % 100
        full_year += century if full_year <= today.year % 100 else century - 100
    try:
        return date(full_year, number, int(day))
    except ValueError:
        return None


def _take_number(text: str) -> tuple[str, str, str]:
    found = _NUMBER.search(text)
    if found is None:
        return "", "", text
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    checked = check_nhs_number(found.group())
    if checked.value is not None and not checked.value.startswith("0"):
        return checked.value, "", rest
    digits = phone_digits(found.group())
    if len(digits) in PHONE_DIGITS:
        return "", digits, rest
    return "", "", text

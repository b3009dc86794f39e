"""Takes dates, ages, places and numbers out of what somebody typed, one kind after another."""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from alongside.engines.matching.vocabulary import nhs_digits, phone_digits, read_postcode
from alongside.kernel.local_time import MONTHS

PHONE_DIGITS: Final = range(7, 16)
OLDEST: Final = 125
YEARS_OF_A_DECADE: Final = 9
ABOUT: Final = 3
"""Years either side of an age somebody guessed."""

_MONTH_NUMBERS: Final = {month[:3].lower(): number for number, month in enumerate(MONTHS, 1)}
_YEAR_FIRST: Final = re.compile(r"\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b")
_DAY_FIRST: Final = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b")
_SPELT: Final = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4}|\d{2})\b", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\+?\d[\d\s()-]{5,}\d")
_GUESSED: Final = re.compile(
    r"(?:\b(?:approximately|approx|about|around|roughly|circa|abt|late|early|mid|c)\b\.?|~)"
    r"\s*(?:aged?\s*)?(\d{1,3})(s)?\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(
    r"(?:\baged?\s*)?\b(\d{1,3})\s*(?:-|to)\s*(\d{1,3})(?:\s*(?:years?(?: old)?|yrs?))?(?!\S)",
    re.IGNORECASE,
)
_AGED: Final = re.compile(
    r"\baged?\s*(\d{1,3})\b|\b(\d{1,3})\s*(?:years?(?: old)?|yrs?(?: old)?|y/?o)(?!\S)",
    re.IGNORECASE,
)
_ISH: Final = re.compile(r"\b(\d{1,3})\s?-?ish\b", re.IGNORECASE)
_DECADE: Final = re.compile(r"(?:\bin (?:his|her|their) )?\b([1-9]0)s\b", re.IGNORECASE)
_YEAR: Final = re.compile(
    r"(?:(?<=\s)|^)(?:born|b\.?|yob)?\s*((?:19|20)\d\d)(?=\s|,|$)", re.IGNORECASE
)
_POSTCODE: Final = re.compile(r"\b([a-z]{1,2}\d[a-z0-9]?)(?:\s?(\d[a-z]{2}))?\b", re.IGNORECASE)
_PLACE: Final = re.compile(r"\b(?:in|of|from|near|lives|living)\b\s*([^\d,]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, by kind; the rest is names.

    Attributes:
        rest: What is left.
        born_on: A date.
        ages: Youngest and oldest, in years.
        years: First and last year of birth.
        postcode: A postcode, or the first half of one.
        places: Words that name a place.
        nhs_number: Ten digits that pass the check.
        phone: Digits of a telephone number.
    """

    rest: str
    born_on: date | None = None
    ages: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    postcode: str = ""
    places: str = ""
    nhs_number: str = ""
    phone: str = ""


def take_typed(text: str, today: date) -> Typed:
    """Take each kind of thing out of typed text, what is surest first."""
    typed = _take_date(Typed(text), today)
    for take in (_take_number, _take_postcode, _take_age, _take_place):
        typed = take(typed)
    return typed


def _without(typed: Typed, found: re.Match[str]) -> Typed:
    rest = f"{typed.rest[: found.start()]} {typed.rest[found.end() :]}"
    return replace(typed, rest=rest)


def _take_date(typed: Typed, today: date) -> Typed:
    for pattern, order in ((_YEAR_FIRST, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0)), (_SPELT, (2, 1, 0))):
        found = pattern.search(typed.rest)
        if found is None:
            continue
        year, month, day = (found.groups()[place] for place in order)
        if (read := _date(year, month, day, today)) is not None:
            return replace(_without(typed, found), born_on=read)
    return typed


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


def _take_number(typed: Typed) -> Typed:
    found = _NUMBER.search(typed.rest)
    if found is None:
        return typed
    without = _without(typed, found)
    nhs_number = nhs_digits(found.group())
    if nhs_number and not nhs_number.startswith("0"):
        return replace(without, nhs_number=nhs_number)
    digits = phone_digits(found.group())
    return replace(without, phone=digits) if len(digits) in PHONE_DIGITS else typed


def _take_postcode(typed: Typed) -> Typed:
    found = _POSTCODE.search(typed.rest)
    if found is None:
        return typed
    outward, inward = found.groups()
    whole = read_postcode(f"{outward} {inward}") if inward else None
    return replace(_without(typed, found), postcode=whole.whole if whole else outward.upper())


def _take_age(typed: Typed) -> Typed:
    """Take an age: between two, in a decade, said, guessed; or a year of birth alone."""
    for pattern, spread in (
        (_BETWEEN, None),
        (_GUESSED, ABOUT),
        (_ISH, ABOUT),
        (_AGED, 1),
        (_DECADE, None),
    ):
        found = pattern.search(typed.rest)
        ages = _ages(found, spread) if found else None
        if found and ages:
            return replace(_without(typed, found), ages=ages)
    if found := _YEAR.search(typed.rest):
        year = int(found.group(1))
        return replace(_without(typed, found), years=(year, year))
    return typed


def _ages(found: re.Match[str], spread: int | None) -> tuple[int, int] | None:
    said = [part for part in found.groups() if part]
    low = high = int(said[0])
    if found.re is _BETWEEN:
        high = int(said[1])
    elif spread is None or len(said) > 1:
        high = low + YEARS_OF_A_DECADE
    else:
        low, high = max(low - spread, 0), high + spread
    return (low, high) if low <= high <= OLDEST else None


def _take_place(typed: Typed) -> Typed:
    found = _PLACE.search(typed.rest)
    if found is None or not typed.rest[: found.start()].strip():
        return typed
    return replace(_without(typed, found), places=found.group(1).strip())

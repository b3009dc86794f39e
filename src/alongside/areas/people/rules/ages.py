"""How old somebody is on a day, as far as that is known."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from alongside.kernel.local_time import MONTHS

ADULT_FROM: Final = 18
WIDE: Final = 6
"""An estimate of up to this many years is said as *about*, a wider one as a range."""


@dataclass(frozen=True, slots=True)
class Birth:
    """What is recorded about when somebody was born.

    Attributes:
        born_on: Date of birth, when known.
        age_low: Youngest they seemed, in years, on ``as_of``.
        age_high: Oldest they seemed, in years, on ``as_of``.
        as_of: The day of the estimate.
    """

    born_on: date | None = None
    age_low: int | None = None
    age_high: int | None = None
    as_of: date | None = None


def age_on(born_on: date, day: date) -> int:
    """Answer completed years on a day. Somebody born on 29 February ages on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_range(birth: Birth, day: date) -> tuple[int | None, int | None]:
    """Answer the youngest and oldest somebody may be on a day, in years.

    An estimate moves on by whole years from the day it was made: it is no finer than that.
    """
    if birth.born_on is not None:
        age = age_on(birth.born_on, day)
        return age, age
    if birth.as_of is None:
        return None, None
    later = day >= birth.as_of
    since = age_on(birth.as_of, day) if later else -age_on(day, birth.as_of)
    low = None if birth.age_low is None else max(birth.age_low + since, 0)
    high = None if birth.age_high is None else max(birth.age_high + since, 0)
    return low, high


def is_child(birth: Birth, day: date) -> bool | None:
    """Say whether somebody is under 18 on a day; ``None`` when that cannot be told."""
    low, high = age_range(birth, day)
    if high is not None and high < ADULT_FROM:
        return True
    if low is not None and low >= ADULT_FROM:
        return False
    return None


def age_words(birth: Birth, day: date) -> str:
    """Say an age, such as ``34``, ``about 40``, ``20 to 35``, ``under 18``."""
    low, high = age_range(birth, day)
    if birth.born_on is not None:
        return str(low)
    if low is None and high is None:
        return "age not known"
    if low is None:
        return f"under {(high or 0) + 1}"
    if high is None:
        return f"{low} or over"
    return f"about {(low + high) // 2}" if high - low <= WIDE else f"{low} to {high}"


def born_words(birth: Birth, day: date) -> str:
    """Say a date of birth with the age, such as ``12 March 1985 (age 41)``."""
    if birth.born_on is None:
        return age_words(birth, day)
    born = birth.born_on
    return f"{born.day} {MONTHS[born.month - 1]} {born.year} (age {age_words(birth, day)})"

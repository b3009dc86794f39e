"""How two dates of birth compare, with the slips people make when they say, hear and type one."""

from datetime import date
from enum import StrEnum

from rapidfuzz.distance import Hamming


class DateLikeness(StrEnum):
    """How alike two dates of birth are, most alike first."""

    SAME = "same"
    SWAPPED = "day and month swapped"
    ONE_DIGIT = "one digit differs"
    SAME_DAY_NEAR_YEAR = "same day and month, a year or a few apart"
    SAME_MONTH_AND_YEAR = "same month and year"
    SAME_YEAR = "same year"
    NEAR_YEAR = "within three years"
    DIFFERENT = "different"


NEAR_YEARS = 3


def day_and_month_swapped(born: date) -> date | None:
    """Answer the date with day and month changed about; ``None`` where that is no other date."""
    if born.day > 12 or born.day == born.month:
        return None
    return date(born.year, born.day, born.month)


def compare_dates(one: date, other: date) -> DateLikeness:
    """Answer how alike two dates of birth are; the same whichever comes first.

    One digit is one of the eight of a date written in full, or two neighbours changed about.
    """
    if one == other:
        return DateLikeness.SAME
    if one == day_and_month_swapped(other):
        return DateLikeness.SWAPPED
    if _one_digit(_digits(one), _digits(other)):
        return DateLikeness.ONE_DIGIT
    apart = abs(one.year - other.year)
    if (one.day, one.month) == (other.day, other.month) and apart <= NEAR_YEARS:
        return DateLikeness.SAME_DAY_NEAR_YEAR
    if not apart:
        same_month = one.month == other.month
        return DateLikeness.SAME_MONTH_AND_YEAR if same_month else DateLikeness.SAME_YEAR
    return DateLikeness.NEAR_YEAR if apart <= NEAR_YEARS else DateLikeness.DIFFERENT


def years_of_age(low: int, high: int, *, as_of: date) -> tuple[int, int]:
    """Answer the first and last year somebody may be born in who is ``low`` to ``high`` years old.

    Args:
        low: Youngest, in completed years.
        high: Oldest.
        as_of: The day they are that old.
    """
    return as_of.year - high - 1, as_of.year - low


def _digits(born: date) -> str:
    text = born.isoformat()
    return text[8:] + text[5:7] + text[:4]


def _one_digit(one: str, other: str) -> bool:
    apart = Hamming.distance(one, other, score_cutoff=2)
    if apart != 2:
        return bool(apart == 1)
    first, second = (place for place in range(8) if one[place] != other[place])
    if second - first != 1:
        return False
    return one[first] == other[second] and one[second] == other[first]

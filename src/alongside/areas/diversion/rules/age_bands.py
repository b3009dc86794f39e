"""Which path somebody is on: under 18, adult, or not known yet."""

from datetime import date
from typing import Final

GROWN_UP: Final = 18


def age_band(*, born_on: date | None, age_low: int | None, on: date) -> str:
    """Answer ``under_18``, ``adult`` or ``not_known`` on a day.

    Somebody who may be under 18 is on the path for young people until it is known better.

    Args:
        born_on: Date of birth, when it is known; wins over an estimate.
        age_low: The youngest they seemed, in whole years.
        on: The day.

    Source: Police and Criminal Evidence Act 1984, Code C 1.5: anyone who appears to be under 18
        is treated as a juvenile in the absence of clear evidence that they are older.
    """
    if born_on is not None:
        age_low = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    if age_low is None:
        return "not_known"
    return "under_18" if age_low < GROWN_UP else "adult"

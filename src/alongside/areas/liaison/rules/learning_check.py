"""Whether words written for everybody could tell who they are about."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from alongside.foundation.reference.who_somebody_is import tells_who
from alongside.kernel.local_time import MONTHS

_TITLED: Final = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|PC|PCSO|PS|Sgt|Sergeant|Insp|Inspector|Nurse|Sister)\.? [A-Z][a-z]+"
)


def what_tells(words: str, *, happened_on: date, names: Iterable[str]) -> tuple[str, ...]:
    """Answer what in these words could tell who they are about, as kinds.

    Args:
        words: What is to be published.
        happened_on: The day of the incident, which with a place could tell who.
        names: How those who work with us are named.
    """
    more = {
        "the day it happened": any(re.search(day, words) for day in _said_as(happened_on)),
        "somebody's name": bool(_TITLED.search(words)) or any(name in words for name in names),
    }
    return (*tells_who(words), *(kind for kind, there in more.items() if there))


def _said_as(day: date) -> tuple[str, ...]:
    month = MONTHS[day.month - 1]
    return (
        rf"\b0?{day.day}(?:st|nd|rd|th)? (?:of )?{month}\b",
        rf"\b{month} 0?{day.day}\b",
        rf"\b0?{day.day}[/.-]0?{day.month}[/.-](?:{day.year}|{day.year % 100:02})\b",
        rf"\b{day.isoformat()}\b",
    )

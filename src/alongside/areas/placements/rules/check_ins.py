"""When somebody on placement is asked how it is going, and what the answer asks for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused

HOW: Final = {
    "well": "Going well",
    "mixed": "Mixed",
    "worried": "Worried",
    "not_reached": "Could not reach them",
}
"""What came of asking, by its code."""
WORRIED, NOT_REACHED = "worried", "not_reached"
STILL_ASKED: Final = timedelta(days=7)
"""How long after the last day the last asking is still owed."""


class Moment(StrEnum):
    """The three times somebody is asked."""

    DAY_ONE = "day_one"
    MIDDLE = "middle"
    END = "end"


MOMENT_WORDS: Final = {
    Moment.DAY_ONE: "First day",
    Moment.MIDDLE: "Half way",
    Moment.END: "Last day",
}


@dataclass(frozen=True, slots=True)
class Due:
    """One asking.

    Attributes:
        moment: Which.
        on: From which day it is owed.
    """

    moment: Moment
    on: date


def askings(stays: Collection[tuple[date, date]]) -> tuple[Due, ...]:
    """Answer when somebody is asked: the first day, where the second stay begins, the last day.

    Args:
        stays: First and last day of each stay of one rotation; at least one.
    """
    ordered = sorted(stays)
    first, last = ordered[0][0], ordered[-1][1]
    half = ordered[1][0] if len(ordered) > 1 else first + (last - first + timedelta(days=1)) // 2
    due = [Due(Moment.DAY_ONE, first)]
    if first < half < last:
        due.append(Due(Moment.MIDDLE, half))
    if last > first:
        due.append(Due(Moment.END, last))
    return tuple(due)


def owed(stays: Collection[tuple[date, date]], asked: Collection[date], today: date) -> Due | None:
    """Answer the asking that is owed today, or ``None``.

    An asking stays owed until somebody was reached on its day or later; a later one stands for
    an earlier one that was missed.

    Args:
        stays: Of the rotation, as ``askings`` takes them.
        asked: Days on which they were reached.
        today: In England.
    """
    begun = [one for one in askings(stays) if one.on <= today]
    if not begun or today > max(last for _, last in stays) + STILL_ASKED:
        return None
    latest = begun[-1]
    return None if any(day >= latest.on for day in asked) else latest


def check_how(how: str, words: str) -> None:
    """Refuse a check-in that says nothing of what came of it.

    Raises:
        Refused: ``check_in.how``, or ``check_in.no_words`` where somebody is worried.
    """
    if how not in HOW:
        raise Refused("check_in.how", "Choose how it is going.", field="how")
    if how == WORRIED and not words.strip():
        raise Refused("check_in.no_words", "Say what they are worried about.", field="words")

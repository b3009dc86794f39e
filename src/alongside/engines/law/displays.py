"""How a clock is shown: words and a shape first, colour only beside them (DOMAIN 1.4)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from alongside.engines.law.clocks import say_over
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.engines.law.periods import PermittedPeriod, Status
from alongside.kernel.local_time import local_date, say_length

MINUTE: Final = timedelta(minutes=1)


class Colour(StrEnum):
    """The display states of DOMAIN 1.4; ``none`` when no clock is running."""

    NONE = "none"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    BLACK = "black"


SHAPES: Final = {
    Colour.NONE: "ring",
    Colour.GREEN: "circle",
    Colour.AMBER: "triangle",
    Colour.RED: "diamond",
    Colour.BLACK: "square",
}


@dataclass(frozen=True, slots=True)
class DisplayState:
    """How to show a clock.

    Attributes:
        colour: The display state.
        shape: A shape that goes with the state alone, for those who see no colour.
        words: What it says, such as ``5 h 40 min left``.
    """

    colour: Colour
    shape: str
    words: str


def display_state(period: PermittedPeriod, *, parameters: Parameters | None = None) -> DisplayState:
    """Say how to show a clock.

    Args:
        period: The clock, from ``permitted_period``.
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        Green above 6 hours left, amber from 6 hours, red from 2, black once run out.

    Source: DOMAIN 1.4 (a rule of this product, not of law).
    """
    if period.status is Status.NOT_STARTED:
        return _shown(Colour.NONE, "Clock not started")
    if period.status is Status.ENDED and period.starts_at is None:
        return _shown(Colour.NONE, "Ended before the clock started")
    if period.status is Status.ENDED:
        return _shown(Colour.NONE, "Ended within the time allowed")
    left = period.remaining or timedelta(0)
    if period.status is Status.LAPSED:
        return _shown(Colour.BLACK, f"Time allowed ran out, over by {say_over(-left)}")
    words = f"{say_length(left)} left" if left >= MINUTE else "Less than a minute left"
    if period.status is Status.EXTENDED:
        words += ", with extension"
    return _shown(_colour(period, left, parameters or load()), words)


def _colour(period: PermittedPeriod, left: timedelta, numbers: Parameters) -> Colour:
    # A running clock has a start; the day it began picks the thresholds.
    began = period.starts_at
    if began is None:
        return Colour.NONE
    values = numbers.on(local_date(began))
    if left <= whole(values, "warn.red_minutes") * MINUTE:
        return Colour.RED
    if left <= whole(values, "warn.amber_minutes") * MINUTE:
        return Colour.AMBER
    return Colour.GREEN


def _shown(colour: Colour, words: str) -> DisplayState:
    return DisplayState(colour, SHAPES[colour], words)

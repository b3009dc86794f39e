"""Typed measures: a count, a rate, a percentage and a population are different things.

Mixing them is refused in words. A refusal to compare is ``Unlike``; a number that cannot be what
it is said to be is a plain ``Refused``.
"""

import math
from dataclasses import dataclass, field
from typing import Final

from alongside.kernel.refusal import Refused

PER_100K: Final = 100_000.0
SAME_LENGTH: Final = (
    0.02  # two Februaries differ by 1 part in 28; two quarters by less than 1 in 50
)


class Unlike(Refused):
    """Refused because two things are not the same kind of thing, so no comparison is fair."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What was counted.

    Attributes:
        unit: What one is: ``people``, ``incidents``, ``detentions``.
        says: The rule for what was counted, in words; empty when not told.
        place: Where; empty when not told.
    """

    unit: str = ""
    says: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The time something was counted over.

    Attributes:
        label: As the table names it.
        years: Its length in years; ``None`` when not told.
    """

    label: str = ""
    years: float | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many happened. A whole number, never a rate.

    Raises:
        Refused: ``measure.not_a_count`` when it is negative or not whole.
    """

    value: int
    of: Definition = field(default_factory=Definition)
    over: Span = field(default_factory=Span)

    def __post_init__(self) -> None:
        whole_number(self.value)


@dataclass(frozen=True, slots=True)
class Population:
    """How many people could have been counted.

    Raises:
        Refused: ``measure.not_a_population`` when it is not more than nought.
    """

    people: float
    label: str = ""

    def __post_init__(self) -> None:
        at_risk_amount(self.people)


@dataclass(frozen=True, slots=True)
class Rate:
    """Events for so many at risk.

    Attributes:
        events: How many happened.
        at_risk: How many people, or how many person-years, they came from.
        at_risk_unit: ``people`` or ``person-years``.
        per: The number the rate is written for, such as 100,000.
        of: What was counted.
        over: The time it was counted over.

    Raises:
        Refused: ``measure.not_a_count`` or ``measure.not_a_population``.
    """

    events: int
    at_risk: float
    at_risk_unit: str = "people"
    per: float = PER_100K
    of: Definition = field(default_factory=Definition)
    over: Span = field(default_factory=Span)

    def __post_init__(self) -> None:
        whole_number(self.events)
        at_risk_amount(self.at_risk)

    @property
    def value(self) -> float:
        """The rate, in events for each ``per`` at risk."""
        return self.events / self.at_risk * self.per


@dataclass(frozen=True, slots=True)
class Percentage:
    """So many of so many.

    Raises:
        Refused: ``measure.not_a_count``, or ``measure.more_than_all``.
    """

    count: int
    out_of: int
    of: Definition = field(default_factory=Definition)
    over: Span = field(default_factory=Span)

    def __post_init__(self) -> None:
        whole_number(self.count)
        whole_number(self.out_of)
        if self.out_of < 1 or self.count > self.out_of:
            raise Refused(
                "measure.more_than_all",
                f"{self.count:,} of {self.out_of:,} cannot be a percentage.",
                next_step="Give a count that is part of a whole that is more than nought.",
            )

    @property
    def value(self) -> float:
        """The percentage, out of 100."""
        return 100 * self.count / self.out_of


Measure = Count | Rate | Percentage | Population


def whole_number(value: float, *, name: str = "") -> int:
    """Answer a count as a whole number.

    Args:
        value: What was given.
        name: Where it stands, for the words of the refusal.

    Raises:
        Refused: ``measure.not_a_count`` when it is negative, not finite or not whole.
    """
    if math.isfinite(value) and value >= 0 and value == int(value):
        return int(value)
    where = f"{name}: " if name else ""
    raise Refused(
        "measure.not_a_count",
        f"{where}{value:g} is not a count: a count is a whole number, nought or more.",
        next_step="If it is a rate or a percentage, give the number of events it came from.",
    )


def at_risk_amount(value: float, *, name: str = "") -> float:
    """Answer a population or time at risk.

    Raises:
        Refused: ``measure.not_a_population`` when it is not finite and more than nought.
    """
    if math.isfinite(value) and value > 0:
        return float(value)
    where = f"{name}: " if name else ""
    raise Refused(
        "measure.not_a_population",
        f"{where}{value:g} cannot be a number at risk: it has to be more than nought.",
    )


def check_alike(first: Measure, second: Measure) -> None:
    """Check that two measures may be set side by side.

    Raises:
        Unlike: ``unlike.kind`` (a count beside a rate), ``unlike.unit`` (people beside
            incidents), ``unlike.definition`` or ``unlike.period``.
    """
    if type(first) is not type(second):
        kinds = f"a {_kind(first)} and a {_kind(second)}"
        raise Unlike(
            "unlike.kind",
            f"{kinds.capitalize()} are different things and cannot be compared.",
            next_step="Turn both into rates with their counts and the number at risk.",
        )
    if isinstance(first, Population) or isinstance(second, Population):
        return
    check_definitions(first.of, second.of)
    if not (isinstance(first, Rate) and first.at_risk_unit == "person-years"):
        check_spans(first.over, second.over)
    if isinstance(first, Rate) and isinstance(second, Rate):
        _check_at_risk(first, second)


def check_definitions(first: Definition, second: Definition) -> None:
    """Check that two counts are counts of the same thing.

    Raises:
        Unlike: ``unlike.unit`` or ``unlike.definition``.
    """
    if first.unit and second.unit and first.unit.casefold() != second.unit.casefold():
        raise Unlike(
            "unlike.unit",
            f"One side counts {first.unit} and the other counts {second.unit}.",
            next_step="Count the same thing on both sides: one person may be many incidents.",
        )
    if first.says and second.says and first.says.casefold() != second.says.casefold():
        raise Unlike(
            "unlike.definition",
            f"The two sides are defined differently: “{first.says}” and “{second.says}”.",
            next_step="Use one definition on both sides, or report each on its own.",
        )


def check_spans(first: Span, second: Span) -> None:
    """Check that two counts were made over the same length of time.

    Raises:
        Unlike: ``unlike.period``.
    """
    if first.years is None or second.years is None:
        return
    longer = max(first.years, second.years)
    if abs(first.years - second.years) > SAME_LENGTH * longer:
        raise Unlike(
            "unlike.period",
            f"One side covers {first.years:g} years and the other {second.years:g}.",
            next_step="Compare equal lengths of time, or give the time at risk as person-years.",
        )


def _check_at_risk(first: Rate, second: Rate) -> None:
    if first.at_risk_unit != second.at_risk_unit:
        raise Unlike(
            "unlike.at_risk",
            f"One rate is for {first.at_risk_unit} and the other for {second.at_risk_unit}.",
            next_step="Give the same kind of number at risk on both sides.",
        )


def _kind(measure: Measure) -> str:
    return type(measure).__name__.lower()

"""Published counts that were rounded or hidden: what can they add up to?"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.reading import HIDDEN, as_number, as_words
from alongside.engines.evaluation.result import Check, State
from alongside.kernel.refusal import Refused

STAR: Final = "*"


@dataclass(frozen=True, slots=True)
class Suppression:
    """How a publisher hides small numbers and rounds the rest.

    Attributes:
        name: Whose rule it is.
        hide_from: Smallest count that is hidden; a count under it is shown as it is.
        hide_to: Largest count that is hidden.
        nearest: What others are rounded to; 1 when they are not.
        source: Where the rule is written.
    """

    name: str
    hide_from: int
    hide_to: int
    nearest: int
    source: str


RULES: Final[Mapping[str, Suppression]] = {
    rule.name: rule
    for rule in (
        Suppression("HES_ECDS", 1, 7, 5, "HES analysis guide, since September 2018"),
        Suppression("MHSDS", 0, 4, 5, "NHS England, Mental Health Act Statistics, Annual Figures"),
        Suppression("exact", 0, -1, 1, "counts as they are"),
    )
}


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least and the most a count can be.

    Attributes:
        low: The least.
        high: The most.
    """

    low: int
    high: int

    def __add__(self, other: "Bounds") -> "Bounds":
        """The bounds of the sum."""
        return Bounds(self.low + other.low, self.high + other.high)

    def holds(self, count: int) -> bool:
        """Say whether a count can be so."""
        return self.low <= count <= self.high


def shown(count: int, rule: Suppression) -> str:
    """How a count is published: a star, or rounded to the nearest step with halves up."""
    if rule.hide_from <= count <= rule.hide_to:
        return STAR
    return str(math.floor(count / rule.nearest + 0.5) * rule.nearest)


def bounds(cell: object, rule: Suppression) -> Bounds:
    """What a published cell can stand for.

    Args:
        cell: A number, or a star or blank for one that is hidden.
        rule: How its publisher hides and rounds.

    Raises:
        Refused: ``rounding.not_a_count`` when it is neither.
    """
    words = as_words(cell)
    if not words or words.casefold() in HIDDEN:
        return Bounds(max(rule.hide_from, 0), max(rule.hide_to, 0))
    number = as_number(cell)
    if number is None or number < 0 or number != int(number) or int(number) % rule.nearest:
        raise Refused(
            "rounding.not_a_count",
            f"{words[:40]!a} cannot be a count rounded to {rule.nearest}.",
            next_step="Choose the rule its publisher used.",
        )
    count = int(number)
    fits = [
        true
        for true in range(max(0, count - rule.nearest), count + rule.nearest + 1)
        if shown(true, rule) == str(count)
    ]
    if not fits:
        raise Refused(
            "rounding.hidden", f"{rule.name} never shows {count}: it would have been hidden."
        )
    return Bounds(fits[0], fits[-1])


def counts_from_rate(printed: str, at_risk: float, *, per: float) -> Bounds:
    """The counts that a printed rate can have come from.

    Args:
        printed: The rate as printed: ``59.8`` stands for 59.75 up to 59.85.
        at_risk: How many people it is out of.
        per: What it is written for.

    Raises:
        Refused: ``rounding.not_a_rate`` when it is not a number, ``rounding.no_count`` when no
            whole count gives it.
    """
    value = as_number(printed)
    if value is None or value < 0:
        raise Refused("rounding.not_a_rate", f"{printed[:40]!a} is not a rate.")
    half = 0.5 * 10.0 ** -len(printed.strip().partition(".")[2])
    low = math.ceil(max(value - half, 0.0) * at_risk / per - 1e-9)
    high = math.ceil((value + half) * at_risk / per - 1e-9) - 1
    if high < low:
        raise Refused(
            "rounding.no_count", f"No whole count of {at_risk:,.0f} people gives {printed}."
        )
    return Bounds(low, high)


def sum_bounds(cells: Sequence[object], rule: Suppression) -> Bounds:
    """What published cells can add up to.

    Raises:
        Refused: ``rounding.…``.
    """
    total = Bounds(0, 0)
    for cell in cells:
        total += bounds(cell, rule)
    return total


def sum_check(cells: Sequence[object], total: int, rule: Suppression) -> Check:
    """Say whether published parts can add up to an exact total.

    Args:
        cells: The parts as published.
        total: The whole, exact.
        rule: How the parts were hidden and rounded.
    """
    can = sum_bounds(cells, rule)
    hidden = sum(1 for cell in cells if not as_words(cell) or as_words(cell) in HIDDEN)
    told = (
        f"{len(cells)} parts, {hidden} of them hidden, can add up to {can.low:,} to "
        f"{can.high:,}; the total is {total:,}"
    )
    state = State.PASSED if can.holds(total) else State.FAILED
    return Check("sum_of_parts", state, f"{told}.")


def published_table(counts: Sequence[int], rule: Suppression) -> tuple[tuple[str, ...], str]:
    """Publish parts and their total so that what is hidden cannot be worked out.

    The total is rounded from the true total, never added from rounded parts. Where the rule
    does not round, one hidden part alone would be the total less the rest, so the smallest part
    still shown is hidden too.

    Returns:
        The parts and the total as shown.

    Source: DOMAIN 7.2.
    """
    parts = [shown(count, rule) for count in counts]
    if rule.nearest == 1 and parts.count(STAR) == 1 and len(parts) > 1:
        still = [at for at, words in enumerate(parts) if words != STAR and counts[at] > 0]
        if still:
            parts[min(still, key=lambda at: counts[at])] = STAR
    return tuple(parts), shown(sum(counts), rule)


def published_share(count: int, out_of: int, rule: Suppression) -> float | None:
    """A percentage worked out from counts as shown, so that the true ones cannot be worked back.

    Returns:
        The percentage; ``None`` when either count is hidden or the whole is nought.
    """
    part, whole = shown(count, rule), shown(out_of, rule)
    if STAR in (part, whole) or int(whole) == 0:
        return None
    return 100 * int(part) / int(whole)

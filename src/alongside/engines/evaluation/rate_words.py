"""A change of rates in words, at two reading levels."""

import math

from alongside.engines.evaluation.changes import Changes, GroupChange
from alongside.engines.evaluation.ratios import Comparison
from alongside.engines.evaluation.result import Interval, Sentences
from alongside.engines.evaluation.wording import (
    change_words,
    list_words,
    number_words,
    p_words,
    percent_words,
    range_words,
)


def change_sentences(seen: Changes, unit: str) -> Sentences:
    """The answer, plain and technical."""
    return Sentences(_plain(seen, unit), _technical(seen, unit))


def change_would_change(seen: Changes) -> tuple[str, ...]:
    """What new fact would change the answer."""
    told = []
    if seen.against is None:
        told.append("A place where nothing changed, counted the same way over the same time.")
    if seen.spread.degrees == 0:
        told.append("Counts by month: they would show how much the numbers jump about anyway.")
    if len(seen.cells.periods) == 2:
        told.append("More periods before the start: they would show a trend, or a peak.")
    told.append("A change in how events are counted, on either side, during the time compared.")
    return tuple(told)


def no_change_inside(between: Interval) -> bool:
    """Whether a ratio's range holds no change."""
    return between.holds(1.0)


def moved(comparison: Comparison) -> str:
    """A ratio as movement: ``fell by 38%`` or ``did not clearly change``."""
    between = comparison.interval
    if math.isnan(comparison.estimate) or no_change_inside(between):
        return "did not clearly change"
    if math.isinf(comparison.estimate):
        return "rose from nothing"
    size = _percent(comparison.estimate)
    return f"{'fell' if comparison.estimate < 1 else 'rose'} by {size}{_between(between)}"


def _between(between: Interval) -> str:
    low, high = sorted((abs(1 - between.low), abs(between.high - 1)))
    if high == float("inf"):
        return f" (at least {percent_words(low)})"
    return f" (somewhere between {_round(low)} and {_round(high)})"


def _percent(ratio: float) -> str:
    return _round(abs(ratio - 1))


def _round(part: float) -> str:
    return f"{100 * part:.0f}%"


def _plain(seen: Changes, unit: str) -> str:
    one = seen.changed
    words = [
        f"In {one.group} there were {one.before.events:,} {unit} in the time called "
        f"{seen.before}, and {one.after.events:,} in {seen.after}.",
        f"For the number of people, the rate {moved(one.ratio)}.",
    ]
    if seen.against is None:
        words.append("We had no other place to set it beside, so we cannot say what caused this.")
        return " ".join(words)
    others = list_words(list(seen.comparators))
    if len(seen.comparators) == 1:
        other = next(g for g in seen.groups if g.group == seen.comparators[0])
        words.append(f"In {others}, the rate {moved(other.ratio)}.")
    words.append(_set_against(seen.against, others))
    return " ".join(words)


def _set_against(against: Comparison, others: str) -> str:
    between = against.interval
    if math.isnan(against.estimate) or no_change_inside(between):
        return f"Set beside {others}, this could be chance: we cannot say the two differ."
    kind = "lower" if against.estimate < 1 else "higher"
    if math.isinf(against.estimate):
        return f"Set beside {others}, it ended higher. Chance alone would seldom do that."
    return (
        f"Set beside {others}, it ended {_percent(against.estimate)} {kind}"
        f"{_between(between)}. Chance alone would seldom do that. It does not tell us the reason."
    )


def _technical(seen: Changes, unit: str) -> str:
    rates = "; ".join(_rate_words(one, seen) for one in (seen.changed, *_compared(seen)))
    words = (
        f"{unit} per {seen.changed.before.per:,.0f} {seen.changed.before.at_risk_unit}: {rates}."
    )
    if seen.against is None:
        return f"{words} No comparator: cannot separate from trend."
    beside = list_words(list(seen.comparators))
    change = change_words(seen.against.estimate)
    apart = (
        f"{change} than {beside}"
        if change.endswith(("lower", "higher"))
        else f"{change} from {beside}"
    )
    return f"{words} Ratio of ratios {_ratio_words(seen.against)}, {apart}."


def _compared(seen: Changes) -> list[GroupChange]:
    return [one for one in seen.groups[1:6] if one.group in seen.comparators]


def _rate_words(one: GroupChange, seen: Changes) -> str:
    return (
        f"{one.group} {number_words(one.before.value)} ({one.before.events:,}) {seen.before} and "
        f"{number_words(one.after.value)} ({one.after.events:,}) {seen.after}, "
        f"ratio {_ratio_words(one.ratio)}"
    )


def _ratio_words(comparison: Comparison) -> str:
    between = comparison.interval
    return (
        f"{number_words(comparison.estimate)} ({100 * between.level:g}% interval "
        f"{range_words(between.low, between.high)}, P {p_words(comparison.p_value)})"
    )

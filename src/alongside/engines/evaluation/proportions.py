"""What part of the whole, and is one part larger than another?"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from scipy.special import chdtrc
from scipy.stats import fisher_exact

from alongside.engines.evaluation.charts import Bar, Chart, bar_chart
from alongside.engines.evaluation.intervals import (
    FEWEST_FOR_LARGE_SAMPLE,
    clopper_pearson,
    wilson,
)
from alongside.engines.evaluation.least_n import rounding_check
from alongside.engines.evaluation.measures import Percentage, check_alike
from alongside.engines.evaluation.result import (
    LEVEL,
    NO_COMPARATOR,
    Check,
    Denominator,
    Finding,
    Interval,
    Row,
    Sentences,
    State,
)
from alongside.engines.evaluation.wording import percent_words
from alongside.kernel.refusal import Refused

INTERVALS: Final = {"wilson": wilson, "exact": clopper_pearson}


class ProportionMethod(StrEnum):
    """Which interval stands for the answer; the table carries both."""

    WILSON = "wilson"
    EXACT = "exact"


@dataclass(frozen=True, slots=True)
class Part:
    """One proportion with its name.

    Attributes:
        name: Of whom.
        share: So many of so many.
    """

    name: str
    share: Percentage


@dataclass(frozen=True, slots=True)
class _Answer:
    estimate: float
    interval: Interval
    p_value: float | None
    method: str
    comparator: str


def proportions(
    parts: Sequence[Part],
    *,
    method: ProportionMethod = ProportionMethod.WILSON,
    level: float = LEVEL,
    printed: Sequence[str] = (),
    sources: tuple[str, ...] = (),
) -> Finding:
    """Answer a proportion, the difference of two, or whether several differ.

    Args:
        parts: One: its proportion. Two: the second less the first. More: all together, with a
            test of whether they differ.
        method: Which interval.
        level: How often it should hold the truth.
        printed: Percentages as printed, one for each part, to hold against the counts.
        sources: Where the counts are from.

    Raises:
        Unlike: They are not proportions of the same thing.
        Refused: ``proportion.none``, or ``proportion.printed`` when there are not as many
            printed percentages as parts.

    Source: Wilson 1927; Clopper and Pearson 1934; Newcombe 1998, Statistics in Medicine
    17:873-890, method 10, for the difference.
    """
    _check_parts(parts, printed)
    found = _answer(parts, method, level)
    return Finding(
        question=_question(parts),
        method=found.method,
        estimate=found.estimate,
        unit="difference, second less first" if len(parts) == 2 else "part of one",
        interval=found.interval,
        p_value=found.p_value,
        n=sum(one.share.out_of for one in parts),
        denominators=tuple(Denominator(p.name, p.share.out_of, p.share.of.unit) for p in parts),
        comparator=found.comparator,
        checks=_checks(parts, printed),
        sentences=_sentences(parts, found),
        table=tuple(_row(one, level) for one in parts),
        chart=_chart(parts, method, level),
        call=f"proportions({tuple(parts)!r}, method={method.value!r}, level={level})",
        would_change=(
            "Who was left out of the whole, and whether they differ from those in it.",
            "Counting people where these are events, or events where these are people.",
        ),
        sources=sources,
        more={"count": sum(one.share.count for one in parts)},
    )


def difference(first: Percentage, second: Percentage, *, level: float = LEVEL) -> Interval:
    """The range of the second proportion less the first.

    Source: Newcombe 1998, method 10.
    """
    p, q = first.value / 100, second.value / 100
    one = wilson(first.count, first.out_of, level=level)
    two = wilson(second.count, second.out_of, level=level)
    gap = q - p
    low = gap - math.hypot(q - two.low, one.high - p)
    high = gap + math.hypot(two.high - q, p - one.low)
    return Interval(low, high, level)


def heterogeneity_p(shares: Sequence[Percentage]) -> float:
    """Chance of proportions so far apart were they all one: Pearson's chi-square."""
    count, whole = sum(s.count for s in shares), sum(s.out_of for s in shares)
    if count in (0, whole):
        return 1.0
    chance = count / whole
    square = sum((s.count - s.out_of * chance) ** 2 / s.out_of for s in shares)
    return float(chdtrc(len(shares) - 1, square / (chance * (1 - chance))))


def _answer(parts: Sequence[Part], method: ProportionMethod, level: float) -> _Answer:
    named = "Wilson" if method is ProportionMethod.WILSON else "Exact (Clopper–Pearson)"
    if len(parts) == 2:
        first, second = parts[0].share, parts[1].share
        square = [[s.count, s.out_of - s.count] for s in (first, second)]
        return _Answer(
            estimate=(second.value - first.value) / 100,
            interval=difference(first, second, level=level),
            p_value=float(fisher_exact(square).pvalue),
            method="Difference of proportions, Newcombe interval, Fisher's exact P",
            comparator=parts[0].name,
        )
    shares = [one.share for one in parts]
    count, whole = sum(s.count for s in shares), sum(s.out_of for s in shares)
    return _Answer(
        estimate=count / whole,
        interval=INTERVALS[method](count, whole, level=level),
        p_value=heterogeneity_p(shares) if len(parts) > 1 else None,
        method=f"{named} interval" + (", chi-square of difference" if len(parts) > 1 else ""),
        comparator="each other" if len(parts) > 1 else NO_COMPARATOR,
    )


def _check_parts(parts: Sequence[Part], printed: Sequence[str]) -> None:
    if not parts:
        raise Refused("proportion.none", "There is no count to answer for.")
    if printed and len(printed) != len(parts):
        raise Refused(
            "proportion.printed",
            f"{len(printed)} printed percentages were given for {len(parts)} counts.",
        )
    for one in parts[1:]:
        check_alike(parts[0].share, one.share)


def _checks(parts: Sequence[Part], printed: Sequence[str]) -> tuple[Check, ...]:
    held = (
        rounding_check(one.share.count, one.share.out_of, words)
        for one, words in zip(parts, printed, strict=False)
    )
    return (_size_check(parts), _part_check(), *held)


def _question(parts: Sequence[Part]) -> str:
    if len(parts) == 1:
        return f"What part is {parts[0].share.count:,} of {parts[0].share.out_of:,}?"
    if len(parts) == 2:
        return f"Is the part in {parts[1].name} different from {parts[0].name}?"
    return f"Do {len(parts)} proportions differ?"


def _size_check(parts: Sequence[Part]) -> Check:
    fewest = min(min(p.share.count, p.share.out_of - p.share.count) for p in parts)
    told = f"The smallest count, of those it happened to or did not, is {fewest:,}"
    if fewest >= FEWEST_FOR_LARGE_SAMPLE:
        return Check("small_counts", State.PASSED, f"{told}; both kinds of interval agree.")
    if len(parts) > 2:
        return Check("small_counts", State.FAILED, f"{told}, too few for the chi-square test.")
    words = f"{told}. Wilson can be a little narrow; the exact interval in the table never is."
    return Check("small_counts", State.CANNOT_TELL, words)


def _part_check() -> Check:
    return Check(
        "one_each",
        State.CANNOT_TELL,
        "The interval takes each one counted as separate. If one person can be counted twice, "
        "the true range is wider.",
    )


def _row(part: Part, level: float) -> Row:
    share = part.share
    near = wilson(share.count, share.out_of, level=level)
    exact = clopper_pearson(share.count, share.out_of, level=level)
    return {
        "term": "proportion",
        "group": part.name,
        "count": share.count,
        "n": share.out_of,
        "estimate": share.value / 100,
        "ci_low": near.low,
        "ci_high": near.high,
        "exact_low": exact.low,
        "exact_high": exact.high,
    }


def _chart(parts: Sequence[Part], method: ProportionMethod, level: float) -> Chart:
    bars = []
    for part in parts:
        share = part.share
        between = INTERVALS[method](share.count, share.out_of, level=level)
        bars.append(Bar(part.name, share.value, 100 * between.low, 100 * between.high))
    says = "; ".join(f"{bar.label}: {bar.value:.3g}%" for bar in bars[:6])
    return bar_chart("Percentages with their ranges", f"{says}.", bars=bars, y_title="per cent")


def _sentences(parts: Sequence[Part], found: _Answer) -> Sentences:
    low, high = percent_words(found.interval.low), percent_words(found.interval.high)
    share = parts[0].share
    if len(parts) == 1:
        return Sentences(
            f"{share.count:,} out of {share.out_of:,} is {percent_words(found.estimate)}. "
            f"Taking luck into account, the true part could be from {low} to {high}.",
            f"{share.count:,}/{share.out_of:,} = {found.estimate:.4f}, {found.method} "
            f"{found.interval.low:.4f} to {found.interval.high:.4f}.",
        )
    told = ", ".join(f"{p.name}: {percent_words(p.share.value / 100)}" for p in parts[:6])
    sure = found.p_value is not None and found.p_value < 0.05
    verdict = "That is more than luck would often do." if sure else "That could be luck."
    technical = (
        f"{told}; {found.method}: {found.estimate:.4f} ({found.interval.low:.4f} to "
        f"{found.interval.high:.4f}), P {found.p_value:.3g}."
    )
    return Sentences(f"{told}. {verdict}", technical)

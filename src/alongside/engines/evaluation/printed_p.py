"""Where does a printed P value come from? Some come from rates treated as counts."""

from dataclasses import dataclass
from typing import Final

from scipy.special import chdtrc
from scipy.stats import fisher_exact

from alongside.engines.evaluation.intervals import binomial_p
from alongside.engines.evaluation.measures import PER_100K, Rate
from alongside.engines.evaluation.result import Check, State
from alongside.engines.evaluation.wording import p_words

NAME: Final = "printed_p"
OFF_BY: Final = 2.0  # a printed P this many times the true one is not rounding


@dataclass(frozen=True, slots=True)
class RateTrap:
    """P when rates are put where counts belong.

    Attributes:
        per: What the rates were written for.
        years: The length of the period they were turned to a year from.
        before: The rate before, rounded.
        after: The rate after, rounded.
        p_value: Fisher's exact P of those.
    """

    per: float
    years: float
    before: int
    after: int
    p_value: float


def exact_p(before: Rate, after: Rate) -> float:
    """The exact P of two rates, given how many there were in all."""
    total = before.events + after.events
    chance = after.at_risk / (before.at_risk + after.at_risk)
    return binomial_p(after.events, total, chance)


def score_p(before: Rate, after: Rate) -> float:
    """The chi-square P of two rates, without correction."""
    total = before.events + after.events
    if total == 0:
        return 1.0
    expected = total * after.at_risk / (before.at_risk + after.at_risk)
    square = (after.events - expected) ** 2 * (1 / expected + 1 / (total - expected))
    return float(chdtrc(1, square))


def rate_traps(before: Rate, after: Rate) -> tuple[RateTrap, ...]:
    """P values that treat rates as counts: per 100,000, per 1,000 and so on, for a year."""
    traps = []
    for per in (PER_100K, 10_000.0, 1_000.0, 1_000_000.0):
        for years in (1.0, 0.5, 0.25):
            one = round(before.events / before.at_risk * per / years)
            two = round(after.events / after.at_risk * per / years)
            if max(one, two) > 0 and one <= per and two <= per:
                square = [[one, int(per) - one], [two, int(per) - two]]
                p_value = float(fisher_exact(square).pvalue)
                traps.append(RateTrap(per, years, one, two, p_value))
    return tuple(traps)


def printed_p_check(before: Rate, after: Rate, printed: float) -> Check:
    """Say whether a printed P is what the counts give, and if not, where it may come from.

    Args:
        before: The rate before.
        after: The rate after.
        printed: P as printed.

    Source: Jenkins and others 2017, table 2, whose P of 0.01 is Fisher's exact P of 77 and 47
    per 100,000.
    """
    true = exact_p(before, after)
    told = f"P is printed as {printed:g}; the counts give {p_words(true)} (exact)"
    if any(_rounds_to(p, printed) for p in (true, score_p(before, after))):
        return Check(NAME, State.PASSED, f"{told}, which agrees.")
    trap = next((t for t in rate_traps(before, after) if _rounds_to(t.p_value, printed)), None)
    if trap is not None:
        return Check(
            NAME,
            State.FAILED,
            f"{told}. The printed P treats rates as counts: {trap.before} and {trap.after} per "
            f"{trap.per:,.0f} give {p_words(trap.p_value)} (Fisher).",
        )
    ratio = max(printed, 1e-300) / max(true, 1e-300)
    if 1 / OFF_BY <= ratio <= OFF_BY:
        return Check(NAME, State.CANNOT_TELL, f"{told}: close, but not the same.")
    return Check(NAME, State.FAILED, f"{told}. No method tried here gives the printed P.")


def _rounds_to(p_value: float, printed: float) -> bool:
    """Whether a P would be printed so, to as many places as it was printed."""
    text = f"{printed:.10f}".rstrip("0")
    places = max(2, len(text.partition(".")[2]))
    return abs(p_value - printed) <= 0.5 * 10.0**-places + 1e-12

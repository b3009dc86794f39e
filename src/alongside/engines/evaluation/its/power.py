"""How likely is a planned change to be seen? Answered before the data, by simulation."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from alongside.engines.evaluation.intervals import wilson
from alongside.engines.evaluation.its.design import Shape, Start, design
from alongside.engines.evaluation.its.fitting import Family, fit
from alongside.engines.evaluation.result import (
    Check,
    Denominator,
    Finding,
    Interval,
    Sentences,
    State,
)
from alongside.engines.evaluation.wording import change_words, number_words, range_words
from alongside.kernel.refusal import Refused

SIMULATIONS: Final = 500
SEED: Final = 20260610
MOST_PERIODS: Final = 2_000
MOST_EVENTS: Final = 1e9
ENOUGH: Final = 0.8
"""How often a plan is usually asked to show its change."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned.

    Attributes:
        before: Periods before the start.
        after: Periods from it on.
        mean: Events expected in a period without it.
        ratio: What the change would multiply them by.
        dispersion: How many times as much as chance they vary.
        trend: What each period multiplies the last by.
        alpha: Below which P value a change counts as seen.
    """

    before: int
    after: int
    mean: float
    ratio: float
    dispersion: float = 1.0
    trend: float = 1.0
    alpha: float = 0.05


@dataclass(frozen=True, slots=True)
class Power:
    """How often it would be seen.

    Attributes:
        share: Of the simulated series.
        interval: Its range, for so many simulations.
        simulations: How many could be fitted.
    """

    share: float
    interval: Interval
    simulations: int


def power(plan: Plan, *, simulations: int = SIMULATIONS, seed: int = SEED) -> Power:
    """Simulate the plan and count how often the change is seen.

    Raises:
        Refused: ``power.plan`` for a plan that cannot be.
    """
    _check(plan)
    periods = plan.before + plan.after
    columns = design(Shape(range(1, periods + 1)), [Start(plan.before, "start")])
    place = columns.names.index("level")
    index = np.arange(periods)
    expected = plan.mean * plan.trend**index
    expected[plan.before :] *= plan.ratio
    chance = np.random.default_rng(seed)
    seen = tried = 0
    for _ in range(simulations):
        counts = _counts(chance, expected, plan.dispersion)
        try:
            fitted = fit(counts, columns.matrix, family=Family.QUASIPOISSON)
        except Refused:
            continue
        tried += 1
        seen += fitted.p_value(place) < plan.alpha
    if tried == 0:
        raise Refused(
            "power.plan", "No simulated series could be fitted: there are too few events."
        )
    return Power(seen / tried, wilson(seen, tried), tried)


def _counts(chance: np.random.Generator, expected: np.ndarray, dispersion: float) -> np.ndarray:
    if dispersion <= 1:
        return chance.poisson(expected).astype(float)
    shape = expected / (dispersion - 1)
    return chance.poisson(chance.gamma(shape, dispersion - 1)).astype(float)


def _check(plan: Plan) -> None:
    numbers = (plan.mean, plan.ratio, plan.dispersion, plan.trend, plan.alpha)
    if not all(math.isfinite(number) for number in numbers):
        raise Refused("power.plan", "This cannot be planned: every number has to be a number.")
    most = plan.mean * max(1.0, plan.ratio) * _ends_at(plan)
    wrong = (
        (plan.before < 3 or plan.after < 3, "at least 3 periods are needed on each side"),
        (plan.mean <= 0, "the mean is above 0"),
        (plan.ratio <= 0, "the change is a ratio above 0, such as 0.8 for a fifth fewer"),
        (plan.dispersion < 1, "the dispersion is 1 or more"),
        (plan.trend <= 0, "the trend is a ratio above 0"),
        (not 0 < plan.alpha < 1, "alpha lies between 0 and 1"),
        (plan.before + plan.after > MOST_PERIODS, f"at most {MOST_PERIODS:,} periods fit"),
        (most > MOST_EVENTS, "with that trend the numbers grow past counting"),
    )
    for is_wrong, words in wrong:
        if is_wrong:
            raise Refused("power.plan", f"This cannot be planned: {words}.")


def _ends_at(plan: Plan) -> float:
    """What the trend multiplies the largest period by, without overflowing."""
    if plan.trend <= 1:
        return 1.0
    return math.exp(min(700.0, (plan.before + plan.after) * math.log(plan.trend)))


def power_finding(plan: Plan, *, simulations: int = SIMULATIONS, seed: int = SEED) -> Finding:
    """Say how likely a planned change is to be seen, before there are any data.

    Raises:
        Refused: ``power.plan`` for a plan that cannot be.
    """
    found = power(plan, simulations=simulations, seed=seed)
    enough = found.share >= ENOUGH
    plain = _plain(plan, found.share)
    sure = range_words(found.interval.low, found.interval.high)
    technical = (
        f"Power {number_words(found.share)} ({sure}) at alpha {plan.alpha:g}; quasi-Poisson level "
        f"with trend, {found.simulations} simulated series, mean {number_words(plan.mean)}, "
        f"dispersion {number_words(plan.dispersion)}, seed {seed}."
    )
    return Finding(
        question="How likely is the planned change to be seen?",
        method="Simulated interrupted time series",
        sentences=Sentences(plain, technical),
        estimate=found.share,
        unit="chance of showing it",
        interval=found.interval,
        n=found.simulations,
        denominators=(
            Denominator("before", plan.before, "periods"),
            Denominator("from the start on", plan.after, "periods"),
        ),
        comparator="none: a plan, not a result",
        checks=(
            Check(
                "enough_power",
                State.PASSED if enough else State.FAILED,
                f"It would show the change {round(100 * found.share)} times in 100; a plan is "
                f"usually asked for {round(100 * ENOUGH)}.",
            ),
        ),
        would_change=(
            "Numbers that follow on from each other, or a season: a change is then harder to see.",
            "A comparator: it takes away what both share, and adds chance of its own.",
        ),
        more={"seed": seed},
    )


def _plain(plan: Plan, share: float) -> str:
    times = f"about {round(100 * share)} times in 100"
    periods = f"{plan.before} periods before the start and {plan.after} from it on"
    if plan.ratio == 1:
        return f"If nothing changed, {periods} would still seem to show a change {times}."
    size = change_words(plan.ratio)
    plain = f"If the number really became {size}, {periods} would show it {times}."
    if share < ENOUGH:
        plain += " That is too seldom: plan for more periods, or more places counted together."
    return plain

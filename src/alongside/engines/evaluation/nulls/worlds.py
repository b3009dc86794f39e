"""Worlds where nothing changed, one for each thing that could fool a method."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from alongside.engines.evaluation.cells import RateColumns
from alongside.engines.evaluation.its.checks import Floats, Series, checks
from alongside.engines.evaluation.its.design import Shape, Start, design, joined
from alongside.engines.evaluation.its.fitting import Family, fit
from alongside.engines.evaluation.panel.answer import Question, compared
from alongside.engines.evaluation.panel.estimators import Method
from alongside.engines.evaluation.panel.staggered import staggered
from alongside.engines.evaluation.panel.table import Cells, Panel
from alongside.engines.evaluation.proportions import Part, Percentage, proportions
from alongside.engines.evaluation.rates import rates
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.result import Check, Finding
from alongside.engines.evaluation.spc import Chart, c_chart, xmr_chart
from alongside.engines.evaluation.spc.answer import Asked, chart_finding
from alongside.engines.evaluation.spc.chart import Direction

Chance = np.random.Generator
Trial = tuple[bool, Callable[[], Sequence[Check]]]
"""Whether a change was claimed, and the checks that were made, asked for only if it was."""

CLAIM: Final = 0.05
MONTHS: Final = 60
MIDDLE: Final = 36
INDEX: Final[Floats] = np.arange(MONTHS, dtype=float)
WAVE: Final[Floats] = np.exp(0.3 * np.sin(2 * np.pi * INDEX / 12))


@dataclass(frozen=True, slots=True)
class World:
    """One world.

    Attributes:
        method: What is tried.
        words: What the world is like.
        trial: Draws it once and asks the method.
        kept: Whether the method's assumptions hold there.
    """

    method: str
    words: str
    trial: Callable[[Chance], Trial]
    kept: bool = True


def _asked(finding: Finding) -> Trial:
    claimed = finding.p_value is not None and finding.p_value < CLAIM
    return claimed, lambda: finding.checks


def _rates(means: Sequence[float], spread: float = 0.0) -> Callable[[Chance], Trial]:
    """Six months before and after in each of one or two towns."""

    def trial(chance: Chance) -> Trial:
        rows: list[tuple[str, str, int]] = []
        for place, mean in enumerate(means):
            for when in ("before", "after"):
                drawn = chance.gamma(1 / spread, spread * mean, 6) if spread else np.full(6, mean)
                counts = chance.poisson(drawn)
                rows += [(f"town {place}", when, int(n)) for n in counts]
        towns, whens, counts_of = zip(*rows, strict=True)
        people = [1000] * len(rows)
        table = table_of({"town": towns, "when": whens, "n": counts_of, "people": people})
        return _asked(rates(table, RateColumns("n", "people", "town", "when")))

    return trial


def _shares(out_of: int, part: float) -> Callable[[Chance], Trial]:
    def trial(chance: Chance) -> Trial:
        counts = [int(n) for n in chance.binomial(out_of, part, 2)]
        named = zip(("first", "second"), counts, strict=True)
        return _asked(proportions([Part(name, Percentage(n, out_of)) for name, n in named]))

    return trial


def _series(
    draw: Callable[[Chance], Floats],
    *,
    family: Family = Family.QUASIPOISSON,
    harmonics: int = 0,
    lag: int | None = None,
) -> Callable[[Chance], Trial]:
    starts = [Start(MIDDLE, "start")]
    months = tuple(at % 12 + 1 for at in range(MONTHS))
    shape = Shape(tuple(range(1, MONTHS + 1)), months, harmonics=harmonics)
    columns = design(shape, starts)
    place = columns.names.index("level")

    def trial(chance: Chance) -> Trial:
        series = Series(draw(chance), np.ones(MONTHS), shape, family)
        fitted = fit(series.outcome, columns.matrix, family=family, newey_west=lag)
        claimed = fitted.p_value(place) < CLAIM
        return claimed, lambda: checks(series, fitted, starts, rows=slice(0, MONTHS))

    return trial


def _controlled(chance: Chance) -> Trial:
    """Both series fall by a fifth at the start: nothing happened in one alone."""
    starts = [Start(MIDDLE, "start")]
    columns = design(Shape(tuple(range(1, MONTHS + 1))), starts)
    both = joined(columns, columns)
    mean = np.where(INDEX >= MIDDLE, 48.0, 60.0)
    outcome = chance.poisson(np.concatenate([mean, mean])).astype(float)
    fitted = fit(outcome, both.matrix, family=Family.QUASIPOISSON)
    series = Series(
        outcome[MONTHS:],
        np.ones(MONTHS),
        Shape(tuple(range(1, MONTHS + 1))),
        Family.QUASIPOISSON,
    )
    claimed = fitted.p_value(both.names.index("level")) < CLAIM
    return claimed, lambda: checks(series, fitted, starts, rows=slice(MONTHS, 2 * MONTHS))


def _poisson(mean: Floats) -> Callable[[Chance], Floats]:
    return lambda chance: chance.poisson(mean).astype(float)


def _spread(chance: Chance) -> Floats:
    return chance.poisson(chance.gamma(10, 6, size=MONTHS)).astype(float)


def _following(chance: Chance) -> Floats:
    """Log rates that follow on from the month before."""
    noise = np.zeros(MONTHS)
    for at in range(1, MONTHS):
        noise[at] = 0.6 * noise[at - 1] + chance.normal(0, 0.15)
    return chance.poisson(80 * np.exp(noise)).astype(float)


def _panel(chance: Chance, *, drift: float = 0.0) -> Panel:
    """Towns with levels, shared ups and downs and a load of their own on them."""
    units, periods, before = 24, 20, 14
    shared = chance.normal(0, 2, size=periods).cumsum()
    load = chance.normal(1, 0.3, size=(units, 1))
    outcome = chance.normal(50, 8, size=(units, 1)) + load * shared
    outcome = outcome + chance.normal(0, 1, size=(units, periods))
    outcome[-1] += drift * np.arange(periods)
    names = tuple(f"town {at}" for at in range(units))
    return Panel(names, tuple(str(2001 + at) for at in range(periods)), outcome, 1, before)


def _places(method: Method, drift: float = 0.0) -> Callable[[Chance], Trial]:
    return lambda chance: _asked(compared(_panel(chance, drift=drift), Question("rate", method)))


def _stepped(chance: Chance) -> Trial:
    panel = _panel(chance)
    turns = [4, 4, 6, 6, 8, 8, 10, 10, 12, 12, 14, 14]
    starts = (*turns, *([None] * (len(panel.units) - len(turns))))
    cells = Cells(panel.units, panel.periods, panel.outcome, starts)
    return _asked(staggered(cells, measure="rate"))


def _charted(make: Callable[[Chance], Chart], points: int) -> Callable[[Chance], Trial]:
    labels = [str(at) for at in range(1, points + 1)]

    def trial(chance: Chance) -> Trial:
        chart = make(chance)
        asked = Asked("n", labels, Direction.NEUTRAL)
        return bool(chart.signals), lambda: chart_finding(chart, asked).checks

    return trial


def _xmr(points: int) -> World:
    make = _charted(lambda chance: xmr_chart(chance.normal(50, 5, points).tolist()), points)
    return World("Control chart, xmr", f"{points} points of noise", make, kept=False)


def _c(points: int) -> World:
    make = _charted(lambda chance: c_chart(chance.poisson(20, points).tolist()), points)
    return World("Control chart, c", f"{points} points of noise, 20 a time", make, kept=False)


WORLDS: Final = (
    World("Rate ratio", "small counts, 1 a month", _rates([1.0])),
    World("Rate ratio", "40 a month", _rates([40.0])),
    World("Rate ratio", "months vary by more than chance", _rates([40.0], 0.1), kept=False),
    World("Ratio of ratios", "5 and 20 a month", _rates([5.0, 20.0])),
    World("Difference of proportions", "3% of 40", _shares(40, 0.03)),
    World("Difference of proportions", "30% of 400", _shares(400, 0.3)),
    World("Time series", "a trend", _series(_poisson(60 * np.exp(0.01 * INDEX)))),
    World("Time series", "small counts, 3 a month", _series(_poisson(np.full(MONTHS, 3.0)))),
    World("Time series", "a season in the path", _series(_poisson(60 * WAVE), harmonics=1)),
    World("Time series", "a season left out", _series(_poisson(60 * WAVE)), kept=False),
    World("Time series", "months vary by more than chance", _series(_spread)),
    World(
        "Time series, Poisson",
        "months vary by more than chance",
        _series(_spread, family=Family.POISSON),
        kept=False,
    ),
    World("Time series", "months follow on from each other", _series(_following), kept=False),
    World(
        "Time series, Newey-West 6",
        "months follow on from each other",
        _series(_following, lag=6),
        kept=False,
    ),
    World("Time series with comparator", "a shock that both share", _controlled),
    _xmr(12),
    _xmr(36),
    _c(36),
    World("Difference in differences", "shared ups and downs", _places(Method.DID)),
    World("Difference in differences", "one town drifts", _places(Method.DID, 0.6), kept=False),
    World("Synthetic control", "shared ups and downs", _places(Method.SC)),
    World("Synthetic control", "one town drifts", _places(Method.SC, 0.6), kept=False),
    World("Synthetic difference in differences", "shared ups and downs", _places(Method.SDID)),
    World("Stepped starts", "shared ups and downs", _stepped),
)

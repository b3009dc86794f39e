"""Places that began at different times: each is set beside those that had not begun yet."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.evaluation.charts import Chart, Dash, Line, Shape, line_chart
from alongside.engines.evaluation.intervals import normal_quantile
from alongside.engines.evaluation.panel.table import Cells
from alongside.engines.evaluation.result import (
    LEVEL,
    Check,
    Denominator,
    Finding,
    Interval,
    Row,
    Sentences,
    State,
    worst,
)
from alongside.engines.evaluation.wording import number_words, p_words, range_words
from alongside.kernel.refusal import Refused

Floats = NDArray[np.float64]
NEVER: Final = 10**9
DRAWS: Final = 499
SEED: Final = 20260610
FEWEST_UNITS: Final = 6
WOULD_CHANGE: Final = (
    "Places that knew their turn was coming and changed before it.",
    "The order of turns having been chosen by how places were doing.",
)


@dataclass(frozen=True, slots=True)
class _Since:
    """The effect so many periods after the start, over every place that can show it."""

    periods: int
    effect: float
    places: int


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found, and how sure it is."""

    effects: list[tuple[int, float, int]]
    estimate: float
    between: Interval
    p_value: float
    checks: tuple[Check, ...]


def staggered(
    cells: Cells,
    *,
    measure: str,
    level: float = LEVEL,
    seed: int = SEED,
    sources: tuple[str, ...] = (),
) -> Finding:
    """Answer a stepped start: the mean effect over every place and period under it.

    Each place's change since the period before its own start is set beside the change of the
    places that had not begun by then, so that no place is ever set beside one already under it.
    Chance is told by giving the same starts to other places.

    Args:
        cells: Places, periods and starts.
        measure: What the numbers are of.
        level: How often the range should hold the truth.
        seed: For the draws.
        sources: Where the numbers are from.

    Raises:
        Refused: ``staggered.no_start``, or ``staggered.nothing_beside`` where no place could be
            set beside another.

    Source: Callaway and Sant'Anna 2021, Journal of Econometrics 225(2), not-yet-treated
    comparisons; a permutation test for chance.
    """
    starts = np.array([NEVER if start is None else start for start in cells.starts])
    found = _found(cells, starts, level=level, seed=seed)
    sentences = _sentences(measure, found)
    rows = _since_start(found.effects)
    return Finding(
        question=f"Did {measure} change in each place when its own turn came?",
        method="Stepped start: difference in differences with places that had not begun yet",
        sentences=sentences,
        estimate=found.estimate,
        unit=measure,
        interval=found.between,
        p_value=found.p_value,
        n=int(cells.outcome.size),
        denominators=_denominators(cells, starts),
        comparator="places that had not begun yet",
        checks=found.checks,
        table=_table(rows),
        chart=_picture(measure, found, rows, says=sentences.plain),
        would_change=WOULD_CHANGE,
        sources=sources,
        more={"two_way": two_way(cells.outcome, starts), "draws": DRAWS},
    )


def _denominators(cells: Cells, starts: NDArray[np.int_]) -> tuple[Denominator, ...]:
    return (
        Denominator("that began", int((starts < NEVER).sum()), "places"),
        Denominator("that never began", int((starts == NEVER).sum()), "places"),
        Denominator("in all", len(cells.periods), "periods"),
    )


def _found(cells: Cells, starts: NDArray[np.int_], *, level: float, seed: int) -> _Found:
    if not np.any(starts < NEVER):
        raise Refused("staggered.no_start", "No place has a start.", field="starts")
    effects = _effects(cells.outcome, starts)
    if not effects:
        raise Refused(
            "staggered.nothing_beside",
            "No place can be set beside one that had not begun yet.",
            next_step="Give more periods before the first start, or places that began later.",
        )
    estimate = _mean(effects)
    drawn = _drawn(cells.outcome, starts, seed)
    as_far = sum(abs(each) >= abs(estimate) for each in drawn)
    reach = float(np.std(drawn, ddof=1)) * normal_quantile(level)
    return _Found(
        effects=effects,
        estimate=estimate,
        between=Interval(estimate - reach, estimate + reach, level),
        p_value=(1 + as_far) / (1 + len(drawn)),
        checks=_checks(cells, starts, estimate, reach),
    )


def _picture(measure: str, found: _Found, rows: list[_Since], *, says: str) -> Chart:
    between = found.between
    return line_chart(
        f"{measure}: effect by time since the start",
        says,
        along=[str(row.periods) for row in rows],
        lines=[
            Line(
                "difference",
                [row.effect for row in rows],
                shapes=[Shape.DOT] * len(rows),
            ),
            Line(
                "mean of them all",
                [found.estimate] * len(rows),
                low=[between.low] * len(rows),
                high=[between.high] * len(rows),
                series=2,
                dash=Dash.LONG,
            ),
        ],
        y_title=f"difference in {measure}",
        x_title="periods since its own start",
    )


def _effects(outcome: Floats, starts: NDArray[np.int_]) -> list[tuple[int, float, int]]:
    """``(periods since start, effect, places)`` for each start and period under it."""
    found = []
    for start in sorted(set(starts[starts < NEVER])):
        if start == 0:
            continue
        own = starts == start
        for period in range(int(start), outcome.shape[1]):
            others = starts > period
            if not others.any():
                break
            change = outcome[:, period] - outcome[:, start - 1]
            effect = float(change[own].mean() - change[others].mean())
            found.append((period - int(start), effect, int(own.sum())))
    return found


def _mean(effects: list[tuple[int, float, int]]) -> float:
    total = sum(places for _, _, places in effects)
    return sum(effect * places for _, effect, places in effects) / total


def _drawn(outcome: Floats, starts: NDArray[np.int_], seed: int) -> list[float]:
    chance = np.random.default_rng(seed)
    drawn = []
    for _ in range(DRAWS):
        effects = _effects(outcome, chance.permutation(starts))
        if effects:
            drawn.append(_mean(effects))
    return drawn


def two_way(outcome: Floats, starts: NDArray[np.int_]) -> float:
    """The effect of a plain regression on places and periods, which can mislead here."""
    under = (np.arange(outcome.shape[1])[None, :] >= starts[:, None]).astype(float)

    def swept(values: Floats) -> Floats:
        centred = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0, keepdims=True)
        return np.asarray(centred + values.mean())

    left = swept(under)
    return float((left * swept(outcome)).sum() / (left * left).sum())


def _since_start(effects: list[tuple[int, float, int]]) -> list[_Since]:
    rows = []
    for since in sorted({periods for periods, _, _ in effects}):
        here = [one for one in effects if one[0] == since]
        rows.append(_Since(since, _mean(here), sum(places for _, _, places in here)))
    return rows


def _table(rows: list[_Since]) -> tuple[Row, ...]:
    return tuple(
        {"periods_since_start": row.periods, "effect": row.effect, "places": row.places}
        for row in rows
    )


def _checks(
    cells: Cells, starts: NDArray[np.int_], estimate: float, reach: float
) -> tuple[Check, ...]:
    plain = two_way(cells.outcome, starts)
    away = abs(plain - estimate)
    words = (
        f"A plain regression on places and periods gives {number_words(plain)}, this "
        f"{number_words(estimate)}"
    )
    alike = Check(
        "effects_alike",
        State.PASSED if away <= reach / 2 else State.FAILED,
        f"{words}; they differ where effects grow, fade or differ between places.",
    )
    units = len(cells.units)
    enough = Check(
        "enough_places",
        State.PASSED if units >= FEWEST_UNITS else State.FAILED,
        f"There are {units} places; with fewer than {FEWEST_UNITS} there are too few orders of "
        "turns to tell chance by.",
    )
    return alike, enough, _before(cells, starts, reach)


def _before(cells: Cells, starts: NDArray[np.int_], reach: float) -> Check:
    """Whether places changed already in the period before their turn."""
    name = "no_change_before"
    gaps = []
    for start in sorted(set(starts[starts < NEVER])):
        others = starts > start
        if start < 2 or not others.any():
            continue
        change = cells.outcome[:, start - 1] - cells.outcome[:, start - 2]
        gaps.append(float(change[starts == start].mean() - change[others].mean()))
    if not gaps:
        return Check(name, State.CANNOT_TELL, "There are too few periods before the starts to see.")
    mean = float(np.mean(gaps))
    words = f"In the period before their turn places moved {number_words(mean)} beyond the others"
    state = State.PASSED if abs(mean) <= reach else State.FAILED
    return Check(name, state, f"{words}.")


def _sentences(measure: str, found: _Found) -> Sentences:
    estimate, between = found.estimate, found.between
    way = "lower" if estimate < 0 else "higher"
    plain = (
        f"Once its turn came, {measure} in a place came out {number_words(abs(estimate))} {way} "
        "than in places still waiting."
    )
    if between.holds(0.0) or found.p_value >= 1 - between.level:
        plain += " Giving the turns to other places makes differences as large, so this does not "
        plain += "show that anything changed."
    if worst(found.checks) is State.FAILED:
        plain += " Some checks failed, so this could be wrong: read them first."
    technical = (
        f"Mean effect over places and periods under it {number_words(estimate, figures=4)} "
        f"(permutation range {range_words(between.low, between.high)}), P {p_words(found.p_value)}."
    )
    return Sentences(plain, technical)

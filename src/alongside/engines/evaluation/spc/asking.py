"""From a table and the names of its columns to a chart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.periods import Periods, read_periods
from alongside.engines.evaluation.reading import Table
from alongside.engines.evaluation.result import Finding
from alongside.engines.evaluation.spc.answer import Asked, chart_finding
from alongside.engines.evaluation.spc.attributes import c_chart, p_chart, u_chart
from alongside.engines.evaluation.spc.chart import Chart, Direction
from alongside.engines.evaluation.spc.individuals import moving_range_chart, xmr_chart
from alongside.engines.evaluation.spc.rare import g_chart, t_chart
from alongside.engines.evaluation.spc.subgroups import s_chart, xbar_chart
from alongside.kernel.refusal import Refused

RATIOS: Final = ("u", "u-prime", "p", "p-prime")
GROUPED: Final = ("xbar", "s")
COUNTED: Final = ("c", "g", *RATIOS)
NO_PARTS: Final = (*GROUPED, "mr")


@dataclass(frozen=True, slots=True)
class Ask:
    """Which chart of which columns.

    Attributes:
        time: Column of times.
        value: Column of values or counts.
        n: Column of denominators; empty for charts without.
        chart: One of ``xmr c u u-prime p p-prime g t xbar s mr``.
        improvement: ``increase``, ``decrease`` or ``neutral``.
        screen_outliers: For xmr.
        freeze: How many first points limits are reckoned from; 0 for all.
        steps: Times from which limits are reckoned afresh.
    """

    time: str
    value: str
    n: str = ""
    chart: str = "xmr"
    improvement: str = "neutral"
    screen_outliers: bool = True
    freeze: int = 0
    steps: tuple[str, ...] = ()


def chart_from(table: Table, ask: Ask) -> Finding:
    """Chart the columns of a table.

    Raises:
        Refused: A column or a cell cannot be read, or the chart does not fit the numbers.
    """
    _check_options(ask)
    better = Direction(ask.improvement)
    sources = (f"{table.name}: {len(table):,} rows",)
    if ask.chart in GROUPED:
        labels, groups = _grouped(table, ask)
        make = xbar_chart if ask.chart == "xbar" else s_chart
        return chart_finding(
            make(groups, improvement=better), Asked(ask.value, labels, better, sources=sources)
        )
    periods = read_periods(table.words(ask.time), where=lambda row: table.where(row, ask.time))
    _check_cells(table, ask)
    values = periods.sorted(table.numbers_of(ask.value))
    wholes = periods.sorted(table.numbers_of(ask.n)) if ask.n else []
    numbers = _Numbers(values, wholes, _steps(periods, ask))
    chart = _MAKERS[ask.chart](ask, numbers)
    labels = list(periods.labels)[-len(chart.points) :]
    counts = (values, wholes) if ask.chart in ("c", *RATIOS) else None
    measure = f"{ask.value} per {ask.n}" if ask.n else ask.value
    return chart_finding(chart, Asked(measure, labels, better, counts=counts, sources=sources))


def _check_options(ask: Ask) -> None:
    if ask.chart in RATIOS and not ask.n:
        raise Refused(
            "spc.no_denominator",
            f"A {ask.chart} chart needs denominators.",
            next_step="Name their column with --n, or chart counts alone with --chart c.",
            field="n",
        )
    if ask.chart not in RATIOS and ask.n:
        raise Refused(
            "spc.denominator_unused",
            f"A {ask.chart} chart has no use for --n.",
            next_step="Choose --chart u for events per person or --chart p for parts of a whole.",
            field="n",
        )
    if ask.chart in NO_PARTS and (ask.steps or (ask.freeze and ask.chart in GROUPED)):
        raise Refused(
            "spc.no_parts",
            f"A {ask.chart} chart takes no baseline or step change here.",
            next_step="Leave --freeze and --step out, or chart the values with --chart xmr.",
        )


def _check_cells(table: Table, ask: Ask) -> None:
    """Name the first cell that the chart cannot take."""
    numbers = table.numbers_of(ask.value)
    wholes = table.amounts(ask.n) if ask.n else []
    for row, number in enumerate(numbers):
        if ask.chart in COUNTED and (number < 0 or number != int(number)):
            why = f"{number:g} is not a count"
            step = "Give whole numbers from 0. A rate that is already divided belongs on --chart "
            raise table.wrong(row, ask.value, why, code="spc.count", next_step=f"{step}xmr.")
        if ask.chart == "t" and number <= 0:
            why = f"a time between events is above 0, not {number:g}"
            step = "Two events at one moment: give the time in a finer unit."
            raise table.wrong(row, ask.value, why, code="spc.wait", next_step=step)
        if ask.chart in ("p", "p-prime") and number > wholes[row]:
            why = f"{number:g} of {wholes[row]:g} is more than all of them"
            step = "A proportion needs a count that is part of its whole; use --chart u for events "
            step += "per person."
            raise table.wrong(row, ask.value, why, code="spc.more_than_all", next_step=step)


def _steps(periods: Periods, ask: Ask) -> list[int]:
    return [periods.place_of(step, name="--step") for step in ask.steps]


def _grouped(table: Table, ask: Ask) -> tuple[list[str], list[list[float]]]:
    groups: dict[str, list[float]] = {}
    values = table.numbers_of(ask.value)
    for label, value in zip(table.labels(ask.time), values, strict=True):
        groups.setdefault(label, []).append(value)
    return list(groups), list(groups.values())


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What is charted: values or counts, what they are out of, and where parts begin."""

    values: Sequence[float]
    wholes: Sequence[float]
    steps: Sequence[int]


Make = Callable[[Ask, _Numbers], Chart]


def _xmr(ask: Ask, numbers: _Numbers) -> Chart:
    return xmr_chart(
        numbers.values,
        improvement=Direction(ask.improvement),
        screen_outliers=ask.screen_outliers,
        freeze=ask.freeze,
        steps=numbers.steps,
    )


def _mr(ask: Ask, numbers: _Numbers) -> Chart:
    better = Direction(ask.improvement)
    return moving_range_chart(numbers.values, improvement=better, freeze=ask.freeze)


def _plain(make: Callable[..., Chart]) -> Make:
    def chart(ask: Ask, numbers: _Numbers) -> Chart:
        better = Direction(ask.improvement)
        return make(numbers.values, improvement=better, freeze=ask.freeze, steps=numbers.steps)

    return chart


def _ratio(make: Callable[..., Chart], *, laney: bool) -> Make:
    def chart(ask: Ask, numbers: _Numbers) -> Chart:
        return make(
            numbers.values,
            numbers.wholes,
            laney=laney,
            improvement=Direction(ask.improvement),
            freeze=ask.freeze,
            steps=numbers.steps,
        )

    return chart


_MAKERS: Final[dict[str, Make]] = {
    "xmr": _xmr,
    "mr": _mr,
    "c": _plain(c_chart),
    "g": _plain(g_chart),
    "t": _plain(t_chart),
    "u": _ratio(u_chart, laney=False),
    "u-prime": _ratio(u_chart, laney=True),
    "p": _ratio(p_chart, laney=False),
    "p-prime": _ratio(p_chart, laney=True),
}

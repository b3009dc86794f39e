"""One stretch of time, several places: which differ by more than chance?"""

from dataclasses import dataclass

from scipy.special import chdtrc

from alongside.engines.evaluation.cells import Cells, RateColumns, unit_words
from alongside.engines.evaluation.changes import RateOptions
from alongside.engines.evaluation.charts import Bar, Chart, bar_chart
from alongside.engines.evaluation.funnels import FEWEST, Funnel, draw, funnel
from alongside.engines.evaluation.intervals import exact_poisson
from alongside.engines.evaluation.measures import Rate, check_alike
from alongside.engines.evaluation.ratios import METHOD_WORDS, rate_ratio
from alongside.engines.evaluation.reading import Table
from alongside.engines.evaluation.result import (
    NO_COMPARATOR,
    Check,
    Denominator,
    Finding,
    Interval,
    Row,
    Sentences,
    State,
)
from alongside.engines.evaluation.wording import list_words, number_words, p_words, range_words

FEWEST_EXPECTED = 5.0


@dataclass(frozen=True, slots=True)
class _Side:
    """The answer, whichever kind of question it was."""

    question: str
    method: str
    estimate: float
    unit: str
    interval: Interval
    p_value: float | None
    comparator: str


def places(table: Table, cells: Cells, columns: RateColumns, *, options: RateOptions) -> Finding:
    """Answer one rate, the ratio of two, or which of several lie outside the funnel.

    Args:
        table: Where the counts were read from.
        cells: Rates of one period.
        columns: Which columns hold what.
        options: How intervals are worked out.

    Raises:
        Unlike: They are not rates of the same thing.
    """
    period = cells.periods[0]
    rates = [(group, cells.rate(group, period)) for group in cells.groups]
    for _, rate in rates[1:]:
        check_alike(rates[0][1], rate)
    unit = unit_words(table, columns)
    seen = funnel(rates) if len(rates) >= FEWEST else None
    side = _side(rates, unit, options)
    return Finding(
        question=side.question,
        method=side.method,
        estimate=side.estimate,
        unit=side.unit,
        interval=side.interval,
        p_value=side.p_value,
        n=sum(rate.events for _, rate in rates),
        denominators=tuple(Denominator(g, r.at_risk, r.at_risk_unit) for g, r in rates),
        comparator=side.comparator,
        checks=_checks(rates, seen),
        sentences=_sentences(rates, unit, side, seen),
        table=tuple(_rows(rates, seen, options.level)),
        chart=_chart(rates, unit, seen, options.level),
        call=f"rates(table, {columns!r}, {options!r})",
        would_change=(
            "How each place counts: a difference of definition looks like a difference of rate.",
            "The mix of ages: standardised rates would allow for it.",
        ),
        sources=(f"{table.name}: {len(table):,} rows",),
        more={} if seen is None else {"dispersion": seen.phi, "target": seen.target},
    )


def heterogeneity_p(rates: list[tuple[str, Rate]]) -> float:
    """Chance of rates so far apart were they all one: Pearson's chi-square."""
    events, at_risk = sum(r.events for _, r in rates), sum(r.at_risk for _, r in rates)
    if events == 0:
        return 1.0
    expected = [events * rate.at_risk / at_risk for _, rate in rates]
    square = sum((r.events - e) ** 2 / e for (_, r), e in zip(rates, expected, strict=True))
    return float(chdtrc(len(rates) - 1, square))


def _side(rates: list[tuple[str, Rate]], unit: str, options: RateOptions) -> _Side:
    name, first = rates[0]
    if len(rates) == 2:
        other, second = rates[1]
        seen = rate_ratio(second, first, method=options.method, level=options.level)
        return _Side(
            f"Is the rate of {unit} in {name} different from {other}?",
            f"Rate ratio, {METHOD_WORDS[seen.method]} interval",
            seen.estimate,
            "ratio",
            seen.interval,
            seen.p_value,
            other,
        )
    events, at_risk = sum(r.events for _, r in rates), sum(r.at_risk for _, r in rates)
    together = exact_poisson(events, at_risk, level=options.level)
    between = Interval(together.low * first.per, together.high * first.per, options.level)
    many = len(rates) > 1
    return _Side(
        f"Do rates of {unit} differ between {len(rates)} places?"
        if many
        else f"What is the rate of {unit} in {name}?",
        "Funnel of rates, square-root limits with additive overdispersion"
        if many
        else "Exact Poisson interval",
        events / at_risk * first.per,
        f"per {first.per:,.0f} {first.at_risk_unit}",
        between,
        heterogeneity_p(rates) if many else None,
        "all places together" if many else NO_COMPARATOR,
    )


def _checks(rates: list[tuple[str, Rate]], seen: Funnel | None) -> tuple[Check, ...]:
    fewest = min(rate.events for _, rate in rates)
    told = f"The smallest count is {fewest:,}"
    if seen is None:
        return (Check("small_counts", State.PASSED, f"{told}; the interval is exact at any size."),)
    events, at_risk = sum(r.events for _, r in rates), sum(r.at_risk for _, r in rates)
    expected = min(events * rate.at_risk / at_risk for _, rate in rates)
    words = f"{told}; the smallest expected count is {expected:.1f}"
    state = State.PASSED if expected >= FEWEST_EXPECTED else State.FAILED
    widened = f"Places differ {number_words(seen.phi)} times as much as chance alone would make"
    if seen.between:
        spread = Check(
            "overdispersion", State.FAILED, f"{widened} them; the limits were widened to allow it."
        )
    else:
        spread = Check("overdispersion", State.PASSED, f"{widened} them: no sign of more.")
    outer = sum(one.outside == "outer" for one in seen.placed)
    after = sum(one.p_holm < 0.05 for one in seen.placed)
    many = Check(
        "many_comparisons",
        State.PASSED if outer <= after else State.CANNOT_TELL,
        f"{len(rates)} places were looked at: {outer} lie outside the outer limits, and {after} "
        "when all are allowed for together (Holm).",
    )
    return (Check("small_counts", state, f"{words}."), spread, many)


def _rows(rates: list[tuple[str, Rate]], seen: Funnel | None, level: float) -> list[Row]:
    rows: list[Row] = []
    for at, (group, rate) in enumerate(rates):
        between = exact_poisson(rate.events, rate.at_risk, level=level)
        row: dict[str, str | float | int | None] = {
            "term": "rate",
            "group": group,
            "events": rate.events,
            "at_risk": rate.at_risk,
            "estimate": rate.value,
            "ci_low": between.low * rate.per,
            "ci_high": between.high * rate.per,
        }
        if seen is not None:
            placed = seen.placed[at]
            row |= {
                "z": placed.z,
                "z_adjusted": placed.z_adjusted,
                "p_holm": placed.p_holm,
                "outside": placed.outside,
            }
        rows.append(row)
    return rows


def _chart(rates: list[tuple[str, Rate]], unit: str, seen: Funnel | None, level: float) -> Chart:
    first = rates[0][1]
    if seen is not None:
        return draw(seen, unit=unit, per=first.per, at_risk_unit=first.at_risk_unit)
    bars = []
    for group, rate in rates:
        between = exact_poisson(rate.events, rate.at_risk, level=level)
        bars.append(Bar(group, rate.value, between.low * rate.per, between.high * rate.per))
    title = f"{unit} per {first.per:,.0f} {first.at_risk_unit}"
    says = "; ".join(f"{bar.label} {number_words(bar.value)}" for bar in bars)
    return bar_chart("Rates with their ranges", f"{says}.", bars=bars, y_title=title)


def _sentences(
    rates: list[tuple[str, Rate]], unit: str, side: _Side, seen: Funnel | None
) -> Sentences:
    between = range_words(side.interval.low, side.interval.high)
    told = f"{number_words(side.estimate)} ({between})"
    p_value = "" if side.p_value is None else f", P {p_words(side.p_value)}"
    technical = f"{side.method}: {told}{p_value}."
    per = f"for each {rates[0][1].per:,.0f} {rates[0][1].at_risk_unit}"
    if seen is not None:
        out = [one.name for one in seen.placed if one.outside == "outer"]
        if not out:
            plain = "No place stands out: the differences are no more than we would expect."
        else:
            plain = f"{list_words(out[:6])} stand{'s' if len(out) == 1 else ''} out from the rest."
            plain += " A chart cannot say why: it may be how they count."
        technical += f" Dispersion {number_words(seen.phi)}, {len(out)} outside the outer limits."
        return Sentences(plain, technical)
    if len(rates) == 1:
        return Sentences(
            f"There were {number_words(side.estimate)} {unit} {per}. Taking luck into account, "
            f"it could be {between}.",
            technical,
        )
    sure = not side.interval.holds(1.0)
    both = " and ".join(f"{number_words(rate.value)} in {name}" for name, rate in rates)
    verdict = "That is more than luck would often do." if sure else "That could be luck."
    return Sentences(f"There were {both} {per}. {verdict}", technical)

"""Did the rate change, and did it change more than elsewhere? The finding."""

from alongside.engines.evaluation.cells import RateColumns, read_cells, unit_words
from alongside.engines.evaluation.changes import Changes, GroupChange, RateOptions, changes
from alongside.engines.evaluation.charts import Chart, ForestRow, forest_chart
from alongside.engines.evaluation.intervals import exact_poisson
from alongside.engines.evaluation.measures import Rate
from alongside.engines.evaluation.places import places
from alongside.engines.evaluation.printed_p import printed_p_check
from alongside.engines.evaluation.rate_checks import change_checks
from alongside.engines.evaluation.rate_words import change_sentences, change_would_change
from alongside.engines.evaluation.ratios import METHOD_WORDS, Comparison
from alongside.engines.evaluation.reading import Table
from alongside.engines.evaluation.result import (
    NO_COMPARATOR,
    Denominator,
    Finding,
    Row,
)
from alongside.engines.evaluation.wording import list_words


def rates(table: Table, columns: RateColumns, options: RateOptions | None = None) -> Finding:
    """Answer by how much a rate changed, and by how much more than elsewhere.

    With one period only, groups are set beside each other instead (``places``). The estimate is
    the changed group's ratio over that of the comparators together (ratio of
    ratios); with one group it is that group's ratio, and the comparator says there is none.

    Args:
        table: One row for each group and period, or several, such as months, which are added up.
        columns: Which columns hold what.
        options: What to set beside what.

    Raises:
        Unlike: The counts are rates, or not all counts of the same thing.
        Refused: Bad input, naming file, row and column.
    """
    asked = options or RateOptions()
    cells = read_cells(table, columns)
    if len(cells.periods) == 1:
        return places(table, cells, columns, options=asked)
    seen = changes(cells, asked)
    main = seen.against or seen.changed.ratio
    checks = change_checks(seen)
    if asked.printed_p is not None:
        checks += (printed_p_check(seen.changed.before, seen.changed.after, asked.printed_p),)
    unit = unit_words(table, columns)
    return Finding(
        question=_question(seen, unit),
        method=_method(seen, main),
        estimate=main.estimate,
        unit="ratio of ratios" if seen.against else "ratio, after to before",
        interval=main.interval,
        p_value=main.p_value,
        n=sum(one.before.events + one.after.events for one in _used(seen)),
        denominators=_denominators(seen),
        comparator=list_words(list(seen.comparators)) if seen.against else NO_COMPARATOR,
        checks=checks,
        sentences=change_sentences(seen, unit),
        table=_table(seen),
        chart=_chart(seen, unit),
        call=f"rates(table, {columns!r}, {asked!r})",
        would_change=change_would_change(seen),
        sources=(f"{table.name}: {len(table):,} rows",),
        more=_more(seen),
    )


def _used(seen: Changes) -> list[GroupChange]:
    return [one for one in seen.groups if one is seen.changed or one.group in seen.comparators]


def _question(seen: Changes, unit: str) -> str:
    ask = f"Did {unit} change in {seen.changed.group} between {seen.before} and {seen.after}"
    if seen.against is None:
        return f"{ask}?"
    return f"{ask}, and by more than in {list_words(list(seen.comparators))}?"


def _method(seen: Changes, main: Comparison) -> str:
    kind = "Ratio of rate ratios" if seen.against else "Rate ratio"
    widened = f", variance times {seen.spread.scale:.3g}" if seen.spread.scale > 1 else ""
    return f"{kind}, {METHOD_WORDS[main.method]} interval{widened}"


def _denominators(seen: Changes) -> tuple[Denominator, ...]:
    return tuple(
        Denominator(f"{one.group}, {period}", rate.at_risk, rate.at_risk_unit)
        for one in _used(seen)
        for period, rate in ((seen.before, one.before), (seen.after, one.after))
    )


def _row(term: str, group: str, period: str = "", **numbers: float | int | None) -> Row:
    keys = ("events", "at_risk", "estimate", "ci_low", "ci_high", "p_value", "p_holm")
    return {"term": term, "group": group, "period": period} | {k: numbers.get(k) for k in keys}


def _compared(comparison: Comparison) -> dict[str, float]:
    return {
        "estimate": comparison.estimate,
        "ci_low": comparison.interval.low,
        "ci_high": comparison.interval.high,
        "p_value": comparison.p_value,
    }


def _rate(rate: Rate, level: float) -> dict[str, float]:
    between = exact_poisson(rate.events, rate.at_risk, level=level)
    return {
        "events": rate.events,
        "at_risk": rate.at_risk,
        "estimate": rate.value,
        "ci_low": between.low * rate.per,
        "ci_high": between.high * rate.per,
    }


def _table(seen: Changes) -> tuple[Row, ...]:
    rows = []
    span = f"{seen.before} to {seen.after}"
    for one in seen.groups:
        for period in seen.cells.periods:
            rate = seen.cells.rate(one.group, period)
            rows.append(_row("rate", one.group, period, **_rate(rate, seen.level)))
    for one in seen.groups:
        rows.append(_row("rate_ratio", one.group, span, **_compared(one.ratio), p_holm=one.p_holm))
    for one in seen.groups:
        rows.append(_row("rate_difference", one.group, span, **_compared(one.difference)))
    if seen.against is not None:
        against = f"{seen.changed.group} against {list_words(list(seen.comparators))}"
        rows.append(_row("ratio_of_ratios", against, span, **_compared(seen.against)))
    if len(seen.against_each) > 1:
        for name, comparison in seen.against_each:
            against = f"{seen.changed.group} against {name}"
            rows.append(_row("ratio_of_ratios", against, span, **_compared(comparison)))
    return tuple(rows)


def _chart(seen: Changes, unit: str) -> Chart:
    bars = [_forest(one.group, one.ratio) for one in seen.groups]
    if seen.against is not None:
        label = f"{seen.changed.group} against " + (
            seen.comparators[0] if len(seen.comparators) == 1 else "the others"
        )
        bars.append(_forest(label, seen.against, main=True))
    says = " ".join(f"{one.group}: {one.ratio.estimate:.3g} times." for one in seen.groups[:6])
    return forest_chart(
        f"Rate of {unit}: {seen.after} over {seen.before}",
        f"{says} A ratio of 1 is no change; a line that crosses 1 includes no change.",
        rows=bars,
        x_title=f"ratio, {seen.after} to {seen.before} (1 is no change)",
    )


def _forest(label: str, comparison: Comparison, *, main: bool = False) -> ForestRow:
    between = comparison.interval
    return ForestRow(label, comparison.estimate, between.low, between.high, main)


def _more(seen: Changes) -> dict[str, object]:
    more: dict[str, object] = {
        "ratios": {one.group: _compared(one.ratio) for one in seen.groups},
        "differences": {one.group: _compared(one.difference) for one in seen.groups},
        "before": seen.before,
        "after": seen.after,
        "dispersion": seen.spread.ratio if seen.spread.degrees else None,
    }
    if seen.against is not None:
        more["ratio_of_ratios"] = _compared(seen.against)
    return more

"""A control chart as a finding: what is noise, what is not, and how often noise looks like this."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from alongside.engines.evaluation.charts import Chart as Picture
from alongside.engines.evaluation.charts import Dash, Line, Mark, Shape, line_chart
from alongside.engines.evaluation.result import (
    NO_COMPARATOR,
    Check,
    Finding,
    Interval,
    Row,
    Sentences,
    State,
)
from alongside.engines.evaluation.spc.chart import Chart, Direction, Icon
from alongside.engines.evaluation.spc.noise import false_alarm_share
from alongside.engines.evaluation.spc.rules import Rule
from alongside.engines.evaluation.wording import number_words

FEWEST: Final = 15
"""Points before limits settle; with fewer they are called provisional (Making Data Count)."""
LEVEL_OF_LIMITS: Final = 0.9973
SHAPES: Final = {
    Icon.COMMON_CAUSE: Shape.DOT,
    Icon.IMPROVEMENT: Shape.SQUARE,
    Icon.CONCERN: Shape.DIAMOND,
    Icon.NEUTRAL_HIGH: Shape.TRIANGLE,
    Icon.NEUTRAL_LOW: Shape.DOWN,
}
ICON_WORDS: Final = {
    Icon.COMMON_CAUSE: "no more than chance",
    Icon.IMPROVEMENT: "a change for the better",
    Icon.CONCERN: "a change for the worse",
    Icon.NEUTRAL_HIGH: "higher than chance allows",
    Icon.NEUTRAL_LOW: "lower than chance allows",
}
RULE_WORDS: Final = {
    Rule.ABOVE: "it lies above all that chance allows",
    Rule.BELOW: "it lies below all that chance allows",
    Rule.TWO_ABOVE: "two of three in a row lie near the top of what chance allows",
    Rule.TWO_BELOW: "two of three in a row lie near the bottom of what chance allows",
    Rule.RUN_ABOVE: "seven or more in a row lie above the usual",
    Rule.RUN_BELOW: "seven or more in a row lie below the usual",
    Rule.RISING: "seven or more in a row each rose",
    Rule.FALLING: "seven or more in a row each fell",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was charted.

    Attributes:
        measure: What the numbers are of, such as ``attendances``.
        labels: ``(n_points,)`` the period of each point.
        improvement: Which way is better.
        counts: Counts and denominators where the chart has them, for the check of overdispersion.
        sources: Where the numbers are from.
    """

    measure: str
    labels: Sequence[str]
    improvement: Direction
    counts: tuple[Sequence[float], Sequence[float]] | None = None
    sources: tuple[str, ...] = ()
    would_change: tuple[str, ...] = field(
        default=(
            "A comparator that shows the same signal at the same time: then the cause is shared.",
            "A change in how the number is counted or in who is counted.",
        )
    )


def chart_finding(chart: Chart, asked: Asked) -> Finding:
    """Say what a control chart shows.

    Args:
        chart: The chart.
        asked: What it is of.
    """
    newest = chart.points[-1]
    sentences = _sentences(chart, asked)
    return Finding(
        question=f"Is there more than chance in {asked.measure}?",
        method=f"Control chart ({chart.kind}), four rules of NHS Making Data Count",
        sentences=sentences,
        estimate=newest.limits.centre,
        unit=f"{asked.measure}, centre line",
        interval=Interval(newest.limits.lower, newest.limits.upper, LEVEL_OF_LIMITS),
        n=len(chart.points),
        comparator=NO_COMPARATOR,
        checks=_checks(chart, asked),
        table=_table(chart, asked.labels),
        chart=_picture(chart, asked, says=sentences.plain),
        would_change=asked.would_change,
        sources=asked.sources,
        more={
            "chart": chart.kind,
            "variation": newest.icon.value,
            "signals": len(chart.signals),
            "baseline": chart.baseline,
        },
    )


def _table(chart: Chart, labels: Sequence[str]) -> tuple[Row, ...]:
    return tuple(
        {
            "time": label,
            "value": point.value,
            "centre": point.limits.centre,
            "lower": point.limits.lower,
            "upper": point.limits.upper,
            "rule": point.rule.value,
            "icon": point.icon.value,
        }
        for label, point in zip(labels, chart.points, strict=True)
    )


def _sentences(chart: Chart, asked: Asked) -> Sentences:
    newest, last = chart.points[-1], asked.labels[-1]
    usual = (
        f"the usual is {number_words(newest.limits.centre)}, and chance takes it from "
        f"{number_words(newest.limits.lower)} to {number_words(newest.limits.upper)}"
    )
    if newest.limits.lower == newest.limits.upper:
        usual = f"it is {number_words(newest.limits.centre)} each time"
    if not chart.signals:
        plain = f"Nothing in {asked.measure} is more than chance: {usual}."
    elif newest.rule is Rule.COMMON_CAUSE:
        when = asked.labels[chart.signals[-1]]
        plain = (
            f"The newest point of {asked.measure} is no more than chance: {usual}. The last point "
            f"that was more than chance was {when}."
        )
    else:
        plain = (
            f"In {last}, {asked.measure} came to {number_words(newest.value)}: "
            f"{ICON_WORDS[newest.icon]}, because {RULE_WORDS[newest.rule]}. "
            f"{usual[:1].upper()}{usual[1:]}."
        )
    plain += " A chart shows that something changed, not why."
    found: dict[str, int] = {}
    for at in chart.signals:
        rule = chart.points[at].rule.value
        found[rule] = found.get(rule, 0) + 1
    told = ", ".join(f"{rule}: {count}" for rule, count in found.items()) or "no signal"
    technical = (
        f"{chart.kind} chart of {len(chart.points):,} points, limits reckoned "
        f"{'once' if len(chart.steps) == 1 else f'{len(chart.steps)} times'}; {told}."
    )
    return Sentences(plain, technical)


def _checks(chart: Chart, asked: Asked) -> tuple[Check, ...]:
    values = [point.value for point in chart.points]
    made = [_enough(chart), _alone(values, [point.limits.centre for point in chart.points])]
    if asked.counts is not None and "′" not in chart.kind:
        made.append(_dispersion(chart, asked.counts))
    made.append(_false_alarms(chart, asked.counts[1] if asked.counts else ()))
    return tuple(made)


def _enough(chart: Chart) -> Check:
    parts = [*chart.steps, len(chart.points)]
    shortest = min(after - before for before, after in pairwise(parts))
    fewest = min(shortest, chart.baseline or shortest)
    words = f"Limits were reckoned from {fewest} points at the fewest"
    if fewest >= FEWEST:
        return Check("enough_points", State.PASSED, f"{words}, which is enough.")
    return Check(
        "enough_points",
        State.FAILED,
        f"{words}; below {FEWEST} they are provisional and move as points are added.",
    )


def _alone(values: Sequence[float], centres: Sequence[float]) -> Check:
    """Whether each point says something new: correlation with the one before."""
    gaps = [value - centre for value, centre in zip(values, centres, strict=True)]
    total = sum(gap * gap for gap in gaps)
    name = "independence"
    if len(gaps) < FEWEST or total == 0:
        return Check(name, State.CANNOT_TELL, "There are too few points to see.")
    shared = sum(a * b for a, b in pairwise(gaps)) / total
    bound = 1.96 / len(gaps) ** 0.5
    words = f"The correlation of each point with the one before is {shared:.2f}"
    if abs(shared) <= bound:
        return Check(name, State.PASSED, f"{words}, no more than chance.")
    return Check(
        name,
        State.FAILED,
        f"{words}, more than chance: points are not independent (trend, season or a real change), "
        "so limits are too narrow and runs mean less.",
    )


def _dispersion(chart: Chart, counts: tuple[Sequence[float], Sequence[float]]) -> Check:
    """Whether counts vary as a count should."""
    total = 0.0
    for point in chart.points:
        _, _, upper = point.limits.expected
        reach = upper - point.limits.centre
        total += ((point.value - point.limits.centre) / (reach / 3)) ** 2 if reach else 0.0
    ratio = total / max(1, len(chart.points) - len(chart.steps))
    words = f"Counts vary {ratio:.1f} times as much as chance alone would make them"
    if ratio > 1.5:
        better = "u′ or p′" if len(counts[1]) else "xmr"
        return Check(
            "overdispersion",
            State.FAILED,
            f"{words}; the limits are too narrow. Chart {better} instead.",
        )
    return Check("overdispersion", State.PASSED, f"{words}.")


def _false_alarms(chart: Chart, wholes: Sequence[float]) -> Check:
    share = false_alarm_share(chart, wholes)
    words = (
        f"A chart like this of {len(chart.points):,} points of pure noise breaks some rule "
        f"{100 * share:.0f} times in 100"
    )
    if share <= 0.05:
        return Check("false_alarms", State.PASSED, f"{words}.")
    return Check(
        "false_alarms",
        State.FAILED,
        f"{words}: one signal is a reason to look, not proof.",
    )


def _limit(label: str, values: Sequence[float], parts: Sequence[int]) -> Line:
    """A dashed line; one entry of the key stands for both."""
    keyed = label != "lower limit"
    return Line(label, values, series=-1, dash=Dash.LONG, breaks=parts, keyed=keyed)


def _picture(chart: Chart, asked: Asked, *, says: str) -> Picture:
    points = chart.points
    parts = [step for step in chart.steps if step]
    lines = [
        _limit("limits of chance", [one.limits.upper for one in points], parts),
        _limit("lower limit", [one.limits.lower for one in points], parts),
        Line(
            "centre",
            [point.limits.centre for point in points],
            series=3,
            dash=Dash.DOTS,
            breaks=parts,
        ),
        Line(
            asked.measure,
            [point.value for point in points],
            shapes=[SHAPES[point.icon] for point in points],
        ),
    ]
    for icon in dict.fromkeys(point.icon for point in points):
        if icon is not Icon.COMMON_CAUSE:
            lines.append(
                Line(
                    ICON_WORDS[icon],
                    [point.value if point.icon is icon else None for point in points],
                    series=2 if icon is Icon.CONCERN else 4,
                    dash=Dash.NONE,
                    shapes=[SHAPES[icon] if point.icon is icon else None for point in points],
                )
            )
    return line_chart(
        f"{asked.measure} over time",
        says,
        along=list(asked.labels),
        lines=lines,
        y_title=asked.measure,
        marks=[Mark(step, "limits afresh") for step in parts],
        zero=False,
    )

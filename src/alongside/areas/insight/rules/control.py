"""A control chart of a measure, reckoned from true counts and drawn from what may be shown.

Limits come from the true counts, since leaving small months out would lift them. Points are
rounded, and a month that is too small has no point: the words say so.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alongside.areas.insight.rules.measures import Measure
from alongside.areas.insight.rules.populations import PER
from alongside.engines.evaluation.charts import Chart, Dash, Line, Shape, line_chart
from alongside.engines.evaluation.spc import attributes
from alongside.engines.evaluation.spc.chart import Chart as Control
from alongside.engines.evaluation.spc.chart import Direction, Icon
from alongside.engines.evaluation.spc.rules import Rule
from alongside.engines.evaluation.suppression import (
    NO_DATA,
    STAR,
    Profile,
    share_of,
    share_words,
    shown,
)
from alongside.kernel.months import Month

FEWEST: Final = 12
"""Months before a chart says anything; below 15 its limits are still called provisional."""
SETTLED: Final = 15
SPREAD: Final = 1.5
"""Times as much as chance from which limits are widened by how months really vary (Laney)."""
SHAPES: Final = {
    Icon.COMMON_CAUSE: Shape.DOT,
    Icon.IMPROVEMENT: Shape.SQUARE,
    Icon.CONCERN: Shape.DIAMOND,
    Icon.NEUTRAL_HIGH: Shape.TRIANGLE,
    Icon.NEUTRAL_LOW: Shape.TRIANGLE,
}
RULE_WORDS: Final = {
    Rule.ABOVE: "above the upper limit",
    Rule.BELOW: "below the lower limit",
    Rule.TWO_ABOVE: "near the upper limit, twice in three months",
    Rule.TWO_BELOW: "near the lower limit, twice in three months",
    Rule.RUN_ABOVE: "above its usual level for seven months or more",
    Rule.RUN_BELOW: "below its usual level for seven months or more",
    Rule.RISING: "rising for seven months or more",
    Rule.FALLING: "falling for seven months or more",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One month of a measure.

    Attributes:
        month: Which.
        count: How many, truly.
        whole: Out of how many; person-years or days for a rate.
    """

    month: Month
    count: int
    whole: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the chart says.

    Attributes:
        changed: Whether the newest month is more than chance; ``None`` when it cannot tell.
        words: One sentence.
        icon: Better, worse or neither; empty when it cannot tell.
        kind: Of chart, such as ``p``; empty when there is none.
    """

    changed: bool | None
    words: str
    icon: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Charted:
    """A measure over months, ready to place.

    Attributes:
        verdict: What the chart says.
        chart: The picture; ``None`` when there is too little.
        rows: Month, count, out of, value; as they may be shown.
        hidden: How many months are too small to show.
    """

    verdict: Verdict
    chart: Chart | None
    rows: tuple[tuple[str, str, str, str], ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Scale:
    """How values are written.

    Attributes:
        unit: What the upright axis measures.
        times: What a value is multiplied by.
        parts: Whether it is a part of a whole.
    """

    unit: str
    times: float
    parts: bool


def scale_of(measure: Measure, *, people: bool) -> Scale:
    """Answer how a measure's values are written.

    Args:
        measure: Which.
        people: Whether the population is known, for a rate.
    """
    if measure.whole:
        return Scale(f"per cent of {measure.of}", 100, parts=True)
    return (
        Scale(f"a year for every {PER:,} people", PER, parts=False)
        if people
        else Scale("a day", 1, parts=False)
    )


def charted(
    measure: Measure, months: Sequence[Counted], profile: Profile, *, people: bool = False
) -> Charted:
    """Chart a measure over months.

    Args:
        measure: Which.
        months: In order; months with nothing to be out of are left out of the chart.
        profile: What may be shown.
        people: Whether a rate is against a population, not days.
    """
    scale = scale_of(measure, people=people)
    held = [one for one in months if one.whole > 0]
    values = [_value(one, scale, profile) for one in held]
    rows = tuple(_row(one, scale, profile) for one in months)
    hidden = sum(value is None for value in values)
    if len(held) < FEWEST:
        words = (
            f"Too few months to tell: {len(held)} with data, and {FEWEST} are needed."
            if held
            else "No data in these months."
        )
        return Charted(Verdict(None, words), None, rows, hidden)
    control = control_of(held, parts=scale.parts, better=measure.better)
    verdict = _verdict(control, held)
    picture = _picture(measure, held, values, control, scale=scale, says=verdict.words)
    return Charted(verdict, picture, rows, hidden)


def control_of(months: Sequence[Counted], *, parts: bool, better: Direction) -> Control:
    """Answer the chart that fits: p or u, with Laney's limits where months vary more than chance.

    Source: NHS Making Data Count; Laney 2002.
    """
    counts = [float(one.count) for one in months]
    wholes = [one.whole for one in months]
    make = attributes.p_chart if parts else attributes.u_chart
    plain = make(counts, wholes, improvement=better)
    if _spread(plain) <= SPREAD:
        return plain
    return make(counts, wholes, laney=True, improvement=better)


def _spread(control: Control) -> float:
    """How many times as much as chance the points vary."""
    reaches = [
        (p.value - p.limits.centre, p.limits.upper - p.limits.centre) for p in control.points
    ]
    scores = [(3 * gap / reach) ** 2 for gap, reach in reaches if reach]
    return sum(scores) / max(1, len(scores) - 1)


def _verdict(control: Control, months: Sequence[Counted]) -> Verdict:
    newest, last = control.points[-1], months[-1].month.words
    settled = "" if len(months) >= SETTLED else f" Limits from {len(months)} months may still move."
    said = (newest.icon.value, control.kind)
    if newest.rule is not Rule.COMMON_CAUSE:
        told = f"{last}: {RULE_WORDS[newest.rule]}. That is more than chance.{settled}"
        return Verdict(True, told, *said)
    if control.signals:
        when = months[control.signals[-1]].month.words
        told = f"{last} is within chance. The last month that was more than chance was {when}."
        return Verdict(False, told + settled, *said)
    return Verdict(False, f"Nothing here is more than chance.{settled}", *said)


def _value(one: Counted, scale: Scale, profile: Profile) -> float | None:
    if scale.parts:
        part = share_of(one.count, round(one.whole), profile)
        return None if part is None else 100 * part
    count = shown(one.count, profile).value
    return None if count is None else scale.times * count / one.whole


def value_words(one: Counted, scale: Scale, profile: Profile) -> str:
    """Say a month's value as it may be shown."""
    if one.whole <= 0:
        return NO_DATA
    if scale.parts:
        return share_words(one.count, round(one.whole), profile)
    value = _value(one, scale, profile)
    return STAR if value is None else f"{value:.0f}" if value >= 10 else f"{value:.1f}"


def _row(one: Counted, scale: Scale, profile: Profile) -> tuple[str, str, str, str]:
    whole = shown(round(one.whole), profile).text if scale.parts else f"{one.whole:,.0f}"
    if one.whole <= 0:
        return (one.month.words, NO_DATA, NO_DATA, NO_DATA)
    return (
        one.month.words,
        shown(one.count, profile).text,
        whole,
        value_words(one, scale, profile),
    )


def _picture(
    measure: Measure,
    months: Sequence[Counted],
    values: Sequence[float | None],
    control: Control,
    *,
    scale: Scale,
    says: str,
) -> Chart:
    points = control.points
    ends = [(p.limits.upper * scale.times, p.limits.lower * scale.times) for p in points]
    return line_chart(
        f"{measure.title}, by month",
        says,
        along=[str(one.month) for one in months],
        lines=[
            Line("upper limit", [_two(up) for up, _ in ends], series=-1, dash=Dash.LONG),
            Line("lower limit", [_two(low) for _, low in ends], series=-1, dash=Dash.LONG),
            Line(
                "usual",
                [_two(p.limits.centre * scale.times) for p in points],
                series=3,
                dash=Dash.DOTS,
            ),
            Line(
                measure.noun,
                [None if value is None else _two(value) for value in values],
                shapes=[SHAPES[p.icon] for p in points],
            ),
        ],
        y_title=scale.unit,
    )


def _two(value: float) -> float:
    """No more figures than a rounded count can carry."""
    return round(value, 1)

"""What a control chart is made of, and how one is put together from limits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from alongside.engines.evaluation.spc.rules import Expected, Rule, broken_rules
from alongside.kernel.refusal import Refused


class Direction(StrEnum):
    """Which way is better."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEUTRAL = "neutral"


class Icon(StrEnum):
    """What a point, or the newest point of a chart, tells (NHS Making Data Count)."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is expected of one point.

    Attributes:
        centre: Centre line, in the unit of the value.
        lower: Lower limit, three sigma below unless the chart says otherwise.
        upper: Upper limit.
        judged: Centre, lower and upper as the rules see them, where that differs: before a
            limit was cut at nought or at all of them, or on the scale where points are normal.
    """

    centre: float
    lower: float
    upper: float
    judged: Expected | None = None

    @property
    def expected(self) -> Expected:
        """Centre, lower and upper as the rules see them."""
        return self.judged or (self.centre, self.lower, self.upper)


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a chart.

    Attributes:
        value: What was seen; a rate where the chart has denominators.
        limits: What was expected.
        rule: Which rule it breaks, or ``Rule.COMMON_CAUSE``.
        icon: Whether that is better or worse.
        near_limit: In the outer third between centre and limit, and within the limits.
        screened: Left out of the reckoning of the limits as an outlier.
    """

    value: float
    limits: Limits
    rule: Rule
    icon: Icon
    near_limit: bool
    screened: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A control chart.

    Attributes:
        kind: Such as ``xmr``.
        points: ``(n_points,)`` in order of time.
        baseline: How many points of each part the limits were reckoned from; 0 for all.
        steps: Where the limits were reckoned afresh: index of each part's first point.
    """

    kind: str
    points: tuple[Point, ...]
    baseline: int = 0
    steps: tuple[int, ...] = (0,)

    @property
    def signals(self) -> tuple[int, ...]:
        """Indices of the points that break a rule."""
        return tuple(
            index for index, point in enumerate(self.points) if point.rule is not Rule.COMMON_CAUSE
        )


PartLimits = Callable[[int, int, int], Sequence[Limits]]
"""``(start, end, baseline_end) -> limits`` of the points of one part."""


def build(
    kind: str,
    values: Sequence[float],
    limits_of: PartLimits,
    *,
    improvement: Direction,
    freeze: int = 0,
    steps: Sequence[int] = (),
    screened: Sequence[bool] = (),
    judged: Sequence[float] = (),
) -> Chart:
    """Put a chart together part by part.

    Args:
        kind: The chart's name.
        values: ``(n_points,)``, oldest first.
        limits_of: Reckons the limits of one part.
        improvement: Which way is better.
        freeze: Reckon limits from this many first points of each part; 0 for all.
        steps: Indices where a new part starts, besides the first.
        screened: Which points were left out of the reckoning; empty for none.
        judged: The values as the rules see them; empty where they are the values.

    Raises:
        Refused: ``spc.too_short``, ``spc.step`` or ``spc.freeze``.
    """
    starts = check_steps(len(values), steps, freeze)
    points: list[Point] = []
    for start, end in pairwise([*starts, len(values)]):
        baseline_end = min(end, start + freeze) if freeze else end
        limits = limits_of(start, end, baseline_end)
        part = values[start:end]
        seen = judged[start:end] if judged else part
        found, near = broken_rules(seen, [each.expected for each in limits])
        points += [
            Point(
                value=part[at],
                limits=limits[at],
                rule=found[at],
                icon=icon_of(found[at], part[at] - limits[at].centre, improvement),
                near_limit=near[at],
                screened=bool(screened and screened[start + at]),
            )
            for at in range(len(part))
        ]
    return Chart(kind, tuple(points), baseline=freeze, steps=tuple(starts))


def check_steps(length: int, steps: Sequence[int], freeze: int) -> list[int]:
    """Answer the first index of each part.

    Raises:
        Refused: ``spc.too_short``, ``spc.step`` or ``spc.freeze``.
    """
    if length < 2:
        raise Refused(
            "spc.too_short",
            f"A control chart needs at least 2 points; {length} given.",
            next_step="Give more periods.",
        )
    if freeze < 0 or freeze == 1:
        raise Refused(
            "spc.freeze",
            "A baseline needs at least 2 points.",
            next_step="Give a larger number, or 0 to use all.",
            field="freeze",
        )
    if freeze > length:
        raise Refused(
            "spc.freeze",
            f"A baseline of {freeze} points is longer than the {length} there are.",
            next_step="Give a smaller number, or 0 to use all.",
            field="freeze",
        )
    starts = sorted({0, *steps})
    if any(step < 0 or step >= length for step in starts) or any(
        after - before < 2 for before, after in pairwise([*starts, length])
    ):
        raise Refused(
            "spc.step",
            "Each part between two step changes needs at least 2 points.",
            next_step="Move the step change or leave it out.",
            field="step",
        )
    return starts


def icon_of(rule: Rule, distance: float, improvement: Direction) -> Icon:
    """Say whether a point that breaks a rule is better, worse or neither.

    Args:
        rule: What it breaks.
        distance: Value less centre.
        improvement: Which way is better.

    Source: NHS Making Data Count, variation icons.
    """
    if rule is Rule.COMMON_CAUSE:
        return Icon.COMMON_CAUSE
    up = rule.upward if rule.upward is not None else distance > 0
    if improvement is Direction.NEUTRAL:
        return Icon.NEUTRAL_HIGH if up else Icon.NEUTRAL_LOW
    better = up is (improvement is Direction.INCREASE)
    return Icon.IMPROVEMENT if better else Icon.CONCERN

"""Points by size, between limits that narrow: who differs by more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.charts.canvas import WIDTH, Canvas, Chart, text_width
from alongside.engines.evaluation.charts.frame import (
    GAP,
    TOP_ROW,
    KeyEntry,
    draw_along,
    draw_key,
    draw_upright,
    key_height,
    left_room,
)
from alongside.engines.evaluation.charts.scales import linear, tick_words
from alongside.engines.evaluation.charts.shapes import Shape, draw_shape

PLOT_HEIGHT: Final = 320.0
FOOT: Final = 54.0


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """One unit.

    Attributes:
        label: Its name.
        size: How many were at risk.
        value: Its rate or percentage.
        outside: Whether it lies outside the outer limits.
    """

    label: str
    size: float
    value: float
    outside: bool


@dataclass(frozen=True, slots=True)
class FunnelLimits:
    """A pair of limits.

    Attributes:
        label: Such as ``99.8% limits``.
        sizes: Where they are worked out.
        low: Lower limit at each.
        high: Upper limit at each.
    """

    label: str
    sizes: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]


def funnel_chart(
    title: str,
    says: str,
    *,
    points: Sequence[FunnelPoint],
    limits: Sequence[FunnelLimits],
    target: float,
    x_title: str,
    y_title: str,
) -> Chart:
    """Draw units between the limits of chance.

    Args:
        title: What it is of.
        says: What it shows, in a sentence.
        points: One for each unit; those outside are named on the chart.
        limits: From inner to outer.
        target: What all would be, were there only chance.
        x_title: What size is.
        y_title: What is measured, with its unit.
    """
    dashes = ("6 4", "2 4")
    entries = [KeyEntry("all together", -1)]
    entries += [KeyEntry(pair.label, -1, dashes[n % 2]) for n, pair in enumerate(limits)]
    top = key_height(entries) + TOP_ROW + GAP
    ends = [point.value for point in points] + [limits[-1].high[len(limits[-1].high) // 4], target]
    upright = linear(ends, start=top + PLOT_HEIGHT, end=top)
    left = left_room(upright)
    sizes = [size for pair in limits for size in pair.sizes]
    across = linear([*sizes, *(p.size for p in points)], start=left, end=WIDTH - 24)
    canvas = Canvas(top + PLOT_HEIGHT + FOOT)
    draw_key(canvas, entries, top=0)
    draw_upright(canvas, upright, left=left, title=y_title, top=key_height(entries) + 15)
    y = upright.at(target)
    canvas.line((left, y), (WIDTH - GAP, y), series=-1, stroke_width=2)
    for number, pair in enumerate(limits):
        for edge in (pair.low, pair.high):
            way = [(across.at(s), upright.at(v)) for s, v in zip(pair.sizes, edge, strict=True)]
            canvas.path(way, series=-1, stroke_width=1.8, stroke_dasharray=dashes[number % 2])
    _draw_points(canvas, [(across.at(p.size), upright.at(p.value), p) for p in points])
    ticks = [(across.at(tick), tick_words(tick, across.ticks)) for tick in across.ticks]
    draw_along(canvas, ticks, y=upright.start + 22)
    middle = ((left + WIDTH) / 2, upright.start + 44)
    canvas.words(middle, x_title, anchor="middle", font_weight="bold")
    return canvas.chart(
        title,
        says,
        columns=("Unit", x_title, y_title, "Outside the outer limits"),
        rows=[(p.label, p.size, p.value, "yes" if p.outside else "no") for p in points],
    )


def _draw_points(canvas: Canvas, placed: Sequence[tuple[float, float, FunnelPoint]]) -> None:
    taken: list[tuple[float, float, float]] = []
    for x, y, point in placed:
        shape = Shape.DIAMOND if point.outside else Shape.DOT
        draw_shape(canvas, shape, (x, y), series=2 if point.outside else 1)
    for x, y, point in placed:
        wide = text_width(point.label)
        start = x + 11 if x + 11 + wide < WIDTH else x - 11 - wide
        clear = all(abs(y - b) > 16 or start + wide < a or a + w < start for a, b, w in taken)
        if point.outside and clear:
            canvas.words((start, y + 5), point.label)
            taken.append((start, y, wide))

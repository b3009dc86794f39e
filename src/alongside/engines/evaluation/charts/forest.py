"""Ratios one under another, each with its interval, beside the line of no change."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.charts.canvas import WIDTH, Canvas, Chart, text_width
from alongside.engines.evaluation.charts.scales import Scale, linear, ratio_words, ratios
from alongside.engines.evaluation.charts.scales import tick_words as linear_words

ROW: Final = 38.0
HEAD: Final = 30.0
FOOT: Final = 56.0
MOST_LABEL: Final = 230.0


@dataclass(frozen=True, slots=True)
class ForestRow:
    """One estimate.

    Attributes:
        label: What it is of.
        estimate: Its middle.
        low: Its lower end.
        high: Its upper end; infinite when there is no limit.
        main: Whether it is the one that answers the question.
    """

    label: str
    estimate: float
    low: float
    high: float
    main: bool = False


def forest_chart(
    title: str,
    says: str,
    *,
    rows: Sequence[ForestRow],
    x_title: str,
    log: bool = True,
) -> Chart:
    """Draw estimates with their intervals.

    Args:
        title: What it is of.
        says: What it shows, in a sentence.
        rows: From top to bottom.
        x_title: What is measured, such as ``ratio, after to before``.
        log: Whether they are ratios (no change is 1) rather than differences (no change is 0).
    """
    label_room = min(max(text_width(row.label) for row in rows) + 16, MOST_LABEL)
    number_room = 160.0
    start, end = label_room, WIDTH - number_room
    ends = [value for row in rows for value in (row.estimate, row.low, row.high)]
    scale = (ratios if log else linear)(ends, start=start, end=end)
    foot = HEAD + ROW * len(rows)
    canvas = Canvas(foot + FOOT)
    canvas.words((WIDTH - 4, 20), "estimate (95% range)", anchor="end", font_weight="bold")
    _draw_axis(canvas, scale, foot=foot, log=log)
    canvas.words(((start + end) / 2, foot + 46), x_title, anchor="middle", font_weight="bold")
    for number, row in enumerate(rows):
        _draw_row(canvas, row, scale=scale, y=HEAD + ROW * (number + 0.5))
    return canvas.chart(
        title,
        says,
        columns=("Of what", "Estimate", "Low", "High"),
        rows=[(row.label, row.estimate, row.low, row.high) for row in rows],
    )


def _draw_axis(canvas: Canvas, scale: Scale, *, foot: float, log: bool) -> None:
    none = 1.0 if log else 0.0
    for tick in scale.ticks:
        x = scale.at(tick)
        canvas.line((x, HEAD), (x, foot), stroke_opacity=0.7 if tick == none else 0.16)
        words = ratio_words(tick) if log else linear_words(tick, scale.ticks)
        canvas.words((x, foot + 20), words, anchor="middle")


def _draw_row(canvas: Canvas, row: ForestRow, *, scale: Scale, y: float) -> None:
    series = 2 if row.main else 1
    weight = "bold" if row.main else "normal"
    canvas.words((4, y + 5), _short(row.label), font_weight=weight)
    low, high, middle = scale.at(row.low), scale.at(row.high), scale.at(row.estimate)
    canvas.line((low, y), (high, y), series=series, stroke_width=2.5)
    canvas.line((low, y - 6), (low, y + 6), series=series, stroke_width=2.5)
    if row.high > scale.high:  # it goes on past the edge
        arrow = [(high - 9, y - 6), (high, y), (high - 9, y + 6)]
        canvas.path(arrow, series=series, stroke_width=2.5)
    else:
        canvas.line((high, y - 6), (high, y + 6), series=series, stroke_width=2.5)
    if row.main:
        shape = [(middle, y - 9), (middle + 9, y), (middle, y + 9), (middle - 9, y)]
        canvas.area(shape, series=series)
    else:
        canvas.box((middle - 6, y - 6), (12, 12), series=series)
    canvas.words((WIDTH - 4, y + 5), _numbers(row), anchor="end", font_weight=weight)


def _numbers(row: ForestRow) -> str:
    high = "no limit" if row.high == float("inf") else f"{row.high:.3g}"
    return f"{row.estimate:.3g} ({row.low:.3g} to {high})".replace("-", "−")


def _short(label: str) -> str:
    most = int(MOST_LABEL / text_width("a")) - 1
    return label if len(label) <= most else label[: most - 1] + "…"

"""Bars from nought, each with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.charts.canvas import WIDTH, Canvas, Chart, text_width
from alongside.engines.evaluation.charts.frame import (
    GAP,
    TOP_ROW,
    KeyEntry,
    draw_key,
    draw_upright,
    key_height,
    left_room,
)
from alongside.engines.evaluation.charts.scales import Scale, linear

PLOT_HEIGHT: Final = 280.0
LINE: Final = 18.0
MOST_WIDE: Final = 90.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        label: Its name, under it.
        value: Its height.
        low: Lower end of its interval.
        high: Upper end.
        series: Its colour, from 1.
        kind: What bars of this colour are, for the key; empty when all are alike.
    """

    label: str
    value: float
    low: float
    high: float
    series: int = 1
    kind: str = ""


def bar_chart(title: str, says: str, *, bars: Sequence[Bar], y_title: str) -> Chart:
    """Draw bars from nought, each with its interval.

    Args:
        title: What it is of.
        says: What it shows, in a sentence.
        bars: From left to right.
        y_title: What the upright axis measures, with its unit.
    """
    kinds = {bar.kind: bar.series for bar in bars if bar.kind}
    entries = [KeyEntry(kind, series, band=True) for kind, series in kinds.items()]
    top = key_height(entries) + TOP_ROW + GAP
    ends = [value for bar in bars for value in (bar.value, bar.low, bar.high)]
    upright = linear(ends, start=top + PLOT_HEIGHT, end=top)
    left = left_room(upright)
    across = Scale(0, len(bars), left, WIDTH - GAP)
    step = across.at(1) - across.at(0)
    labels = [_wrapped(bar.label, step) for bar in bars]
    canvas = Canvas(top + PLOT_HEIGHT + 14 + LINE * max(len(lines) for lines in labels))
    draw_key(canvas, entries, top=0)
    draw_upright(canvas, upright, left=left, title=y_title, top=key_height(entries) + 15)
    for number, bar in enumerate(bars):
        _draw_bar(canvas, bar, x=across.at(number + 0.5), wide=step, upright=upright)
        for line, words in enumerate(labels[number]):
            at = (across.at(number + 0.5), upright.start + 20 + LINE * line)
            canvas.words(at, words, anchor="middle")
    return canvas.chart(
        title,
        says,
        columns=("Of what", "Value", "Low", "High"),
        rows=[(bar.label, bar.value, bar.low, bar.high) for bar in bars],
    )


def _draw_bar(canvas: Canvas, bar: Bar, *, x: float, wide: float, upright: Scale) -> None:
    half = min(wide * 0.6, MOST_WIDE) / 2
    foot, top = upright.at(0), upright.at(bar.value)
    corner = (x - half, min(foot, top))
    canvas.box(corner, (2 * half, abs(foot - top)), series=bar.series, fill_opacity=0.75)
    low, high = upright.at(bar.low), upright.at(bar.high)
    canvas.line((x, low), (x, high), stroke_width=2)
    for y in (low, high):
        canvas.line((x - 7, y), (x + 7, y), stroke_width=2)


def _wrapped(label: str, wide: float) -> list[str]:
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer) > wide - 4:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines

"""Lines over time, with bands, limits, marked points and upright marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alongside.engines.evaluation.charts.canvas import (
    WIDTH,
    Canvas,
    Chart,
    ChartCell,
    Point,
    text_width,
)
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
from alongside.engines.evaluation.charts.scales import Scale, linear
from alongside.engines.evaluation.charts.shapes import Shape, draw_shape

PLOT_HEIGHT: Final = 300.0
FOOT: Final = 52.0
CROWDED: Final = 150
"""Points past which plain ones are left off their line."""
MOST_PARTS: Final = 640


class Dash(StrEnum):
    """How a line is drawn, so that colour is never the only sign."""

    SOLID = ""
    LONG = "9 5"
    DOTS = "2 4"
    NONE = "none"  # points only


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        label: What it is, for the key and the table.
        values: One for each place along; ``None`` breaks the line.
        low: Lower edge of its band; empty when it has none.
        high: Upper edge of its band.
        series: Its colour, from 1; -1 is quiet.
        dash: How it is drawn.
        shapes: A shape for each point; empty when the points are not drawn.
        breaks: Places before which the line is broken, because something began there.
        keyed: Whether it has an entry of its own in the key.
    """

    label: str
    values: Sequence[float | None]
    low: Sequence[float | None] = ()
    high: Sequence[float | None] = ()
    series: int = 1
    dash: Dash = Dash.SOLID
    shapes: Sequence[Shape | None] = ()
    breaks: Sequence[int] = ()
    keyed: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line where something changed, just before a place along.

    Attributes:
        at: The place, from 0.
        label: What changed.
    """

    at: int
    label: str


def line_chart(
    title: str,
    says: str,
    *,
    along: Sequence[str],
    lines: Sequence[Line],
    y_title: str,
    x_title: str = "",
    marks: Sequence[Mark] = (),
    zero: bool = True,
) -> Chart:
    """Draw lines over time.

    Args:
        title: What it is of.
        says: What it shows, in a sentence.
        along: A label for each place along.
        lines: Each with as many values as there are places.
        y_title: What the upright axis measures, with its unit.
        x_title: What runs along.
        marks: Where something changed.
        zero: Whether the upright axis begins at nought.
    """
    entries = _entries(lines)
    top = key_height(entries) + TOP_ROW + (TOP_ROW if marks else 0) + GAP
    upright = linear(_everything(lines), start=top + PLOT_HEIGHT, end=top, zero=zero)
    canvas = Canvas(top + PLOT_HEIGHT + FOOT)
    left = left_room(upright)
    across = Scale(-0.5, max(len(along) - 0.5, 0.5), left, WIDTH - GAP)
    draw_key(canvas, entries, top=0)
    draw_upright(canvas, upright, left=left, title=y_title, top=key_height(entries) + 15)
    for mark in marks:
        _draw_mark(canvas, mark, x=across.at(mark.at - 0.5), between=(top, upright.start))
    for line in lines:
        _draw_band(canvas, line, across=across, upright=upright)
    for line in lines:
        _draw_line(canvas, line, across=across, upright=upright)
    places = [(across.at(number), words) for number, words in enumerate(along)]
    draw_along(canvas, places, y=upright.start + 22)
    if x_title:
        middle = ((left + WIDTH) / 2, upright.start + 43)
        canvas.words(middle, x_title, anchor="middle", font_weight="bold")
    return canvas.chart(
        title, says, columns=[x_title or "When", *_columns(lines)], rows=_table(along, lines)
    )


def _entries(lines: Sequence[Line]) -> list[KeyEntry]:
    entries = []
    for line in (line for line in lines if line.keyed):
        dash = "" if line.dash in (Dash.SOLID, Dash.NONE) else line.dash.value
        entries.append(KeyEntry(line.label, line.series, dash, shape=_points_only(line)))
        if line.low:
            entries.append(KeyEntry(f"{line.label}: range", line.series, band=True))
    return entries


def _points_only(line: Line) -> Shape | None:
    """The shape that stands for a line that is points alone."""
    if line.dash is not Dash.NONE:
        return None
    return next((shape for shape in line.shapes if shape is not None), Shape.DOT)


def _everything(lines: Sequence[Line]) -> Iterator[float]:
    for line in lines:
        for values in (line.values, line.low, line.high):
            yield from (value for value in values if value is not None)


def _draw_mark(canvas: Canvas, mark: Mark, *, x: float, between: Point) -> None:
    top, foot = between
    canvas.line((x, top - 4), (x, foot), stroke_width=1.5, stroke_dasharray="5 4")
    half = text_width(mark.label) / 2
    canvas.words((min(max(x, half + 4), WIDTH - half - 4), top - 10), mark.label, anchor="middle")


def _draw_band(canvas: Canvas, line: Line, *, across: Scale, upright: Scale) -> None:
    edges = [
        (across.at(at), upright.at(low), upright.at(high))
        for at, (low, high) in enumerate(zip(line.low, line.high, strict=True))
        if low is not None and high is not None
    ]
    if edges:
        upper = [(x, high) for x, _, high in edges]
        lower = [(x, low) for x, low, _ in reversed(edges)]
        canvas.area([*upper, *lower], series=line.series, fill_opacity=0.22)


def _draw_line(canvas: Canvas, line: Line, *, across: Scale, upright: Scale) -> None:
    look: dict[str, str | float] = {"stroke_width": 2.2, "stroke_linejoin": "round"}
    if line.dash is not Dash.SOLID:
        look["stroke_dasharray"] = line.dash.value
    for run in _runs(line):
        if line.dash is not Dash.NONE:
            points = [(across.at(at), upright.at(value)) for at, value in thinned(run)]
            canvas.path(points, series=line.series, **look)
    crowded = line.dash is not Dash.NONE and len(line.values) > CROWDED
    for at, shape in enumerate(line.shapes):
        value = line.values[at]
        if crowded and shape is Shape.DOT:
            continue
        if shape is not None and value is not None:
            draw_shape(canvas, shape, (across.at(at), upright.at(value)), series=line.series)


def thinned(run: Sequence[tuple[int, float]]) -> list[tuple[int, float]]:
    """A run with no more points than a screen can show: the lowest and highest of each part."""
    if len(run) <= 2 * MOST_PARTS:
        return list(run)
    width = -(-len(run) // MOST_PARTS)
    kept = []
    for start in range(0, len(run), width):
        part = run[start : start + width]
        low, high = min(part, key=lambda one: one[1]), max(part, key=lambda one: one[1])
        kept += sorted({low, high})
    return kept


def _runs(line: Line) -> Iterator[list[tuple[int, float]]]:
    run: list[tuple[int, float]] = []
    for at, value in enumerate(line.values):
        if run and (value is None or at in line.breaks):
            yield run
            run = []
        if value is not None:
            run.append((at, value))
    if run:
        yield run


def _columns(lines: Sequence[Line]) -> Iterator[str]:
    for line in lines:
        yield line.label
        if line.low:
            yield f"{line.label}: low"
            yield f"{line.label}: high"


def _table(along: Sequence[str], lines: Sequence[Line]) -> list[list[ChartCell]]:
    rows: list[list[ChartCell]] = []
    for at, words in enumerate(along):
        row: list[ChartCell] = [words]
        for line in lines:
            row += [values[at] for values in (line.values, line.low, line.high) if values]
        rows.append(row)
    return rows

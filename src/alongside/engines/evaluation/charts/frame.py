"""What every chart with an upright axis shares: room, grid, axis words and a key."""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.engines.evaluation.charts.canvas import FONT, WIDTH, Canvas, text_width
from alongside.engines.evaluation.charts.scales import Scale, tick_words
from alongside.engines.evaluation.charts.shapes import Shape, draw_shape

TOP_ROW = 22.0
KEY_ROW = 24.0
GAP = 8.0


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line of the key.

    Attributes:
        label: What it stands for.
        series: Its colour.
        dash: Its dashes, as SVG writes them; empty when solid.
        band: Whether it is a shaded band.
        shape: The shape of points without a line.
    """

    label: str
    series: int
    dash: str = ""
    band: bool = False
    shape: Shape | None = None


def key_height(entries: Sequence[KeyEntry]) -> float:
    """How much room a key needs."""
    return KEY_ROW * len(_rows(entries)) if len(entries) > 1 else 0.0


def draw_key(canvas: Canvas, entries: Sequence[KeyEntry], *, top: float) -> None:
    """Draw the key in as many rows as it needs; one thing alone needs none."""
    if len(entries) < 2:
        return
    for number, row in enumerate(_rows(entries)):
        x, y = 4.0, top + KEY_ROW * number + KEY_ROW / 2
        for entry in row:
            _sample(canvas, entry, (x, y))
            canvas.words((x + 34, y + 5), entry.label)
            x += _entry_width(entry)


def draw_upright(canvas: Canvas, scale: Scale, *, left: float, title: str, top: float) -> None:
    """Draw grid lines, their numbers, and what they measure above them."""
    canvas.words((4, top), title, font_weight="bold")
    for tick in scale.ticks:
        y = scale.at(tick)
        opacity = 0.6 if tick == 0 else 0.16
        canvas.line((left, y), (WIDTH - GAP, y), stroke_opacity=opacity)
        canvas.words((left - GAP, y + 5), tick_words(tick, scale.ticks), anchor="end")


def left_room(scale: Scale) -> float:
    """How much room the numbers of an upright axis need."""
    return max(text_width(tick_words(tick, scale.ticks)) for tick in scale.ticks) + 2 * GAP


def draw_along(canvas: Canvas, places: Sequence[tuple[float, str]], *, y: float) -> None:
    """Write labels along the foot, leaving out those that would touch another.

    Args:
        canvas: The sheet.
        places: Where each lies, with its words, from left to right.
        y: Where their line of writing lies.
    """
    if not places:
        return
    widest = max(text_width(words) for _, words in places) + 1.2 * FONT
    gap = (places[-1][0] - places[0][0]) / max(1, len(places) - 1)
    every = max(1, _nice(widest / gap)) if gap > 0 else 1
    for number, (x, words) in enumerate(places):
        if number % every == 0:
            half = text_width(words) / 2
            canvas.words((min(max(x, half), WIDTH - half), y), words, anchor="middle")


def _nice(least: float) -> int:
    """The smallest step a person would choose that is at least so large."""
    for step in (1, 2, 3, 4, 6, 12, 24, 36, 60, 120):
        if step >= least:
            return step
    return int(least) + 1


def _entry_width(entry: KeyEntry) -> float:
    return 34 + text_width(entry.label) + 22


def _rows(entries: Sequence[KeyEntry]) -> list[list[KeyEntry]]:
    rows: list[list[KeyEntry]] = [[]]
    used = 4.0
    for entry in entries:
        wide = _entry_width(entry)
        if rows[-1] and used + wide > WIDTH:
            rows.append([])
            used = 4.0
        rows[-1].append(entry)
        used += wide
    return rows


def _sample(canvas: Canvas, entry: KeyEntry, at: tuple[float, float]) -> None:
    x, y = at
    if entry.band:
        canvas.box((x, y - 6), (26, 12), series=entry.series, fill_opacity=0.3)
        return
    if entry.shape is not None:
        draw_shape(canvas, entry.shape, (x + 20, y), series=entry.series)
        return
    look = {"stroke_dasharray": entry.dash} if entry.dash else {}
    canvas.line((x, y), (x + 26, y), series=entry.series, stroke_width=2.5, **look)

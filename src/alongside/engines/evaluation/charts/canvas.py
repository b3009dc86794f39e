"""A sheet to draw on, in plain SVG elements."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 640
FONT: Final = 15
LETTER: Final = 0.56  # width of an average letter, as a part of its height
COLOURS: Final = ("#2b7bc2", "#c2570c", "#2f8a5b", "#8a63c9", "#7a7f87")
QUIET: Final = "#7a7f87"

Point = tuple[float, float]
Look = dict[str, str | float]
ChartCell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and what it says, for somebody who cannot see it.

    Attributes:
        svg: The picture, one ``<svg>`` element.
        title: What it is of.
        says: One sentence that says what it shows.
        columns: Titles of its table.
        rows: Its table.
    """

    svg: str
    title: str
    says: str
    columns: tuple[str, ...]
    rows: tuple[tuple[ChartCell, ...], ...]


def text_width(text: str, size: float = FONT) -> float:
    """About how wide words are, in the sheet's units."""
    return len(text) * size * LETTER


class Canvas:
    """Collects elements; knows nothing of what they mean.

    Args:
        height: Of the sheet; its width is always ``WIDTH``.
    """

    def __init__(self, height: float) -> None:
        self.height = height
        self._parts: list[str] = []

    def line(self, start: Point, end: Point, *, series: int = 0, **look: str | float) -> None:
        """Draw a straight line; series 0 is the colour of the text."""
        self._add(
            "line",
            {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]},
            stroked(series) | look,
        )

    def path(self, points: Sequence[Point], *, series: int = 0, **look: str | float) -> None:
        """Draw a line through points."""
        steps = " ".join(f"{'L' if at else 'M'}{_n(x)} {_n(y)}" for at, (x, y) in enumerate(points))
        self._add("path", {"d": steps, "fill": "none"}, stroked(series) | look)

    def area(self, points: Sequence[Point], *, series: int = 0, **look: str | float) -> None:
        """Fill the shape that points enclose."""
        ring = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self._add("polygon", {"points": ring}, filled(series) | look)

    def box(self, corner: Point, size: Point, *, series: int = 0, **look: str | float) -> None:
        """Fill a box."""
        place: Look = {"x": corner[0], "y": corner[1], "width": size[0], "height": size[1]}
        self._add("rect", place, filled(series) | look)

    def dot(self, at: Point, radius: float, *, series: int = 0, **look: str | float) -> None:
        """Fill a dot."""
        self._add("circle", {"cx": at[0], "cy": at[1], "r": radius}, filled(series) | look)

    def words(self, at: Point, text: str, *, anchor: str = "start", **look: str | float) -> None:
        """Write words; ``anchor`` is ``start``, ``middle`` or ``end``."""
        place: Look = {"x": at[0], "y": at[1], "text-anchor": anchor, "fill": "currentColor"}
        self._add("text", place, look, inside=escape(text))

    def chart(
        self,
        title: str,
        says: str,
        *,
        columns: Sequence[str],
        rows: Sequence[Sequence[ChartCell]],
    ) -> Chart:
        """Answer the finished chart."""
        body = "".join(self._parts)
        mark = hashlib.sha256(f"{title}{says}{body}".encode()).hexdigest()[:10]
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(self.height)}" '
            f'class="chart" role="img" aria-labelledby="t{mark} d{mark}" '
            f'font-family="Arial, Helvetica, sans-serif" font-size="{FONT}">'
            f'<title id="t{mark}">{escape(title)}</title><desc id="d{mark}">{escape(says)}</desc>'
            f"{body}</svg>"
        )
        return Chart(svg, title, says, tuple(columns), tuple(tuple(row) for row in rows))

    def _add(
        self,
        name: str,
        place: Look,
        look: Look,
        *,
        inside: str = "",
    ) -> None:
        said = "".join(
            f' {key.rstrip("_").replace("_", "-")}="{escape(_n(value))}"'
            for key, value in (place | look).items()
        )
        self._parts.append(f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>")


def stroked(series: int) -> Look:
    """How a line of a series looks; 0 is the text's colour, -1 is quiet."""
    return _coloured("stroke", series)


def filled(series: int) -> Look:
    """How a shape of a series looks."""
    return _coloured("fill", series)


def _coloured(name: str, series: int) -> Look:
    if series == 0:
        return {name: "currentColor"}
    if series < 0:
        return {name: QUIET, "class": f"chart-quiet-{name}"}
    place = (series - 1) % len(COLOURS)
    return {name: COLOURS[place], "class": f"chart-{place + 1}-{name}"}


def _n(value: str | float) -> str:
    if isinstance(value, str):
        return value
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"

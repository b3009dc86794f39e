"""Draws coverage: where the places are, and which hours of the week each is covered."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alongside.areas.diversion.rules.coverage import DAY, DAYS, WEEK, Span
from alongside.engines.evaluation.charts.canvas import WIDTH, Canvas, Chart, Point, text_width

MAP_HEIGHT: Final = 420.0
EDGE: Final = 46.0
NEAR: Final = 52.0
MOST_ASIDE: Final = 60
MARK: Final = 9.0
ROW: Final = 34.0
NAME_ROW: Final = 20.0
LEFT: Final = 4.0
TOWN_FONT: Final = 12
COVERED, GAP = 3, 2


@dataclass(frozen=True, slots=True)
class MapPoint:
    """A place to draw.

    Attributes:
        number: As the table beside numbers it.
        name: Its name.
        latitude: In degrees.
        longitude: In degrees.
        custody: Whether it is a custody suite, which is drawn square.
        share: The part of one that is covered; ``None`` where nobody is there yet.
    """

    number: int
    name: str
    latitude: float
    longitude: float
    custody: bool
    share: float | None

    @property
    def words(self) -> str:
        """How much is covered, in words."""
        return "none" if self.share is None else f"{100 * self.share:.0f} %"


@dataclass(frozen=True, slots=True)
class Town:
    """A town to find one's way by."""

    name: str
    latitude: float
    longitude: float


def coverage_map(points: Sequence[MapPoint], towns: Sequence[Town]) -> Chart | None:
    """Draw the places from their coordinates; the table beside it says the same."""
    if not points:
        return None
    canvas = Canvas(MAP_HEIGHT)
    at = _Ground([(one.latitude, one.longitude) for one in points])
    marks = _apart(points, at)
    _draw_towns(
        canvas, [(town.name, at.place(town.latitude, town.longitude)) for town in towns], marks
    )
    for one, place in zip(points, marks, strict=True):
        _draw_point(canvas, one, place)
    part = sum(1 for one in points if one.share is not None)
    says = (
        f"{part} of {len(points)} places are covered at some hours. Squares are custody suites and "
        "circles are courts and other places; the number is the row of the table, and the "
        "percentage is the part of its open hours that is covered."
    )
    rows = [(one.number, one.name, one.words) for one in points]
    return canvas.chart(
        "Where the service is", says, columns=("Number", "Place", "Covered"), rows=rows
    )


def _draw_towns(canvas: Canvas, towns: Sequence[tuple[str, Point]], marks: Sequence[Point]) -> None:
    """Write the towns whose names have room: on the sheet, and clear of marks and each other."""
    taken: list[Point] = list(marks)
    for name, (x, y) in towns:
        wide = text_width(name, TOWN_FONT)
        middle = (x + 6 + wide / 2, y)
        inside = x > 0 and x + wide + 6 < WIDTH and 12 < y < MAP_HEIGHT - 4
        clear = all(abs(middle[0] - a) > wide / 2 + 40 or abs(middle[1] - b) > 32 for a, b in taken)
        if inside and clear:
            taken.append(middle)
            canvas.dot((x, y), 2.5, series=-1)
            canvas.words((x + 6, y + 4), name, font_size=TOWN_FONT, opacity=0.75)


class _Ground:
    """Puts a latitude and longitude on the sheet, north up and to one scale both ways."""

    def __init__(self, points: Sequence[tuple[float, float]]) -> None:
        self.latitude = sum(one[0] for one in points) / len(points)
        self.longitude = sum(one[1] for one in points) / len(points)
        self.narrow = math.cos(math.radians(self.latitude))
        wide = max(abs(one[1] - self.longitude) for one in points) * self.narrow
        tall = max(abs(one[0] - self.latitude) for one in points)
        self.scale = min(
            (WIDTH / 2 - EDGE) / max(wide, 0.01), (MAP_HEIGHT / 2 - EDGE) / max(tall, 0.01)
        )

    def place(self, latitude: float, longitude: float) -> Point:
        across = (longitude - self.longitude) * self.narrow * self.scale
        return WIDTH / 2 + across, MAP_HEIGHT / 2 - (latitude - self.latitude) * self.scale


def _apart(points: Sequence[MapPoint], ground: _Ground) -> list[Point]:
    """Move a mark aside where it would cover one that is drawn already."""
    found: list[Point] = []
    for one in points:
        x, y = ground.place(one.latitude, one.longitude)
        tries = [_aside((x, y), step) for step in range(MOST_ASIDE)]
        free = (at for at in tries if all(math.dist(at, taken) >= NEAR for taken in found))
        found.append(next(free, (x, y)))
    return found


def _aside(place: Point, step: int) -> Point:
    """Answer the place itself, then places around it, farther and farther."""
    reach, turn = NEAR * math.sqrt(step), step * 2.4
    return place[0] + reach * math.cos(turn), place[1] + reach * math.sin(turn)


def _draw_point(canvas: Canvas, one: MapPoint, place: Point) -> None:
    x, y = place
    series = GAP if one.share is None else COVERED
    if one.custody:
        canvas.box((x - MARK, y - MARK), (2 * MARK, 2 * MARK), series=series)
    else:
        canvas.dot(place, MARK + 1, series=series)
    canvas.words((x, y + MARK + 16), f"{one.number}: {one.words}", anchor="middle", font_size=14)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """The week of one place."""

    name: str
    open: tuple[Span, ...]
    covered: tuple[Span, ...]


def week_grid(rows: Sequence[WeekRow]) -> Chart | None:
    """Draw the week of each place: filled where covered, an outline where open and not."""
    if not rows:
        return None
    canvas = Canvas(26 + len(rows) * (ROW + NAME_ROW))
    across = (WIDTH - 2 * LEFT) / WEEK
    for day, name in enumerate(DAYS):
        canvas.words((LEFT + (day + 0.5) * DAY * across, 14), name, anchor="middle", font_size=13)
    for number, row in enumerate(rows):
        top = 26 + number * (ROW + NAME_ROW)
        canvas.words((LEFT, top + 13), row.name, font_size=13)
        for start, end in row.open:
            _draw_span(canvas, (start, end), across, top, series=GAP, open_only=True)
        for start, end in row.covered:
            _draw_span(canvas, (start, end), across, top, series=COVERED, open_only=False)
        for day in range(1, 7):
            x = LEFT + day * DAY * across
            canvas.line((x, top + NAME_ROW - 2), (x, top + NAME_ROW + ROW - 12), series=-1)
    says = (
        "Filled bars are hours a practitioner is there. An outline alone is an hour the place is "
        "open and nobody is there."
    )
    return canvas.chart("The week at each place", says, columns=(), rows=())


def _draw_span(
    canvas: Canvas, span: Span, across: float, top: float, *, series: int, open_only: bool
) -> None:
    corner = (LEFT + span[0] * across, top + NAME_ROW)
    size = ((span[1] - span[0]) * across, ROW - 14)
    if open_only:
        canvas.box(corner, size, fill="none", stroke="currentColor", stroke_opacity=0.6)
    else:
        canvas.box(corner, size, series=series)

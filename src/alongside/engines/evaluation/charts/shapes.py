"""The shapes of points, so that colour is never the only sign."""

from enum import StrEnum

from alongside.engines.evaluation.charts.canvas import Canvas, Point


class Shape(StrEnum):
    """How a point is drawn."""

    DOT = "dot"
    RING = "ring"
    SQUARE = "square"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    DOWN = "down"


def draw_shape(canvas: Canvas, shape: Shape, at: Point, *, series: int) -> None:
    """Draw a point in its shape."""
    x, y = at
    if shape is Shape.DOT:
        canvas.dot(at, 4, series=series)
    elif shape is Shape.RING:
        canvas.dot(at, 4.5, series=series, fill_opacity=0.15, stroke="currentColor")
    elif shape is Shape.SQUARE:
        canvas.box((x - 5, y - 5), (10, 10), series=series)
    elif shape is Shape.DIAMOND:
        canvas.area([(x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y)], series=series)
    elif shape is Shape.TRIANGLE:
        canvas.area([(x, y - 7), (x + 6.5, y + 5), (x - 6.5, y + 5)], series=series)
    else:
        canvas.area([(x, y + 7), (x + 6.5, y - 5), (x - 6.5, y - 5)], series=series)

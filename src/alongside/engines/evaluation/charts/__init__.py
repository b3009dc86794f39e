"""Small SVG charts of our own, each with a title, words and a table.

They stand in any page: no inline style, no script, text in ``currentColor``, colours that can be
told apart on white, on black and on paper, and a second sign (dash or shape) beside each colour.
A page may restyle ``.chart-1`` … ``.chart-5`` and ``.chart-quiet``.
"""

from alongside.engines.evaluation.charts.bars import Bar, bar_chart
from alongside.engines.evaluation.charts.canvas import Chart
from alongside.engines.evaluation.charts.forest import ForestRow, forest_chart
from alongside.engines.evaluation.charts.funnel import FunnelLimits, FunnelPoint, funnel_chart
from alongside.engines.evaluation.charts.lines import Dash, Line, Mark, line_chart
from alongside.engines.evaluation.charts.shapes import Shape

__all__ = [
    "Bar",
    "Chart",
    "Dash",
    "ForestRow",
    "FunnelLimits",
    "FunnelPoint",
    "Line",
    "Mark",
    "Shape",
    "bar_chart",
    "forest_chart",
    "funnel_chart",
    "line_chart",
]

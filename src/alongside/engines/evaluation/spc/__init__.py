"""Control charts: is this just noise, or has something changed?

Every chart answers the same ``Chart``: for each point its value, centre line, limits, the rule it
breaks and whether that is better or worse. XmR charts follow the NHS Making Data Count rules.
"""

from alongside.engines.evaluation.spc.attributes import c_chart, p_chart, u_chart
from alongside.engines.evaluation.spc.chart import (
    Chart,
    Direction,
    Icon,
    Limits,
    Point,
    Rule,
)
from alongside.engines.evaluation.spc.individuals import moving_range_chart, xmr_chart
from alongside.engines.evaluation.spc.rare import g_chart, t_chart
from alongside.engines.evaluation.spc.subgroups import s_chart, xbar_chart

__all__ = [
    "Chart",
    "Direction",
    "Icon",
    "Limits",
    "Point",
    "Rule",
    "c_chart",
    "g_chart",
    "moving_range_chart",
    "p_chart",
    "s_chart",
    "t_chart",
    "u_chart",
    "xbar_chart",
    "xmr_chart",
]

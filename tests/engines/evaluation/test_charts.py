"""Charts: they say what they show, fit what they hold, and stand in a strict page."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.evaluation.charts import (
    Bar,
    Dash,
    ForestRow,
    FunnelLimits,
    FunnelPoint,
    Line,
    Mark,
    Shape,
    bar_chart,
    forest_chart,
    funnel_chart,
    line_chart,
)
from alongside.engines.evaluation.charts.canvas import WIDTH, text_width
from alongside.engines.evaluation.charts.scales import linear, ratios, tick_words

SVG = "{http://www.w3.org/2000/svg}"
FINITE = st.floats(-1e6, 1e6)
MONTHS = [f"{2019 + n // 12}-{n % 12 + 1:02d}" for n in range(60)]


def line():
    values = [float(n) for n in range(60)]
    fitted = Line("fitted", values, [v - 3 for v in values], [v + 3 for v in values])
    dots = Line("seen", [None, *values[1:]], series=2, dash=Dash.NONE, shapes=list(Shape) * 10)
    marks = [Mark(30, "it starts")]
    return line_chart(
        "A & B", "Up.", along=MONTHS, lines=[fitted, dots], y_title="n < 9", marks=marks
    )


def forest():
    rows = [ForestRow("A", 0.6, 0.5, 0.8), ForestRow("B", 1.2, 0.9, float("inf"), main=True)]
    return forest_chart("A & B", "B.", rows=rows, x_title="ratio")


def bars():
    many = [Bar(f"a name of several words {n}", n, n - 1, n + 1, kind=f"k{n}") for n in range(3)]
    return bar_chart("A & B", "C.", bars=many, y_title="n")


def funnel():
    points = [FunnelPoint(f"F{n}", 100.0 * n, 5.0 + n, n == 9) for n in range(1, 10)]
    limits = [FunnelLimits("95%", [100, 900], [1, 3], [9, 7])]
    return funnel_chart(
        "A & B", "D.", points=points, limits=limits, target=5, x_title="n", y_title="rate"
    )


ALL = pytest.mark.parametrize("make", [line, forest, bars, funnel])


@ALL
def test_a_chart_is_an_image_with_a_title_words_and_a_table(make):
    chart = make()
    root = ET.fromstring(chart.svg)
    assert root.get("role") == "img"
    named = root.get("aria-labelledby").split()
    assert [root.find(f"*[@id='{name}']").text for name in named] == ["A & B", chart.says]
    assert chart.rows
    assert all(len(row) == len(chart.columns) for row in chart.rows)


@ALL
def test_a_chart_needs_no_style_and_no_script(make):
    assert not re.search(r"<style|style=|<script|\son\w+=|href|url\(", make().svg)


@ALL
def test_no_words_leave_the_sheet_or_lie_on_others(make):
    boxes = []
    for words in ET.fromstring(make().svg).iter(f"{SVG}text"):
        wide = text_width(words.text) * 0.9  # letters are narrower than planned for
        start = float(words.get("x")) - {"start": 0, "middle": 0.5, "end": 1}[
            words.get("text-anchor")
        ] * wide  # fmt: skip
        y = float(words.get("y"))
        assert start >= -1, words.text
        assert start + wide <= WIDTH + 1, words.text
        for left, right, other, told in boxes:
            clear = abs(y - other) >= 13 or start + wide < left or right < start
            assert clear, (words.text, told)
        boxes.append((start, start + wide, y, words.text))


def test_the_same_chart_is_drawn_the_same_and_another_has_other_names():
    assert line().svg == line().svg
    names = [re.search(r'aria-labelledby="([^"]+)"', make().svg)[1] for make in (line, forest)]
    assert len(set(names)) == 2


@given(st.lists(FINITE, min_size=1, max_size=20), st.booleans())
def test_a_scale_holds_every_number_between_round_ends(values, zero):
    scale = linear(values, start=300, end=10, zero=zero)
    slack = 1e-8 * (1 + max(abs(value) for value in values))
    assert scale.low <= min(values) + slack
    assert scale.high >= max(values) - slack
    assert 2 <= len(scale.ticks) <= 9
    for value in values:
        assert 10 - 1e-6 <= scale.at(value) <= 300 + 1e-6


@given(st.lists(st.floats(0.001, 1000), min_size=1, max_size=9))
def test_a_scale_of_ratios_always_shows_no_change(values):
    scale = ratios(values, start=100, end=480)
    assert 1.0 in scale.ticks
    places = [scale.at(tick) for tick in scale.ticks]
    assert all(b - a >= 45 for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("ticks", "words"),
    [((0, 2.5, 5), "2.5"), ((0, 0.05, 0.1), "0.05"), ((0, 1000, 2000), "1,000")],
)
def test_ticks_have_the_places_they_need(ticks, words):
    assert tick_words(ticks[1], ticks) == words

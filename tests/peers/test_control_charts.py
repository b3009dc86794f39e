"""Control charts agree with those others published: every limit, every rule, every icon."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from alongside.engines.evaluation.spc import (
    Direction,
    moving_range_chart,
    s_chart,
    xbar_chart,
    xmr_chart,
)
from alongside.engines.evaluation.spc.individuals import EXACT_SCALING


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


@pytest.fixture
def spc(published: Path) -> Path:
    return published / "spc"


def test_xmr_charts_agree_with_the_nhs_tool_point_by_point(spc):
    series = defaultdict(list)
    for row in rows_of(spc / "expected_plotthedots_xmr.csv"):
        series[row["org"], row["value"], row["screen_outliers"]].append(row)
    assert len(series) == 12
    for (_, _, screened), rows in series.items():
        chart = xmr_chart(
            [float(row["y"]) for row in rows],
            improvement=Direction.DECREASE,
            screen_outliers=screened == "TRUE",
        )
        for point, row in zip(chart.points, rows, strict=True):
            assert point.limits.centre == pytest.approx(float(row["mean_col"]), abs=1e-6)
            assert point.limits.lower == pytest.approx(float(row["lpl"]), abs=1e-6)
            assert point.limits.upper == pytest.approx(float(row["upl"]), abs=1e-6)
            assert point.rule == row["special_cause_type"]
            assert point.icon == row["point_type"]
            assert str(point.near_limit).upper() == row["close_to_limits"]


def groups_of(path: Path) -> list[list[float]]:
    groups: dict[str, list[float]] = {}
    for row in rows_of(path):
        if row["obs"] not in ("", "NA"):
            groups.setdefault(row["sample"], []).append(float(row["obs"]))
    return list(groups.values())


@pytest.mark.parametrize(
    ("example", "table", "make"),
    [
        ("6.3_1", "06.03", xbar_chart),
        ("6.3_2", "06.03", s_chart),
        ("6.4_1", "06.04", xbar_chart),
        ("6.4_2", "06.04", s_chart),
    ],
)
def test_textbook_charts_of_groups_agree(spc, example, table, make):
    chart = make(groups_of(spc / f"montgomery_tbl_{table}.csv"))
    expected = rows_of(spc / f"expected_qicharts2_ex_{example}.csv")
    for point, row in zip(chart.points, expected, strict=True):
        assert point.value == pytest.approx(float(row["y"]), abs=1e-9)
        assert point.limits.centre == pytest.approx(float(row["cl"]), abs=1e-6)
        assert point.limits.lower == pytest.approx(float(row["lcl"]), abs=1e-6)
        assert point.limits.upper == pytest.approx(float(row["ucl"]), abs=1e-6)


def test_a_frozen_baseline_agrees_with_the_textbook(spc):
    expected = rows_of(spc / "expected_qicharts2_ex_6.5_3.csv")
    values = [float(row["y"]) for row in expected]
    baseline = sum(row["baseline"] == "TRUE" for row in expected)
    chart = xmr_chart(values, screen_outliers=False, freeze=baseline, scaling=EXACT_SCALING)
    assert chart.baseline == 20
    for point, row in zip(chart.points, expected, strict=True):
        assert point.limits.centre == pytest.approx(float(row["cl"]), abs=1e-6)
        assert point.limits.upper == pytest.approx(float(row["ucl"]), abs=1e-6)
        assert point.limits.lower == pytest.approx(float(row["lcl"]), abs=1e-6)
    ranges = moving_range_chart(values, freeze=baseline)
    row = rows_of(spc / "expected_qicharts2_ex_6.5_4.csv")[0]
    assert ranges.points[0].limits.centre == pytest.approx(float(row["cl"]), abs=1e-6)
    assert ranges.points[0].limits.upper == pytest.approx(float(row["ucl"]), abs=1e-6)

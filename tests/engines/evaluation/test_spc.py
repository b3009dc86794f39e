"""Control charts: known signals found, noise left alone, wrong numbers refused."""

import random
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.result import State
from alongside.engines.evaluation.spc import (
    Direction,
    Icon,
    Rule,
    c_chart,
    g_chart,
    moving_range_chart,
    p_chart,
    s_chart,
    t_chart,
    u_chart,
    xbar_chart,
    xmr_chart,
)
from alongside.engines.evaluation.spc.asking import Ask, chart_from
from alongside.engines.evaluation.spc.noise import false_alarm_share, signals
from alongside.engines.evaluation.spc.rules import broken_rules
from alongside.kernel.refusal import Refused

Z = (0.0, -3.0, 3.0)


def rules(values):
    return broken_rules(values, [Z] * len(values))[0]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.5, 3.1, -0.5], [Rule.COMMON_CAUSE, Rule.ABOVE, Rule.COMMON_CAUSE]),
        ([0.5, -3.1, -0.5], [Rule.COMMON_CAUSE, Rule.BELOW, Rule.COMMON_CAUSE]),
        ([2.1, 0.1, 2.2], [Rule.TWO_ABOVE, Rule.COMMON_CAUSE, Rule.TWO_ABOVE]),
        ([-2.1, -0.1, -2.2], [Rule.TWO_BELOW, Rule.COMMON_CAUSE, Rule.TWO_BELOW]),
        ([2.1, -0.1, 2.2], [Rule.COMMON_CAUSE] * 3),
        ([1, 1.1, 1, 1.2, 1, 1.1, 1], [Rule.RUN_ABOVE] * 7),
        ([-1, -1.1, -1, -1.2, -1, -1.1, -1], [Rule.RUN_BELOW] * 7),
        ([1, 1.1, 1, 0, 1, 1.1, 1], [Rule.COMMON_CAUSE] * 7),
        ([-1.5, -1, -0.5, 0, 0.5, 1, 1.5], [Rule.RISING] * 7),
        ([1.5, 1, 0.5, 0, -0.5, -1, -1.5], [Rule.FALLING] * 7),
        ([-1.5, -1, -0.5, 0, 0.5, 1], [Rule.COMMON_CAUSE] * 6),
    ],
)
def test_each_rule_marks_the_points_it_is_about(values, expected):
    assert rules(values) == expected


def test_a_peak_belongs_to_the_trend_that_starts_there():
    up = [-1.4, -1.2, -1.0, -0.8, -0.6, -0.4, 1.6]
    down = [1.2, 0.8, 0.4, 0.2, -0.3, -0.6]
    found = rules(up + down)
    assert found[6] is Rule.FALLING
    assert found[5] is Rule.RISING


@pytest.mark.parametrize(
    ("rule_values", "better", "icon"),
    [
        ([1.0] * 7, Direction.INCREASE, Icon.IMPROVEMENT),
        ([1.0] * 7, Direction.DECREASE, Icon.CONCERN),
        ([1.0] * 7, Direction.NEUTRAL, Icon.NEUTRAL_HIGH),
        ([-1.0] * 7, Direction.NEUTRAL, Icon.NEUTRAL_LOW),
        ([-1.0] * 7, Direction.DECREASE, Icon.IMPROVEMENT),
    ],
)
def test_the_icon_follows_which_way_is_better(rule_values, better, icon):
    calm = [0.4, -0.4] * 20
    chart = xmr_chart([*calm, *rule_values], improvement=better, freeze=40)
    assert chart.points[-1].icon is icon
    assert chart.points[0].icon is Icon.COMMON_CAUSE


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=40), st.floats(-20, 20))
def test_moving_every_value_moves_the_chart_and_nothing_else(values, by):
    one, two = xmr_chart(values), xmr_chart([value + by for value in values])
    for before, after in zip(one.points, two.points, strict=True):
        assert after.limits.centre == pytest.approx(before.limits.centre + by, abs=1e-6)
        reach = before.limits.upper - before.limits.lower
        assert after.limits.upper - after.limits.lower == pytest.approx(reach, abs=1e-6)


def test_screening_leaves_one_outlying_jump_out_of_the_limits():
    values = [10, 11, 10, 11, 10, 11, 10, 40, 11, 10, 11, 10, 11, 10]
    screened = xmr_chart(values, screen_outliers=True)
    whole = xmr_chart(values, screen_outliers=False)
    assert screened.points[0].limits.upper < whole.points[0].limits.upper
    assert screened.points[7].rule is Rule.ABOVE


def test_equal_values_have_limits_on_their_centre():
    chart = xmr_chart([5.0] * 10)
    assert {point.rule for point in chart.points} == {Rule.COMMON_CAUSE}
    assert chart.points[0].limits.lower == chart.points[0].limits.upper == 5.0


def test_a_step_change_reckons_the_limits_afresh():
    values = [10.0, 12.0] * 8 + [20.0, 22.0] * 8
    assert xmr_chart(values).signals
    chart = xmr_chart(values, steps=[16])
    assert chart.signals == ()
    assert [chart.points[at].limits.centre for at in (0, 16)] == [11.0, 21.0]


def test_limits_of_counts_are_three_roots_of_the_mean():
    chart = c_chart([9, 16, 11, 12])
    assert chart.points[0].limits.centre == 12
    assert chart.points[0].limits.upper == pytest.approx(12 + 3 * sqrt(12))
    assert c_chart([0, 1, 0, 1]).points[0].limits.lower == 0


def test_limits_of_rates_are_wider_where_fewer_were_at_risk():
    chart = u_chart([10, 20], [100, 400])
    small, large = (point.limits for point in chart.points)
    assert small.centre == large.centre == pytest.approx(30 / 500)
    assert small.upper - small.centre == pytest.approx(2 * (large.upper - large.centre))


def test_a_proportion_never_has_a_limit_past_all_of_them():
    limits = p_chart([99, 98, 100], [100, 100, 100]).points[0].limits
    assert limits.upper == 1.0


def test_the_prime_widens_limits_only_as_far_as_points_vary():
    chance = random.Random(7)
    wholes = [280_000 + chance.randrange(10_000) for _ in range(24)]
    shares = [0.95 + chance.gauss(0, 0.005) for _ in wholes]
    counts = [round(share * whole) for share, whole in zip(shares, wholes, strict=True)]
    plain, prime = p_chart(counts, wholes), p_chart(counts, wholes, laney=True)
    assert len(plain.signals) > 12
    assert len(prime.signals) < 6
    centre = prime.points[0].limits.centre
    scores = [
        (c / w - centre) / sqrt(centre * (1 - centre) / w)
        for c, w in zip(counts, wholes, strict=True)
    ]
    widened = sum(abs(b - a) for a, b in pairwise(scores)) / 23 / 1.128
    first = prime.points[0].limits
    assert first.upper - centre == pytest.approx(
        3 * widened * sqrt(centre * (1 - centre) / wholes[0])
    )


def test_gaps_between_rare_events_follow_the_geometric_spread():
    limits = g_chart([3, 5, 4, 8]).points[0].limits
    assert limits.centre == 5
    assert limits.upper == pytest.approx(5 + 3 * sqrt(5 * 6))
    assert limits.lower == 0


def test_times_between_events_are_charted_on_a_bent_scale_and_turned_back():
    waits = [2.0, 3.5, 1.2, 4.4, 2.8, 3.0]
    turned = [wait ** (1 / 3.6) for wait in waits]
    alike = xmr_chart(turned, screen_outliers=False, scaling=3 / 1.128).points[0].limits
    limits = t_chart(waits).points[0].limits
    assert limits.centre == pytest.approx(alike.centre**3.6)
    assert limits.upper == pytest.approx(alike.upper**3.6)


def test_a_count_that_is_a_rate_is_refused_in_words():
    with pytest.raises(Refused, match=r"12.5 is not a count"):
        c_chart([12.5, 13.0])


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: xmr_chart([1.0]), "spc.too_short"),
        (lambda: xmr_chart([1.0, 2.0], freeze=1), "spc.freeze"),
        (lambda: xmr_chart([1.0, 2.0], freeze=3), "spc.freeze"),
        (lambda: xmr_chart([1.0, 2.0, 3.0], steps=[2]), "spc.step"),
        (lambda: u_chart([1, 2], [10]), "spc.denominator"),
        (lambda: u_chart([1, 2], [10, 0]), "spc.denominator"),
        (lambda: p_chart([1, 12], [10, 10]), "spc.more_than_all"),
        (lambda: t_chart([1.0, 0.0]), "spc.wait"),
        (lambda: s_chart([[1.0], [2.0, 3.0]]), "spc.groups"),
        (lambda: xbar_chart([[1.0], [2.0]]), "spc.groups"),
    ],
)
def test_what_cannot_be_charted_is_refused(make, code):
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.code == code


def test_a_moving_range_chart_has_a_point_fewer():
    assert len(moving_range_chart([1.0, 2.0, 4.0]).points) == 2


def test_noise_breaks_a_single_limit_about_as_often_as_it_should():
    chance = random.Random(11)
    beyond = sum(abs(chance.gauss(0, 1)) > 3 for _ in range(100_000)) / 100_000
    assert beyond == pytest.approx(0.0027, abs=0.0006)
    chart = xmr_chart([chance.gauss(0, 1) for _ in range(36)])
    assert 0.2 < false_alarm_share(chart) < 0.5  # so a chart says that one signal is not proof


def test_the_share_of_false_alarms_is_that_of_the_rules_themselves():
    draws = np.random.default_rng(8).poisson(4, (200, 30)).astype(float)
    charts = [c_chart(row.tolist(), freeze=30) for row in draws]
    by_rule = [bool(chart.signals) for chart in charts]
    limits = np.array([[point.limits.expected for point in chart.points] for chart in charts])
    assert signals(draws, np.moveaxis(limits, 2, 0)).tolist() == by_rule


@pytest.mark.parametrize(
    ("make", "most"),
    [
        (lambda: c_chart([2, 3, 1, 2] * 9), 0.5),
        (lambda: g_chart([12, 3, 30, 8] * 9), 0.6),
        (lambda: t_chart([1.5, 4.0, 0.3, 2.2] * 9), 0.7),
    ],
)
def test_rare_events_raise_no_alarm_by_their_own_shape(make, most):
    chart = make()
    assert false_alarm_share(chart) < most


def test_a_low_count_is_no_signal_because_a_limit_was_cut_at_nought():
    chart = c_chart([4, 0, 1, 5, 4, 3, 6, 4, 3, 4, 5, 2])
    assert chart.points[0].limits.lower == 0
    assert not chart.signals


def test_what_never_varies_is_never_a_signal():
    assert not xmr_chart([0.1] * 48).signals
    assert not t_chart([7.0] * 48).signals
    assert not u_chart([1, 2, 3] * 9, [10, 20, 30] * 9, laney=True).signals


def test_a_rise_that_follows_a_rise_is_named_as_the_nhs_tool_names_it():
    values = [float(one) for one in (*range(7), *range(-1, 6))]
    found, _ = broken_rules(values, [(3.0, -99.0, 99.0)] * 14)
    assert found[5] is Rule.RISING
    assert found[6] is Rule.FALLING  # the step that leaves it falls, and both are in a trend


def table(values, **more):
    times = [f"2024-{month:02d}" for month in range(1, 13)] + [
        f"2025-{month:02d}" for month in range(1, 13)
    ]
    return table_of({"month": times[: len(values)], "value": values, **more})


def test_the_answer_names_the_newest_point_and_says_it_does_not_know_why():
    values = [10, 12, 11, 9, 10, 12, 11, 9, 10, 12, 11, 9, 10, 12, 11, 30]
    found = chart_from(table(values), Ask("month", "value", improvement="decrease"))
    assert "2025-04" in found.sentences.plain
    assert "not why" in found.sentences.plain
    assert found.table[-1]["rule"] == "Above UCL"
    assert found.table[-1]["icon"] == "special_cause_concern"
    assert found.comparator == "none: cannot separate from trend"
    assert found.chart is not None
    assert found.chart.svg.startswith("<svg")


def test_rows_out_of_order_are_put_in_order():
    values = [10, 12, 11, 9, 10, 12]
    straight = chart_from(table(values), Ask("month", "value"))
    mixed = table_of({"month": [f"2024-0{m}" for m in (3, 1, 2, 6, 5, 4)],
                      "value": [11, 10, 12, 12, 10, 9]})  # fmt: skip
    assert chart_from(mixed, Ask("month", "value")).table == straight.table


def test_overdispersed_counts_fail_their_check():
    values = [100, 180, 60, 150, 40, 190, 70, 160, 90, 30, 170, 80, 140, 50, 120]
    found = chart_from(table(values), Ask("month", "value", chart="c"))
    states = {check.name: check.state for check in found.checks}
    assert states["overdispersion"] is State.FAILED


def test_few_points_are_called_provisional():
    found = chart_from(table([1, 2, 3, 2, 1]), Ask("month", "value"))
    states = {check.name: check.state for check in found.checks}
    assert states["enough_points"] is State.FAILED
    assert states["independence"] is State.CANNOT_TELL


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (Ask("month", "value", chart="u"), "spc.no_denominator"),
        (Ask("month", "value", n="value"), "spc.denominator_unused"),
        (Ask("month", "value", chart="xbar", freeze=2), "spc.no_parts"),
        (Ask("month", "value", steps=("2030-01",)), "period.outside"),
        (Ask("month", "nothing"), "table.no_such_column"),
    ],
)
def test_options_that_do_not_fit_are_refused(ask, code):
    with pytest.raises(Refused) as refused:
        chart_from(table([1, 2, 3, 2, 1]), ask)
    assert refused.value.code == code


def test_a_point_that_breaks_no_rule_points_neither_way():
    assert Rule.COMMON_CAUSE.upward is None
    assert [rule.upward for rule in (Rule.RISING, Rule.FALLING)] == [True, False]

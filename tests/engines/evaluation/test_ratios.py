"""Two rates side by side, and two changes side by side."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.evaluation.comparisons import ratio_of_ratios
from alongside.engines.evaluation.measures import Definition, Rate, Span, Unlike
from alongside.engines.evaluation.ratios import RatioMethod, rate_difference, rate_ratio

# Jenkins and others 2017, table 2: counts and populations.
IPSWICH = (Rate(169, 442_000), Rate(104, 442_000))
NORWICH = (Rate(87, 483_000), Rate(93, 483_000))
COUNTS = st.integers(0, 400)
BASES = st.floats(50.0, 1e6)
METHODS = st.sampled_from(RatioMethod)


def test_the_jenkins_ratios_and_their_intervals():
    fell, rose = rate_ratio(*IPSWICH), rate_ratio(*NORWICH)
    assert (round(fell.estimate, 3), round(rose.estimate, 3)) == (0.615, 1.069)
    assert (round(fell.interval.low, 3), round(fell.interval.high, 3)) == (0.482, 0.786)
    assert (round(rose.interval.low, 3), round(rose.interval.high, 3)) == (0.798, 1.432)
    against = ratio_of_ratios(IPSWICH, NORWICH)
    assert round(against.estimate, 3) == 0.576
    assert (round(against.interval.low, 3), round(against.interval.high, 3)) == (0.393, 0.843)
    assert round(against.p_value, 4) == 0.0045


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (Rate(1, 10, of=Definition("people")), Rate(1, 10, of=Definition("incidents")), "unit"),
        (Rate(1, 10, of=Definition(says="a")), Rate(1, 10, of=Definition(says="b")), "definition"),
        (Rate(1, 10, over=Span("q", 0.25)), Rate(1, 10, over=Span("y", 1)), "period"),
        (Rate(1, 10, at_risk_unit="people"), Rate(1, 10, at_risk_unit="person-years"), "at_risk"),
    ],
)
def test_unlike_rates_are_not_compared(first, second, code):
    with pytest.raises(Unlike) as unlike:
        rate_ratio(first, second)
    assert unlike.value.code == f"unlike.{code}"
    assert unlike.value.next_step


@given(COUNTS, BASES, COUNTS, BASES, METHODS)
def test_an_interval_holds_its_estimate(a, at_a, b, at_b, method):
    for compare in (rate_ratio, rate_difference):
        seen = compare(Rate(a, at_a), Rate(b, at_b), method=method)
        assert math.isnan(seen.estimate) or seen.interval.holds(seen.estimate)
        assert 0 <= seen.p_value <= 1


@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), METHODS)
def test_an_interval_of_a_ratio_of_ratios_holds_its_estimate(counts, method):
    a, b, c, d = counts
    place, other = (Rate(a, 10), Rate(b, 20)), (Rate(c, 30), Rate(d, 40))
    seen = ratio_of_ratios(place, other, method=method)
    slack = 1 + 1e-9
    low, high = seen.interval.low, seen.interval.high
    assert math.isnan(seen.estimate) or low / slack <= seen.estimate <= high * slack


@given(COUNTS, BASES, COUNTS, BASES, METHODS, st.floats(0.01, 100.0))
def test_a_ratio_does_not_depend_on_the_scale_of_what_is_at_risk(a, at_a, b, at_b, method, times):
    one = rate_ratio(Rate(a, at_a), Rate(b, at_b), method=method)
    two = rate_ratio(Rate(a, at_a * times), Rate(b, at_b * times), method=method)
    assert one.estimate == pytest.approx(two.estimate, rel=1e-9, nan_ok=True)
    assert one.interval.low == pytest.approx(two.interval.low, rel=1e-7)
    assert one.p_value == pytest.approx(two.p_value, rel=1e-7, abs=1e-12)

"""Two rates side by side, and two changes side by side."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats.contingency import odds_ratio
from statsmodels.stats.rates import confint_poisson_2indep

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


@given(st.integers(10, 400), st.integers(10, 400))
def test_a_large_sample_ratio_agrees_with_statsmodels(a, b):
    seen = rate_ratio(Rate(a, 300.0), Rate(b, 500.0), method=RatioMethod.WALD)
    theirs = confint_poisson_2indep(b, 500.0, a, 300.0, compare="ratio", method="wald-log")
    assert seen.interval.low == pytest.approx(theirs[0], rel=1e-6)
    assert seen.interval.high == pytest.approx(theirs[1], rel=1e-6)


@given(st.tuples(*[st.integers(1, 60)] * 4))
def test_an_exact_ratio_of_ratios_agrees_with_scipys_odds_ratio(counts):
    a, b, c, d = counts
    seen = ratio_of_ratios(
        (Rate(a, 1), Rate(b, 1)), (Rate(c, 1), Rate(d, 1)), method=RatioMethod.EXACT
    )
    theirs = odds_ratio([[b, a], [d, c]]).confidence_interval(0.95)
    assert seen.interval.low == pytest.approx(theirs.low, rel=1e-5)
    assert seen.interval.high == pytest.approx(theirs.high, rel=1e-5)


@pytest.mark.parametrize("method", [RatioMethod.EXACT, RatioMethod.MIDP])
def test_a_count_of_nought_has_no_limit_on_one_side(method):
    none_after = rate_ratio(Rate(8, 10), Rate(0, 10), method=method)
    none_before = rate_ratio(Rate(0, 10), Rate(8, 10), method=method)
    assert (none_after.estimate, none_after.interval.low) == (0, 0)
    assert (none_before.estimate, none_before.interval.high) == (math.inf, math.inf)
    assert none_after.interval.high < 1 < none_before.interval.low


def test_a_wald_ratio_of_a_count_of_nought_is_worked_out_exactly():
    assert rate_ratio(Rate(0, 1), Rate(5, 1), method=RatioMethod.WALD).method is RatioMethod.EXACT


def test_counts_that_vary_more_than_chance_widen_the_range():
    plain, wide = rate_ratio(*IPSWICH), rate_ratio(*IPSWICH, dispersion=4.0)
    assert math.log(wide.interval.high / wide.interval.low) == pytest.approx(
        2 * math.log(plain.interval.high / plain.interval.low)
    )


@given(st.tuples(*[st.integers(1, 60)] * 4), METHODS, st.floats(0.1, 10))
def test_a_ratio_of_ratios_falls_as_what_is_at_risk_rises(counts, method, times):
    a, b, c, d = counts
    other = (Rate(c, 3), Rate(d, 4))
    one = ratio_of_ratios((Rate(a, 1), Rate(b, 2)), other, method=method)
    two = ratio_of_ratios((Rate(a, 1), Rate(b, 2 * times)), other, method=method)
    assert two.estimate * times == pytest.approx(one.estimate)
    assert two.interval.low * times == pytest.approx(one.interval.low, rel=1e-6)
    assert two.interval.high * times == pytest.approx(one.interval.high, rel=1e-6)

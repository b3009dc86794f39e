"""Intervals of one count or one proportion, against independent working."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from alongside.engines.evaluation.intervals import (
    binomial_p,
    byar,
    clopper_pearson,
    exact_poisson,
    wilson,
)
from alongside.kernel.refusal import Refused

PARTS = st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
LEVELS = st.sampled_from([0.8, 0.9, 0.95, 0.99, 0.998])


@given(PARTS, LEVELS)
def test_a_proportion_agrees_with_statsmodels(part, level):
    count, out_of = part
    for ours, theirs in ((wilson, "wilson"), (clopper_pearson, "beta")):
        low, high = proportion_confint(count, out_of, alpha=1 - level, method=theirs)
        seen = ours(count, out_of, level=level)
        assert seen.low == pytest.approx(max(low, 0) if count else 0, abs=1e-9)
        assert seen.high == pytest.approx(min(high, 1) if count < out_of else 1, abs=1e-9)
        assert seen.holds(count / out_of)


@given(st.integers(0, 5_000), LEVELS)
def test_a_poisson_count_agrees_with_scipy(events, level):
    low = stats.chi2.ppf((1 - level) / 2, 2 * events) / 2 if events else 0.0
    high = stats.chi2.ppf((1 + level) / 2, 2 * events + 2) / 2
    seen = exact_poisson(events, level=level)
    assert (seen.low, seen.high) == (pytest.approx(low), pytest.approx(high))


@given(st.integers(5, 5_000), st.floats(0.1, 1e6))
def test_byar_is_close_to_exact_and_scales_with_what_is_at_risk(events, at_risk):
    near, exact = byar(events, at_risk), exact_poisson(events, at_risk)
    assert near.low == pytest.approx(exact.low, rel=0.02)
    assert near.high == pytest.approx(exact.high, rel=0.02)
    assert near.holds(events / at_risk)
    assert near.low * at_risk == pytest.approx(byar(events).low)


@given(PARTS, st.sampled_from([0.3, 0.5, 0.9]))
def test_a_binomial_p_is_twice_the_smaller_tail_of_scipy(part, chance):
    count, out_of = part
    tails = [
        stats.binomtest(count, out_of, chance, alternative=side).pvalue
        for side in ("less", "greater")
    ]
    assert binomial_p(count, out_of, chance) == pytest.approx(min(1, 2 * min(tails)))
    assert binomial_p(count, out_of, chance, mid=True) <= binomial_p(count, out_of, chance) + 1e-12


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda: wilson(5, 4), "measure.more_than_all"),
        (lambda: wilson(-1, 4), "measure.not_a_count"),
        (lambda: clopper_pearson(0, 0), "measure.more_than_all"),
        (lambda: exact_poisson(2.5), "measure.not_a_count"),
        (lambda: exact_poisson(2, 0), "measure.not_a_population"),
        (lambda: exact_poisson(2, level=95), "interval.level"),
        (lambda: byar(float("nan")), "measure.not_a_count"),
    ],
)
def test_what_cannot_be_so_is_refused(ask, code):
    with pytest.raises(Refused) as refused:
        ask()
    assert refused.value.code == code

"""Proportions: one, two, several; and what a printed percentage bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency
from statsmodels.stats.proportion import confint_proportions_2indep

from alongside.engines.evaluation.least_n import fitting_n, least_n, printed_percentage
from alongside.engines.evaluation.measures import (
    Count,
    Definition,
    Percentage,
    Population,
    Rate,
    Unlike,
    check_alike,
)
from alongside.engines.evaluation.multiplicity import holm
from alongside.engines.evaluation.proportions import (
    Part,
    ProportionMethod,
    difference,
    heterogeneity_p,
    proportions,
)
from alongside.kernel.refusal import Refused

PARTS = st.integers(1, 300).flatmap(lambda n: st.builds(Percentage, st.integers(0, n), st.just(n)))


def part(count, out_of, unit=""):
    return Part(f"{count} of {out_of}", Percentage(count, out_of, Definition(unit=unit)))


def test_one_proportion():
    seen = proportions([part(10, 1156)], printed=["1%"])
    assert seen.estimate == pytest.approx(0.00865, abs=1e-5)
    assert (seen.n, seen.p_value) == (1156, None)
    assert seen.checks[-1].state == "passed"
    exact = proportions([part(10, 1156)], method=ProportionMethod.EXACT)
    assert exact.interval.high == seen.table[0]["exact_high"]


@given(PARTS, PARTS)
def test_a_difference_agrees_with_statsmodels(first, second):
    seen = difference(first, second)
    low, high = confint_proportions_2indep(
        second.count, second.out_of, first.count, first.out_of, method="newcomb", compare="diff"
    )
    assert (seen.low, seen.high) == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
    assert seen.holds((second.value - first.value) / 100)


@given(st.lists(st.integers(1, 29), min_size=3, max_size=6))
def test_whether_several_differ_agrees_with_scipy(counts):
    shares = [Percentage(count, 30) for count in counts]
    theirs = chi2_contingency([[c, 30 - c] for c in counts], correction=False).pvalue
    assert heterogeneity_p(shares) == pytest.approx(theirs)
    assert proportions([Part("a", s) for s in shares]).p_value == pytest.approx(theirs)


def test_two_proportions_are_the_second_less_the_first():
    seen = proportions([part(10, 100), part(30, 100)])
    assert seen.estimate == pytest.approx(0.2)
    assert seen.comparator == "10 of 100"


def test_people_are_not_set_beside_incidents():
    with pytest.raises(Unlike, match="counts people and the other counts incidents"):
        proportions([part(1, 9, "people"), part(2, 9, "incidents")])


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        (Count(5), Rate(5, 10), "A count and a rate"),
        (Percentage(5, 10), Rate(5, 10), "A percentage and a rate"),
        (Count(5), Population(10), "A count and a population"),
    ],
)
def test_different_kinds_of_number_are_not_compared(first, second, words):
    with pytest.raises(Unlike, match=words):
        check_alike(first, second)


@pytest.mark.parametrize("make", [lambda: Percentage(5, 4), lambda: Count(-1), lambda: Count(2.5)])
def test_a_measure_that_cannot_be_is_not_made(make):
    with pytest.raises(Refused):
        make()


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_printed_percentage_fits_the_number_it_came_from(pair):
    count, out_of = pair
    value = 100 * count / out_of
    words = f"{int(value + 0.5)}%"
    assert printed_percentage(words).fits(out_of)
    assert least_n([words]) <= out_of
    assert out_of in set(fitting_n([words]))


def test_percentages_that_no_number_gives_are_refused():
    with pytest.raises(Refused, match="No number up to"):
        least_n(["99.999%"])
    with pytest.raises(Refused, match="not a percentage"):
        printed_percentage("101%")
    with pytest.raises(Refused, match="2 printed percentages were given for 1"):
        proportions([part(1, 2)], printed=["50%", "50%"])


def test_holm_worked_by_hand():
    assert holm([0.01, 0.04, 0.03]) == [pytest.approx(p) for p in (0.03, 0.06, 0.06)]

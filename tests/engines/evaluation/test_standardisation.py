"""Direct and indirect standardisation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.evaluation.cells import RateColumns
from alongside.engines.evaluation.intervals import byar, exact_poisson
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.standardisation import Stratum, direct, standardised_ratio
from alongside.engines.evaluation.standardised import standardised_rates
from alongside.kernel.refusal import Refused

STRATA = st.lists(
    st.builds(
        Stratum,
        label=st.just("band"),
        events=st.integers(0, 200),
        at_risk=st.floats(10, 1e6),
        standard=st.floats(1, 1e6),
    ),
    min_size=1,
    max_size=8,
)


def test_a_place_with_the_standards_own_mix_keeps_its_rate():
    seen = direct([Stratum("young", 10, 1000, 1000), Stratum("old", 30, 500, 500)])
    assert seen.estimate == pytest.approx(seen.crude)
    assert seen.crude == pytest.approx(40 / 1500 * 100_000)


def test_worked_by_hand():
    strata = [Stratum("young", 10, 1000, 3000), Stratum("old", 30, 500, 1000)]
    assert direct(strata, per=1000).estimate == pytest.approx((3000 * 10 + 1000 * 60) / 4000)


@given(STRATA)
def test_an_interval_holds_its_estimate(strata):
    seen = direct(strata)
    slack = 1e-9 * (1 + seen.estimate)
    assert seen.interval.low - slack <= seen.estimate <= seen.interval.high + slack


@given(STRATA, st.floats(0.01, 100))
def test_the_size_of_the_standard_population_does_not_matter(strata, times):
    larger = [Stratum(s.label, s.events, s.at_risk, s.standard * times) for s in strata]
    assert direct(larger).estimate == pytest.approx(direct(strata).estimate)


def test_one_stratum_is_a_poisson_rate():
    seen, plain = direct([Stratum("all", 12, 400, 1)], per=1), exact_poisson(12, 400)
    assert (seen.interval.low, seen.interval.high) == (
        pytest.approx(plain.low), pytest.approx(plain.high),
    )  # fmt: skip


def test_a_standardised_ratio_has_exact_or_byar_limits():
    strata = [Stratum("young", 5, 1000, 0.004), Stratum("old", 15, 500, 0.012)]
    seen = standardised_ratio(strata)
    assert seen.estimate == pytest.approx(2.0)
    assert seen.interval == exact_poisson(20, 10)
    assert standardised_ratio(strata, exact=False).interval == byar(20, 10)
    assert seen.p_value < 0.05


@pytest.mark.parametrize(
    ("strata", "code"),
    [
        ([], "standardise.none"),
        ([Stratum("a", 1, 1, 0)], "standardise.none"),
        ([Stratum("a", 1, 1, -1)], "standardise.standard"),
        ([Stratum("a", 1, 0, 1)], "measure.not_a_population"),
        ([Stratum("a", 1.5, 1, 1)], "measure.not_a_count"),
    ],
)
def test_what_cannot_be_so_is_refused(strata, code):
    for ask in (direct, standardised_ratio):
        with pytest.raises(Refused) as refused:
            ask(strata)
        assert refused.value.code == code


AGES = {
    "town": list("AABB"),
    "age": ["young", "old"] * 2,
    "n": [10, 30, 20, 15],
    "people": [1000, 500, 2000, 250],
    "standard": [3000, 1000] * 2,
}
COLUMNS = RateColumns("n", "people", "town", per=1000)


def ask(**changed):
    table = table_of(AGES | changed, name="ages.csv")
    return standardised_rates(table, COLUMNS, stratum="age", standard="standard")


def test_two_places_with_the_same_rates_at_each_age_have_one_standardised_rate():
    seen = ask()
    assert seen.more["standardised"] == {"A": pytest.approx(22.5), "B": pytest.approx(22.5)}
    assert seen.comparator == "B"
    ratios = [row["estimate"] for row in seen.table if row["term"] == "standardised_ratio"]
    assert ratios == [pytest.approx(1.0), pytest.approx(1.0)]
    assert "it is 26.7 as it stands" in seen.sentences.plain
    assert len({tuple(row) for row in seen.table}) == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"age": ["young", "young", "young", "old"]}, "row 3, column 'age': 'A' already has a row"),
        ({"age": ["young", "old", "young", "older"]}, "'A' has no row for 'older'"),
        ({"standard": [3000, 0, 3000, 0]}, "row 3, column 'standard': 0 cannot be"),
        ({"n": [1.5, 2, 3, 4]}, "given as counts"),
    ],
)
def test_a_table_that_is_not_complete_is_refused(changed, words):
    with pytest.raises(Refused, match=words):
        ask(**changed)

"""Interrupted time series: known changes found, none claimed where there is none."""

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.engines.evaluation.its.asking import Ask, series_from
from alongside.engines.evaluation.its.design import Shape, Start, design
from alongside.engines.evaluation.its.fitting import Family, fit
from alongside.engines.evaluation.its.power import Plan, power, power_finding
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.result import NO_COMPARATOR, State
from alongside.kernel.refusal import Refused

SEED = 4


def months(count):
    return [f"{2015 + at // 12}-{at % 12 + 1:02d}" for at in range(count)]


def series(count=72, *, start=36, ratio=0.7, mean=80.0, trend=1.003, season=0.0, seed=SEED):
    """Counts with a known path and a known change."""
    chance = np.random.default_rng(seed)
    index = np.arange(count)
    expected = mean * trend**index * np.exp(season * np.sin(2 * np.pi * (index % 12) / 12))
    expected[start:] *= ratio
    return chance.poisson(expected)


def asked(**changed):
    given = {"time": "month", "outcome": "n", "interventions": ("2018-01",)} | changed
    return Ask(**given)


def answer(counts, **changed):
    return series_from(
        table_of({"month": months(len(counts)), "n": list(counts)}), asked(**changed)
    )


def test_a_known_change_is_found_within_its_range():
    found = answer(series(ratio=0.7))
    assert found.interval.holds(0.7)
    assert found.estimate == pytest.approx(0.7, abs=0.07)
    assert found.p_value < 0.001
    assert found.comparator == NO_COMPARATOR
    assert "below the earlier path" in found.sentences.plain
    assert "Nothing was set beside it" in found.sentences.plain


def test_what_was_averted_is_what_the_change_took_away():
    counts = series(ratio=0.7)
    found = answer(counts)
    taken = counts[36:].sum() / 0.7 * 0.3
    low, high = found.more["averted_interval"]
    assert low < taken < high
    assert found.more["averted_share"] == pytest.approx(0.3, abs=0.06)


def test_no_change_is_said_to_be_none():
    found = answer(series(ratio=1.0, seed=8))
    assert found.interval.holds(1.0)
    assert "does not show that anything changed" in found.sentences.plain


@pytest.mark.parametrize("family", list(Family))
def test_every_family_finds_the_same_change(family):
    found = answer(series(ratio=0.7), family=family.value)
    if family is Family.GAUSSIAN:
        assert found.interval.holds(-0.3 * 80 * 1.003**36)
        assert found.table[0]["ratio"] is None
    else:
        assert found.interval.holds(0.7)


def test_a_growing_effect_is_told_by_its_slope():
    chance = np.random.default_rng(2)
    index = np.arange(96)
    expected = np.full(96, 200.0)
    expected[48:] *= 0.98 ** (index[48:] - 47)
    table = table_of({"month": months(96), "n": list(chance.poisson(expected))})
    found = series_from(table, asked(interventions=("2019-01",), slope=True))
    slope = next(row for row in found.table if row["term"] == "slope")
    assert slope["ci_low"] < 0.98 < slope["ci_high"]
    assert slope["p_value"] < 0.001


def test_the_slope_is_one_in_the_first_period_and_the_level_stays_on():
    columns = design(Shape(range(1, 9)), [Start(4, "x", slope=True)])
    assert list(columns.matrix[:, columns.names.index("level")]) == [0, 0, 0, 0, 1, 1, 1, 1]
    assert list(columns.matrix[:, columns.names.index("slope")]) == [0, 0, 0, 0, 1, 2, 3, 4]


def test_lag_and_phasing_in_delay_the_level():
    lagged = design(Shape(range(1, 9)), [Start(3, "x", lag=2)])
    assert list(lagged.matrix[:, 2]) == [0, 0, 0, 0, 0, 1, 1, 1]
    phased = design(Shape(range(1, 9)), [Start(3, "x", phase_in=3)])
    assert list(phased.matrix[:, 2]) == [0, 0, 0, 0.25, 0.5, 0.75, 1, 1]


def test_several_starts_have_a_level_each():
    counts = series(count=96, start=36, ratio=0.7)
    counts = np.concatenate([counts[:60], np.round(counts[60:] * 1.5).astype(int)])
    found = answer(counts, interventions=("2018-01", "2020-01"))
    terms = {row["term"]: row for row in found.table}
    assert terms["level"]["ci_low"] < 0.7 < terms["level"]["ci_high"]
    assert terms["level_2"]["ci_low"] < 1.5 < terms["level_2"]["ci_high"]


def test_a_season_left_out_fails_its_check_and_put_in_passes():
    counts = series(season=0.35)
    states = {check.name: check.state for check in answer(counts).checks}
    assert states["season"] is State.FAILED
    for change in ({"harmonics": 2}, {"calendar_months": True}):
        states = {check.name: check.state for check in answer(counts, **change).checks}
        assert states["season"] is State.PASSED


def test_a_change_shared_with_the_comparator_is_not_claimed():
    both = series(ratio=0.7, seed=5), series(ratio=0.7, mean=120, seed=6)
    table = table_of({"month": months(72), "n": list(both[0]), "other": list(both[1])})
    alone = series_from(table, asked())
    beside = series_from(table, asked(control="other"))
    assert not alone.interval.holds(1.0)
    assert beside.interval.holds(1.0)
    assert beside.comparator == "other"
    assert "It was set beside other." in beside.sentences.plain
    names = [row["term"] for row in beside.table]
    assert {"group", "group_time", "control_level", "level"} <= set(names)


def test_a_change_beyond_the_comparators_is_found_from_a_table_of_its_own():
    changed, other = series(ratio=0.6, seed=5), series(ratio=0.9, mean=120, seed=6)
    one = table_of({"month": months(72), "n": list(changed)})
    two = table_of({"month": months(72), "n": list(other)}, name="town.csv")
    found = series_from(one, asked(), two)
    assert found.interval.holds(0.6 / 0.9)
    assert found.comparator == "town.csv"


def test_an_offset_makes_it_about_the_rate():
    counts = series(ratio=1.0, trend=1.0)
    people = np.full(72, 1000.0)
    people[36:] = 2000.0
    doubled = np.concatenate([counts[:36], 2 * counts[36:]])
    table = table_of({"month": months(72), "n": list(doubled), "people": list(people)})
    assert series_from(table, asked(offset="people")).interval.holds(1.0)
    assert not series_from(table, asked()).interval.holds(1.0)


def test_errors_agree_with_statsmodels_itself():
    counts = series()
    columns = design(Shape(range(1, 73)), [Start(36, "x")])
    ours = fit(counts.astype(float), columns.matrix, family=Family.POISSON, newey_west=3)
    theirs = sm.GLM(counts, columns.matrix, family=sm.families.Poisson()).fit(
        cov_type="HAC", cov_kwds={"maxlags": 3, "use_correction": False}
    )
    assert ours.estimates == pytest.approx(theirs.params, abs=1e-7)
    assert ours.errors == pytest.approx(theirs.bse, abs=1e-7)


def false_claims(make, *, family, times=300, harmonics=0, newey_west=None, slack=0):
    shape = Shape(range(1, 61), [at % 12 + 1 for at in range(60)], harmonics=harmonics)
    columns = design(shape, [Start(30, "x")])
    place = columns.names.index("level")
    chance = np.random.default_rng(20260610)
    claimed = 0
    for _ in range(times):
        fitted = fit(make(chance), columns.matrix, family=family, newey_west=newey_west)
        claimed += fitted.p_value(place) < 0.05
    return claimed / times


INDEX = np.arange(60)
MOST = 0.05 + 3 * (0.05 * 0.95 / 300) ** 0.5  # three standard errors of 300 simulations


def test_trend_alone_is_claimed_as_change_no_more_than_one_time_in_twenty():
    share = false_claims(
        lambda chance: chance.poisson(60 * 1.01**INDEX).astype(float), family=Family.POISSON
    )
    assert share <= MOST


def test_season_alone_is_not_claimed_when_it_is_in_the_path():
    wave = 60 * np.exp(0.4 * np.sin(2 * np.pi * INDEX / 12))
    share = false_claims(
        lambda chance: chance.poisson(wave).astype(float), family=Family.QUASIPOISSON, harmonics=1
    )
    assert share <= MOST


def test_small_counts_are_not_claimed_too_often():
    share = false_claims(
        lambda chance: chance.poisson(np.full(60, 6.0)).astype(float), family=Family.QUASIPOISSON
    )
    assert share <= MOST


def test_spread_counts_fool_poisson_and_not_quasi_poisson():
    def spread(chance):
        return chance.poisson(chance.gamma(10, 6, size=60)).astype(float)

    assert false_claims(spread, family=Family.POISSON) > 2 * MOST
    assert false_claims(spread, family=Family.QUASIPOISSON) <= MOST


def carried_on(chance):
    """Log rates that follow on from the month before."""
    noise = np.zeros(60)
    for at in range(1, 60):
        noise[at] = 0.7 * noise[at - 1] + chance.normal(0, 0.15)
    return chance.poisson(80 * np.exp(noise)).astype(float)


def test_autocorrelation_fools_the_method_and_its_check_says_so():
    # The method fails this null, so what it answers there has to say so.
    assert false_claims(carried_on, family=Family.QUASIPOISSON) > 2 * MOST
    chance = np.random.default_rng(1)
    told = 0
    for _ in range(40):
        found = series_from(
            table_of({"month": months(60), "n": list(carried_on(chance))}),
            asked(interventions=("2017-07",)),
        )
        states = {check.name: check.state for check in found.checks}
        told += states["autocorrelation"] is State.FAILED
    assert told >= 30


def test_a_start_chosen_on_a_peak_is_told():
    counts = series(ratio=1.0, trend=1.0).copy()
    counts[33:36] = 160
    states = {check.name: check.state for check in answer(counts).checks}
    assert states["chosen_on_a_peak"] is State.FAILED


def test_a_path_already_bending_is_told():
    index = np.arange(72)
    counts = np.round(60 + 0.08 * (index - 18) ** 2)
    states = {check.name: check.state for check in answer(counts).checks}
    assert states["straight_path_before"] is State.FAILED


def test_missing_periods_and_few_of_them_are_told():
    counts = series(count=20, start=10)
    labels = months(22)[:10] + months(22)[12:]
    table = table_of({"month": labels, "n": list(counts)})
    found = series_from(table, asked(interventions=("2016-01",)))
    states = {check.name: check.state for check in found.checks}
    assert states["no_gaps"] is State.FAILED
    assert states["enough_periods"] is State.FAILED


def test_overdispersed_counts_fail_the_poisson_check():
    chance = np.random.default_rng(3)
    counts = chance.poisson(chance.gamma(4, 20, size=72))
    states = {check.name: check.state for check in answer(counts, family="poisson").checks}
    assert states["overdispersion"] is State.FAILED


@settings(max_examples=20)
@given(st.integers(2, 50))
def test_counting_in_larger_units_changes_no_ratio(times):
    counts = series().astype(float)
    columns = design(Shape(range(1, 73)), [Start(36, "x")])
    one = fit(counts, columns.matrix, family=Family.QUASIPOISSON)
    two = fit(counts * times, columns.matrix, family=Family.QUASIPOISSON)
    place = columns.names.index("level")
    assert two.estimates[place] == pytest.approx(one.estimates[place], abs=1e-6)
    assert two.errors[place] == pytest.approx(one.errors[place], rel=1e-4)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"interventions": ("2030-01",)}, "period.outside"),
        ({"interventions": ("2015-02",)}, "its.no_periods"),
        ({"interventions": ("2018-01", "2018-01")}, "its.option"),
        ({"harmonics": 9}, "its.same_terms"),
        ({"newey_west": 36}, "its.option"),
        ({"outcome": "same"}, "its.constant"),
        ({"outcome": "never"}, "its.no_events"),
        ({"harmonics": 2, "calendar_months": True}, "its.option"),
        ({"level": 1.5}, "its.option"),
        ({"newey_west": -1}, "its.option"),
        ({"outcome": "rate", "family": "poisson"}, "its.not_a_count"),
        ({"outcome": "gone", "family": "loglinear"}, "its.not_positive"),
        ({"control": "nowhere"}, "table.no_such_column"),
    ],
)
def test_what_cannot_be_answered_is_refused(changed, code):
    counts = series()
    table = table_of(
        {
            "month": months(72),
            "n": list(counts),
            "rate": [each / 7 for each in counts],
            "gone": [0, *counts[1:]],
            "same": [7] * 72,
            "never": [*counts[:36], *[0] * 36],
        }
    )
    with pytest.raises(Refused) as refused:
        series_from(table, asked(**changed))
    assert refused.value.code == code


def test_a_number_that_is_no_count_is_named_by_its_row():
    with pytest.raises(Refused, match=r"row 7, column 'n': 12\.5 is not a count"):
        answer([60] * 5 + [12.5] + [60] * 60)


def test_few_periods_are_not_called_a_change_where_p_says_chance():
    found = series_from(
        table_of({"t": [1, 2, 3, 4, 5, 6], "n": [62, 70, 64, 41, 50, 38]}),
        asked(time="t", interventions=("4",)),
    )
    assert found.p_value > 0.05
    assert "It could be chance" in found.sentences.plain
    assert "From period 4 on" in found.sentences.plain


def test_a_difference_is_told_by_which_way_it_went():
    rates = [each / 7 for each in series()]
    found = series_from(table_of({"month": months(72), "n": rates}), asked(family="gaussian"))
    plain = found.sentences.plain
    assert "below the earlier path (between" in plain
    assert "−" not in plain


def test_a_comparator_whose_times_are_written_otherwise_is_the_same():
    counts, other = series(), series(seed=9, ratio=1.0)
    named = [f"01/{at % 12 + 1:02d}/{2015 + at // 12}" for at in range(72)]
    found = series_from(
        table_of({"month": months(72), "n": list(counts)}),
        asked(),
        table_of({"month": named, "n": list(other)}),
    )
    assert found.comparator == "table"


def test_the_range_of_the_path_is_that_of_its_terms():
    found = answer(series())
    low, high = found.chart.rows[40][4:6]
    assert low < found.more["counterfactual"][40] < high


def test_numbers_without_months_have_no_calendar():
    table = table_of({"month": list(range(1, 73)), "n": list(series())})
    with pytest.raises(Refused) as refused:
        series_from(table, asked(interventions=("37",), calendar_months=True))
    assert refused.value.code == "its.season"


def test_too_few_periods_for_so_many_terms_are_refused():
    with pytest.raises(Refused) as refused:
        answer(series(count=8, start=4), interventions=("2015-05",), harmonics=2, slope=True)
    assert refused.value.code == "its.too_few"


def test_a_comparator_of_other_periods_is_refused():
    one = table_of({"month": months(72), "n": list(series())})
    two = table_of({"month": months(60), "n": list(series(count=60))}, name="town.csv")
    with pytest.raises(Refused) as refused:
        series_from(one, asked(), two)
    assert refused.value.code == "its.control_periods"


def test_a_larger_planned_change_is_seen_more_often():
    small = power(Plan(before=24, after=24, mean=30, ratio=0.9), simulations=120)
    large = power(Plan(before=24, after=24, mean=30, ratio=0.6), simulations=120)
    assert small.share < large.share
    assert large.share > 0.9
    assert small.interval.holds(small.share)


def test_a_change_that_is_none_is_seen_about_as_often_as_alpha():
    none = power(Plan(before=24, after=24, mean=30, ratio=1.0, dispersion=2.0), simulations=300)
    assert none.share < MOST


@pytest.mark.parametrize(
    "changed",
    [{"before": 1}, {"mean": 0}, {"ratio": 0}, {"dispersion": 0.5}, {"trend": 0}, {"alpha": 1}],
)
def test_a_plan_that_cannot_be_is_refused(changed):
    plan = {"before": 12, "after": 12, "mean": 20, "ratio": 0.8} | changed
    with pytest.raises(Refused) as refused:
        power(Plan(**plan))
    assert refused.value.code == "power.plan"


@pytest.mark.parametrize("changed", [{"ratio": float("nan")}, {"trend": 2.0, "before": 900}])
def test_a_plan_past_counting_is_refused(changed):
    given = {"before": 24, "after": 12, "mean": 20.0, "ratio": 0.8} | changed
    with pytest.raises(Refused, match="cannot be planned"):
        power(Plan(**given), simulations=5)


def test_a_plan_says_how_often_it_would_show_its_change():
    weak = power_finding(Plan(before=12, after=6, mean=8, ratio=0.9), simulations=100)
    strong = power_finding(Plan(before=36, after=36, mean=60, ratio=0.6), simulations=60)
    assert "too seldom" in weak.sentences.plain
    assert weak.checks[0].state is State.FAILED
    assert strong.checks[0].state is State.PASSED
    assert strong.interval.holds(strong.estimate)

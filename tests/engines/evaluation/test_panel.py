"""Places compared: known effects found, none claimed where there is none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from alongside.engines.evaluation.panel.asking import Ask, places_from
from alongside.engines.evaluation.panel.estimators import Method, compare
from alongside.engines.evaluation.panel.placebo import placebos
from alongside.engines.evaluation.panel.simplex import closest_mix, published_mix
from alongside.engines.evaluation.panel.staggered import two_way
from alongside.engines.evaluation.panel.table import Panel
from alongside.engines.evaluation.reading import table_of
from alongside.engines.evaluation.result import State
from alongside.kernel.refusal import Refused


def world(seed, *, units=20, periods=24, before=16, effect=0.0, treated=1):
    """Places with levels, shared shocks and factors of their own."""
    chance = np.random.default_rng(seed)
    level = chance.normal(50, 8, size=(units, 1))
    load = chance.normal(1, 0.3, size=(units, 1))
    shared = chance.normal(0, 2, size=periods).cumsum()
    outcome = level + load * shared + chance.normal(0, 1, size=(units, periods))
    outcome[units - treated :, before:] += effect
    names = tuple(f"town {at}" for at in range(units))
    labels = tuple(str(2000 + at) for at in range(periods))
    return Panel(names, labels, outcome, treated, before)


def long_table(panel, **more):
    rows = [(u, t) for u in range(len(panel.units)) for t in range(len(panel.periods))]
    return table_of(
        {
            "town": [panel.units[u] for u, _ in rows],
            "year": [panel.periods[t] for _, t in rows],
            "rate": [panel.outcome[u, t] for u, t in rows],
            **{name: [values[u] for u, _ in rows] for name, values in more.items()},
        }
    )


def ask(**changed):
    given = {"unit": "town", "time": "year", "outcome": "rate"}
    return Ask(**given | {"treated": ("town 19",), "start": "2016"} | changed)


@pytest.mark.parametrize("method", list(Method))
def test_a_known_effect_is_found_and_nearly_always_within_its_range(method):
    held = []
    for seed in range(20):
        panel = world(seed, effect=-12.0)
        found = compare(panel, method, exactly=True)
        held.append(placebos(panel, found).interval.holds(-12.0))
    assert sum(held) >= 16
    found = places_from(long_table(world(2, effect=-12.0)), ask(method=method.value))
    assert found.estimate == pytest.approx(-12.0, abs=4)
    assert found.p_value <= 0.1
    assert "lower than " in found.sentences.plain
    assert found.unit == "rate"
    assert found.comparator


def test_a_difference_that_chance_makes_is_said_to_be_chance():
    found = places_from(long_table(world(7, effect=0.0)), ask())
    assert found.p_value > 0.05
    assert "could be chance" in found.sentences.plain


@pytest.mark.parametrize("method", list(Method))
def test_no_effect_is_claimed_no_more_than_one_time_in_twenty(method):
    claimed = 0
    for seed in range(80):
        panel = world(seed, units=21)
        found = placebos(panel, compare(panel, method, exactly=True))
        claimed += found.p_value < 0.05
    assert claimed / 80 <= 0.05 + 3 * (0.05 * 0.95 / 80) ** 0.5


def mixes():
    return st.integers(0, 10_000)


@settings(max_examples=30)
@given(mixes())
def test_the_closest_mix_agrees_with_another_solver(seed):
    chance = np.random.default_rng(seed)
    parts, target = chance.normal(size=(12, 6)), chance.normal(size=12)
    weights = closest_mix(parts, target, ridge=0.1)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)

    def cost(given):
        return ((parts @ given - target) ** 2).mean() + 0.1 * given @ given

    other = minimize(
        cost,
        np.full(6, 1 / 6),
        bounds=[(0, 1)] * 6,
        constraints={"type": "eq", "fun": lambda given: given.sum() - 1},
        method="SLSQP",
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert cost(weights) <= other.fun + 1e-8


@settings(max_examples=20)
@given(mixes())
def test_the_published_steps_come_close_to_the_closest_mix(seed):
    chance = np.random.default_rng(seed)
    parts, target = chance.normal(size=(15, 5)), chance.normal(size=15)
    exact = closest_mix(parts, target, ridge=0.04)
    near = published_mix(parts, target, zeta=0.2, noise=0.01)
    assert near == pytest.approx(exact, abs=0.02)


def test_one_part_is_the_whole_mix():
    assert closest_mix(np.ones((4, 1)), np.zeros(4)) == pytest.approx([1.0])


@settings(max_examples=20)
@given(st.floats(-30, 30), mixes())
def test_a_level_added_to_every_place_changes_no_difference(by, seed):
    panel = world(seed % 50, units=24)
    moved = Panel(panel.units, panel.periods, panel.outcome + by, panel.treated, panel.before)
    for method in (Method.DID, Method.SDID):
        one, two = (compare(each, method, exactly=True).estimate for each in (panel, moved))
        assert two == pytest.approx(one, abs=1e-5)


def test_several_changed_places_are_pretended_in_groups():
    panel = world(5, effect=10.0, treated=3)
    found = placebos(panel, compare(panel, Method.DID))
    assert found.interval.holds(10.0)
    assert all(" and " in name for name in found.names)


def test_places_that_drifted_apart_before_are_told():
    panel = world(6)
    drift = panel.outcome.copy()
    drift[-1] += 1.5 * np.arange(24)
    table = long_table(Panel(panel.units, panel.periods, drift, 1, panel.before))
    states = {check.name: check.state for check in places_from(table, ask()).checks}
    assert states["alike_before"] is State.FAILED


def test_a_place_outside_all_others_is_told():
    panel = world(7)
    high = panel.outcome.copy()
    high[-1] += 200
    table = long_table(Panel(panel.units, panel.periods, high, 1, panel.before))
    states = {check.name: check.state for check in places_from(table, ask(method="sc")).checks}
    assert states["within_reach"] is State.FAILED
    assert states["alike_before"] is State.FAILED


def test_a_mix_of_one_place_is_told():
    panel = world(8)
    twin = panel.outcome.copy()
    twin[-1] = twin[0] + 0.01
    table = long_table(Panel(panel.units, panel.periods, twin, 1, panel.before))
    states = {check.name: check.state for check in places_from(table, ask(method="sc")).checks}
    assert states["not_one_place"] is State.FAILED


def test_two_places_have_a_difference_and_no_range():
    panel = world(9, units=2, effect=5)
    found = places_from(long_table(panel), ask(treated=("town 1",)))
    assert found.interval is None
    states = {check.name: check.state for check in found.checks}
    assert states["enough_places"] is State.FAILED


def stepped(seed, effect, *, growing=False):
    chance = np.random.default_rng(seed)
    panel = world(seed, units=12, periods=20, before=1)
    starts = [4, 4, 7, 7, 10, 10, 13, 13, 16, 16, None, None]
    outcome = panel.outcome.copy()
    for unit, start in enumerate(starts):
        if start is not None:
            since = np.arange(20) - start
            outcome[unit] += np.where(since >= 0, effect * (since + 1 if growing else 1), 0.0)
    labels = [str(2000 + start) if start is not None else "" for start in starts]
    order = chance.permutation(12)
    made = Panel(panel.units, panel.periods, outcome[order], 1, 1)
    return long_table(made, begun=[labels[at] for at in order])


def stepped_ask():
    return ask(treated=(), start="", starts="begun")


def test_a_stepped_start_finds_its_effect():
    found = places_from(stepped(11, -8.0), stepped_ask())
    assert found.interval.holds(-8.0)
    assert found.p_value < 0.05
    assert found.comparator == "places that had not begun yet"


def test_a_stepped_start_without_effect_is_not_claimed():
    claimed = sum(
        places_from(stepped(seed, 0.0), stepped_ask()).p_value < 0.05 for seed in range(30)
    )
    assert claimed <= 5


def test_a_growing_effect_misleads_the_plain_regression_and_is_told():
    table = stepped(12, -3.0, growing=True)
    found = places_from(table, stepped_ask())
    states = {check.name: check.state for check in found.checks}
    assert abs(found.more["two_way"]) < abs(found.estimate)
    assert states["effects_alike"] is State.FAILED


def test_the_plain_regression_agrees_with_least_squares():
    panel = world(13, units=5, periods=6, before=1)
    starts = np.array([2, 3, 4, 10**9, 10**9])
    under = (np.arange(6)[None, :] >= starts[:, None]).astype(float).ravel()
    units = np.kron(np.eye(5), np.ones((6, 1)))
    times = np.kron(np.ones((5, 1)), np.eye(6))[:, 1:]
    matrix = np.column_stack([under, units, times])
    expected = np.linalg.lstsq(matrix, panel.outcome.ravel(), rcond=None)[0][0]
    assert two_way(panel.outcome, starts) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"treated": ("nowhere",)}, "panel.no_such_unit"),
        ({"treated": tuple(f"town {at}" for at in range(20))}, "panel.no_controls"),
        ({"treated": ()}, "panel.option"),
        ({"start": "1990"}, "period.outside"),
        ({"level": 0.0}, "panel.option"),
        ({"starts": "begun"}, "panel.option"),
        ({"outcome": "nothing"}, "table.no_such_column"),
    ],
)
def test_what_cannot_be_compared_is_refused(changed, code):
    table = long_table(world(1), begun=[""] * 20)
    with pytest.raises(Refused) as refused:
        places_from(table, ask(**changed))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("begun", "code"),
    [
        ([""] * 20, "staggered.no_start"),
        (["2016"] * 20, "staggered.nothing_beside"),
    ],
)
def test_steps_that_say_nothing_are_refused(begun, code):
    with pytest.raises(Refused) as refused:
        places_from(long_table(world(1), begun=begun), stepped_ask())
    assert refused.value.code == code


def test_a_missing_or_doubled_cell_is_named():
    whole = {"town": ["a", "a", "b", "b"], "year": ["1", "2", "1", "2"], "rate": [1, 2, 3, 4]}
    for town, year, code in (("b", "1", "panel.twice"), ("c", "1", "panel.missing")):
        rows = {"town": [*whole["town"], town], "year": [*whole["year"], year]}
        with pytest.raises(Refused) as refused:
            places_from(table_of({**rows, "rate": [1, 2, 3, 4, 5]}), ask(treated=("a",), start="2"))
        assert refused.value.code == code
    two = table_of({**whole, "begun": ["1", "2", "", ""]})
    with pytest.raises(Refused) as refused:
        places_from(two, stepped_ask())
    assert refused.value.code == "panel.start"

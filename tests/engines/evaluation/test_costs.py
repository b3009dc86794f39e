"""Costs and savings, never without who bears them."""

import pytest

from alongside.engines.evaluation.costs import TOTAL, CostLine, cost_change
from alongside.engines.evaluation.measures import Unlike
from alongside.engines.evaluation.unit_costs import UnitCost, read_unit_costs, unit_costs
from alongside.kernel.refusal import Refused

CUSTODY = UnitCost("custody", "A night", 1000, 800, 1250, "2024/25", "police", "made up")
SUITE = UnitCost("suite", "A stay", 500, 500, 500, "2024/25", "NHS", "made up")
CAR = UnitCost("car", "A car", 60_000, 60_000, 60_000, "2024/25", "NHS", "made up", bought=True)
LINES = (CostLine(CUSTODY, 120, 60), CostLine(SUITE, 80, 90), CostLine(CAR, 0, 1))


def row(finding, who):
    return next(row for row in finding.table if row["borne_by"] == who)


def test_a_saving_to_one_is_shown_beside_the_cost_to_another():
    seen = cost_change(LINES)
    assert row(seen, "police")["estimate"] == -60_000
    assert row(seen, "NHS")["estimate"] == 65_000
    assert seen.estimate == row(seen, TOTAL)["estimate"] == 5_000
    assert "Borne by police: about £60,000 less" in seen.sentences.plain
    assert "Borne by NHS: about £65,000 more" in seen.sentences.plain


def test_the_same_seed_gives_the_same_range_and_another_a_near_one():
    one, two, three = (cost_change(LINES, seed=seed).interval for seed in (1, 1, 2))
    assert one == two
    assert one != three
    assert one.low == pytest.approx(three.low, rel=0.1)


def test_what_is_bought_is_not_left_to_chance():
    seen = cost_change([CostLine(CAR, 0, 1)])
    assert (seen.interval.low, seen.estimate, seen.interval.high) == (60_000,) * 3


def test_the_range_of_counts_alone_is_that_of_two_poissons():
    seen = cost_change([CostLine(SUITE, 400, 400)])
    assert seen.interval.high == pytest.approx(1.96 * 500 * 800**0.5, rel=0.03)
    assert "cannot tell which" in seen.sentences.plain


def test_prices_of_different_years_are_not_added_up():
    other = UnitCost("van", "A van", 9, 9, 9, "2019/20", "police", "made up")
    with pytest.raises(Unlike) as unlike:
        cost_change([*LINES, CostLine(other, 1, 2)])
    assert unlike.value.code == "unlike.price_year"


def test_costs_without_a_range_or_a_year_say_so():
    states = {c.name: c.state.value for c in cost_change([CostLine(SUITE, 1, 2)]).checks}
    assert states["unit_cost_ranges"] == "cannot_tell"
    known = unit_costs()["incident_street_triage"]
    states = {c.name: c.state.value for c in cost_change([CostLine(known, 1, 2)]).checks}
    assert states["price_year"] == "cannot_tell"
    assert states["borne_by"] == "passed"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("cost = [", "cost.not_toml"),
        ("[[cost]]\nkey='a'\npounds=1\nsource='s'", "cost.no_bearer"),
        ("[[cost]]\nkey='a'\npounds=1\nborne_by='b'", "cost.no_source"),
        ("[[cost]]\npounds=1\nsource='s'", "cost.no_key"),
        ("[[cost]]\nkey='a'\npounds='x'\nborne_by='b'\nsource='s'", "cost.not_pounds"),
        ("[[cost]]\nkey='a'\npounds=true\nborne_by='b'\nsource='s'", "cost.not_pounds"),
        ("[[cost]]\nkey='a'\npounds=5\nlow=6\nborne_by='b'\nsource='s'", "cost.range"),
        ("[[cost]]\nkey='a'\npounds=5\nborne_by='b'\nsource='s'\n" * 2, "cost.twice"),
    ],
)
def test_a_unit_cost_that_is_wrong_is_refused(text, code):
    with pytest.raises(Refused) as refused:
        read_unit_costs(text, name="costs.toml")
    assert refused.value.code == code


def test_nothing_to_cost_and_too_few_draws_are_refused():
    with pytest.raises(Refused, match="nothing to cost"):
        cost_change([])
    with pytest.raises(Refused, match="choose from 1,000"):
        cost_change(LINES, draws=5)

"""Measures and populations."""

import pytest

from alongside.areas.insight.rules.measures import MEASURES, measure_named, median_of
from alongside.areas.insight.rules.populations import (
    national_counts,
    person_years,
    population_of,
)
from alongside.kernel.refusal import Refused


def test_every_measure_says_what_it_counts_and_what_of():
    for code, measure in MEASURES.items():
        assert measure.code == code
        assert len(measure.definition) > 60
        assert measure.of
        assert measure_named(code) is measure
    with pytest.raises(Refused) as refused:
        measure_named("harm")
    assert refused.value.code == "measure.unknown"


def test_a_median_of_nothing_is_no_data():
    assert median_of([]) is None
    assert median_of([5]) == (5, 5, 5)
    assert median_of([30, 10, 20, 50, 40]) == (20, 30, 40)


def test_a_population_is_found_by_area_and_never_guessed():
    northumbria = population_of(area_code="E23000007", name="Northumbria Police")
    assert northumbria is not None
    assert northumbria.people == 1470444
    assert "June 2020" in northumbria.words
    assert population_of(area_code="", name="Leicestershire") is None


def test_the_fictional_county_says_its_population_is_made_up():
    county = population_of(area_code="", name="Northmoor Police")
    assert county is not None
    assert "made up" in county.words


def test_the_43_areas_add_up_to_england_and_wales():
    codes = [f"E230000{number:02}" for number in range(1, 40)]
    codes += [f"W150000{number:02}" for number in range(1, 5)]
    found = [population_of(area_code=code, name="") for code in codes]
    assert sum(one.people for one in found if one) == 59_719_724


def test_the_two_national_counts_are_kept_apart():
    assert [one.count for one in national_counts()] == [31213, 16837]
    assert [round(one.rate, 1) for one in national_counts()] == [52.3, 29.8]


def test_time_at_risk_is_people_by_years():
    assert person_years(100_000, 365) == pytest.approx(100_000 * 365 / 365.25)

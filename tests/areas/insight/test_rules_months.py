"""Months, measures and populations."""

from datetime import UTC, datetime

import pytest

from alongside.areas.insight.rules.measures import MEASURES, measure_named, median_of
from alongside.areas.insight.rules.months import (
    Month,
    check_span,
    last_whole_month,
    month_of,
    read_month,
)
from alongside.areas.insight.rules.populations import (
    national_counts,
    person_years,
    population_of,
)
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)


def test_a_month_is_the_one_on_the_clock_in_england():
    assert month_of(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == Month(2026, 7)
    assert Month(2026, 7).starts_at == datetime(2026, 6, 30, 23, 0, tzinfo=UTC)
    assert last_whole_month(NOW) == Month(2026, 5)


def test_months_are_counted_over_the_turn_of_a_year():
    assert [str(one) for one in Month(2025, 11).until(Month(2026, 2))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert Month(2026, 2).until(Month(2026, 1)) == []
    assert (Month(2024, 2).days, Month(2026, 12).days) == (29, 31)
    assert Month(2026, 6).words == "June 2026"


@pytest.mark.parametrize("text", ["June", "2026-13", "2026-00", "26-06", "1066-10", ""])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(Refused) as refused:
        read_month(text, field="first")
    assert (refused.value.code, refused.value.field) == ("month.not_understood", "first")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (Month(2026, 2), Month(2026, 1), "month.backwards"),
        (Month(2026, 1), Month(2026, 6), "month.not_over"),
        (Month(2000, 1), Month(2026, 5), "month.too_many"),
    ],
)
def test_months_that_cannot_be_shown_are_refused(first, last, code):
    with pytest.raises(Refused) as refused:
        check_span(first, last, NOW)
    assert refused.value.code == code


def test_months_that_are_over_may_be_shown():
    check_span(Month(2024, 6), Month(2026, 5), NOW)


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


def test_a_month_is_read_as_it_is_written():
    assert read_month(" 2026-06 ", field="first") == Month(2026, 6)

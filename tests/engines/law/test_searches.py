"""Search grounds and consent to a suitable place: DOMAIN R1.24 and R1.6."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alongside.engines.law import (
    ConsentFacts,
    Occupancy,
    SearchFacts,
    SearchPower,
    search_grounds,
    suitable_place_consent,
)

START = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
GOOD = SearchFacts(
    SearchPower.S136,
    may_present_danger=True,
    concealing_item=True,
    searched_at=START + timedelta(minutes=5),
    window_starts_at=START,
)


@pytest.mark.parametrize("power", list(SearchPower))
def test_both_grounds_in_time_and_within_limits_are_met(power: SearchPower) -> None:
    assert search_grounds(replace(GOOD, power=power)).outcome == "met"


@pytest.mark.parametrize(
    ("change", "expected", "code"),
    [
        ({"concealing_item": False}, "not_met", "search.concealing_item"),
        ({"may_present_danger": False}, "not_met", "search.may_present_danger"),
        ({"concealing_item": None}, "incomplete", "search.concealing_item"),
        ({"searched_at": None}, "incomplete", "search.time"),
        ({"window_starts_at": None}, "incomplete", "search.time"),
        ({"searched_at": START - timedelta(minutes=1)}, "not_met", "search.time"),
        ({"window_ends_at": START + timedelta(minutes=5)}, "not_met", "search.time"),
        ({"window_ends_at": START + timedelta(minutes=6)}, "met", "search.time"),
        ({"intimate": True}, "not_met", "search.intimate"),
        ({"in_public": True, "beyond_outer_clothing": True}, "not_met", "search.clothing"),
    ],
)
def test_each_ground_time_and_limit_counts(
    change: dict[str, object], expected: str, code: str
) -> None:
    answer = search_grounds(replace(GOOD, **change))  # type: ignore[arg-type]
    assert answer.outcome == expected
    finding = next(finding for finding in answer.findings if finding.code == code)
    assert finding.outcome == expected


@pytest.mark.parametrize(
    "change", [{"in_public": True}, {"beyond_outer_clothing": True, "in_public": False}]
)
def test_clothing_is_limited_only_in_public(change: dict[str, bool]) -> None:
    assert search_grounds(replace(GOOD, **change)).outcome == "met"


@pytest.mark.parametrize(
    ("occupancy", "agreed", "expected"),
    [
        (Occupancy.SOLE_OCCUPIER, (True, None, None), "met"),
        (Occupancy.SOLE_OCCUPIER, (False, True, True), "not_met"),
        (Occupancy.ONE_OF_OCCUPIERS, (True, True, None), "met"),
        (Occupancy.ONE_OF_OCCUPIERS, (True, False, None), "not_met"),
        (Occupancy.ONE_OF_OCCUPIERS, (True, None, None), "incomplete"),
        (Occupancy.NOT_OCCUPIER, (True, True, None), "met"),
        (Occupancy.NOT_OCCUPIER, (None, True, None), "incomplete"),
        (Occupancy.NOT_A_DWELLING, (None, None, True), "met"),
        (Occupancy.NOT_A_DWELLING, (True, True, None), "incomplete"),
        (None, (True, True, True), "incomplete"),
    ],
)
def test_another_suitable_place_needs_the_agreement_r1_6_lists(
    occupancy: Occupancy | None,
    agreed: tuple[bool | None, bool | None, bool | None],
    expected: str,
) -> None:
    assert suitable_place_consent(ConsentFacts(occupancy, *agreed)).outcome == expected

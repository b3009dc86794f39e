"""Where section 136 may be used: DOMAIN table T1.1, row by row."""

import pytest

from alongside.engines.law import LOCATION_TYPES, LocationFacts, LocationType, location_applies

L = LocationType
T1_1 = [
    (1, L.STREET, "applies"),
    (1, L.PARK, "applies"),
    (1, L.BRIDGE, "applies"),
    (1, L.RAILWAY, "applies"),
    (2, L.OWN_HOME, "does_not_apply"),
    (3, L.HOME_OF_ANOTHER, "does_not_apply"),
    (4, L.COMMUNAL_HALLWAY, "applies"),
    (5, L.GARDEN_ONE_HOME, "does_not_apply"),
    (6, L.GARDEN_SHARED, "applies"),
    (7, L.GARAGE_ONE_HOME, "does_not_apply"),
    (8, L.DRIVEWAY_ONE_HOME, "unclear"),
    (9, L.EMERGENCY_DEPARTMENT, "applies"),
    (9, L.GP_SURGERY, "applies"),
    (9, L.OFFICE, "applies"),
    (9, L.SHOP, "applies"),
    (9, L.WORKPLACE, "applies"),
    (10, L.HOTEL_BEDROOM, "unclear"),
    (11, L.HOSTEL_ROOM, "does_not_apply"),
    (12, L.HOSTEL_LOUNGE, "applies"),
    (13, L.CUSTODY_SUITE, "applies"),
    (14, L.INPATIENT_WARD, "applies"),
]


@pytest.mark.parametrize(("row", "place", "expected"), T1_1)
def test_a_place_answers_as_t1_1_says(row: int, place: LocationType, expected: str) -> None:
    assert location_applies(LocationFacts(place)).outcome == expected


@pytest.mark.parametrize("place", [L.DRIVEWAY_ONE_HOME, L.HOTEL_BEDROOM, L.OTHER, L.NOT_KNOWN])
def test_an_unclear_place_asks_for_reasoning_and_names_the_fact(place: LocationType) -> None:
    answer = location_applies(LocationFacts(place))
    assert any("record reasoning" in finding.sentence for finding in answer.findings)
    assert answer.missing
    assert answer.unmet == ()


def test_a_custody_suite_points_to_the_police_station_conditions() -> None:
    codes = {f.code: f for f in location_applies(LocationFacts(L.CUSTODY_SUITE)).findings}
    assert "only on conditions" in codes["location.custody"].sentence


def test_a_ward_prompts_that_section_5_is_normally_used() -> None:
    codes = {f.code: f for f in location_applies(LocationFacts(L.INPATIENT_WARD)).findings}
    assert "section 5" in codes["location.ward"].sentence


def test_a_place_where_it_cannot_be_used_offers_other_ways_as_information() -> None:
    answer = location_applies(LocationFacts(L.OWN_HOME))
    other = answer.findings[-1]
    assert (other.code, other.outcome) == ("location.alternatives", "information")
    assert answer.unmet == ("location.home",)
    assert answer.is_no


@pytest.mark.parametrize(
    ("place", "lived_in", "one_home", "expected"),
    [
        (L.HOTEL_BEDROOM, True, None, "does_not_apply"),
        (L.HOTEL_BEDROOM, False, None, "applies"),
        (L.DRIVEWAY_ONE_HOME, None, True, "does_not_apply"),
        (L.DRIVEWAY_ONE_HOME, None, False, "applies"),
        (L.OTHER, False, False, "applies"),
        (L.OTHER, False, None, "unclear"),
        (L.OTHER, None, True, "does_not_apply"),
        (L.OWN_HOME, True, None, "does_not_apply"),
        (L.STREET, False, False, "applies"),
        # A fact at odds with the kind of place is not resolved for anybody.
        (L.OWN_HOME, False, None, "unclear"),
        (L.STREET, True, None, "unclear"),
    ],
)
def test_recorded_facts_settle_an_open_place(
    place: LocationType, lived_in: bool | None, one_home: bool | None, expected: str
) -> None:
    assert location_applies(LocationFacts(place, lived_in, one_home)).outcome == expected


def test_every_kind_of_place_has_words() -> None:
    assert all(place.label for place in LOCATION_TYPES)

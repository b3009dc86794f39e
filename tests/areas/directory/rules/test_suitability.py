"""Which place suits whom, and why the others do not."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.directory.rules.availability import ClaimState, availability
from alongside.areas.directory.rules.distance import (
    Point,
    check_point,
    direction_words,
    distance_km,
    drive_minutes,
)
from alongside.areas.directory.rules.localities import locality_key
from alongside.areas.directory.rules.suitability import (
    ADULT_CONDITIONS,
    NEVER_A_CHILD,
    NO_LONGER,
    Needs,
    PlaceFacts,
    judge,
    police_station_law,
)
from alongside.engines.law import PLACE_TYPES, PlaceType
from alongside.kernel.refusal import Refused
from tests.areas.directory.rules.test_availability import claim

NOW = datetime(2026, 6, 10, 22, 0, tzinfo=UTC)
FREE = availability(claim(said_at=NOW - timedelta(minutes=12)), NOW)
FULL = availability(claim(ClaimState.FULL, said_at=NOW - timedelta(minutes=12)), NOW)
RING = availability(claim(ClaimState.RING_FIRST, said_at=NOW - timedelta(minutes=12)), NOW)
STALE = availability(claim(said_at=NOW - timedelta(hours=5)), NOW)
NOBODY = availability(None, NOW)
SUITE = PlaceFacts(PlaceType.HEALTH_BASED_POS, True, False, False)
CHILDRENS = PlaceFacts(PlaceType.HEALTH_BASED_POS, False, True, False)
BOTH = PlaceFacts(PlaceType.HEALTH_BASED_POS, True, True, False)
ED = PlaceFacts(PlaceType.EMERGENCY_DEPARTMENT, True, True, True)
HOUSE = PlaceFacts(PlaceType.OTHER_SUITABLE_PLACE, True, False, False)
STATION = PlaceFacts(PlaceType.POLICE_STATION, True, False, False)
ADULT, CHILD, UNKNOWN = Needs(child=False), Needs(child=True), Needs()
HURT = Needs(child=False, physical_health=True)

facts = st.builds(
    PlaceFacts, st.sampled_from(PLACE_TYPES), st.booleans(), st.booleans(), st.booleans()
)
needs = st.builds(Needs, child=st.sampled_from([True, False, None]), physical_health=st.booleans())
spaces = st.sampled_from([FREE, FULL, RING, STALE, NOBODY])


@pytest.mark.parametrize(
    ("place", "needs", "space", "suits"),
    [
        (SUITE, ADULT, FREE, True),
        (SUITE, ADULT, RING, True),
        (SUITE, ADULT, FULL, False),
        (SUITE, ADULT, STALE, False),
        (SUITE, ADULT, NOBODY, False),
        (SUITE, CHILD, FREE, False),
        (SUITE, UNKNOWN, FREE, True),
        (SUITE, HURT, FREE, False),
        (CHILDRENS, CHILD, FREE, True),
        (CHILDRENS, ADULT, FREE, False),
        (BOTH, UNKNOWN, FREE, True),
        (ED, ADULT, FREE, True),
        (ED, ADULT, NOBODY, False),
        (ED, HURT, FREE, True),
        (ED, HURT, STALE, True),
        (ED, HURT, FULL, True),
        (HOUSE, ADULT, FREE, True),
        (STATION, ADULT, NOBODY, False),
        (STATION, CHILD, FREE, False),
    ],
)
def test_a_place_suits_when_it_takes_the_person_and_has_space_now(place, needs, space, suits):
    assert judge(place, needs, space=space, now=NOW).suits is suits


@given(needs, spaces)
def test_a_police_station_is_never_offered(need, space):
    judgement = judge(STATION, need, space=space, now=NOW)
    assert not judgement.suits
    assert not judgement.worth_ringing
    assert judgement.reasons == police_station_law(need, NOW)[:1]


@given(facts, needs, spaces)
def test_only_an_emergency_department_is_offered_on_a_claim_that_is_not_live(place, need, space):
    judgement = judge(place, need, space=space, now=NOW)
    if judgement.suits and not space.live:
        assert place.type is PlaceType.EMERGENCY_DEPARTMENT
        assert need.physical_health
    assert judgement.reasons


@given(facts, needs, spaces)
def test_nobody_under_18_is_offered_a_place_for_adults_only(place, need, space):
    judgement = judge(place, need, space=space, now=NOW)
    if need.child and judgement.suits:
        assert place.takes_children


@pytest.mark.parametrize(
    ("place", "needs", "space", "reason"),
    [
        (SUITE, ADULT, STALE, "claim is 5 hours old: ring first"),
        (SUITE, ADULT, NOBODY, "nobody has said whether there is space: ring first"),
        (SUITE, CHILD, FREE, "takes adults only"),
        (CHILDRENS, ADULT, FREE, "takes under 18s only"),
        (SUITE, HURT, FREE, "cannot care for a physical-health need"),
        (SUITE, ADULT, FREE, "takes adults"),
        (BOTH, ADULT, FREE, "takes adults and under 18s"),
        (ED, HURT, FREE, "can care for a physical-health need"),
    ],
)
def test_the_reason_is_said(place, needs, space, reason):
    assert reason in judge(place, needs, space=space, now=NOW).reasons


@pytest.mark.parametrize(
    ("place", "needs", "caution"),
    [
        (SUITE, UNKNOWN, "takes adults only, and the age is not known yet"),
        (ED, ADULT, "listed after the others, since no physical-health need is recorded"),
        (HOUSE, ADULT, "a person who appears responsible for its management has to agree"),
    ],
)
def test_what_to_know_before_setting_off_is_said(place, needs, caution):
    assert judge(place, needs, space=FREE, now=NOW).cautions == (caution,)


def test_free_comes_before_ring_first_and_a_known_age_before_an_unknown():
    assert (
        judge(SUITE, ADULT, space=FREE, now=NOW).order
        < judge(SUITE, ADULT, space=RING, now=NOW).order
    )
    assert (
        judge(BOTH, UNKNOWN, space=FREE, now=NOW).order
        < judge(SUITE, UNKNOWN, space=FREE, now=NOW).order
    )
    assert (
        judge(SUITE, ADULT, space=FREE, now=NOW).order < judge(ED, ADULT, space=FREE, now=NOW).order
    )
    assert judge(ED, HURT, space=STALE, now=NOW).order < judge(ED, HURT, space=FULL, now=NOW).order


def test_below_the_line_those_worth_ringing_come_first_and_stations_last():
    orders = [
        judge(SUITE, ADULT, space=STALE, now=NOW).order,
        judge(SUITE, ADULT, space=FULL, now=NOW).order,
        judge(CHILDRENS, ADULT, space=FREE, now=NOW).order,
        judge(STATION, ADULT, space=FREE, now=NOW).order,
    ]
    assert orders == sorted(set(orders))


@pytest.mark.parametrize(
    ("needs", "sentence", "source"),
    [
        (CHILD, NEVER_A_CHILD, "Mental Health Act 1983 s136A(1)"),
        (ADULT, ADULT_CONDITIONS, "Mental Health Act 1983 s136A(2); SI 2017/1036"),
        (
            UNKNOWN,
            f"{NEVER_A_CHILD} {ADULT_CONDITIONS}",
            "Mental Health Act 1983 s136A; SI 2017/1036",
        ),
    ],
)
def test_the_laws_condition_on_a_police_station_is_said_with_its_source(needs, sentence, source):
    assert police_station_law(needs, NOW) == (sentence, source)


def test_once_the_law_drops_police_stations_none_may_be_used(monkeypatch):
    monkeypatch.setattr("alongside.areas.directory.rules.suitability.parameters_on", lambda day: {})
    for needs in (ADULT, CHILD, UNKNOWN):
        assert police_station_law(needs, NOW) == (NO_LONGER, "Mental Health Act 2025 s48")


latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)
points = st.builds(Point, latitudes, longitudes)


@given(points, points)
def test_a_distance_is_the_same_both_ways_and_never_more_than_half_way_round(one, other):
    there = distance_km(one, other)
    assert there == pytest.approx(distance_km(other, one), abs=1e-6)
    assert 0 <= there <= 20_016


def test_a_known_distance_comes_out_right():
    # One degree of latitude is 111.19 km on a sphere of 6,371 km.
    assert distance_km(Point(54, -2), Point(55, -2)) == pytest.approx(111.19, abs=0.01)


@pytest.mark.parametrize(
    ("latitude", "longitude", "way"),
    [
        (55, -2, "north"),
        (54.5, -1, "north-east"),
        (54, -1, "east"),
        (53.5, -1, "south-east"),
        (53, -2, "south"),
        (54, -3, "west"),
        (54.5, -2.9, "north-west"),
    ],
)
def test_which_way_it_lies_is_said_by_the_compass(latitude, longitude, way):
    assert direction_words(Point(54, -2), Point(latitude, longitude)) == way


@pytest.mark.parametrize(("kilometres", "minutes"), [(0, 1), (1, 2), (10, 16), (50, 78)])
def test_minutes_are_estimated_from_the_line_the_bends_and_the_speed(kilometres, minutes):
    assert drive_minutes(kilometres) == minutes


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(91, 0), (-91, 0), (0, 181), (0, -181), (float("nan"), 0)]
)
def test_a_point_off_the_globe_is_refused(latitude, longitude):
    assert check_point(90, -180) == Point(90, -180)
    with pytest.raises(Refused) as refused:
        check_point(latitude, longitude)
    assert refused.value.code == "point.not_on_the_globe"


@pytest.mark.parametrize("typed", ["St. Aidan's  Quay", "st aidans quay", "ST AIDAN\u2019S-QUAY"])
def test_a_town_is_known_however_it_is_typed(typed):
    assert locality_key(typed) == "st aidans quay"

"""What a viewer sees: the nearest place, who is on, what is open."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alongside.areas.directory import actions, demo, queries
from alongside.areas.directory.map_picture import draw_map
from alongside.areas.directory.queries import Needs
from alongside.areas.directory.rules.availability import ClaimState
from alongside.areas.directory.rules.seats import Seat
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
HERE = {"latitude": 54.75, "longitude": -2.21}


def find(viewer, needs, now=NOW):
    return queries.nearest_suitable(viewer, **HERE, needs=needs, now=now)


def names(choices):
    return [choice.name for choice in choices]


@pytest.fixture
def all_free(officer, places):
    for place in (places.near, places.far, places.children, places.emergency):
        actions.ring_and_report(officer, place, state=ClaimState.FREE, now=NOW)


@pytest.mark.usefixtures("all_free")
class TestWithSpaceEverywhere:
    def test_an_adult_goes_to_the_nearest_made_for_this(self, officer):
        nearest = find(officer, Needs(child=False))
        assert names(nearest.suitable) == ["Larch Suite", "Curlew Suite", "Calder Royal"]
        assert names(nearest.ruled_out) == ["Wren Room", "Moorchester station"]

    def test_somebody_under_18_goes_to_the_childrens_room(self, officer):
        nearest = find(officer, Needs(child=True))
        assert names(nearest.suitable) == ["Wren Room", "Calder Royal"]
        assert "takes adults only" in nearest.ruled_out[0].reasons

    def test_somebody_hurt_goes_to_the_emergency_department(self, officer):
        nearest = find(officer, Needs(child=False, physical_health=True))
        assert names(nearest.suitable) == ["Calder Royal"]

    def test_numbers_run_through_the_whole_list(self, officer):
        nearest = find(officer, Needs(child=False))
        numbers = [choice.number for choice in [*nearest.suitable, *nearest.ruled_out]]
        assert numbers == [1, 2, 3, 4, 5]

    def test_distance_minutes_and_way_are_given(self, officer):
        first = find(officer, Needs(child=False)).suitable[0]
        assert first.distance_km == pytest.approx(1.11, abs=0.01)
        assert (first.drive_minutes, first.direction) == (2, "north")
        assert first.why.startswith("Takes adults; free, as heard by Test response_officer")

    def test_a_full_place_sinks_at_once_for_everyone(self, officer, world, places):
        actions.ring_and_report(
            world[Role.AMHP], places.near, state=ClaimState.FULL, now=NOW + MINUTE
        )
        nearest = find(officer, Needs(child=False), NOW + MINUTE)
        assert names(nearest.suitable)[0] == "Curlew Suite"
        assert nearest.ruled_out[0].why.startswith("Full, as heard by Test amhp")

    def test_one_that_asks_to_be_rung_comes_after_those_that_are_free(self, officer, places):
        actions.ring_and_report(officer, places.near, state=ClaimState.RING_FIRST, now=NOW + MINUTE)
        nearest = find(officer, Needs(child=False), NOW + MINUTE)
        assert names(nearest.suitable) == ["Curlew Suite", "Calder Royal", "Larch Suite"]

    def test_stale_claims_sink_below_the_line_with_their_age(self, officer):
        nearest = find(officer, Needs(child=False), NOW + 5 * HOUR)
        assert nearest.suitable == []
        first = nearest.ruled_out[0]
        assert first.name == "Larch Suite"
        assert first.worth_ringing
        assert first.why == "Claim is 5 hours old: ring first."
        assert first.claim_age == "5 hours"

    def test_the_station_is_listed_last_with_the_law(self, officer):
        station = find(officer, Needs(child=True)).ruled_out[-1]
        assert station.why == "A police station is never a place of safety for anyone under 18."
        assert station.law == "Mental Health Act 1983 s136A(1)"
        assert not station.may_report

    def test_the_map_has_every_number_and_no_badges_overlap(self, officer):
        nearest = find(officer, Needs(child=False))
        picture = draw_map(**HERE, nearest=nearest, towns=[])
        assert [m.number for m in picture.markers] == [1, 2, 3, 4, 5]
        for one in picture.markers:
            assert 0 <= one.badge.x <= picture.width
            assert 0 <= one.badge.y <= picture.height
            for other in picture.markers:
                apart = max(abs(one.badge.x - other.badge.x), abs(one.badge.y - other.badge.y))
                assert one is other or apart >= 24

    def test_listing_costs_the_same_few_queries_however_many_places(
        self, officer, django_assert_max_num_queries
    ):
        with django_assert_max_num_queries(2):
            find(officer, Needs())


def test_nobody_is_offered_a_place_of_which_nobody_has_said_anything(officer, places):
    nearest = find(officer, Needs(child=False))
    assert nearest.suitable == []
    assert all(choice.worth_ringing for choice in nearest.ruled_out[:3])


def test_a_place_out_of_use_is_not_listed_but_keeps_its_name(keeper, officer, places, suite_entry):
    actions.change_place(
        keeper, places.near, replace(suite_entry, active=False), version=1, now=NOW
    )
    assert "Larch Suite" not in [line.name for line in queries.places(officer, now=NOW)]
    listed = queries.places(officer, now=NOW, also_closed=True)
    assert "Larch Suite" in [line.name for line in listed]
    assert queries.place_names([places.near])[places.near].name == "Larch Suite"


def test_places_that_are_not_there_are_said_to_be_missing(officer, places):
    with pytest.raises(Refused):
        queries.place(officer, officer.user_id, now=NOW)
    with pytest.raises(Refused):
        queries.team(officer, officer.user_id, now=NOW)
    with pytest.raises(Refused):
        queries.option(officer, officer.user_id, now=NOW)
    with pytest.raises(Refused):
        queries.nearest_suitable(officer, latitude=99, longitude=0, needs=Needs(), now=NOW)


def test_on_now_names_everybody_on_duty_and_every_empty_seat_with_its_cover(world, keeper):
    accounts.end_duty(world[Role.AMHP], now=NOW + HOUR)
    actions.set_cover(
        keeper, Seat.DUTY_AMHP, name="Duty team", phone="01632 960305", version=None, now=NOW
    )
    seats = {line.seat: line for line in queries.on_now(keeper, NOW + 2 * HOUR)}
    assert list(seats) == list(Seat)
    assert seats[Seat.TRIAGE_CAR].people[0].name == "Test triage_clinician"
    assert seats[Seat.DUTY_AMHP].empty
    assert seats[Seat.DUTY_AMHP].cover.phone == "01632 960305"
    assert seats[Seat.TRIAGE_CAR].cover is None


def test_somebody_whose_duty_was_to_have_ended_is_not_shown_as_on(keeper):
    assert not any(line.empty for line in queries.on_now(keeper, NOW + 9 * HOUR))
    assert all(line.empty for line in queries.on_now(keeper, NOW + 10 * HOUR))


def test_somebody_planned_but_not_started_is_shown_as_planned(world, keeper):
    amhp = world[Role.AMHP]
    accounts.end_duty(amhp, now=NOW)
    entry = actions.ShiftEntry(Seat.DUTY_AMHP, amhp.user_id, NOW, NOW + 8 * HOUR)
    actions.plan_shift(keeper, entry, now=NOW)
    (seat,) = [s for s in queries.on_now(keeper, NOW + HOUR) if s.seat is Seat.DUTY_AMHP]
    assert [(p.name, p.started) for p in seat.people] == [("Test amhp", False)]
    (planned,) = queries.planned_shifts(keeper, now=NOW + HOUR)
    assert planned.running
    assert queries.planned_shifts(keeper, now=NOW + 8 * HOUR) == []


def test_options_open_now_come_from_their_hours(keeper, option_entry):
    actions.add_option(keeper, option_entry, now=NOW)
    line = replace(option_entry, name="Crisis line", hours="day and night")
    actions.add_option(keeper, line, now=NOW)
    evening = datetime(2026, 6, 10, 22, 0, tzinfo=UTC)
    assert [o.name for o in queries.open_options(keeper, evening)] == ["Crisis cafe", "Crisis line"]
    assert queries.open_options(keeper, evening)[0].standing.words == "Open till 02:00"
    assert [o.name for o in queries.open_options(keeper, NOW)] == ["Crisis line"]
    assert queries.options(keeper, now=NOW)[-1].standing.words == "Opens 18:00"


def test_a_shut_team_says_who_to_ring_instead(keeper, team_entry):
    actions.add_team(keeper, team_entry, now=NOW)
    (by_day,) = queries.teams(keeper, now=NOW)
    (at_night,) = queries.teams(keeper, now=NOW + 9 * HOUR)
    assert (by_day.ring_now_name, by_day.ring_now) == ("Crisis team", "01632 960301")
    assert (at_night.ring_now_name, at_night.ring_now) == ("Crisis line", "01632 960399")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("westbeck", "Westbeck"),
        ("St Aidans", "St Aidan's Quay"),
        ("moorchester", "Moorchester"),
        ("Moorchester C", "Moorchester Central"),
        ("moor", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_a_town_is_found_by_its_name_or_the_start_of_it(keeper, typed, found):
    for number, name in enumerate(
        ["Westbeck", "St Aidan's Quay", "Moorchester", "Moorchester Central"]
    ):
        actions.add_locality(keeper, name=name, latitude=54 + number / 10, longitude=-2, now=NOW)
    town = queries.locality_named(keeper, typed)
    assert (town.name if town else None) == found
    assert queries.nearest_locality(keeper, 54.11, -2).name == "St Aidan's Quay"


def test_with_no_towns_kept_none_is_near(keeper):
    assert queries.nearest_locality(keeper, 54.0, -2.0) is None


def test_the_demo_county_stands_as_its_screens_promise(db):
    made = demo.fill(now=NOW)
    viewer = actor_of(User.objects.get(pk=made.users["ade_okafor"]))
    assert (len(made.organisations), len(made.users), len(made.places)) == (10, 35, 8)
    seats = queries.on_now(viewer, NOW)
    assert [line.seat for line in seats if line.empty] == [Seat.LIAISON_LEAD_OUT_OF_HOURS]
    assert all(line.cover for line in seats)
    nearest = queries.nearest_suitable(
        viewer, latitude=54.753, longitude=-2.195, needs=Needs(child=False), now=NOW
    )
    assert nearest.suitable[0].name == "Larch Suite"
    assert nearest.ruled_out[0].why == "Claim is 5 hours old: ring first."
    assert [o.name for o in queries.options(viewer, now=NOW) if o.confirmed.stale] == [
        "Westbeck safe haven"
    ]
    picture = draw_map(54.753, -2.195, nearest=nearest, towns=queries.localities(viewer))
    assert len(picture.markers) == 8
    assert picture.towns
    assert "Larch Suite" in picture.spoken

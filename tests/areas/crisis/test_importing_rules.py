"""A past detention put as events: nothing guessed, nothing lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alongside.areas.crisis.rules import history
from alongside.areas.crisis.rules.annual_return import use_of
from alongside.areas.crisis.rules.facts import FACT_NAMES
from alongside.areas.crisis.rules.history import PastDetention, check_over, oddities, past_timeline
from alongside.areas.crisis.rules.projection import closing_of, project
from alongside.areas.crisis.rules.states import State
from alongside.kernel.refusal import Refused

USED = datetime(2024, 6, 10, 12, 0, tzinfo=UTC)
NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
BARE = PastDetention(key="k", origin="file row 2", power_used_at=USED)
WHOLE = replace(
    BARE,
    reference="NM-1",
    ambulance_asked=True,
    ambulance_asked_at=USED + timedelta(minutes=2),
    ambulance_told_minutes=70,
    consulted="yes",
    consulted_at=USED - timedelta(minutes=10),
    consultee="nurse",
    left_scene_at=USED + timedelta(minutes=20),
    transport="police_vehicle",
    arrived_at=USED + timedelta(minutes=40),
    place_name="Larch suite",
    place_of_safety_type="health_based_pos",
    handover_at=USED + timedelta(minutes=80),
    police_left_at=USED + timedelta(minutes=85),
    examined_at=USED + timedelta(hours=5),
    interviewed_at=USED + timedelta(hours=6),
    extension_given_at=USED + timedelta(hours=20),
    extension_hours=6,
    extension_by="responsible_rmp",
    extension_reason="condition",
    ended_at=USED + timedelta(hours=26),
    end_reason="detained_s2",
)


def kinds(past: PastDetention) -> list[str]:
    return [event.kind for event in past_timeline(past, NOW).events]


def test_a_whole_record_becomes_its_story():
    assert kinds(WHOLE) == [
        "opened", "consultation", "power_used", "ambulance_requested", "left_scene", "arrived",
        "handover_accepted", "police_left", "examination_completed", "interview_completed",
        "extension_given", "ended",
    ]  # fmt: skip
    assert oddities(WHOLE) == ()


def test_every_fact_has_a_name_its_kind_carries():
    for event in past_timeline(WHOLE, NOW).events:
        assert set(event.facts) <= set(FACT_NAMES[event.kind])


def test_the_clock_is_that_of_the_law():
    columns = project(past_timeline(WHOLE, NOW), NOW)
    assert columns is not None
    assert columns.clock_starts_at == WHOLE.arrived_at
    assert columns.state is State.ENDED
    assert columns.end_reason == "detained_s2"
    assert columns.financial_year == "2024/25"


def test_without_an_end_the_contact_closes_now_and_the_detention_has_none():
    timeline = past_timeline(BARE, NOW)
    columns = project(timeline, NOW)
    assert columns is not None
    assert (columns.ended_at, columns.end_reason) == (None, "")
    assert closing_of(timeline).at == NOW
    assert oddities(BARE) == (history.WITHOUT_END, history.WITHOUT_ARRIVAL)


def test_a_place_without_an_arrival_time_starts_no_clock():
    past = replace(BARE, place_of_safety_type="emergency_department")
    columns = project(past_timeline(past, NOW), NOW)
    assert columns is not None
    assert columns.clock_starts_at is None
    assert past_timeline(past, NOW).first("power_used").facts["place_type"]


def test_a_journey_without_a_time_says_so():
    left = past_timeline(replace(BARE, transport="ambulance"), NOW).first("left_scene")
    assert left is not None
    assert (left.happened_at, left.facts["words"]) == (USED, history.NOT_TIMED)


def test_a_journey_stands_on_the_arrival_where_only_that_is_timed():
    past = replace(BARE, transport="ambulance", arrived_at=USED + timedelta(minutes=30))
    timeline = past_timeline(past, NOW)
    assert timeline.first("left_scene") is None
    assert timeline.first("arrived").facts["transport"] == "ambulance"


def test_an_ambulance_asked_for_without_a_time_says_so():
    asked = past_timeline(replace(BARE, ambulance_asked=True), NOW).first("ambulance_requested")
    assert asked.facts["words"] == history.NOT_TIMED
    never = past_timeline(replace(BARE, ambulance_asked=False), NOW)
    assert never.first("ambulance_requested") is None
    assert never.first("power_used").facts["ambulance_asked"] is False


def test_somebody_kept_where_they_were_arrives_once():
    kept = replace(
        BARE, mode="kept", arrived_at=USED, place_of_safety_type="emergency_department",
        ended_at=USED + timedelta(hours=3),
    )  # fmt: skip
    assert kinds(kept) == ["opened", "power_used", "ended"]
    assert project(past_timeline(kept, NOW), NOW).clock_starts_at == USED
    assert oddities(kept) == ()


@pytest.mark.parametrize(
    "facts", [{"mode": "kept", "arrived_at": USED}, {"mode": "kept"}, {}, {"arrived_at": USED}]
)
def test_why_a_police_station_is_kept_whatever_else_is_missing(facts):
    station = replace(
        BARE, place_of_safety_type="police_station", police_station_reason="conditions_met", **facts
    )
    use = use_of(past_timeline(station, NOW))
    assert use is not None
    assert (use.place_type, use.station_reason) == ("police_station", "conditions_met")


def test_a_consultation_without_a_time_is_at_the_use_of_the_power():
    said = past_timeline(replace(BARE, consulted="no_other"), NOW).first("consultation")
    assert said.happened_at == USED
    assert "started_at" not in said.facts


def test_a_record_that_shows_a_breach_is_kept_and_named():
    late = replace(WHOLE, extension_given_at=None, extension_hours=None)
    assert oddities(late) == (history.PAST_TIME_ALLOWED,)
    backwards = replace(WHOLE, ended_at=USED - timedelta(hours=1))
    assert oddities(backwards) == (history.OUT_OF_ORDER,)
    timeline = past_timeline(backwards, NOW)
    assert timeline.events[0].kind == "opened"
    assert closing_of(timeline).at >= timeline.events[0].happened_at


def test_an_extension_without_hours_lengthens_nothing():
    vague = replace(WHOLE, extension_hours=None)
    assert oddities(vague) == (history.PAST_TIME_ALLOWED,)


def test_an_extension_without_a_time_is_kept_as_a_note():
    told = past_timeline(replace(BARE, extension_hours=6, extension_by="other"), NOW)
    assert told.first("extension_given") is None
    assert told.first("note").text("words").endswith("(hours: 6, by: other)")


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"consultee": "nurse"}, "consultation"),
        ({"consulted_at": USED}, "consultation"),
        ({"ambulance_told_minutes": 0}, "ambulance_requested"),
        ({"ambulance_asked_at": USED}, "ambulance_requested"),
    ],
)
def test_half_of_a_step_is_kept_as_that_step(facts, kind):
    assert kind in kinds(replace(BARE, **facts))


def test_what_may_be_going_on_now_is_not_history():
    young = replace(BARE, power_used_at=NOW - timedelta(hours=35))
    with pytest.raises(Refused) as refused:
        check_over(young, NOW)
    assert refused.value.code == "history.may_be_running"
    check_over(replace(young, ended_at=NOW), NOW)
    check_over(replace(young, power_used_at=NOW - timedelta(hours=36)), NOW)

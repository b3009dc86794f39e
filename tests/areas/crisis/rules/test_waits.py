"""Each wait belongs to the agency whose step was awaited."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.crisis.rules.kinds import KINDS, Agency
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.areas.crisis.rules.waits import minutes_by_agency, waits

USED = datetime(2026, 6, 10, 12, 35, tzinfo=UTC)


def at(minutes: int, kind: str, **facts: object) -> TimelineEvent:
    instant = USED + timedelta(minutes=minutes)
    return TimelineEvent(kind, instant, instant, facts)


FULL = Timeline.of(
    [
        at(0, "power_used", power="s136"),
        at(5, "ambulance_requested"),
        at(25, "ambulance_arrived"),
        at(30, "left_scene"),
        at(45, "arrived", transport="ambulance"),
        at(60, "rights_given"),
        at(105, "handover_accepted"),
        at(110, "doctor_told"),
        at(115, "amhp_told"),
        at(235, "examination_started"),
        at(265, "examination_completed", mental_disorder=True),
        at(295, "interview_started"),
        at(330, "interview_completed"),
        at(450, "ended", reason="detained_s2"),
    ]
)


@pytest.mark.parametrize(
    ("until", "agency", "minutes"),
    [
        ("ambulance_arrived", Agency.AMBULANCE, 25),
        ("left_scene", Agency.POLICE, 5),
        ("arrived", Agency.AMBULANCE, 15),
        ("handover_accepted", Agency.PLACE_OF_SAFETY, 60),
        ("doctor_told", Agency.PLACE_OF_SAFETY, 5),
        ("amhp_told", Agency.PLACE_OF_SAFETY, 5),
        ("examination_started", Agency.DOCTORS, 120),
        ("examination_completed", Agency.DOCTORS, 30),
        ("interview_started", Agency.AMHP_SERVICE, 30),
        ("interview_completed", Agency.AMHP_SERVICE, 35),
        ("ended", Agency.CRISIS_TEAM, 120),
    ],
)
def test_a_wait_is_put_to_whose_step_ended_it(until: str, agency: Agency, minutes: int) -> None:
    found = {wait.until: wait for wait in waits(FULL)}
    assert found[until].agency is agency
    assert found[until].lasted(USED) == timedelta(minutes=minutes)


def test_the_waits_of_an_ended_detention_add_up_to_its_whole_length() -> None:
    assert sum(minutes_by_agency(FULL, USED).values()) == 450


def test_a_journey_by_police_vehicle_is_the_police_s_time() -> None:
    timeline = Timeline.of([at(0, "power_used"), at(20, "arrived", transport="police_vehicle")])
    assert waits(timeline)[0].agency is Agency.POLICE


def test_the_wait_going_on_now_is_open_and_belongs_to_who_owes_the_next_step() -> None:
    timeline = Timeline.of([at(0, "power_used"), at(30, "arrived")])
    current = waits(timeline)[-1]
    assert (current.agency, current.ends_at) == (Agency.PLACE_OF_SAFETY, None)
    assert current.lasted(USED + timedelta(minutes=75)) == timedelta(minutes=45)


def test_no_power_used_is_no_waits() -> None:
    assert waits(Timeline.of([at(0, "opened"), at(4, "note")])) == ()


DETENTION_KINDS = sorted(kind for kind, row in KINDS.items() if row.detention)


@given(st.lists(st.tuples(st.sampled_from(DETENTION_KINDS), st.integers(0, 3000)), max_size=20))
def test_waits_touch_and_never_overlap(drawn: list[tuple[str, int]]) -> None:
    timeline = Timeline.of([at(0, "power_used"), *(at(m, kind) for kind, m in drawn)])
    found = waits(timeline)
    for earlier, later in pairwise(found):
        assert earlier.ends_at == later.starts_at
    assert all(wait.ends_at is not None for wait in found[:-1])

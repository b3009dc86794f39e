"""What falls due, when, and whose it is."""

from datetime import UTC, datetime

import pytest

from alongside.areas.crisis.rules.tasks import TASK_KINDS, Expected, expected_tasks
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.kernel.actor import Role
from alongside.kernel.local_time import parse_instant

DAY = "2026-06-10T"


def at(clock: str, kind: str, **facts: object) -> TimelineEvent:
    text = clock if "T" in clock else DAY + clock
    instant = parse_instant(text)
    return TimelineEvent(kind, instant, instant, facts)


def tasks(*events: TimelineEvent, now: datetime | None = None) -> dict[str, list[Expected]]:
    found: dict[str, list[Expected]] = {}
    last = max(event.happened_at for event in events)
    for task in expected_tasks(Timeline.of(events), now or last):
        found.setdefault(task.kind, []).append(task)
    return found


def due(text: str) -> datetime:
    return parse_instant(text if "T" in text else DAY + text)


def test_no_arrival_an_hour_after_the_power_is_used_is_raised_to_the_officer() -> None:
    found = tasks(at("13:35", "power_used", power="s136"))
    assert found["arrival"] == [
        Expected("arrival", due("14:35"), Role.RESPONSE_OFFICER, urgent=True)
    ]


def test_arrival_starts_the_tasks_of_the_place_and_the_clock() -> None:
    found = tasks(at("13:35", "power_used", power="s136"), at("14:20", "arrived"))
    assert "arrival" not in found
    assert found["handover"][0].due_at == due("15:20")
    assert found["rights"][0].due_at == due("14:50")
    assert found["assessment"][0].due_at == due("17:20")
    assert found["extension_window"][0].due_at == due("2026-06-11T12:20")
    assert found["period_ended"][0].due_at == due("2026-06-11T14:20")
    assert found["period_ended"][0].urgent


def test_a_step_settles_its_task() -> None:
    found = tasks(
        at("13:35", "power_used", power="s136"),
        at("14:20", "arrived"),
        at("15:05", "handover_accepted"),
        at("14:40", "rights_given"),
    )
    assert found["handover"][0].done_at == due("15:05")
    assert found["rights"][0].done_at == due("14:40")
    assert found["assessment"][0].done_at is None


def test_a_valid_extension_moves_the_end() -> None:
    found = tasks(
        at("13:35", "power_used", power="s136"),
        at("14:20", "arrived"),
        at("2026-06-11T13:50", "extension_given", by="responsible_rmp", hours=12,
           reason="intoxicated", at_police_station=False),
    )  # fmt: skip
    assert found["period_ended"][0].due_at == due("2026-06-12T02:20")


def test_ending_settles_everything() -> None:
    found = tasks(
        at("13:35", "power_used", power="s136"),
        at("14:20", "arrived", place_type="police_station"),
        at("20:00", "ended", reason="assessed_community_followup"),
    )
    assert all(task.done_at == due("20:00") for rows in found.values() for task in rows)


def station(*more: TimelineEvent) -> dict[str, list[Expected]]:
    return tasks(
        at("21:40", "power_used", power="s136"),
        at("22:00", "arrived", place_type="police_station"),
        *more,
    )


def open_one(rows: list[Expected]) -> Expected:
    (task,) = [row for row in rows if row.done_at is None]
    return task


def test_arrival_at_a_police_station_at_22_00_makes_a_check_due_22_30_and_a_review_23_00() -> None:
    found = station()
    assert open_one(found["welfare_check"]).due_at == due("22:30")
    assert open_one(found["station_review"]).due_at == due("23:00")


def test_a_check_done_22_27_makes_the_next_due_22_57() -> None:
    found = station(at("22:27", "welfare_check"))
    assert open_one(found["welfare_check"]).due_at == due("22:57")


def test_asleep_at_23_00_with_agreement_the_next_review_is_02_00_and_checks_stay_half_hourly() -> (
    None
):
    found = station(
        at("22:57", "welfare_check"),
        at("23:00", "station_review"),
        at("23:00", "fell_asleep", clinician_agrees=True),
    )
    assert open_one(found["station_review"]).due_at == due("2026-06-11T02:00")
    assert open_one(found["welfare_check"]).due_at == due("23:27")


def test_waking_at_00_40_makes_the_review_due_then() -> None:
    found = station(
        at("23:00", "station_review"),
        at("23:00", "fell_asleep", clinician_agrees=True),
        at("2026-06-11T00:40", "woke"),
    )
    assert open_one(found["station_review"]).due_at == due("2026-06-11T00:40")


def test_asleep_without_agreement_reviews_stay_hourly() -> None:
    found = station(
        at("23:00", "station_review"), at("23:00", "fell_asleep", clinician_agrees=False)
    )
    assert open_one(found["station_review"]).due_at == due("2026-06-11T00:00")


def test_leaving_the_police_station_stops_the_checks() -> None:
    found = station(
        at("22:20", "transfer_started"), at("22:45", "arrived", place_type="health_based_pos")
    )
    assert "welfare_check" not in found
    assert "station_review" not in found


def test_nobody_having_accepted_goes_to_a_supervisor_in_15_minutes() -> None:
    asked = at("10:00", "threshold", crime=False, threat_to_life=False, serious_harm=False,
               partner_accepted=False)  # fmt: skip
    found = tasks(asked)
    (task,) = found["owner_confirmed"]
    assert (task.due_at, task.owner_role) == (due("10:15"), Role.POLICE_SUPERVISOR)


@pytest.mark.parametrize(
    "facts",
    [
        {
            "crime": False,
            "threat_to_life": False,
            "serious_harm": False,
            "partner_accepted": True,
            "accepted_by": "Crisis team, named nurse",
            "accepted_at": "2026-06-10T10:05",
        },
        {"crime": False, "threat_to_life": True, "serious_harm": False},
    ],
)
def test_accepted_or_met_raises_no_owner_task(facts: dict[str, object]) -> None:
    assert "owner_confirmed" not in tasks(at("10:00", "threshold", **facts))


def test_handing_on_with_a_date_is_a_follow_up_until_the_contact_closes() -> None:
    when = "2026-06-11T09:00"
    found = tasks(at("10:00", "hand_off", to="Crisis team", due_at=when))
    assert open_one(found["follow_up"]).due_at == due(when)
    closed = tasks(at("10:00", "hand_off", to="Crisis team", due_at=when), at("11:00", "closed"))
    assert closed["follow_up"][0].done_at == due("11:00")


def test_every_expected_task_has_words() -> None:
    found = {**station(), **tasks(at("10:00", "hand_off", to="x", due_at="2026-06-11T09:00"))}
    assert set(found) <= set(TASK_KINDS)


def test_the_clock_is_right_over_the_autumn_change() -> None:
    found = tasks(
        at("2026-10-24T14:30", "power_used", power="s136"), at("2026-10-24T15:00", "arrived")
    )
    assert found["period_ended"][0].due_at == datetime(2026, 10, 25, 14, 0, tzinfo=UTC)


def test_no_check_is_due_on_a_day_when_no_such_duty_was_in_force() -> None:
    found = tasks(
        at("2017-12-01T09:40", "power_used", power="s136"),
        at("2017-12-01T10:00", "arrived", place_type="police_station"),
    )
    assert "welfare_check" not in found
    assert "station_review" not in found

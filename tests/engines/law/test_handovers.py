"""Handover, order of times, repeat use and pairing: DOMAIN table T1.6."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.engines.law import (
    EndFacts,
    EndReason,
    HandoverFacts,
    Mode,
    OrderFacts,
    PeriodFacts,
    Power,
    end_check,
    handover,
    order_warnings,
    pairs_with_s2,
    permitted_period,
    repeat_use,
)
from alongside.kernel.local_time import from_local


def at(text: str) -> datetime:
    return from_local(datetime.fromisoformat(text))


ARRIVED = at("2026-06-10T14:20")
LATER = at("2026-06-12T09:00")


def test_row_1_45_minutes_is_within_the_aim() -> None:
    measured = handover(HandoverFacts(ARRIVED, at("2026-06-10T15:05")), LATER)
    assert (measured.minutes, measured.outcome) == (45, "within_aim")
    assert not measured.counts_as_breach


def test_row_2_61_minutes_is_over() -> None:
    measured = handover(HandoverFacts(ARRIVED, at("2026-06-10T15:21")), LATER)
    assert (measured.minutes, measured.outcome) == (61, "over")
    assert measured.counts_as_breach


@pytest.mark.parametrize("reason", ["behaviour", ""])
def test_row_3_over_as_agreed_is_counted_apart(reason: str) -> None:
    facts = HandoverFacts(
        ARRIVED, at("2026-06-10T15:21"), agreed_to_stay=True, agreed_reason=reason
    )
    measured = handover(facts, LATER)
    assert measured.outcome == "over_agreed"
    assert (measured.counts_as_breach, measured.counts_as_agreed) == (False, True)
    assert reason in measured.finding.sentence


def test_row_4_and_5_are_about_ends() -> None:
    facts = PeriodFacts(
        Power.S136, Mode.REMOVED, arrivals=(ARRIVED,), ended_at=at("2026-06-11T14:21")
    )
    period = permitted_period(facts, LATER)
    assert (period.status, period.remaining_minutes) == ("lapsed", -1)
    no_disorder = EndFacts(
        EndReason.NO_MENTAL_DISORDER, doctor_examined=True, amhp_interviewed=False
    )
    assert end_check(no_disorder).outcome == "valid"


def test_row_6_arrived_before_the_power_was_used_is_a_warning() -> None:
    warnings = order_warnings(OrderFacts(power_used_at=ARRIVED, arrived_at=at("2026-06-10T14:00")))
    assert [warning.code for warning in warnings] == ["order.arrived_at"]
    assert warnings[0].sentence == (
        "Arrived (Wed 10 June 2026, 14:00) before power used (Wed 10 June 2026, 14:20)."
    )


@pytest.mark.parametrize(
    ("s2_began", "s136_began", "paired"),
    [
        (date(2026, 6, 10), None, True),
        (date(2026, 6, 9), None, True),
        (date(2026, 6, 8), None, True),
        (date(2026, 6, 7), None, False),
        (date(2026, 6, 11), None, False),
        (date(2026, 6, 7), date(2026, 6, 7), True),
        (date(2026, 6, 7), date(2026, 6, 6), False),
    ],
)
def test_row_7_pairing_by_the_annual_builds_rule(
    s2_began: date, s136_began: date | None, paired: bool
) -> None:
    assert pairs_with_s2(date(2026, 6, 10), s2_began, s136_started_on=s136_began) is paired


@pytest.mark.parametrize(
    ("minutes", "outcome"), [(0, "waiting"), (60, "waiting"), (61, "over"), (-5, "waiting")]
)
def test_while_police_are_there_the_handover_runs_to_now(minutes: int, outcome: str) -> None:
    measured = handover(HandoverFacts(ARRIVED), ARRIVED + timedelta(minutes=minutes))
    assert (measured.minutes, measured.outcome) == (max(minutes, 0), outcome)


def test_exactly_an_hour_is_within_the_aim() -> None:
    measured = handover(HandoverFacts(ARRIVED, ARRIVED + timedelta(hours=1)), LATER)
    assert measured.outcome == "within_aim"


def test_times_in_order_or_not_recorded_raise_no_warning() -> None:
    steps = [ARRIVED + timedelta(minutes=10 * step) for step in range(6)]
    assert order_warnings(OrderFacts(*steps)) == ()
    assert order_warnings(OrderFacts()) == ()
    assert order_warnings(OrderFacts(ended_at=ARRIVED, expires_at=ARRIVED)) == ()


def test_an_end_after_the_time_allowed_is_a_warning() -> None:
    facts = OrderFacts(ended_at=ARRIVED + timedelta(minutes=1), expires_at=ARRIVED)
    assert order_warnings(facts)[0].sentence == "Ended 1 min after the time allowed."


def test_each_time_is_held_against_the_latest_before_it() -> None:
    facts = OrderFacts(
        power_used_at=ARRIVED,
        left_scene_at=ARRIVED - timedelta(hours=2),
        arrived_at=ARRIVED - timedelta(hours=1),
        ended_at=ARRIVED + timedelta(hours=1),
    )
    codes = [warning.code for warning in order_warnings(facts)]
    assert codes == ["order.left_scene_at", "order.arrived_at"]


@pytest.mark.parametrize(
    ("hours", "flagged"), [(0, True), (23.9, True), (24, True), (24.01, False), (-1, True)]
)
def test_the_power_used_again_within_24_hours_is_flagged(hours: float, flagged: bool) -> None:
    finding = repeat_use(ARRIVED + timedelta(hours=hours), ARRIVED)
    assert (finding is not None) is flagged
    assert finding is None or finding.outcome == "flag"


def test_repeat_use_counts_elapsed_hours() -> None:
    ended = datetime(2026, 10, 24, 14, 0, tzinfo=UTC)  # 15:00 BST
    assert repeat_use(at("2026-10-25T14:00"), ended) is not None
    assert repeat_use(at("2026-10-25T14:01"), ended) is None

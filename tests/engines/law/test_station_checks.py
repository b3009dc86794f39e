"""Checks falling due at a police station: DOMAIN table T1.4."""

from datetime import date, datetime

import pytest

from alongside.engines.law import CheckKind, check_late, next_due, with_s48_commenced
from alongside.kernel.local_time import from_local

W, R = CheckKind.WELFARE, CheckKind.REVIEW


def at(text: str) -> datetime:
    return from_local(datetime.fromisoformat(text))


TEN = at("2026-06-10T22:00")
ELEVEN = at("2026-06-10T23:00")
WOKE = at("2026-06-11T00:40")
T1_4 = [
    (W, TEN, {}, "2026-06-10T22:30"),
    (R, TEN, {}, "2026-06-10T23:00"),
    (W, at("2026-06-10T22:27"), {}, "2026-06-10T22:57"),
    (R, ELEVEN, {"asleep": True, "hcp_ok": True}, "2026-06-11T02:00"),
    (W, ELEVEN, {"asleep": True, "hcp_ok": True}, "2026-06-10T23:30"),
    (R, ELEVEN, {"hcp_ok": True, "woke_at": WOKE}, "2026-06-11T00:40"),
    # Without the healthcare professional's agreement sleep changes nothing.
    (R, ELEVEN, {"asleep": True}, "2026-06-11T00:00"),
    (R, ELEVEN, {"woke_at": WOKE}, "2026-06-11T00:00"),
    # Agreed, but awake, or woken before or long after it mattered.
    (R, ELEVEN, {"hcp_ok": True}, "2026-06-11T00:00"),
    (R, ELEVEN, {"hcp_ok": True, "woke_at": at("2026-06-10T23:20")}, "2026-06-11T00:00"),
    (R, ELEVEN, {"hcp_ok": True, "woke_at": at("2026-06-11T05:00")}, "2026-06-11T02:00"),
]


@pytest.mark.parametrize(("kind", "last", "state", "due"), T1_4)
def test_a_check_falls_due_as_t1_4_says(
    kind: CheckKind, last: datetime, state: dict[str, object], due: str
) -> None:
    assert next_due(kind, last, **state) == at(due)  # type: ignore[arg-type]


def test_waking_at_0040_makes_the_review_due_now() -> None:
    due = next_due(R, ELEVEN, hcp_ok=True, woke_at=WOKE)
    assert due is not None
    assert due <= WOKE


def test_a_check_at_2231_is_flagged_late_by_a_minute() -> None:
    due = next_due(W, TEN)
    assert due is not None
    finding = check_late(W, due, at("2026-06-10T22:31"))
    assert finding is not None
    assert "late by 1 min" in finding.sentence
    assert check_late(W, due, at("2026-06-10T22:30")) is None


def test_a_check_counts_elapsed_minutes_over_a_clock_change() -> None:
    last = from_local(datetime(2026, 10, 25, 1, 45), 0)
    assert next_due(W, last) == from_local(datetime(2026, 10, 25, 1, 15), 1)


@pytest.mark.parametrize("kind", list(CheckKind))
def test_nothing_falls_due_once_s48_is_commenced(kind: CheckKind) -> None:
    later = with_s48_commenced(date(2026, 6, 10))
    assert next_due(kind, TEN, parameters=later) is None

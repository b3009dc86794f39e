"""Retaking a person who got away: DOMAIN R1.13."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.engines.law import Mode, PeriodFacts, Power, permitted_period, retaking

START = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
END = START + timedelta(hours=24)


def hours(count: float) -> datetime:
    return START + timedelta(hours=count)


@pytest.mark.parametrize(
    ("escaped", "ends_at", "until"),
    [
        (hours(2), END, END),  # the end of the time allowed comes first
        (hours(2), hours(36), hours(26)),  # 24 hours from the escape come first
        (hours(-1), None, hours(23)),  # still on the way
    ],
)
def test_the_limit_is_the_earlier_of_the_two(
    escaped: datetime, ends_at: datetime | None, until: datetime
) -> None:
    assert retaking(escaped, ends_at=ends_at).until == until


@pytest.mark.parametrize(("after", "outcome"), [(23.5, "met"), (24, "not_met"), (25, "not_met")])
def test_retaking_is_possible_before_the_limit_and_not_at_it(after: float, outcome: str) -> None:
    found = retaking(hours(2), ends_at=END, retaken_at=hours(after)).findings
    assert found[-1].outcome == outcome


def test_getting_away_does_not_stop_the_clock() -> None:
    facts = PeriodFacts(Power.S136, Mode.REMOVED, arrivals=(START,), escaped_at=hours(2))
    period = permitted_period(facts, hours(3))
    assert period.ends_at == END
    assert any(finding.code == "retaking.limit" for finding in period.findings)


def test_on_the_way_the_limit_is_24_hours_from_the_escape() -> None:
    facts = PeriodFacts(
        Power.S136, Mode.REMOVED, power_used_at=hours(-2), escaped_at=hours(-1), retaken_at=START
    )
    sentences = [finding.sentence for finding in permitted_period(facts, START).findings]
    assert any("24 hours from getting away" in sentence for sentence in sentences)
    arrived = PeriodFacts(
        Power.S136, Mode.REMOVED, arrivals=(hours(12),), escaped_at=hours(-1), retaken_at=hours(11)
    )
    sentences = [finding.sentence for finding in permitted_period(arrived, hours(13)).findings]
    assert any("24 hours from getting away" in sentence for sentence in sentences)

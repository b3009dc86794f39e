"""The time allowed: DOMAIN table T1.2 and the rules around it."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.engines.law import (
    ExtensionBy,
    ExtensionFacts,
    ExtensionReason,
    Mode,
    PeriodFacts,
    PermittedPeriod,
    Power,
    Status,
    expiry,
    permitted_period,
)
from alongside.kernel.local_time import from_local, parse_instant, to_local
from alongside.kernel.refusal import Refused


def at(text: str, fold: int | None = None) -> datetime:
    return from_local(datetime.fromisoformat(text), fold)


def local(instant: datetime | None) -> str:
    assert instant is not None
    return to_local(instant).strftime("%a %d %b %Y %H:%M %Z")


def stands(given_at: datetime, hours: float = 12) -> ExtensionFacts:
    return ExtensionFacts(
        given_at, hours, ExtensionBy.RESPONSIBLE_RMP, ExtensionReason.CONDITION, False, False
    )


def removed(*arrivals: datetime, **more: object) -> PeriodFacts:
    return PeriodFacts(Power.S136, Mode.REMOVED, arrivals=arrivals, **more)  # type: ignore[arg-type]


def codes(period: PermittedPeriod) -> dict[str, str]:
    return {finding.code: finding.sentence for finding in period.findings}


JUNE_10 = at("2026-06-10T14:20")
T1_2 = [
    (1, removed(at("2026-06-10T14:20"), power_used_at=at("2026-06-10T13:35")),
     "Thu 11 Jun 2026 14:20 BST", "Fri 12 Jun 2026 02:20 BST"),
    (2, removed(at("2026-06-10T14:20"), at("2026-06-10T19:05")),
     "Thu 11 Jun 2026 14:20 BST", "Fri 12 Jun 2026 02:20 BST"),
    (3, PeriodFacts(Power.S136, Mode.KEPT, kept_at=at("2026-06-10T12:10")),
     "Thu 11 Jun 2026 12:10 BST", "Fri 12 Jun 2026 00:10 BST"),
    (4, PeriodFacts(Power.S135_1, Mode.KEPT, entered_at=at("2026-06-10T09:15")),
     "Thu 11 Jun 2026 09:15 BST", "Thu 11 Jun 2026 21:15 BST"),
    (5, PeriodFacts(Power.S135_1, Mode.REMOVED, arrivals=(at("2026-06-10T10:40"),),
                    entered_at=at("2026-06-10T09:15")),
     "Thu 11 Jun 2026 10:40 BST", "Thu 11 Jun 2026 22:40 BST"),
    (6, removed(at("2026-03-28T15:00")), "Sun 29 Mar 2026 16:00 BST", "Mon 30 Mar 2026 04:00 BST"),
    (7, removed(at("2026-10-24T15:00")), "Sun 25 Oct 2026 14:00 GMT", "Mon 26 Oct 2026 02:00 GMT"),
    (8, removed(at("2026-10-25T01:30", 0)),
     "Mon 26 Oct 2026 00:30 GMT", "Mon 26 Oct 2026 12:30 GMT"),
    (9, removed(at("2026-10-25T01:30", 1)),
     "Mon 26 Oct 2026 01:30 GMT", "Mon 26 Oct 2026 13:30 GMT"),
    (11, removed(at("2027-03-27T22:15")), "Sun 28 Mar 2027 23:15 BST", "Mon 29 Mar 2027 11:15 BST"),
    (12, removed(at("2027-10-30T20:00")), "Sun 31 Oct 2027 19:00 GMT", "Mon 01 Nov 2027 07:00 GMT"),
    (13, removed(at("2026-12-31T18:05")), "Fri 01 Jan 2027 18:05 GMT", "Sat 02 Jan 2027 06:05 GMT"),
    (14, removed(at("2024-02-28T23:50")), "Thu 29 Feb 2024 23:50 GMT", "Fri 01 Mar 2024 11:50 GMT"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "facts", "after_24", "after_36"), T1_2)
def test_the_time_allowed_runs_out_as_t1_2_says(
    row: int, facts: PeriodFacts, after_24: str, after_36: str
) -> None:
    start = permitted_period(facts, JUNE_10 + timedelta(days=3000)).starts_at
    assert start is not None
    plain = permitted_period(facts, start)
    assert local(plain.ends_at) == after_24
    assert local(expiry(start)) == after_24
    longer = PeriodFacts(
        facts.power,
        facts.mode,
        arrivals=facts.arrivals,
        kept_at=facts.kept_at,
        entered_at=facts.entered_at,
        extensions=(stands(start + timedelta(hours=23)),),
    )
    extended = permitted_period(longer, start)
    assert local(extended.ends_at) == after_36
    assert (plain.status, extended.status) == (Status.RUNNING, Status.EXTENDED)


def test_row_8_and_row_9_start_an_hour_apart() -> None:
    assert at("2026-10-25T01:30", 0) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert at("2026-10-25T01:30", 1) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_row_10_a_time_that_did_not_happen_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parse_instant("2026-03-29T01:30")
    assert refused.value.code == "time.did_not_happen"


@pytest.mark.parametrize(("minutes", "warned"), [(59, False), (60, True), (200, True)])
def test_row_15_without_an_arrival_the_clock_has_not_started(minutes: int, warned: bool) -> None:
    facts = removed(power_used_at=JUNE_10)
    period = permitted_period(facts, JUNE_10 + timedelta(minutes=minutes))
    assert (period.status, period.starts_at, period.ends_at) == (Status.NOT_STARTED, None, None)
    assert period.remaining_minutes is None
    assert "since the power was used" in codes(period)["clock.since_power_used"]
    assert ("clock.long_before_arrival" in codes(period)) is warned


def test_before_the_power_is_used_nothing_is_counted() -> None:
    period = permitted_period(removed(power_used_at=JUNE_10), JUNE_10 - timedelta(hours=1))
    assert set(codes(period)) == {"clock.start"}


@pytest.mark.parametrize(("power", "fact"), [(Power.S136, "kept_at"), (Power.S135_1, "entered_at")])
def test_kept_without_its_moment_is_incomplete_and_names_the_fact(power: Power, fact: str) -> None:
    period = permitted_period(PeriodFacts(power, Mode.KEPT, arrivals=(JUNE_10,)), JUNE_10)
    assert period.status is Status.NOT_STARTED
    assert period.findings[0].missing == (fact,)
    assert period.allowed is None


def test_kept_then_moved_still_counts_from_the_keeping() -> None:
    facts = PeriodFacts(
        Power.S136, Mode.KEPT, kept_at=JUNE_10, arrivals=(JUNE_10 + timedelta(hours=5),)
    )
    period = permitted_period(facts, JUNE_10 + timedelta(hours=6))
    assert period.ends_at == JUNE_10 + timedelta(hours=24)
    assert "After one move" in codes(period)["clock.transfer"]


def test_several_moves_are_counted_in_words() -> None:
    facts = removed(*(JUNE_10 + timedelta(hours=h) for h in (5, 0, 2)))
    assert "After 2 moves" in codes(permitted_period(facts, JUNE_10))["clock.transfer"]


def test_before_december_2017_the_period_was_72_hours_and_could_not_be_extended() -> None:
    start = at("2017-12-10T23:59")
    facts = removed(start, extensions=(stands(start + timedelta(hours=3)),))
    period = permitted_period(facts, start)
    assert period.ends_at == start + timedelta(hours=72)
    assert "extension.power" in codes(period)
    assert expiry(at("2017-12-11T00:00")) == at("2017-12-12T00:00")


def test_t1_6_row_4_ended_a_minute_over_is_lapsed() -> None:
    facts = removed(JUNE_10, ended_at=at("2026-06-11T14:21"))
    period = permitted_period(facts, at("2026-06-12T09:00"))
    assert (period.status, period.remaining_minutes) == (Status.LAPSED, -1)
    assert "1 min after the time allowed ran out" in codes(period)["clock.lapsed"]


def test_ended_exactly_when_it_runs_out_is_ended() -> None:
    facts = removed(JUNE_10, ended_at=at("2026-06-11T14:20"))
    period = permitted_period(facts, at("2026-06-12T09:00"))
    assert (period.status, period.remaining_minutes) == (Status.ENDED, None)


def test_ended_seconds_over_says_so() -> None:
    facts = removed(JUNE_10, ended_at=at("2026-06-11T14:20:30"))
    period = permitted_period(facts, at("2026-06-12T09:00"))
    assert (period.status, period.remaining_minutes) == (Status.LAPSED, 0)
    assert "less than a minute" in codes(period)["clock.lapsed"]


@pytest.mark.parametrize(
    ("now", "status", "minutes"),
    [
        ("2026-06-10T14:20", Status.RUNNING, 1440),
        ("2026-06-10T14:20:01", Status.RUNNING, 1439),
        ("2026-06-11T14:19:30", Status.RUNNING, 0),
        ("2026-06-11T14:20", Status.LAPSED, 0),
        ("2026-06-11T14:20:59", Status.LAPSED, 0),
        ("2026-06-11T15:30", Status.LAPSED, -70),
    ],
)
def test_the_clock_counts_down_and_lapses_by_itself(now: str, status: Status, minutes: int) -> None:
    period = permitted_period(removed(JUNE_10), at(now))
    assert (period.status, period.remaining_minutes) == (status, minutes)
    if status is Status.LAPSED:
        assert "record the outcome" in codes(period)["clock.lapsed"]


def test_an_end_still_to_come_does_not_stop_the_clock() -> None:
    facts = removed(JUNE_10, ended_at=JUNE_10 + timedelta(hours=9))
    period = permitted_period(facts, JUNE_10 + timedelta(hours=1))
    assert period.status is Status.RUNNING
    assert "has not come yet" in codes(period)["clock.future"]


def test_an_arrival_still_to_come_has_not_started_the_clock() -> None:
    period = permitted_period(removed(JUNE_10), JUNE_10 - timedelta(minutes=1))
    assert (period.status, period.starts_at) == (Status.NOT_STARTED, JUNE_10)
    assert "clock.future" in codes(period)


def test_an_extension_still_to_come_is_flagged() -> None:
    facts = removed(JUNE_10, extensions=(stands(JUNE_10 + timedelta(hours=20)),))
    period = permitted_period(facts, JUNE_10 + timedelta(hours=1))
    assert period.status is Status.EXTENDED
    assert "clock.future" in codes(period)


def test_an_end_before_any_arrival_is_the_power_not_continued() -> None:
    facts = removed(power_used_at=JUNE_10, ended_at=JUNE_10 + timedelta(minutes=20))
    period = permitted_period(facts, JUNE_10 + timedelta(hours=1))
    assert (period.status, period.starts_at) == (Status.ENDED, None)
    assert "not continued" in codes(period)["clock.ended_before_start"]


def test_times_out_of_order_are_flagged() -> None:
    facts = removed(
        JUNE_10,
        power_used_at=JUNE_10 + timedelta(minutes=5),
        ended_at=JUNE_10 - timedelta(minutes=5),
    )
    period = permitted_period(facts, JUNE_10 + timedelta(hours=1))
    flagged = [finding for finding in period.findings if finding.code == "clock.order"]
    assert len(flagged) == 2


def test_a_place_that_turned_the_person_away_starts_the_clock_and_is_flagged() -> None:
    facts = removed(JUNE_10, JUNE_10 + timedelta(hours=1), turned_away=True)
    period = permitted_period(facts, JUNE_10 + timedelta(hours=2))
    assert period.starts_at == JUNE_10
    assert "safe reading" in codes(period)["clock.turned_away"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"by": ExtensionBy.AMHP}, "extension.authoriser"),
        ({"reason": ExtensionReason.NO_BED}, "extension.reason"),
        ({"hours": 14.0}, "extension.length"),
        ({"given_at": JUNE_10 + timedelta(hours=24)}, "extension.time"),
        ({"hours": None}, "extension.length"),
    ],
)
def test_an_extension_that_does_not_stand_lengthens_nothing_and_is_reported(
    change: dict[str, object], code: str
) -> None:
    given: dict[str, object] = {
        "given_at": JUNE_10 + timedelta(hours=23),
        "hours": 12.0,
        "by": ExtensionBy.RESPONSIBLE_RMP,
        "reason": ExtensionReason.CONDITION,
        "at_police_station": False,
        "assessment_at_station": False,
    }
    extension = ExtensionFacts(**(given | change))  # type: ignore[arg-type]
    period = permitted_period(removed(JUNE_10, extensions=(extension,)), JUNE_10)
    assert (period.status, period.ends_at) == (Status.RUNNING, JUNE_10 + timedelta(hours=24))
    assert code in codes(period)
    assert "lengthens nothing" in codes(period)["clock.extension"]


def test_a_second_extension_is_not_a_renewal() -> None:
    first, second = (stands(JUNE_10 + timedelta(hours=h), hours=6) for h in (20, 22))
    period = permitted_period(removed(JUNE_10, extensions=(second, first)), JUNE_10)
    assert period.ends_at == JUNE_10 + timedelta(hours=30)
    assert "extension.second" in codes(period)


def test_an_extension_that_stands_counts_after_one_that_does_not() -> None:
    wrong = ExtensionFacts(JUNE_10 + timedelta(hours=5), 12, ExtensionBy.AMHP)
    facts = removed(JUNE_10, extensions=(stands(JUNE_10 + timedelta(hours=20)), wrong))
    assert permitted_period(facts, JUNE_10).ends_at == JUNE_10 + timedelta(hours=36)


def test_the_answer_is_the_same_whatever_zone_the_instants_come_in() -> None:
    start, now = at("2026-03-28T15:00"), at("2026-03-29T10:00")
    there = permitted_period(removed(to_local(start)), to_local(now))
    assert there == permitted_period(removed(start), now)


def test_an_instant_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        removed(datetime(2026, 6, 10, 14, 20))


def test_the_time_allowed_is_a_period() -> None:
    allowed = permitted_period(removed(JUNE_10), JUNE_10).allowed
    assert allowed is not None
    assert JUNE_10 in allowed
    assert JUNE_10 + timedelta(hours=24) not in allowed

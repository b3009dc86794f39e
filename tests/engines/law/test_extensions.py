"""Section 136B: DOMAIN table T1.5, row by row."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from alongside.engines.law import (
    ExtensionBy,
    ExtensionFacts,
    ExtensionReason,
    Rank,
    extension_check,
    with_s48_commenced,
)
from alongside.kernel.local_time import from_local


def at(text: str) -> datetime:
    return from_local(datetime.fromisoformat(text))


START = at("2026-06-10T14:20")
RMP, AMHP = ExtensionBy.RESPONSIBLE_RMP, ExtensionBy.AMHP
R = ExtensionReason
NOON = "2026-06-11T12:00"
T1_5 = [
    (1, RMP, "2026-06-11T13:50", 12, R.INTOXICATED, (False, None, None), "valid", ()),
    (2, RMP, "2026-06-11T14:25", 12, R.TOO_UNWELL, (False, None, None),
     "invalid", ("extension.time",)),
    (3, RMP, "2026-06-11T14:20", 6, R.TOO_UNWELL, (False, None, None),
     "invalid", ("extension.time",)),
    (4, AMHP, NOON, 12, R.TOO_UNWELL, (False, None, None), "invalid", ("extension.authoriser",)),
    (5, RMP, NOON, 12, R.NO_BED, (False, None, None), "invalid", ("extension.reason",)),
    (6, RMP, NOON, 14, R.SEDATED, (False, None, None), "invalid", ("extension.length",)),
    (7, RMP, NOON, 4, R.AWAITING_TREATMENT, (False, None, None), "valid", ()),
    (8, RMP, NOON, 8, R.AGITATED, (True, True, None), "invalid", ("extension.police_approval",)),
    (9, RMP, NOON, 8, R.AGITATED, (True, False, None), "valid", ()),
    (10, RMP, NOON, 8, R.AGITATED, (True, True, Rank.CHIEF_INSPECTOR),
     "invalid", ("extension.police_approval",)),
]  # fmt: skip
STATION = tuple[bool | None, bool | None, Rank | None]


@pytest.mark.parametrize(
    ("row", "by", "given", "hours", "reason", "station", "expected", "unmet"), T1_5
)
def test_an_extension_answers_as_t1_5_says(
    row: int,
    by: ExtensionBy,
    given: str,
    hours: float,
    reason: ExtensionReason,
    station: STATION,
    expected: str,
    unmet: tuple[str, ...],
) -> None:
    answer = extension_check(ExtensionFacts(at(given), hours, by, reason, *station), START)
    assert (answer.outcome, answer.unmet) == (expected, unmet)


@pytest.mark.parametrize(
    ("given", "hours", "until"),
    [
        ("2026-06-11T13:50", 12, "Fri 12 June 2026, 02:20"),  # row 1
        (NOON, 4, "Thu 11 June 2026, 18:20"),  # row 7
    ],
)
def test_an_extension_runs_from_the_end_of_the_24_hours(
    given: str, hours: float, until: str
) -> None:
    facts = ExtensionFacts(at(given), hours, RMP, R.CONDITION, False)
    assert any(until in finding.sentence for finding in extension_check(facts, START).findings)


GOOD = ExtensionFacts(at(NOON), 8, RMP, R.CONDITION, True, True, Rank.SUPERINTENDENT)


def test_the_superintendents_approval_is_named() -> None:
    answer = extension_check(GOOD, START)
    assert answer.outcome == "valid"
    assert answer.findings[-1].sentence == "Approved by: Superintendent."


@pytest.mark.parametrize("rank", [Rank.NONE, None, Rank.INSPECTOR])
def test_a_lower_rank_or_nobody_does_not_approve(rank: Rank | None) -> None:
    answer = extension_check(replace(GOOD, authorised_rank=rank), START)
    assert answer.outcome == "invalid"
    assert answer.missing == (("authorised_rank",) if rank is None else ())


@pytest.mark.parametrize(
    ("fact", "missing"),
    [
        ({"given_at": None}, ("given_at",)),
        ({"hours": None}, ("hours",)),
        ({"by": None}, ("by",)),
        ({"reason": None}, ("reason",)),
        ({"at_police_station": None, "authorised_rank": None}, ("at_police_station",)),
        ({"assessment_at_station": None, "authorised_rank": None}, ("assessment_at_station",)),
    ],
)
def test_a_missing_fact_leaves_it_incomplete_and_is_named(
    fact: dict[str, None], missing: tuple[str, ...]
) -> None:
    answer = extension_check(replace(GOOD, **fact), START)  # type: ignore[arg-type]
    assert (answer.outcome, answer.missing) == ("incomplete", missing)


@pytest.mark.parametrize("reason", [R.NO_AMHP, R.NO_DOCTOR, R.TRANSPORT_DELAY, R.OTHER])
def test_a_reason_of_the_services_is_not_the_persons_condition(reason: ExtensionReason) -> None:
    assert extension_check(replace(GOOD, reason=reason), START).unmet == ("extension.reason",)


@pytest.mark.parametrize("hours", [0, -1, 12.01, 1e300])
def test_an_odd_number_of_hours_is_not_an_extension(hours: float) -> None:
    assert extension_check(replace(GOOD, hours=hours), START).unmet == ("extension.length",)


def test_given_before_the_clock_started_does_not_stand() -> None:
    facts = replace(GOOD, given_at=START - timedelta(minutes=1))
    assert extension_check(facts, START).unmet == ("extension.time",)


def test_a_second_extension_does_not_stand() -> None:
    assert extension_check(GOOD, START, earlier_extension=True).unmet == ("extension.second",)


@pytest.mark.parametrize(("hours", "flagged"), [(0, True), (3, True), (3.1, False)])
def test_one_given_in_the_first_hours_is_flagged_and_stands(hours: float, flagged: bool) -> None:
    answer = extension_check(replace(GOOD, given_at=START + timedelta(hours=hours)), START)
    assert answer.outcome == "valid"
    assert any(finding.code == "extension.early" for finding in answer.findings) is flagged


def test_the_superintendent_falls_away_once_s48_is_commenced() -> None:
    facts = replace(GOOD, authorised_rank=None)
    assert extension_check(facts, START).outcome == "invalid"
    later = with_s48_commenced(date(2026, 6, 11))
    assert extension_check(facts, START, parameters=later).outcome == "valid"

"""The grounds, and the duty to consult: DOMAIN R1.1 and R1.4."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.engines.law import (
    ConsultationFacts,
    Consulted,
    Consultee,
    GroundsFacts,
    NoConsultReason,
    consultation,
    grounds,
)

USED = datetime(2026, 6, 10, 12, 35, tzinfo=UTC)
LISTED = [consultee for consultee in Consultee if consultee is not Consultee.OTHER]


@pytest.mark.parametrize(
    ("present", "expected", "missing"),
    [
        ((True, True, True), "met", ()),
        ((True, True, None), "incomplete", ("necessary",)),
        ((True, False, None), "not_met", ("necessary",)),
        ((None, None, None), "incomplete", ("appears_disordered", "immediate_need", "necessary")),
    ],
)
def test_all_three_grounds_must_be_recorded_as_present(
    present: tuple[bool | None, bool | None, bool | None],
    expected: str,
    missing: tuple[str, ...],
) -> None:
    answer = grounds(GroundsFacts(*present))
    assert (answer.outcome, answer.missing) == (expected, missing)


@pytest.mark.parametrize("consultee", LISTED)
def test_each_listed_professional_meets_the_duty(consultee: Consultee) -> None:
    assert consultation(ConsultationFacts(Consulted.YES, consultee)).outcome == "met"


@pytest.mark.parametrize(
    ("facts", "expected", "missing"),
    [
        (ConsultationFacts(), "incomplete", ("consulted",)),
        (ConsultationFacts(Consulted.YES), "incomplete", ("consultee",)),
        (ConsultationFacts(Consulted.YES, Consultee.OTHER), "not_met", ()),
        (ConsultationFacts(Consulted.NO_OTHER), "not_met", ()),
        (ConsultationFacts(Consulted.NO_NOT_PRACTICABLE), "incomplete", ("no_consult_reason",)),
        (
            ConsultationFacts(Consulted.NO_NOT_PRACTICABLE, None, NoConsultReason.NO_SIGNAL),
            "met",
            (),
        ),
    ],
)
def test_the_duty_is_to_consult_if_practicable(
    facts: ConsultationFacts, expected: str, missing: tuple[str, ...]
) -> None:
    answer = consultation(facts)
    assert (answer.outcome, answer.missing) == (expected, missing)


@pytest.mark.parametrize(("minutes", "expected"), [(-1, "met"), (0, "not_met"), (5, "not_met")])
def test_consulting_comes_before_the_power_is_used(minutes: int, expected: str) -> None:
    facts = ConsultationFacts(
        Consulted.YES,
        Consultee.NURSE,
        started_at=USED + timedelta(minutes=minutes),
        power_used_at=USED,
    )
    assert consultation(facts).outcome == expected


def test_one_time_alone_says_nothing_about_order() -> None:
    facts = ConsultationFacts(Consulted.YES, Consultee.AMHP, started_at=USED)
    assert consultation(facts).outcome == "met"

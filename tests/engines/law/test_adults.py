"""Appropriate adults: DOMAIN table T2.2."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from alongside.engines.law import (
    AdultFacts,
    Candidate,
    CandidateKind,
    Screening,
    Suspicion,
    appropriate_adult,
)
from alongside.kernel.local_time import from_local

NOW = from_local(datetime(2026, 6, 10, 14, 20))
GROWN = AdultFacts(NOW, date_of_birth=date(1990, 1, 1), suspicion=Suspicion.NO)
VULNERABLE = replace(GROWN, suspicion=Suspicion.YES)
GOOD = Candidate(
    CandidateKind.RELATIVE,
    age_years=44,
    involved_in_offence=False,
    is_victim=False,
    is_witness=False,
    received_admissions=False,
)


def flags(facts: AdultFacts) -> list[str]:
    return [f.code for f in appropriate_adult(facts).findings if f.outcome == "flag"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (replace(GROWN, date_of_birth=date(2008, 6, 11)), "required"),  # age 17
        (replace(GROWN, suspicion=Suspicion.NOT_SURE), "required"),
        (replace(VULNERABLE, voluntary_interview=True), "required"),
        (replace(GROWN, screening=Screening.LEARNING_DISABILITY), "required"),
        (replace(GROWN, date_of_birth=None, could_be_under_18=True), "required"),
        (GROWN, "not_required"),
        (replace(GROWN, screening=Screening.NOTHING), "not_required"),
        (replace(VULNERABLE, clear_evidence_to_dispel=True), "not_required"),
        (replace(GROWN, suspicion=None), "incomplete"),
        (replace(GROWN, date_of_birth=None), "incomplete"),
    ],
)
def test_one_is_required_for_a_juvenile_and_on_any_reason_to_suspect(
    facts: AdultFacts, expected: str
) -> None:
    answer = appropriate_adult(facts)
    assert answer.outcome == expected
    assert expected != "required" or answer.unmet == ()


def test_a_screening_the_custody_record_does_not_carry_is_raised_at_once() -> None:
    facts = replace(GROWN, screening=Screening.LEARNING_DISABILITY, screened_at=NOW)
    finding = next(f for f in appropriate_adult(facts).findings if f.code == "adult.raise_at_once")
    assert "14:20 says: learning disability" in finding.sentence
    assert "custody officer at once" in finding.sentence
    assert flags(replace(facts, suspicion=Suspicion.YES)) == []
    assert flags(replace(facts, screened_at=None)) == ["adult.raise_at_once"]


@pytest.mark.parametrize(
    ("arrived", "gap"),
    [(None, True), (NOW + timedelta(minutes=1), True), (NOW, False)],
)
def test_an_interview_begun_without_the_adult_is_a_gap(arrived: datetime | None, gap: bool) -> None:
    facts = replace(VULNERABLE, interview_started_at=NOW, adult_arrived_at=arrived)
    assert ("adult.gap" in flags(facts)) is gap
    assert flags(replace(facts, interview_started_at=None)) == []


@pytest.mark.parametrize(
    ("candidate", "code"),
    [
        (replace(GOOD, kind=CandidateKind.POLICE_STAFF), "adult.kind"),
        (replace(GOOD, kind=CandidateKind.SOLICITOR), "adult.kind"),
        (replace(GOOD, kind=CandidateKind.PARENT_OR_GUARDIAN, is_victim=True), "adult.is_victim"),
        (replace(GOOD, age_years=17), "adult.age"),
        (replace(GOOD, kind=CandidateKind.POLICE_OFFICER), "adult.kind"),
        (replace(GOOD, kind=CandidateKind.POLICE_CONTRACTOR), "adult.kind"),
        (replace(GOOD, kind=CandidateKind.CUSTODY_VISITOR), "adult.kind"),
        (replace(GOOD, kind=CandidateKind.LIAISON_AND_DIVERSION), "adult.kind"),
        (replace(GOOD, is_witness=True), "adult.is_witness"),
        (replace(GOOD, involved_in_offence=True), "adult.involved_in_offence"),
        (replace(GOOD, received_admissions=True), "adult.received_admissions"),
        (replace(GOOD, estranged_and_objected_to=True), "adult.estranged"),
    ],
)
def test_somebody_who_cannot_act_is_rejected(candidate: Candidate, code: str) -> None:
    answer = appropriate_adult(replace(VULNERABLE, candidate=candidate))
    assert (answer.outcome, answer.unmet) == ("rejected", (code,))


def test_a_responsible_adult_with_no_conflict_may_act() -> None:
    answer = appropriate_adult(replace(GROWN, candidate=GOOD))
    assert (answer.outcome, answer.unmet, answer.missing) == ("may_act", (), ())


@pytest.mark.parametrize("fact", ["age_years", "is_victim", "is_witness", "received_admissions"])
def test_what_is_not_known_of_them_is_asked(fact: str) -> None:
    candidate = replace(GOOD, **{fact: None})  # type: ignore[arg-type]
    answer = appropriate_adult(replace(VULNERABLE, candidate=candidate))
    assert (answer.outcome, answer.missing) == ("incomplete", (f"candidate.{fact}",))

"""Right Care Right Person: DOMAIN table T2.3, row by row."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from alongside.engines.law import RcrpFacts, Request, rcrp
from alongside.kernel.local_time import from_local

NOW = from_local(datetime(2026, 6, 10, 14, 30))
NO = RcrpFacts(crime=False, threat_to_life=False, serious_harm=False)
T2_3 = [
    (1, replace(NO, request=Request.WELFARE_CHECK), "not_met"),
    (2, replace(NO, request=Request.WELFARE_CHECK, threat_to_life=True), "met_B"),
    (3, RcrpFacts(threat_to_life=True), "met_B"),
    (4, replace(NO, request=Request.WALKED_OUT_WARD), "not_met"),
    (5, RcrpFacts(request=Request.AWOL, serious_harm=True), "met_B"),
    (6, RcrpFacts(request=Request.WALKED_OUT_ED, threat_to_life=True), "met_B"),
    (7, replace(NO, request=Request.CONVEYANCE), "not_met"),
    (8, RcrpFacts(crime=True), "met_A"),
    (9, replace(NO, police_assumed_responsibility=True), "duty_C"),
    (9, RcrpFacts(police_assumed_responsibility=True), "duty_C"),
    (10, RcrpFacts(), "insufficient_information"),
    (11, replace(NO, request=Request.PLANNED_VISIT), "not_met"),
    (12, replace(NO, serious_harm=True), "met_B"),
    (13, replace(NO, partner_accepted=False), "not_met"),
    (14, replace(NO, request=Request.S136_HANDOVER, s136_in_use=True), "duty_D"),
]


@pytest.mark.parametrize(("row", "facts", "expected"), T2_3)
def test_the_answers_show_what_t2_3_says(row: int, facts: RcrpFacts, expected: str) -> None:
    assert rcrp(facts).outcome == expected


@pytest.mark.parametrize(
    ("request_", "words"),
    [
        (Request.WELFARE_CHECK, "make its own contact; record what the caller was told"),
        (Request.WALKED_OUT_WARD, "hospital's own steps come first"),
        (Request.AWOL, "Section 18"),
        (Request.CONVEYANCE, "Conveyance"),
        (Request.PLANNED_VISIT, "joint visit can be planned"),
    ],
)
def test_a_request_carries_its_note(request_: Request, words: str) -> None:
    notes = [f.sentence for f in rcrp(replace(NO, request=request_)).findings]
    assert any(words in note for note in notes)


@pytest.mark.parametrize("question", ["crime", "threat_to_life", "serious_harm"])
def test_any_unanswered_question_of_the_first_three_is_never_not_met(question: str) -> None:
    answer = rcrp(replace(NO, **{question: None}))  # type: ignore[arg-type]
    assert (answer.outcome, answer.missing) == ("insufficient_information", (question,))
    assert not answer.is_no


def test_not_met_says_what_is_needed_in_the_agreed_words() -> None:
    sentences = [finding.sentence for finding in rcrp(NO).findings]
    wanted = "The facts recorded so far do not show the threshold; decision and reason needed."
    assert wanted in sentences
    assert rcrp(NO).unmet == ("rcrp.threshold",)


def test_row_13_without_a_partner_a_supervisor_looks_after_15_minutes() -> None:
    answer = rcrp(replace(NO, decided_at=NOW))
    assert answer.owner_confirmed is False
    assert answer.confirm_owner_by == NOW + timedelta(minutes=15)
    assert answer.missing[-3:] == ("partner_accepted", "accepted_by", "accepted_at")
    assert rcrp(NO).confirm_owner_by is None


@pytest.mark.parametrize(
    ("by", "when", "confirmed"),
    [("R. Patel", NOW, True), ("R. Patel", None, False), (None, NOW, False), ("", NOW, False)],
)
def test_a_partner_accepts_by_name_and_with_the_time(
    by: str | None, when: datetime | None, confirmed: bool
) -> None:
    facts = replace(NO, partner_accepted=True, accepted_by=by, accepted_at=when)
    assert rcrp(facts).owner_confirmed is confirmed


def test_a_complete_not_met_leaves_no_flag() -> None:
    facts = replace(
        NO,
        partner_accepted=True,
        accepted_by="R. Patel",
        accepted_at=NOW,
        caller_told=True,
        review_at=NOW,
        police_assumed_responsibility=False,
    )
    assert not any(finding.outcome == "flag" for finding in rcrp(facts).findings)


def test_row_14_is_a_matter_of_handover() -> None:
    findings = {f.code: f for f in rcrp(replace(NO, s136_in_use=True)).findings}
    assert "matter of handover" in findings["rcrp.s136_in_use"].sentence


def test_the_first_letter_shown_gives_the_outcome_and_all_are_found() -> None:
    facts = RcrpFacts(
        crime=True,
        serious_harm=True,
        police_assumed_responsibility=True,
        police_made_worse_or_control=True,
    )
    answer = rcrp(facts)
    assert answer.outcome == "met_A"
    met = [finding.code for finding in answer.findings if finding.outcome == "met"]
    assert met == ["rcrp.crime", "rcrp.harm", "rcrp.assumed", "rcrp.control"]
    assert answer.owner_confirmed is None


def test_control_of_the_person_alone_is_duty_d() -> None:
    assert rcrp(replace(NO, police_made_worse_or_control=True)).outcome == "duty_D"

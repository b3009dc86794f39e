"""What brings it to an end: DOMAIN R1.26."""

import pytest

from alongside.engines.law import END_REASONS, EndFacts, EndReason, end_check

CODES = """
no_mental_disorder assessed_no_admission_no_followup assessed_community_followup
admitted_informal detained_s2 detained_s3 detained_s4 returned_to_hospital
released_other_medical arrested_or_returned_to_custody lapsed_period_expired absconded died
not_known
"""


def test_the_code_list_is_the_domains() -> None:
    assert [str(reason) for reason in END_REASONS] == CODES.split()
    assert all(reason.label for reason in END_REASONS)


@pytest.mark.parametrize(
    ("reason", "doctor", "amhp", "expected"),
    [
        (EndReason.NO_MENTAL_DISORDER, True, None, "valid"),
        (EndReason.NO_MENTAL_DISORDER, None, None, "incomplete"),
        (EndReason.NO_MENTAL_DISORDER, False, None, "invalid"),
        (EndReason.ASSESSED_COMMUNITY_FOLLOWUP, True, True, "valid"),
        (EndReason.ASSESSED_COMMUNITY_FOLLOWUP, True, None, "incomplete"),
        (EndReason.ASSESSED_NO_ADMISSION_NO_FOLLOWUP, True, False, "invalid"),
        (EndReason.DETAINED_S2, None, None, "valid"),
    ],
)
def test_an_end_rests_on_the_assessments_it_needs(
    reason: EndReason, doctor: bool | None, amhp: bool | None, expected: str
) -> None:
    assert end_check(EndFacts(reason, doctor, amhp)).outcome == expected


@pytest.mark.parametrize("reason", [EndReason.LAPSED_PERIOD_EXPIRED, EndReason.DIED])
def test_some_ends_ask_for_a_review(reason: EndReason) -> None:
    answer = end_check(EndFacts(reason))
    assert [finding.code for finding in answer.findings] == ["end.review"]
    assert answer.outcome == "valid"

"""Release control: each sentence of T3.2 is a row, and what no table says."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.diversion.rules.referral_sharing import Agreed
from alongside.areas.diversion.rules.release import (
    ReportConsent,
    in_time,
    parent_may_be_told,
    ruling,
    safety_minimum,
    to_be_told,
)
from alongside.areas.diversion.rules.report_levels import LEVELS, RECIPIENTS

TEN = datetime(2026, 6, 11, 9, 0, tzinfo=UTC)
NONE = ReportConsent()
HEADLINE = ReportConsent("headline_needs", frozenset({"court"}))
FULL = ReportConsent("full_report", frozenset({"court", "defence"}))
BEST = ReportConsent("summary_report", frozenset({"court"}), agreed=Agreed.BEST_INTERESTS)
GONE = ReportConsent("full_report", frozenset({"court"}), withdrawn=True)


@pytest.mark.parametrize(
    ("level", "recipient", "consent", "code", "offer", "ground"),
    [
        # T3.2: consent none + a diagnosis asked for by the officer in the case.
        ("full_report", "officer_in_case", NONE, "no_consent", "attended_only", ""),
        # T3.2: consent for headline needs + a full report asked for.
        ("full_report", "court", HEADLINE, "more_than_agreed", "headline_needs", ""),
        # T3.2: consent withdrawn after the report was sent.
        ("full_report", "court", GONE, "withdrawn", "", ""),
        ("attended_only", "court", GONE, "withdrawn", "", ""),
        ("attended_only", "cps", NONE, "seen_and_offered", "", "public_task_health"),
        ("headline_needs", "court", HEADLINE, "agreed", "", "consent_common_law"),
        ("headline_needs", "cps", HEADLINE, "other_recipient", "attended_only", ""),
        ("full_report", "defence", FULL, "agreed", "", "consent_common_law"),
        ("summary_report", "court", BEST, "agreed", "", "mca_best_interests"),
    ],
)
def test_a_report_goes_as_far_as_was_agreed(level, recipient, consent, code, offer, ground):
    answer = ruling(level, recipient, consent)
    assert (answer.code, answer.offer, answer.ground) == (code, offer, ground)
    assert answer.may_go is bool(ground)


consents = st.builds(
    ReportConsent,
    st.sampled_from(["", *LEVELS]),
    st.frozensets(st.sampled_from(sorted(RECIPIENTS))),
    st.sampled_from(list(Agreed)),
    st.booleans(),
)


@given(st.sampled_from(LEVELS), st.sampled_from(sorted(RECIPIENTS)), consents)
def test_nothing_above_the_level_agreed_is_ever_released(level, recipient, consent):
    answer = ruling(level, recipient, consent)
    if answer.may_go and level != "attended_only":
        assert recipient in consent.recipients
        assert LEVELS.index(level) <= LEVELS.index(consent.level)
    if consent.withdrawn:
        assert not answer.may_go
    assert not (answer.may_go and answer.offer)


@pytest.mark.parametrize(
    ("dangers", "recipient", "code", "ground"),
    [
        # T3.2: no consent + an active ligature risk.
        (["ligature"], "custody_officer", "safety_minimum", "vital_interests"),
        (["medicine"], "court", "not_their_keeper", ""),
        ([], "custody_officer", "no_danger", ""),
    ],
)
def test_what_bears_on_safety_goes_to_whoever_holds_them(dangers, recipient, code, ground):
    answer = safety_minimum(dangers, recipient)
    assert (answer.code, answer.ground, answer.may_go) == (code, ground, bool(ground))


@pytest.mark.parametrize(
    ("released", "withdrawn", "told", "left"),
    [
        # T3.2: consent withdrawn after the report was sent: tell recipients.
        (["court", "cps", "court"], True, [], ("court", "cps")),
        (["court", "cps"], True, ["cps"], ("court",)),
        (["court"], False, [], ()),
    ],
)
def test_whoever_has_a_report_is_told_when_consent_is_taken_back(released, withdrawn, told, left):
    assert to_be_told(released, withdrawn=withdrawn, told=told) == left


@pytest.mark.parametrize(
    ("age_band", "gillick", "refuses", "safeguarding", "code"),
    [
        # T3.2: a child of 13, Gillick-competent, refuses a parent being told.
        ("under_18", True, True, False, "child_refuses"),
        ("under_18", True, True, True, "safeguarding"),
        ("under_18", True, False, False, "parent_told"),
        ("under_18", False, True, False, "parent_told"),
        ("under_18", None, True, False, "parent_told"),
        ("adult", None, True, False, "adult_refuses"),
        ("adult", None, False, False, "adult_agrees"),
    ],
)
def test_a_child_who_understands_decides_unless_somebody_is_unsafe(
    age_band, gillick, refuses, safeguarding, code
):
    answer = parent_may_be_told(
        age_band=age_band, gillick=gillick, refuses=refuses, safeguarding=safeguarding
    )
    assert answer.code == code


@pytest.mark.parametrize(
    ("delivered", "timely"),
    [
        # T3.1: at 10:05 for a hearing at 10:00.
        (TEN + timedelta(minutes=5), False),
        (TEN, False),
        (TEN - timedelta(minutes=9), True),
        (None, False),
    ],
)
def test_a_report_is_in_time_only_before_the_hearing(delivered, timely):
    assert in_time(delivered, TEN) is timely

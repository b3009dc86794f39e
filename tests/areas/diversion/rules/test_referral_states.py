"""Where a referral stands, whose turn it is, and when somebody is told that it is late."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.diversion.rules import referral_states as states
from alongside.areas.diversion.rules.referral_owed import (
    answer_due_at,
    referral_turn,
    told_again_at,
)
from alongside.areas.diversion.rules.referral_states import ReferralState as S
from alongside.areas.diversion.rules.referral_states import Side
from alongside.foundation.reference import code_list
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ([], S.MADE),
        (["accepted"], S.ACCEPTED),
        (["accepted", "booked", "attended"], S.ATTENDED),
        (["accepted", "booked", "missed", "booked", "attended", "next_step"], S.ATTENDED),
        (["more_asked", "told_more", "accepted"], S.ACCEPTED),
        (["held", "rejected", "rerouted"], S.REROUTED),
        (["rejected", "rested"], S.RESTED),
        (["rejected", "accepted"], S.ACCEPTED),
        (["accepted", "booked", "attended", "missed"], S.MISSED),
        (["more_asked", "withdrawn"], S.WITHDRAWN),
    ],
)
def test_a_referral_stands_where_its_story_leads(said, stands):
    state = S.MADE
    for kind in said:
        state = states.next_state(state, kind)
    assert state is stands
    assert states.STATUS[state] in code_list("ld_referral_status")


@pytest.mark.parametrize(
    ("state", "kind"),
    [(S.WITHDRAWN, "accepted"), (S.MADE, "attended"), (S.RESTED, "rerouted"), (S.MADE, "rerouted")],
)
def test_what_has_no_row_is_refused(state, kind):
    with pytest.raises(Refused, match="cannot be said now"):
        states.next_state(state, kind)


@pytest.mark.parametrize(
    ("kind", "side", "facts", "code"),
    [
        ("accepted", Side.SERVICE, {}, None),
        ("accepted", Side.REFERRER, {}, "referral.other_side"),
        ("withdrawn", Side.SERVICE, {"words": "x"}, "referral.other_side"),
        ("rejected", Side.SERVICE, {"words": "Full until May"}, "referral.unsaid"),
        ("rejected", Side.SERVICE, {"reason": "full"}, "referral.unsaid"),
        ("rejected", Side.SERVICE, {"reason": "full", "words": "Until May"}, None),
        ("booked", Side.REFERRER, {"at": NOW, "where": "The clinic"}, None),
        ("vanished", Side.SERVICE, {}, "referral.unknown_kind"),
        ("accepted", Side.SERVICE, {"score": 3}, "referral.unknown_kind"),
    ],
)
def test_a_reason_always_travels_and_each_side_speaks_for_itself(kind, side, facts, code):
    try:
        states.check_said(kind, side, facts)
        refused = None
    except Refused as refusal:
        refused = refusal.code
    assert refused == code


def test_every_state_and_kind_has_its_words():
    assert set(states.STATE_LABELS) == set(states.STATUS) == set(S)
    assert {kind for _, kind in states.REFERRAL_TRANSITIONS} | {"made"} == set(
        states.REFERRAL_KINDS
    )
    assert {need for kind in states.REFERRAL_KINDS.values() for need in kind.needs} == set(
        states.MISSING
    )
    assert states.open_to(S.REJECTED, Side.REFERRER) == ("rerouted", "rested")
    assert states.open_to(S.MADE, Side.SERVICE) == ("more_asked", "held", "accepted", "rejected")


@pytest.mark.parametrize(
    ("urgency", "days", "due"),
    [
        ("immediate", 3, 2 * HOUR),
        ("same_day", 3, 8 * HOUR),
        ("routine", 3, 3 * DAY),
        ("routine", None, 5 * DAY),
        ("immediate", None, 2 * HOUR),
    ],
)
def test_a_service_answers_by_what_it_promised_or_sooner_if_it_is_urgent(urgency, days, due):
    assert answer_due_at(NOW, urgency=urgency, answers_within_days=days) == NOW + due


@pytest.mark.parametrize(
    ("state", "side", "due"),
    [
        (S.MADE, Side.SERVICE, 3 * DAY),
        (S.CONSIDERED, Side.SERVICE, 3 * DAY),
        (S.MORE_ASKED, Side.REFERRER, DAY),
        (S.ACCEPTED, Side.SERVICE, 5 * DAY),
        (S.BOOKED, Side.REFERRER, 8 * DAY),
        (S.MISSED, Side.REFERRER, 2 * DAY),
        (S.REJECTED, Side.REFERRER, DAY),
    ],
)
def test_somebody_owes_the_next_step_by_a_set_time(state, side, due):
    turn = referral_turn(state, since=NOW, answer_due=NOW + 3 * DAY, appointment_at=NOW + 7 * DAY)
    assert (turn.side, turn.due_at) == (side, NOW + due)


@given(st.sampled_from(list(S)))
def test_nobody_waits_silently(state):
    turn = referral_turn(state, since=NOW, answer_due=NOW + DAY)
    assert (turn is None) is (state in states.ENDED)
    if turn is not None:
        assert told_again_at(NOW, turn.due_at) >= turn.due_at + HOUR

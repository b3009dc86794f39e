"""Whose turn a question is, what is promised, what is counted: tables, without a database."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.liaison.rules.covers import check_cover
from alongside.areas.liaison.rules.feedback import check_feedback
from alongside.areas.liaison.rules.measures import Share, usual_wait
from alongside.areas.liaison.rules.permissions_questions import QUESTION_PERMISSIONS
from alongside.areas.liaison.rules.promises import Promise, check_promise, is_late
from alongside.areas.liaison.rules.question_states import (
    BEGINNINGS,
    EVENT_WORDS,
    OPEN_STATES,
    QUESTION_TRANSITIONS,
    STATE_WORDS,
    WHAT_TO_SAY,
    QuestionState,
    check_said,
    may_be_said,
    question_state_after,
)
from alongside.areas.liaison.rules.question_words import (
    LONGEST_SUBJECT,
    LONGEST_WORDS,
    check_question,
)
from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR, STAFF
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
KINDS = sorted({kind for _, kind in QUESTION_TRANSITIONS})


@pytest.mark.parametrize(("state", "kind"), list(product(QuestionState, KINDS)))
def test_what_has_no_row_is_refused_and_what_has_one_is_offered(
    state: QuestionState, kind: str
) -> None:
    after = QUESTION_TRANSITIONS.get((state, kind))
    assert (kind in may_be_said(state)) is (after is not None)
    if after is not None:
        assert question_state_after(state, kind) is after
        return
    with pytest.raises(Refused) as refused:
        question_state_after(state, kind)
    assert refused.value.code == "question.not_now"


def test_every_word_of_the_tables_is_said() -> None:
    assert set(STATE_WORDS) == set(QuestionState)
    assert {*KINDS, *BEGINNINGS, "about"} == set(EVENT_WORDS)
    assert set(WHAT_TO_SAY) == set(KINDS)


@given(st.lists(st.sampled_from(KINDS), max_size=12))
def test_whatever_is_said_a_closed_question_can_be_opened_again(kinds: list[str]) -> None:
    state = BEGINNINGS["asked"]
    for kind in kinds:
        state = QUESTION_TRANSITIONS.get((state, kind), state)
    assert state in OPEN_STATES or question_state_after(state, "reopened") in OPEN_STATES


@pytest.mark.parametrize("kind", sorted(WHAT_TO_SAY))
def test_each_thing_said_needs_words(kind: str) -> None:
    check_said(kind, "words")
    with pytest.raises(Refused) as refused:
        check_said(kind, " ")
    assert refused.value.code == "question.no_words"


@pytest.mark.parametrize(
    ("subject", "words", "code", "field"),
    [
        (" ", "x", "question.no_subject", "subject"),
        ("x", " ", "question.no_words", "words"),
        ("x" * (LONGEST_SUBJECT + 1), "x", "question.long", "subject"),
        ("x", "x" * (LONGEST_WORDS + 1), "question.long", "words"),
        ("About 999 000 0018", "x", "words.tell_who", "subject"),
        ("x", "They were born 3 May 1980", "words.tell_who", "words"),
    ],
)
def test_a_question_says_something_and_tells_nobody(
    subject: str, words: str, code: str, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        check_question(subject, words)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_question_closed_by_what_was_found_needs_one_line_only() -> None:
    check_question("Who conveys?", "", needs_words=False)
    check_question("Who conveys?", "At night.")


@pytest.mark.parametrize(
    ("promise", "code"),
    [
        (Promise(0, 2), "promise.urgent"),
        (Promise(41, 2), "promise.urgent"),
        (Promise(4, 0), "promise.ordinary"),
        (Promise(4, 21), "promise.ordinary"),
        (Promise(1, 1), ""),
        (Promise(40, 20), ""),
    ],
)
def test_a_promise_is_within_reason(promise: Promise, code: str) -> None:
    if not code:
        check_promise(promise)
        return
    with pytest.raises(Refused) as refused:
        check_promise(promise)
    assert refused.value.code == code


def test_a_promise_runs_in_working_hours() -> None:
    promise = Promise()
    assert promise.due(NOW, urgent=True) == datetime(2026, 6, 11, 10, 0, tzinfo=UTC)
    assert promise.due(NOW, urgent=False) == datetime(2026, 6, 12, 14, 0, tzinfo=UTC)
    assert promise.words(urgent=True) == "4 working hours"
    assert Promise(4, 1).words(urgent=False) == "1 working day"
    assert is_late(NOW, now=NOW + timedelta(seconds=1))
    assert not is_late(NOW, now=NOW + timedelta(days=9), answered_at=NOW)


@pytest.mark.parametrize(
    ("starts", "ends", "code"),
    [(1, 1, "cover.times"), (-3, -1, "cover.past"), (-1, 1, ""), (1, 2, "")],
)
def test_a_cover_ends_after_it_begins_and_is_not_over(starts: int, ends: int, code: str) -> None:
    from_at, until_at = (NOW + timedelta(days=days) for days in (starts, ends))
    if not code:
        check_cover(from_at, until_at, now=NOW)
        return
    with pytest.raises(Refused) as refused:
        check_cover(from_at, until_at, now=NOW)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("helped", "words", "code"),
    [
        ("", "", "feedback.helped"),
        ("yes", "x" * 301, "feedback.long"),
        ("no", "Ring 01632 960001 instead", "words.tell_who"),
    ],
)
def test_feedback_answers_the_one_question(helped: str, words: str, code: str) -> None:
    check_feedback("partly", "Say which entrance.")
    with pytest.raises(Refused) as refused:
        check_feedback(helped, words)
    assert refused.value.code == code


def test_where_nothing_was_counted_there_is_no_data_and_never_none_of_none() -> None:
    assert Share(0, 0).words == "no data"
    assert usual_wait([]) == "no data"
    assert Share(0, 3).words == "0 of 3"
    assert Share(41, 52).words == "41 of 52 (79%; likely between 66% and 88%)"
    waits = [timedelta(hours=hours) for hours in (1, 3, 9)]
    assert usual_wait(waits) == "3 h of working time (median of 3)"


@pytest.mark.parametrize("role", list(Role))
def test_who_may_do_what_with_questions(role: Role) -> None:
    may = {name for name, roles in QUESTION_PERMISSIONS.items() if role in roles}
    expected = {"query.ask", "query.see_own"} if role in STAFF else set()
    if role in DESK:
        expected |= {"query.ask_about_person", "query.ask_for_caller"}
    if role in DESK | SENIOR:
        expected |= {"query.inbox", "query.answer"}
    if role in LEADS:
        expected |= {"query.answer_any", "query.take_mail", "query.measures"}
        expected |= {"query.promise", "cover.keep"}
    assert may == expected

"""Rules of joint reviews: who sees what when, how accounts are read, compared and checked."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.areas.liaison.rules import inviting, raising, review_factors
from alongside.areas.liaison.rules.account_lines import (
    MOST_LINES,
    SaidLine,
    as_typed,
    check_can_be_handed_in,
    read_lines,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_seeing import (
    Standing,
    check_may_run,
    check_may_write,
    may_read_account,
    may_see,
    may_weigh,
    may_write_account,
)
from alongside.areas.liaison.rules.review_states import (
    EVENT_WORDS,
    NEXT,
    STATE_WORDS,
    ReviewState,
    Said,
    check_reason,
    may_say,
    state_after,
)
from alongside.areas.liaison.rules.roles import DESK, LEADS, SENIOR
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.refusal import NotPermitted, Refused

POLICE, TRUST, COUNCIL = uuid4(), uuid4(), uuid4()
DAY = date(2026, 6, 10)
GATHERING, OPEN, CLOSED = ReviewState.GATHERING, ReviewState.OPENED, ReviewState.CLOSED


def actor(role: Role, organisation: UUID, *, on_duty: bool = True, user: UUID | None = None):
    return Actor(
        user or uuid4(), "Test", organisation, "Test", Sector.POLICE, role, on_duty=on_duty
    )


def standing(state: ReviewState = GATHERING, **more: object) -> Standing:
    facts = {
        "state": state,
        "opened": state in (OPEN, CLOSED),
        "parties": frozenset({POLICE, TRUST}),
        "raised_by": uuid4(),
    }
    return Standing(**facts | more)  # type: ignore[arg-type]


def code_of(work) -> str:
    with pytest.raises(Refused) as refused:
        work()
    return refused.value.code


# ---- Who sees what -----------------------------------------------------------


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", ReviewState)
@pytest.mark.parametrize("handed_in", [True, False])
def test_who_reads_whose_account_when(role: Role, state: ReviewState, handed_in: bool) -> None:
    review = standing(state)
    everybody = (DESK | SENIOR) - LEADS
    for organisation in (POLICE, TRUST, COUNCIL):
        viewer = actor(role, organisation)
        sees = role in DESK | SENIOR and (
            organisation != COUNCIL or role in LEADS | {Role.INFORMATION_GOVERNANCE}
        )
        assert may_see(viewer, review) is sees
        own = role in everybody and organisation == POLICE
        together = sees and state in (OPEN, CLOSED) and handed_in
        read = may_read_account(viewer, review, POLICE, handed_in=handed_in)
        assert read is (own or together)
        writes = may_write_account(viewer, review, POLICE)
        assert writes is (own and state in (GATHERING, OPEN))
        assert may_weigh(viewer, review) is (sees and state is OPEN)


def test_off_duty_nobody_sees_anything() -> None:
    viewer = actor(Role.RESPONSE_OFFICER, POLICE, on_duty=False)
    assert not may_see(viewer, standing())
    assert not may_read_account(viewer, standing(OPEN), POLICE, handed_in=True)


def test_whoever_raised_a_review_sees_where_it_stands_but_no_account() -> None:
    viewer = actor(Role.DOCTOR, COUNCIL)
    review = standing(raised_by=viewer.user_id)
    assert may_see(viewer, review)
    assert not may_read_account(viewer, review, POLICE, handed_in=True)


def test_whoever_ran_a_review_reads_no_draft_in_another_role() -> None:
    viewer = actor(Role.TRIAGE_CLINICIAN, TRUST)
    review = standing(ran_by=frozenset({viewer.user_id}))
    assert not may_read_account(viewer, review, TRUST, handed_in=False)
    assert code_of(lambda: check_may_write(viewer, review, TRUST)) == "review.runs"


def test_whoever_wrote_an_account_does_not_decide_how_the_review_runs() -> None:
    lead = actor(Role.LIAISON_LEAD, TRUST)
    check_may_run(lead, standing())
    review = standing(wrote=frozenset({lead.user_id}))
    assert code_of(lambda: check_may_run(lead, review)) == "review.wrote"
    with pytest.raises(NotPermitted):
        check_may_run(actor(Role.AMHP, COUNCIL), standing())


@pytest.mark.parametrize(
    ("viewer", "review", "code"),
    [
        (actor(Role.LIAISON_LEAD, TRUST), standing(), "not_permitted.role"),
        (actor(Role.RESPONSE_OFFICER, POLICE), standing(CLOSED), "review.ended"),
        (actor(Role.RESPONSE_OFFICER, COUNCIL), standing(), "review.not_yours"),
    ],
)
def test_an_account_that_is_not_theirs_to_write_is_declined(viewer, review, code) -> None:
    assert code_of(lambda: check_may_write(viewer, review, viewer.organisation_id)) == code


def test_an_account_of_ones_own_service_is_ones_to_write() -> None:
    check_may_write(actor(Role.RESPONSE_OFFICER, POLICE), standing(), POLICE)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["save", "hand in", "open"]), st.sampled_from([POLICE, TRUST, COUNCIL])
    ),
    max_size=12,
)


@given(steps=STEPS, role=st.sampled_from(sorted(Role)), at=st.sampled_from([POLICE, TRUST]))
@settings(max_examples=300)
def test_no_sequence_lets_another_service_read_before_the_opening(steps, role, at) -> None:
    """Any saving, handing in and deciding: other services' words stay unread until the opening."""
    services = {POLICE, TRUST, COUNCIL}
    handed: set[UUID] = set()
    review = standing(parties=frozenset(services))
    for what, whose in steps:
        if what == "hand in":
            handed.add(whose)
        if (what == "open" and handed) or handed == services:
            review = standing(OPEN, parties=frozenset(services))
        viewer = actor(role, at)
        for other in services - {at}:
            reads = may_read_account(viewer, review, other, handed_in=other in handed)
            assert not reads or (review.opened and other in handed)


# ---- Where it stands ---------------------------------------------------------


def test_every_state_and_every_step_has_its_words() -> None:
    assert set(STATE_WORDS) == set(ReviewState)
    assert set(EVENT_WORDS) == set(Said)
    assert {said for _, said in NEXT} == set(Said)


@pytest.mark.parametrize("state", ["", *ReviewState])
@pytest.mark.parametrize("said", Said)
def test_only_what_the_table_allows_can_be_said(state: str, said: Said) -> None:
    assert may_say(state, said) is ((state, said) in NEXT)
    if may_say(state, said):
        assert state_after(state, said) is NEXT[state, said]
    else:
        assert code_of(lambda: state_after(state, said)) == "review.not_now"


def test_accounts_are_never_closed_again_once_open() -> None:
    after_opening = {state for (before, _), state in NEXT.items() if before in (OPEN, CLOSED)}
    assert GATHERING not in after_opening


def test_a_decision_says_why() -> None:
    assert code_of(lambda: check_reason(Said.OPENED, " ")) == "review.no_reason"
    check_reason(Said.OPENED, "The ambulance service has left the county.")
    check_reason(Said.FACTOR, "")


# ---- Raising, inviting, factors ----------------------------------------------


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (lambda: raising.check_raised(" ", "why"), "review.no_title"),
        (lambda: raising.check_raised("title", " "), "review.no_why"),
        (lambda: raising.check_asked([POLICE]), "review.few_services"),
        (lambda: raising.check_asked([POLICE, POLICE]), "review.asked_twice"),
        (lambda: inviting.check_invited("Sam", "phone", on=DAY, today=DAY), "invitation.who"),
        (lambda: inviting.check_invited("family", "owl", on=DAY, today=DAY), "invitation.how"),
        (
            lambda: inviting.check_invited("family", "phone", on=DAY + timedelta(1), today=DAY),
            "invitation.day",
        ),
        (lambda: inviting.check_answer("perhaps", ""), "invitation.answer"),
        (lambda: inviting.check_answer("yes", " "), "invitation.no_words"),
        (lambda: review_factors.check_factor("blame"), "review.factor"),
        (lambda: review_factors.check_difference("truth", "words"), "review.difference"),
        (lambda: review_factors.check_difference("time", " "), "review.no_words"),
    ],
)
def test_what_does_not_hold_together_is_declined(work, code: str) -> None:
    assert code_of(work) == code


def test_what_holds_together_is_taken() -> None:
    raising.check_raised("Six hours in a car", "A long wait that two services remember.")
    raising.check_asked([POLICE, TRUST])
    inviting.check_invited("family", "phone", on=DAY, today=DAY)
    inviting.check_answer("no", "")
    inviting.check_answer("yes", "I was cold.")
    review_factors.check_factor("handover")
    review_factors.check_difference("time", "Twenty minutes.")


# ---- Accounts as they are typed ----------------------------------------------


def test_an_account_is_read_line_by_line() -> None:
    lines = read_lines(
        "22:10 We rang the ward.\n\nabout 23.50 – Nobody answered.\n00:15: Rang again\n"
        "We waited in the car.\n99:10 is no time",
        DAY,
    )
    assert [line.words for line in lines] == [
        "We rang the ward.",
        "Nobody answered.",
        "Rang again",
        "We waited in the car.",
        "99:10 is no time",
    ]
    assert lines[0].at == datetime(2026, 6, 10, 21, 10, tzinfo=UTC)
    assert lines[2].at == datetime(2026, 6, 10, 23, 15, tzinfo=UTC)
    assert [line.about for line in lines] == [False, True, False, False, False]
    assert [line.at is None for line in lines] == [False, False, False, True, True]


def test_a_time_that_happened_twice_stays_in_the_words() -> None:
    line, after = read_lines("01:30 The door was shut.\n03:00 It opened.", date(2026, 10, 25))
    assert line == SaidLine(None, False, "01:30 The door was shut.")
    assert after.at == datetime(2026, 10, 25, 3, 0, tzinfo=UTC)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 23 * 60 + 59),
            st.booleans(),
            st.sampled_from(["Rang the ward", "We left: late"]),
        ),
        max_size=8,
    )
)
def test_an_account_reads_the_same_after_it_was_saved(minutes) -> None:
    text = "\n".join(
        f"{'about ' if about else ''}{minute // 60:02}:{minute % 60:02} {words}"
        for minute, about, words in minutes
    )
    lines = read_lines(f"{text}\nNobody knows when.", DAY)
    assert read_lines(as_typed(lines), DAY) == lines


@pytest.mark.parametrize(
    ("text", "code"),
    [("x" * 601, "account.long_line"), ("a\n" * (MOST_LINES + 1), "account.many_lines")],
)
def test_an_account_too_long_is_declined_with_what_to_do(text: str, code: str) -> None:
    assert code_of(lambda: read_lines(text, DAY)) == code


def test_an_account_that_tells_who_is_not_handed_in() -> None:
    said = (SaidLine(None, False, "We rang the ward."),)
    check_can_be_handed_in(said, "", "")
    assert code_of(lambda: check_can_be_handed_in((), "", "")) == "account.empty"
    told = code_of(lambda: check_can_be_handed_in(said, "", "Ring 01632 960 123 first"))
    assert told == "words.tell_who"


def test_the_liaison_lead_runs_and_never_writes() -> None:
    assert PERMISSIONS["review.run"] == LEADS
    assert not PERMISSIONS["review.account"] & LEADS

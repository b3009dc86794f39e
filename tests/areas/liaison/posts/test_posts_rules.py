"""Who may hold a post, what becomes of an action, and what a handover needs: as tables."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.liaison.rules.agreed import (
    BY_OWNER,
    CHANGE_WORDS,
    NEXT,
    SAID_WORDS,
    WORDS_ASKED,
    AgreedState,
    Origin,
    Priority,
    Said,
    check_differs,
    check_words,
    escalates_on,
    is_missed,
    may_say,
    state_after,
)
from alongside.areas.liaison.rules.agreed_words import change_words
from alongside.areas.liaison.rules.handovers import (
    NEXT as HANDOVER_NEXT,
)
from alongside.areas.liaison.rules.handovers import (
    NOTHING_WORDS,
    PART_WORDS,
    HandoverState,
    Part,
    Step,
    check_not_begun,
    check_own_words,
    check_whole,
    step_after,
)
from alongside.areas.liaison.rules.posts import (
    Held,
    check_free,
    check_leaving,
    check_may_close,
    check_not_far,
    overlaps,
    start_of,
)
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
DAY = timedelta(days=1)
DUE = date(2026, 6, 10)
ANN, BEN = UUID(int=1), UUID(int=2)


def refusal(code: str):
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


# ---- Actions ----------------------------------------------------------------


@pytest.mark.parametrize("state", list(AgreedState))
@pytest.mark.parametrize("said", list(Said))
def test_only_what_the_table_says_can_be_said(state: AgreedState, said: Said) -> None:
    if (state, said) in NEXT:
        assert state_after(state, said) is NEXT[state, said]
    else:
        with refusal("action.not_now"):
            state_after(state, said)


@pytest.mark.parametrize("escalated", [True, False])
def test_the_senior_group_gives_back_only_what_it_has(escalated: bool) -> None:
    open_to_say = may_say(AgreedState.OPEN, escalated=escalated)
    assert (Said.RETURNED in open_to_say) is escalated
    assert (Said.ESCALATED in open_to_say) is not escalated
    assert may_say(AgreedState.DONE, escalated=escalated) == (Said.REOPENED,)


def test_every_thing_said_has_its_words() -> None:
    assert set(SAID_WORDS) == set(Said)
    assert set(WORDS_ASKED) == set(Said) - {Said.AGREED}
    assert set(CHANGE_WORDS) == set(Said) - {Said.NOTED}
    assert set(WORDS_ASKED) > BY_OWNER
    assert set(PART_WORDS) == set(NOTHING_WORDS) == set(Part)


@pytest.mark.parametrize("said", list(WORDS_ASKED))
def test_nothing_is_said_without_words(said: Said) -> None:
    check_words(said, "Because.")
    with refusal("action.no_words"):
        check_words(said, "  ")


def test_a_change_changes_something() -> None:
    check_differs("now", "soon", field="priority")
    with refusal("action.same"):
        check_differs("now", "now", field="priority")


@pytest.mark.parametrize(
    ("priority", "origin", "days"),
    [
        (Priority.NOW, Origin.MEETING, 2),
        (Priority.SOON, Origin.MEETING, 14),
        (Priority.LATER, Origin.REVIEW, 28),
        (Priority.NOW, Origin.PROMISE, 2),
        (Priority.SOON, Origin.PROMISE, 7),
        (Priority.LATER, Origin.PROMISE, 7),
    ],
)
def test_a_missed_day_waits_as_long_as_its_priority_allows(
    priority: Priority, origin: Origin, days: int
) -> None:
    goes = escalates_on(DUE, priority, origin)
    assert goes == DUE + days * DAY
    assert is_missed(DUE, priority, origin, today=goes)
    assert not is_missed(DUE, priority, origin, today=goes - DAY)


@pytest.mark.parametrize(
    ("said", "was", "now_is", "words"),
    [
        (Said.MOVED, "2026-06-10", "2026-07-01", "from Wed 10 June 2026 to Wed 1 July 2026"),
        (Said.REOPENED, "2026-06-10", "2026-06-11", "from Wed 10 June 2026 to Thu 11 June 2026"),
        (Said.REPRIORITISED, "soon", "now", "from “Soon” to “Now”"),
        (Said.GIVEN, "AMHP manager", "Custody lead", "from AMHP manager to Custody lead"),
        (
            Said.ESCALATED,
            "2026-06-10",
            "Northmoor senior group",
            "to Northmoor senior group; it was due on Wed 10 June 2026",
        ),
        (Said.RETURNED, "Northmoor senior group", "", "by Northmoor senior group"),
        (Said.NOTED, "", "", ""),
        (Said.NOTED, "something", "", ""),
    ],
)
def test_a_change_is_said_in_words(said: Said, was: str, now_is: str, words: str) -> None:
    assert change_words(said, was, now_is) == words


# ---- Posts ------------------------------------------------------------------

instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))


@given(starts=st.lists(instants, max_size=6), stays=st.lists(st.integers(0, 90), max_size=6))
def test_two_never_hold_a_post_at_one_time(starts: list[datetime], stays: list[int]) -> None:
    spells: list[Held] = []
    for at, days in zip(starts, stays, strict=False):
        try:
            check_free(spells, at)
        except Refused:
            continue
        # A new spell is open: whoever writes it down ends it before the next begins.
        spells.append(Held(at, at + days * DAY))
    real = sorted(
        (one for one in spells if one.until_at > one.from_at), key=lambda one: one.from_at
    )
    assert not any(overlaps(one, other) for one, other in pairwise(real))


@pytest.mark.parametrize(
    ("spells", "free"),
    [
        ([], True),
        ([Held(NOW - 9 * DAY, None)], False),
        ([Held(NOW - 9 * DAY, NOW)], True),
        ([Held(NOW - 9 * DAY, NOW + DAY)], False),
        ([Held(NOW + 3 * DAY, None)], False),
        ([Held(NOW + 3 * DAY, NOW + 3 * DAY)], True),
    ],
)
def test_a_post_is_free_once_nobody_holds_it(spells: list[Held], free: bool) -> None:
    if free:
        check_free(spells, NOW)
    else:
        with refusal("post.held"):
            check_free(spells, NOW)


def test_nobody_leaves_before_they_came_nor_comes_too_far_ahead() -> None:
    check_leaving(NOW, NOW, now=NOW)
    with refusal("post.left_before"):
        check_leaving(NOW, NOW - DAY, now=NOW)
    with refusal("post.too_far"):
        check_leaving(NOW, NOW + 400 * DAY, now=NOW)
    check_not_far(NOW + 366 * DAY, now=NOW, field="day")


@pytest.mark.parametrize(
    ("actions", "questions", "words"),
    [(1, 0, "1 open action."), (2, 3, "2 open actions and 3 open questions."), (0, 1, "1 open q")],
)
def test_a_post_that_owns_something_stays_open(actions: int, questions: int, words: str) -> None:
    check_may_close(open_actions=0, open_questions=0)
    with pytest.raises(Refused, match=words):
        check_may_close(open_actions=actions, open_questions=questions)


def test_a_day_begins_at_midnight_in_england() -> None:
    assert start_of(date(2026, 6, 10)) == datetime(2026, 6, 9, 23, 0, tzinfo=UTC)


# ---- Handovers --------------------------------------------------------------


@pytest.mark.parametrize("state", list(HandoverState))
@pytest.mark.parametrize("step", list(Step))
def test_a_handover_takes_only_the_steps_of_its_table(state: HandoverState, step: Step) -> None:
    if (state, step) in HANDOVER_NEXT:
        assert step_after(state, step) is HANDOVER_NEXT[state, step]
    else:
        with refusal("handover.not_now"):
            step_after(state, step)


@pytest.mark.parametrize(
    ("successor", "at", "code"),
    [
        (None, NOW, "handover.to_nobody"),
        (ANN, NOW, "handover.to_self"),
        (BEN, None, "handover.no_day"),
        (BEN, NOW - DAY, "handover.past"),
        (BEN, NOW + 400 * DAY, "post.too_far"),
    ],
)
def test_a_handover_goes_to_somebody_else_on_a_day(
    successor: UUID | None, at: datetime | None, code: str
) -> None:
    with refusal(code):
        check_whole(leaver=ANN, successor=successor, changes_at=at, now=NOW)


def test_today_means_at_once_and_later_means_then() -> None:
    today = NOW - timedelta(hours=3)
    assert check_whole(leaver=ANN, successor=BEN, changes_at=today, now=NOW) == (BEN, NOW)
    later = NOW + 6 * DAY
    assert check_whole(leaver=ANN, successor=BEN, changes_at=later, now=NOW) == (BEN, later)


def test_what_has_happened_is_not_called_off() -> None:
    check_not_begun(None, now=NOW)
    check_not_begun(NOW + DAY, now=NOW)
    with refusal("handover.happened"):
        check_not_begun(NOW, now=NOW)


def test_own_words_may_hold_a_colleagues_number_but_nobodys_record() -> None:
    check_own_words("Ring the matron on 01632 960129 before nine.", field="coffee")
    with refusal("words.tell_who"):
        check_own_words("Ask about 999 000 0018.", field="coffee")
    with refusal("words.tell_who"):
        check_own_words("The man born 4/5/1981 comes back.", field="coffee")

"""Rules of groups and meetings: no database, tables and what always holds."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.liaison.rules import group_words, membership, minutes
from alongside.areas.liaison.rules.agenda import (
    Due,
    check_drop,
    check_item,
    check_paper,
    moved,
    not_yet_on,
)
from alongside.areas.liaison.rules.group_words import GroupShape, check_group, standing_items
from alongside.areas.liaison.rules.meeting_states import (
    NEXT,
    STATE_WORDS,
    MeetingState,
    may_now,
    state_after,
)
from alongside.areas.liaison.rules.meeting_words import ATTENDED_WORDS, KIND_WORDS, ItemKind
from alongside.areas.liaison.rules.meeting_words import Attended as Was
from alongside.areas.liaison.rules.minutes import LaterMeeting, Quorum
from alongside.areas.liaison.rules.rhythm import next_start
from alongside.kernel.local_time import to_local
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
DAY = timedelta(days=1)
GROUP, CHAIR, TAKER, MEMBER, ABOVE, STRANGER = (UUID(int=number) for number in range(1, 7))
DOINGS = ("move", "cancel", "set_agenda", "hold", "write_minutes", "agree", "correct")


def code_of(work: Callable[[], object]) -> str:
    """The code of the refusal, or nothing."""
    try:
        work()
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(("state", "doing"), [*product(MeetingState, DOINGS)])
def test_a_meeting_does_what_its_table_says_and_nothing_else(
    state: MeetingState, doing: str
) -> None:
    after = NEXT.get((state, doing))
    assert may_now(state, doing) is (after is not None)
    if after is None:
        assert code_of(lambda: state_after(state, doing)) == "meeting.not_now"
    else:
        assert state_after(state, doing) is after
    assert set(STATE_WORDS) == set(MeetingState)


@given(st.lists(st.sampled_from(DOINGS)))
def test_agreed_minutes_are_never_written_again(doings: list[str]) -> None:
    state, agreed = MeetingState.PLANNED, False
    for doing in doings:
        if not may_now(state, doing):
            continue
        assert not (agreed and doing in ("write_minutes", "set_agenda", "cancel"))
        state = state_after(state, doing)
        agreed = agreed or state is MeetingState.AGREED


@pytest.mark.parametrize(
    ("held", "role_keeps", "part"),
    [
        ((), True, (True, True, True)),
        ((), False, (False, False, False)),
        ((STRANGER,), False, (False, False, False)),
        ((CHAIR,), False, (True, True, True)),
        ((TAKER,), False, (True, True, True)),
        ((MEMBER,), False, (False, True, True)),
        ((ABOVE,), False, (False, False, True)),
        ((MEMBER, ABOVE), False, (False, True, True)),
    ],
)
def test_a_part_in_a_group_is_its_posts_and_the_role(
    held: tuple[UUID, ...], role_keeps: bool, part: tuple[bool, bool, bool]
) -> None:
    facts = membership.GroupFacts(CHAIR, TAKER, frozenset({MEMBER}), frozenset({ABOVE}))
    has = membership.part_in(facts, held, role_keeps=role_keeps)
    assert (has.keeps, has.member, has.reads_all) == part
    for check, lets in zip(
        (membership.check_keeps, membership.check_member, membership.check_reads), part, strict=True
    ):
        if lets:
            check(has)
        else:
            with pytest.raises(NotPermitted):
                check(has)


def test_a_group_without_offices_is_kept_by_roles_alone() -> None:
    facts = membership.GroupFacts(None, None, frozenset())
    assert not membership.part_in(facts, [MEMBER], role_keeps=False).member


@pytest.mark.parametrize(
    ("shape", "code"),
    [
        (GroupShape("Coast", "locality", "senior", 3, 8), ""),
        (GroupShape("Above", "senior"), ""),
        (GroupShape(" ", "locality"), "group.no_name"),
        (GroupShape("Coast", "club"), "group.kind"),
        (GroupShape("Above", "senior", "senior"), "group.above"),
        (GroupShape("Coast", "locality", "locality"), "group.above"),
        (GroupShape("Coast", "locality", quorum=-1), "group.quorum"),
        (GroupShape("Coast", "locality", quorum=31), "group.quorum"),
        (GroupShape("Coast", "locality", every_weeks=5), "group.rhythm"),
    ],
)
def test_a_group_that_could_not_be_is_declined(shape: GroupShape, code: str) -> None:
    assert code_of(lambda: check_group(shape)) == code


@pytest.mark.parametrize(
    ("why", "ahead", "code"),
    [("Merged.", 0, ""), (" ", 0, "group.end_why"), ("Merged.", 1, "group.meets_yet")],
)
def test_a_group_ends_with_a_reason_and_no_meeting_ahead(why: str, ahead: int, code: str) -> None:
    assert code_of(lambda: group_words.check_end(why, meetings_ahead=ahead)) == code


def test_what_is_on_every_agenda_is_said_once_a_line() -> None:
    assert standing_items("One\n\n two \nOne\n" + "x" * 300) == ("One", "two", "x" * 200)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2026, 6, 1)),
    st.sampled_from([weeks for weeks in group_words.RHYTHMS if weeks]),
)
def test_the_next_meeting_keeps_weekday_and_clock_and_lies_ahead(
    naive: datetime, weeks: int
) -> None:
    last = naive.replace(hour=10, tzinfo=UTC)
    following = next_start(last, weeks, now=NOW)
    assert following is not None
    was, will = to_local(last), to_local(following)
    assert following > NOW
    assert (was.weekday(), was.hour, was.minute) == (will.weekday(), will.hour, will.minute)
    assert (will.date() - was.date()).days % (7 * weeks) == 0
    assert following - NOW <= timedelta(weeks=weeks) + timedelta(hours=1)


def test_nothing_is_proposed_without_a_rhythm_or_a_first_meeting() -> None:
    assert next_start(None, 8, now=NOW) is None
    assert next_start(NOW, 0, now=NOW) is None
    assert next_start(NOW, 1, now=NOW - 30 * DAY) == NOW + 7 * DAY
    assert next_start(NOW - 7 * DAY, 1, now=NOW) == NOW + 7 * DAY


def test_what_is_due_is_offered_once_in_the_usual_order() -> None:
    one, two = uuid4(), uuid4()
    due = [
        Due(ItemKind.STANDING, "Handovers"),
        Due(ItemKind.ACTION, "Action 1", one),
        Due(ItemKind.LATE, "Action 1", one),
        Due(ItemKind.ACTION, "Action 2", two),
        Due(ItemKind.STANDING, "Handovers"),
    ]
    fresh = not_yet_on(due, [])
    assert [(item.kind, item.about_id) for item in fresh] == [
        (ItemKind.STANDING, None),
        (ItemKind.LATE, one),
        (ItemKind.ACTION, two),
    ]
    there = [("standing", None, "Handovers"), ("action", one, "x"), ("late", two, "y")]
    assert not_yet_on(due, there) == []
    assert set(KIND_WORDS) == set(ItemKind)
    assert set(ATTENDED_WORDS) == set(Was)


@given(st.lists(st.uuids(), min_size=1, max_size=8, unique=True), st.data())
def test_a_new_order_keeps_every_item_and_the_order_of_the_others(
    order: list[UUID], data: st.DataObject
) -> None:
    item = data.draw(st.sampled_from(order))
    to = data.draw(st.integers(-3, 12))
    after = moved(order, item, to=to)
    assert sorted(after) == sorted(order)
    assert after.index(item) == min(max(to, 1), len(order)) - 1
    assert [one for one in after if one != item] == [one for one in order if one != item]
    assert code_of(lambda: moved(order, UUID(int=0), to=1)) == "agenda.not_on_it"


@pytest.mark.parametrize(
    ("work", "code"),
    [
        (lambda: check_item("Parking"), ""),
        (lambda: check_item(" "), "agenda.no_title"),
        (lambda: check_drop(ItemKind.BROUGHT, "Settled."), ""),
        (lambda: check_drop(ItemKind.BROUGHT, ""), "agenda.drop_why"),
        (lambda: check_drop(ItemKind.ESCALATED, ""), "agenda.drop_why"),
        (lambda: check_paper("Bays", words="Two", link=""), ""),
        (lambda: check_paper("Bays", words="", link="/hub/guide/"), ""),
        (lambda: check_paper("", words="Two", link=""), "paper.no_title"),
        (lambda: check_paper("Bays", words="", link=""), "paper.words_or_link"),
        (lambda: check_paper("Bays", words="Two", link="/hub/"), "paper.words_or_link"),
        (lambda: check_paper("Bays", words="", link="//example.org"), "paper.link"),
        (lambda: check_paper("Bays", words="", link="/\\example.org"), "paper.link"),
        (lambda: check_paper("Bays", words="", link="javascript:x"), "paper.link"),
        (lambda: minutes.check_minutes("x" * minutes.LONGEST), ""),
        (lambda: minutes.check_minutes("x" * (minutes.LONGEST + 1)), "minutes.too_long"),
        (lambda: minutes.check_decision("A bell", "Nobody hears"), ""),
        (lambda: minutes.check_decision(" ", "Nobody hears"), "decision.no_words"),
        (lambda: minutes.check_decision("A bell", " "), "decision.no_why"),
        (lambda: minutes.check_correction("Two", "Counted again"), ""),
        (lambda: minutes.check_correction("", "Counted again"), "correction.no_words"),
        (lambda: minutes.check_correction("Two", ""), "correction.no_why"),
        (lambda: minutes.check_times(NOW, NOW + DAY), ""),
        (lambda: minutes.check_times(NOW, NOW), "meeting.times"),
        (lambda: minutes.check_times(NOW, NOW + 2 * DAY), "meeting.times"),
    ],
)
def test_what_is_typed_is_checked(work: Callable[[], object], code: str) -> None:
    assert code_of(work) == code


def test_words_typed_on_older_ones_show_both() -> None:
    minutes.check_typed_on(2, number=2, theirs="Theirs", by="Sam")
    with pytest.raises(Conflict) as clash:
        minutes.check_typed_on(1, number=2, theirs="Theirs", by="Sam")
    assert clash.value.theirs == {"Minutes": "Theirs"}


@pytest.mark.parametrize(
    ("later", "code"),
    [
        (LaterMeeting(GROUP, NOW - DAY, MeetingState.HELD), ""),
        (LaterMeeting(GROUP, NOW - DAY, MeetingState.PLANNED), ""),
        (LaterMeeting(CHAIR, NOW - DAY, MeetingState.HELD), "minutes.which_meeting"),
        (LaterMeeting(GROUP, NOW - 9 * DAY, MeetingState.HELD), "minutes.which_meeting"),
        (LaterMeeting(GROUP, NOW - DAY, MeetingState.CANCELLED), "minutes.which_meeting"),
        (LaterMeeting(GROUP, NOW + DAY, MeetingState.PLANNED), "minutes.too_soon"),
    ],
)
def test_minutes_are_agreed_at_a_later_meeting_that_has_begun(
    later: LaterMeeting, code: str
) -> None:
    agree = minutes.check_agreed_in
    assert code_of(lambda: agree(GROUP, NOW - 8 * DAY, later, now=NOW)) == code


@pytest.mark.parametrize(
    ("quorum", "words"),
    [
        (Quorum(3, 5, 0), "3 of 5 member posts present."),
        (Quorum(3, 5, 3), "3 of 5 member posts present. The quorum of 3 was reached."),
        (Quorum(2, 5, 3), "2 of 5 member posts present. The quorum of 3 was not reached."),
    ],
)
def test_a_quorum_is_said_and_stops_nothing(quorum: Quorum, words: str) -> None:
    assert quorum.words == words

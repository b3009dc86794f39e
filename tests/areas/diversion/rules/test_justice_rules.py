"""What police and courts decide, and what it leaves owed: the tables, row by row."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.deadlines import DeadlineState, deadline
from alongside.areas.diversion.rules.dots import dots
from alongside.areas.diversion.rules.hearings import MOVES, STATES, state_after
from alongside.areas.diversion.rules.justice import standing
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.owed_justice import FOLLOWS, WORDS, instant_of, owed
from alongside.areas.diversion.rules.reach_in import REASONS, check_mark, still_to_see
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.kernel.refusal import Refused

START = datetime(2026, 6, 10, 8, 0, tzinfo=UTC)
COURT = datetime(2026, 6, 11, 9, 0, tzinfo=UTC)
Said = tuple[str, dict[str, object]]


def timeline(*said: str | Said) -> Timeline:
    events = [(one, {}) if isinstance(one, str) else one for one in said]
    hours = [START + timedelta(hours=place) for place in range(len(events))]
    return Timeline.of(
        TimelineEvent(kind, at, at, facts, uuid4())
        for (kind, facts), at in zip(events, hours, strict=True)
    )


LISTED: Said = ("hearing_listed", {"hearing_id": "h", "at": "2026-06-11T09:00:00+00:00"})
HELD: Said = ("hearing_held", {"hearing_id": "h", "result": "adjourned"})
SENTENCED: Said = ("hearing_held", {"hearing_id": "h", "result": "sentenced"})


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ([], []),
        (["identified"], []),
        (["charged"], ["find_hearing"]),
        (["charged", LISTED], ["hearing"]),
        ([LISTED, ("hearing_vacated", {"hearing_id": "h"})], []),
        ([LISTED, HELD], ["find_hearing"]),
        ([LISTED, HELD, ("hearing_listed", {"hearing_id": "i"})], ["hearing"]),
        ([LISTED, SENTENCED], ["record_sentence"]),
        (
            [LISTED, ("hearing_held", {"hearing_id": "h", "result": "remanded"})],
            ["find_hearing", "tell_healthcare"],
        ),
        ([LISTED, SENTENCED, ("sentenced", {"outcome": "fine"})], []),
        ([("sentenced", {"outcome": "custody"})], ["tell_healthcare"]),
        ([("sentenced", {"outcome": "custody"}), "handed_over"], []),
        ([("sentenced", {"outcome": "community_order_MHTR"})], ["tell_treatment"]),
        (["remanded"], ["tell_healthcare"]),
        (["remanded", ("sentenced", {"outcome": "custody"})], ["tell_healthcare"]),
        ([("bailed", {"until": "2026-07-01"})], ["bail_ends"]),
        ([("bailed", {"until": "2026-07-01"}), "disposed"], []),
        ([("release_planned", {"on": "2026-07-01"})], ["hand_over_release"]),
        (["moved_to_136"], ["ask_after_136"]),
        (["moved_to_136", "note"], []),
        ([("left_custody", {"to": "home"})], ["find_outcome"]),
        ([("left_custody", {"to": "home"}), "disposed"], []),
        ([("left_custody", {"to": "hospital"})], []),
    ],
)
def test_each_event_moves_what_is_owed(said: list[str | Said], what: list[str]) -> None:
    assert [one.what for one in owed(Case(timeline(*said)))] == what


@pytest.mark.parametrize(
    ("event", "due_at"),
    [
        (LISTED, COURT),
        (("charged", {}), START + timedelta(hours=24)),
        (("bailed", {"until": "2026-07-01"}), datetime(2026, 7, 1, 8, 0, tzinfo=UTC)),
        (("bailed", {}), None),
        (("left_custody", {}), None),
    ],
)
def test_what_is_owed_says_by_when(event: Said, due_at: datetime | None) -> None:
    (one,) = owed(Case(timeline(event)))
    assert (one.since, one.due_at) == (START, due_at)


def test_a_hearing_that_moves_is_due_when_it_now_is() -> None:
    moved: Said = ("hearing_moved", {"hearing_id": "h", "at": "2026-06-18T09:00:00+00:00"})
    (one,) = owed(Case(timeline(LISTED, moved)))
    assert one.due_at == datetime(2026, 6, 18, 9, 0, tzinfo=UTC)


def test_every_row_of_the_table_is_of_kinds_that_exist_and_has_words() -> None:
    for follow in FOLLOWS:
        assert {follow.kind, *follow.settled_by} <= set(KINDS)
        assert follow.what in WORDS


def test_a_fact_that_is_no_time_is_none() -> None:
    assert instant_of(None) is None
    assert instant_of("") is None


@pytest.mark.parametrize(
    ("said", "stage", "outcome", "left"),
    [
        (["identified"], "pre_charge", "", False),
        (["charged"], "charged", "", False),
        ([LISTED, "charged"], "first_hearing", "", False),
        ([LISTED, ("sentenced", {"outcome": "fine"})], "sentence", "fine", False),
        (
            [("disposed", {"justice_outcome": "youth_caution"})],
            "pre_charge",
            "youth_caution",
            False,
        ),
        (["left_custody"], "pre_charge", "", True),
        (["moved_to_136"], "pre_charge", "", True),
    ],
)
def test_where_a_case_stands(said: list[str | Said], stage: str, outcome: str, left: bool) -> None:
    answer = standing(timeline(*said))
    assert (answer.stage, answer.outcome) == (stage, outcome)
    assert (answer.left_custody_at is not None) is left


@pytest.mark.parametrize(
    ("due", "hearing", "released", "state", "minutes", "to_hearing"),
    [
        (None, 9, None, DeadlineState.SHORT, 9, True),
        (-60, 9, None, DeadlineState.SHORT, 9, True),
        (None, 121, None, DeadlineState.OWED, 121, True),
        (30, None, None, DeadlineState.SHORT, 30, False),
        (None, 0, None, DeadlineState.LATE, 0, True),
        (None, 0, -9, DeadlineState.IN_TIME, 9, True),
        (None, 0, 5, DeadlineState.AFTER, -5, True),
        (None, 0, 0, DeadlineState.AFTER, 0, True),
    ],
)
def test_a_deadline_counts_to_the_hearing(
    due: int | None,
    hearing: int | None,
    released: int | None,
    state: DeadlineState,
    minutes: int,
    to_hearing: bool,
) -> None:
    def at(given: int | None) -> datetime | None:
        return None if given is None else START + timedelta(minutes=given)

    answer = deadline(due_at=at(due), hearing_at=at(hearing), released_at=at(released), now=START)
    assert answer is not None
    assert (answer.state, answer.to_hearing) == (state, to_hearing)
    assert answer.spare == timedelta(minutes=minutes)


def test_without_a_hearing_or_a_time_there_is_no_deadline() -> None:
    assert deadline(due_at=None, hearing_at=None, released_at=None, now=START) is None


def test_a_hearing_follows_its_table_and_nothing_else() -> None:
    allowed = {(move.kind, move.before): move.after for move in MOVES}
    for kind in {move.kind for move in MOVES}:
        for state in STATES:
            if (kind, state) in allowed:
                assert state_after(kind, state) == allowed[kind, state]
            else:
                with pytest.raises(Refused, match="no longer listed"):
                    state_after(kind, state)


@pytest.mark.parametrize("reason", REASONS)
def test_who_was_not_seen_is_gone_to_again_where_the_table_says_so(reason: str) -> None:
    check_mark("not_seen", reason)
    assert still_to_see("not_seen", reason) is REASONS[reason].again


@pytest.mark.parametrize(
    ("mark", "reason", "code"),
    [("", "", "mark.unknown"), ("not_seen", "", "mark.reason_missing")],
)
def test_a_mark_says_what_and_why(mark: str, reason: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_mark(mark, reason)
    assert refused.value.code == code


def test_who_was_seen_is_not_still_to_see_and_who_has_no_mark_is() -> None:
    check_mark("seen", "")
    assert still_to_see("seen", "") is False
    assert still_to_see("", "") is True


def test_the_dots_show_custody_only_what_bears_on_custody() -> None:
    told = timeline("identified", "seen", "screened")
    assert [(dot.label, dot.at is not None) for dot in dots(told, whole=True)] == [
        ("Noticed", True),
        ("First look", True),
        ("Offered help", False),
        ("Assessed", False),
        ("Referred", False),
    ]
    assert [dot.label for dot in dots(told, whole=False)] == ["Noticed", "Seen"]

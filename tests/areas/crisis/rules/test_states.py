"""Where a detention stands, folded from its events."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.states import STATE_LABELS, TRANSITIONS, State, state_of
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent

START = datetime(2026, 6, 10, 12, 35, tzinfo=UTC)


def story(*kinds: str | tuple[str, dict[str, object]]) -> Timeline:
    """A timeline of these kinds, ten minutes apart."""
    events = []
    for number, kind in enumerate(kinds):
        code, facts = kind if isinstance(kind, tuple) else (kind, {})
        at = START + timedelta(minutes=10 * number)
        events.append(TimelineEvent(code, at, at, facts))
    return Timeline.of(events)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["power_used"], State.POWER_USED),
        (["power_used", "ambulance_requested"], State.POWER_USED),
        (["power_used", "left_scene"], State.CONVEYING),
        (["power_used", "left_scene", "arrived"], State.AT_PLACE),
        (["power_used", "arrived"], State.AT_PLACE),
        (["power_used", "arrived", "transfer_started"], State.CONVEYING),
        (["power_used", "arrived", "transfer_started", "arrived"], State.AT_PLACE),
        (["power_used", "arrived", "handover_accepted"], State.HANDED_OVER),
        (["power_used", "arrived", "examination_started"], State.UNDER_ASSESSMENT),
        (
            [
                "power_used",
                "arrived",
                "handover_accepted",
                "examination_started",
                "examination_completed",
                "interview_started",
                "interview_completed",
            ],
            State.OUTCOME_RECORDED,
        ),
        (["power_used", "left_scene", "absconded"], State.ABSCONDED),
        (["power_used", "left_scene", "absconded", "retaken"], State.CONVEYING),
        (["power_used", "arrived", "handover_accepted", "absconded", "arrived"], State.AT_PLACE),
        (["power_used", "arrived", "ended"], State.ENDED),
        (["power_used", "ended"], State.ENDED),
    ],
)
def test_a_story_leads_to_its_state(kinds: list[str], expected: State) -> None:
    assert state_of(story(*kinds)) is expected


def test_somebody_kept_where_they_are_is_at_the_place_at_once() -> None:
    assert state_of(story(("power_used", {"mode": "kept"}))) is State.AT_PLACE


def test_a_doctor_finding_no_mental_disorder_is_an_outcome_without_an_interview() -> None:
    timeline = story(
        "power_used",
        "arrived",
        "examination_started",
        ("examination_completed", {"mental_disorder": False}),
    )
    assert state_of(timeline) is State.OUTCOME_RECORDED


def test_every_state_has_words_and_every_row_of_the_table_is_a_known_kind() -> None:
    assert set(STATE_LABELS) == set(State)
    assert {kind for _, kind in TRANSITIONS} <= set(KINDS)


@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=15))
def test_once_ended_nothing_recorded_afterwards_reopens_it(kinds: list[str]) -> None:
    assert state_of(story("power_used", "ended", *kinds)) is State.ENDED


@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=15))
def test_any_order_of_events_has_a_state(kinds: list[str]) -> None:
    assert state_of(story(*kinds)) in State

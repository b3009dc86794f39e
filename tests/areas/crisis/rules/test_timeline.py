"""What the order of a story rests on: minutes as typed, and places where times are the same."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent, in_its_minute

TYPED = datetime(2026, 6, 10, 14, 20, tzinfo=UTC)
EXACT = TYPED + timedelta(seconds=35)


@pytest.mark.parametrize(
    ("kind", "typed", "recorded", "stands"),
    [
        ("left_scene", TYPED, [EXACT], EXACT),
        ("arrived", TYPED, [EXACT, EXACT + timedelta(seconds=10)], EXACT + timedelta(seconds=10)),
        ("closed", TYPED, [EXACT], EXACT),
        # Talking to a clinician may well have come first in that minute.
        ("consultation", TYPED, [EXACT], TYPED),
        ("note", TYPED, [EXACT], TYPED),
        ("left_scene", TYPED, [], TYPED),
        ("left_scene", TYPED, [TYPED + timedelta(minutes=1)], TYPED),
        ("left_scene", TYPED, [TYPED - timedelta(seconds=1)], TYPED),
        # An exact time is taken as it stands, in whatever order it puts things.
        ("left_scene", EXACT, [EXACT + timedelta(seconds=5)], EXACT),
        ("left_scene", TYPED.replace(microsecond=5), [EXACT], TYPED.replace(microsecond=5)),
    ],
)
def test_a_step_follows_what_is_recorded_in_its_minute(
    kind: str, typed: datetime, recorded: list[datetime], stands: datetime
) -> None:
    timeline = Timeline.of(TimelineEvent("power_used", at, at) for at in recorded)
    assert in_its_minute(kind, typed, timeline) == stands


def test_events_of_one_moment_stand_in_their_places() -> None:
    placed = [TimelineEvent("note", TYPED, EXACT, sequence=place) for place in (3, 1, 2)]
    assert [event.sequence for event in Timeline.of(placed).events] == [1, 2, 3]

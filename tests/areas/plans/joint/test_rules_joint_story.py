"""Events of shared records: kinds, facts and times that can be so."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.joint_story import (
    StoryEvent,
    check_correction_reason,
    check_happened_at,
    check_kind,
    in_order,
    stored_facts,
)
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
NAMES = {"told": frozenset({"words", "at", "on", "who", "sure", "count", "kinds"})}


def test_only_named_kinds_are_recorded() -> None:
    check_kind("told", NAMES)
    with pytest.raises(Refused, match="not something recorded here"):
        check_kind("rumour", NAMES)


def test_a_time_still_to_come_is_refused() -> None:
    check_happened_at(NOW, NOW)
    with pytest.raises(Refused, match="still to come"):
        check_happened_at(NOW + timedelta(seconds=1), NOW)


def test_a_correction_says_why() -> None:
    check_correction_reason("Misread")
    with pytest.raises(Refused, match="Say why"):
        check_correction_reason(" ")


def test_facts_are_stored_plain_and_the_missing_left_out() -> None:
    who = UUID(int=7)
    said = {
        "words": " by the weir ",
        "at": NOW,
        "on": date(2026, 6, 10),
        "who": who,
        "sure": False,
        "count": 2,
        "kinds": ("a", "b"),
    }
    assert stored_facts("told", said, NAMES) == {
        "words": "by the weir",
        "at": "2026-06-10T14:00:00+00:00",
        "on": "2026-06-10",
        "who": str(who),
        "sure": False,
        "count": 2,
        "kinds": ["a", "b"],
    }
    assert stored_facts("told", {"words": "", "at": None, "kinds": []}, NAMES) == {}


def test_a_fact_nobody_named_is_refused() -> None:
    with pytest.raises(Refused, match="'mood' is not recorded here"):
        stored_facts("told", {"mood": "low"}, NAMES)


def test_an_event_reads_its_facts_back() -> None:
    event = StoryEvent(
        "told", NOW, NOW, facts={"at": NOW.isoformat(), "on": "2026-06-10", "kinds": ["a"]}
    )
    assert event.instant("at") == NOW
    assert event.day("on") == date(2026, 6, 10)
    assert event.several("kinds") == ("a",)
    assert (event.text("words"), event.instant("x"), event.day("x")) == ("", None, None)
    assert StoryEvent("told", NOW, NOW, facts={"kinds": "a"}).several("kinds") == ()


def test_events_of_one_moment_are_read_in_the_order_in_which_they_were_recorded() -> None:
    late = StoryEvent("a", NOW + timedelta(minutes=1), NOW, sequence=1)
    third, second = StoryEvent("a", NOW, NOW, sequence=3), StoryEvent("b", NOW, NOW, sequence=2)
    assert in_order([late, third, second]) == (second, third, late)


def test_the_areas_table_holds_these_permissions() -> None:
    assert JOINT_PERMISSIONS.items() <= PERMISSIONS.items()

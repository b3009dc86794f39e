"""What events may carry, how it reads, and who owes the next step."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from alongside.areas.crisis.rules.facts import (
    FACT_NAMES,
    check_correction_reason,
    check_happened_at,
    check_kind,
    check_may_strike_out,
    financial_year,
    stored_facts,
)
from alongside.areas.crisis.rules.kinds import KINDS, Agency
from alongside.areas.crisis.rules.owed import next_owed
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.areas.crisis.rules.waits import waits
from alongside.areas.crisis.rules.words import HIDDEN, LABELS, fact_words
from alongside.kernel.local_time import parse_instant
from alongside.kernel.refusal import Refused

START = datetime(2026, 6, 10, 12, 35, tzinfo=UTC)


def at(minutes: int, kind: str, **facts: object) -> TimelineEvent:
    instant = START + timedelta(minutes=minutes)
    return TimelineEvent(kind, instant, instant, facts)


def test_every_kind_says_which_facts_it_carries_and_every_fact_has_a_label() -> None:
    assert set(FACT_NAMES) == set(KINDS)
    named = {name for names in FACT_NAMES.values() for name in names}
    assert named - HIDDEN <= set(LABELS)


@pytest.mark.parametrize("barred", ["do_not_attend", "do_not_convey", "risk_score", "sanction"])
def test_no_kind_carries_a_field_that_withholds_help_or_scores_a_person(barred: str) -> None:
    assert not [kind for kind, names in FACT_NAMES.items() if barred in names]
    with pytest.raises(Refused, match="not recorded here"):
        stored_facts("note", {barred: True})


def test_facts_are_stored_plain_and_without_the_ones_not_given() -> None:
    given = {
        "place_id": UUID(int=5),
        "place_name": "Larch Suite",
        "transport": "",
        "police_vehicle_reason": None,
        "body_worn_video": False,
    }
    assert stored_facts("arrived", given) == {
        "place_id": str(UUID(int=5)),
        "place_name": "Larch Suite",
        "body_worn_video": False,
    }
    assert stored_facts("hand_off", {"due_at": START}) == {"due_at": START.isoformat()}
    assert stored_facts("note", {"words": date(2026, 6, 10)}) == {"words": "2026-06-10"}


def test_a_fact_of_no_plain_type_is_a_bug() -> None:
    with pytest.raises(TypeError, match="set"):
        stored_facts("note", {"words": {"a"}})


@pytest.mark.parametrize(
    ("local", "year"),
    [
        ("2026-03-31T23:30", "2025/26"),
        ("2026-03-31T23:59", "2025/26"),
        ("2026-04-01T00:00", "2026/27"),
        ("1999-12-31T12:00", "1999/00"),
    ],
)
def test_the_financial_year_turns_at_midnight_local_time(local: str, year: str) -> None:
    assert financial_year(parse_instant(local)) == year


def test_a_minute_of_clocks_that_differ_is_allowed_and_no_more() -> None:
    check_happened_at(START + timedelta(seconds=60), START)
    with pytest.raises(Refused, match="not come yet"):
        check_happened_at(START + timedelta(seconds=61), START)


def test_an_unknown_kind_and_an_empty_reason_are_refused() -> None:
    with pytest.raises(Refused):
        check_kind("score")
    with pytest.raises(Refused, match="Say why"):
        check_correction_reason("  ")


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        ("arrived", {"place_type": "police_station"}, [("Kind of place", "Police station")]),
        ("arrived", {"transport": "ambulance"}, [("Transport", "Ambulance")]),
        ("arrived", {"place_id": "x"}, []),
        ("decision", {"decision": "own_team"}, [("Decision", "Their own team is dealing with it")]),
        ("search", {"in_public": True}, [("In public", "yes")]),
        ("search", {"in_public": False}, [("In public", "no")]),
        (
            "hand_off",
            {"due_at": "2026-06-10T12:35:00+00:00"},
            [("Follow up by", "Wed 10 June 2026, 13:35")],
        ),
        (
            "hand_off",
            {"words": "Ring first", "phone": "01632 960100", "to": "gp"},
            [("Handed to", "gp"), ("Phone", "01632 960100"), ("Words", "Ring first")],
        ),
    ],
)
def test_facts_read_as_words(
    kind: str, facts: dict[str, object], words: list[tuple[str, str]]
) -> None:
    assert list(fact_words(kind, facts, {"transport": {"ambulance": "Ambulance"}})) == words


@pytest.mark.parametrize(
    ("steps", "agency", "what"),
    [
        (["power_used"], Agency.POLICE, "leave for a place of safety"),
        (["power_used", "ambulance_requested"], Agency.AMBULANCE, "reach the scene"),
        (
            ["power_used", "ambulance_requested", "ambulance_arrived"],
            Agency.POLICE,
            "leave for a place of safety",
        ),
        (["power_used", "left_scene"], Agency.POLICE, "arrive at a place of safety"),
        (["power_used", "arrived"], Agency.PLACE_OF_SAFETY, "accept the handover"),
        (["power_used", "arrived", "handover_accepted"], Agency.PLACE_OF_SAFETY, "tell a doctor"),
        (
            ["power_used", "arrived", "handover_accepted", "doctor_told"],
            Agency.PLACE_OF_SAFETY,
            "tell the AMHP service",
        ),
        (
            ["power_used", "arrived", "handover_accepted", "doctor_told", "amhp_told"],
            Agency.DOCTORS,
            "start the examination",
        ),
        (
            ["power_used", "arrived", "examination_started"],
            Agency.DOCTORS,
            "complete the assessment",
        ),
        (
            ["power_used", "arrived", "examination_started", "examination_completed"],
            Agency.AMHP_SERVICE,
            "complete the interview",
        ),
        (["power_used", "arrived", "absconded"], Agency.POLICE, "find the person"),
    ],
)
def test_who_owes_the_next_step(steps: list[str], agency: Agency, what: str) -> None:
    timeline = Timeline.of(at(10 * n, kind) for n, kind in enumerate(steps))
    owed = next_owed(timeline)
    assert owed is not None
    assert (owed.agency, owed.what) == (agency, what)
    assert START <= owed.since <= START + timedelta(minutes=10 * len(steps))


def test_nobody_owes_a_step_once_it_ended_or_where_no_power_was_used() -> None:
    assert next_owed(Timeline.of([at(0, "power_used"), at(5, "ended")])) is None
    assert next_owed(Timeline.of([at(0, "note")])) is None


def test_at_a_police_station_the_steps_of_the_place_are_the_police_s() -> None:
    arrived = at(10, "arrived", place_type="police_station")
    timeline = Timeline.of([at(0, "power_used"), arrived])
    owed = next_owed(timeline)
    assert owed is not None
    assert owed.agency is Agency.POLICE
    accepted = Timeline.of([*timeline.events, at(40, "handover_accepted")])
    assert {wait.agency for wait in waits(accepted) if wait.until == "handover_accepted"} == {
        Agency.POLICE
    }


@pytest.mark.parametrize("kind", ["opened", "person_named", "decision", "power_used"])
def test_what_the_rest_rests_on_is_not_struck_out(kind: str) -> None:
    with pytest.raises(Refused, match="rests on"):
        check_may_strike_out(kind)
    check_may_strike_out("handover_accepted")


def test_a_reason_longer_than_there_is_room_for_is_refused_not_cut() -> None:
    check_correction_reason("x" * 300)
    with pytest.raises(Refused, match="301 characters"):
        check_correction_reason("x" * 301)

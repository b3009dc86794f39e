"""How a clock is shown: DOMAIN 1.4 display states, and the picture in text."""

from datetime import UTC, datetime, timedelta

import pytest

from alongside.engines.law import (
    ExtensionBy,
    ExtensionFacts,
    ExtensionReason,
    Mode,
    PeriodFacts,
    PermittedPeriod,
    Power,
    Status,
    display_state,
    permitted_period,
)
from alongside.engines.law.timeline import WIDTH, period_words

START = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
END = START + timedelta(hours=24)
HELD = PeriodFacts(Power.S136, Mode.REMOVED, arrivals=(START,))


@pytest.mark.parametrize(
    ("left", "colour", "shape", "words"),
    [
        (timedelta(hours=6, seconds=1), "green", "circle", "6 h left"),
        (timedelta(hours=6), "amber", "triangle", "6 h left"),
        (timedelta(hours=2, seconds=1), "amber", "triangle", "2 h left"),
        (timedelta(hours=2), "red", "diamond", "2 h left"),
        (timedelta(seconds=59), "red", "diamond", "Less than a minute left"),
        (timedelta(0), "black", "square", "Time allowed ran out, over by less than a minute"),
        (-timedelta(minutes=75), "black", "square", "Time allowed ran out, over by 1 h 15 min"),
    ],
)
def test_a_clock_is_shown_as_domain_1_4_says(
    left: timedelta, colour: str, shape: str, words: str
) -> None:
    shown = display_state(permitted_period(HELD, END - left))
    assert (shown.colour, shown.shape, shown.words) == (colour, shape, words)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (PeriodFacts(Power.S136, Mode.REMOVED), "Clock not started"),
        (
            PeriodFacts(Power.S136, Mode.REMOVED, arrivals=(START,), ended_at=END),
            "Ended within the time allowed",
        ),
        (PeriodFacts(Power.S136, Mode.REMOVED, ended_at=END), "Ended before the clock started"),
    ],
)
def test_no_running_clock_has_no_colour(facts: PeriodFacts, words: str) -> None:
    shown = display_state(permitted_period(facts, END + timedelta(hours=1)))
    assert (shown.colour, shown.words) == ("none", words)


def test_a_clock_without_a_start_cannot_be_coloured() -> None:
    odd = PermittedPeriod(Status.RUNNING, None, None, timedelta(hours=1), ())
    assert display_state(odd).colour == "none"


def test_each_state_has_a_shape_of_its_own() -> None:
    lefts = [timedelta(hours=hours) for hours in (7, 5, 1, -1)]
    shapes = [display_state(permitted_period(HELD, END - left)).shape for left in lefts]
    assert len(set(shapes)) == 4


def test_an_extension_is_said() -> None:
    extension = ExtensionFacts(
        START + timedelta(hours=20),
        12,
        ExtensionBy.RESPONSIBLE_RMP,
        ExtensionReason.CONDITION,
        False,
    )
    facts = PeriodFacts(Power.S136, Mode.REMOVED, arrivals=(START,), extensions=(extension,))
    shown = display_state(permitted_period(facts, START + timedelta(hours=23)))
    assert shown.words == "13 h left, with extension"


def picture(facts: PeriodFacts, now: datetime) -> str:
    lines = period_words(permitted_period(facts, now), now, facts.ended_at)
    return next((line for line in lines if line.startswith("  |")), "")


def test_the_picture_shows_how_far_it_is() -> None:
    half = picture(HELD, START + timedelta(hours=12))
    assert len(half) == WIDTH + 3
    assert half.count("=") == 23
    assert half.endswith("-|")
    over = picture(HELD, START + timedelta(hours=30))
    assert over.index("|", 3) < over.index("!") < over.index("*")
    assert picture(HELD, START).startswith("  |*-")


def test_the_picture_of_an_ended_clock_stops_at_its_end() -> None:
    ended = PeriodFacts(
        Power.S136, Mode.REMOVED, arrivals=(START,), ended_at=START + timedelta(hours=12)
    )
    assert picture(ended, END + timedelta(days=9)) == picture(HELD, START + timedelta(hours=12))


def test_there_is_no_picture_without_a_start_or_of_an_end_before_it() -> None:
    assert picture(PeriodFacts(Power.S136, Mode.REMOVED), START) == ""
    assert picture(HELD, START - timedelta(hours=1)) == ""
    early = PeriodFacts(
        Power.S136, Mode.REMOVED, arrivals=(START,), ended_at=START - timedelta(hours=1)
    )
    assert picture(early, END) == ""


def test_the_words_begin_with_the_status_and_say_both_ends() -> None:
    lines = period_words(permitted_period(HELD, START), START)
    assert lines[0] == "Time allowed: running. 24 h left."
    assert lines[1] == "  starts Wed 10 June 2026, 14:20   ends Thu 11 June 2026, 14:20"

"""Opening hours across midnight and across both clock changes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.directory.rules.hours import (
    Hours,
    Spell,
    hours_words,
    open_state,
    parse_hours,
)
from alongside.kernel.local_time import LONDON, to_local
from alongside.kernel.refusal import Refused

CAFE = "every day 18:00-02:00"
OFFICE = "Mon-Fri 09:00-17:00"


def london(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("written", "at", "words"),
    [
        (CAFE, "2026-06-10T17:59", "Opens 18:00"),
        (CAFE, "2026-06-10T18:00", "Open till 02:00"),
        (CAFE, "2026-06-10T23:59", "Open till 02:00"),
        (CAFE, "2026-06-11T01:59", "Open till 02:00"),
        (CAFE, "2026-06-11T02:00", "Opens 18:00"),
        (OFFICE, "2026-06-12T16:59", "Open till 17:00"),
        (OFFICE, "2026-06-12T17:00", "Opens 09:00 on Mon"),
        (OFFICE, "2026-06-11T22:00", "Opens 09:00 tomorrow"),
        ("Sat 22:00-04:00", "2026-06-14T03:00", "Open till 04:00"),
        ("Sat 22:00-04:00", "2026-06-14T05:00", "Opens 22:00 on Sat"),
        ("Fri 18:00-24:00; Sat 00:00-03:00", "2026-06-12T23:00", "Open till 03:00"),
        ("Mon-Sun 00:00-24:00", "2026-06-12T23:00", "Open day and night"),
        ("day and night", "2026-06-12T23:00", "Open day and night"),
        ("Fri 18:00-24:00", "2026-06-12T23:00", "Open till midnight"),
        # The clocks go forward at 01:00 on 29 March 2026: 01:00 to 01:59 do not happen.
        (CAFE, "2026-03-29T00:59", "Open till 02:00"),
        (CAFE, "2026-03-29T02:00", "Opens 18:00"),
        ("Sat 18:00-01:30", "2026-03-29T00:10", "Open till 00:30"),
        # The clocks go back at 02:00 on 25 October 2026: 01:00 to 01:59 happen twice.
        (CAFE, "2026-10-25T00:30", "Open till 02:00"),
        ("Sat 18:00-01:30", "2026-10-25T01:10", "Open till 01:30"),
    ],
)
def test_it_is_open_or_opens_when_the_clock_on_the_wall_says(written, at, words):
    assert open_state(parse_hours(written), london(at)).words == words


def test_a_repeated_closing_time_is_read_as_the_first_one():
    hours = parse_hours("Sat 18:00-01:30")
    assert open_state(hours, london("2026-10-25T01:10", fold=0)).open
    assert not open_state(hours, london("2026-10-25T01:10", fold=1)).open


def test_a_repeated_opening_time_is_read_as_the_second_one():
    hours = parse_hours("Sun 01:30-05:00")
    assert not open_state(hours, london("2026-10-25T01:40", fold=0)).open
    assert open_state(hours, london("2026-10-25T01:40", fold=1)).open


def test_a_night_over_each_clock_change_lasts_its_elapsed_hours():
    hours = parse_hours(CAFE)
    spring = open_state(hours, london("2026-03-28T18:00"))
    autumn = open_state(hours, london("2026-10-24T18:00"))
    assert spring.closes_at == london("2026-03-28T18:00") + timedelta(hours=7)
    assert autumn.closes_at == london("2026-10-24T18:00") + timedelta(hours=9)


def test_a_spell_inside_the_repeated_hour_promises_nothing_that_night():
    # Read to promise least it would end before it starts.
    hours = parse_hours("Sun 01:15-01:45")
    assert not open_state(hours, london("2026-10-25T01:20", fold=0)).open
    assert not open_state(hours, london("2026-10-25T01:20", fold=1)).open


minutes = st.integers(0, 24 * 60 - 1)


@given(
    weekday=st.integers(0, 6),
    opens=minutes,
    length=st.integers(1, 24 * 60),
    now=st.datetimes(
        datetime(2026, 1, 1),
        datetime(2027, 12, 31),
        timezones=st.just(UTC),
    ),
)
def test_it_is_never_said_to_be_open_outside_its_hours(weekday, opens, length, now):
    state = open_state(Hours((Spell(weekday, opens, opens + length),)), now)
    local = to_local(now)
    clock = (local.weekday() * 24 + local.hour) * 60 + local.minute
    since = (clock - (weekday * 24 * 60 + opens)) % (7 * 24 * 60)
    if state.open:
        assert since < length
        assert state.closes_at > now
    elif state.opens_at is not None:
        assert state.opens_at > now


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("every day 18:00-02:00", "Every day 18:00 to 02:00"),
        ("Daily 18:00 till 02:00", "Every day 18:00 to 02:00"),
        ("mon-fri 9:00-17:00; sat 10:00-24:00", "Mon to Fri 09:00 to 17:00; Sat 10:00 to midnight"),
        ("Monday to Friday 09:00 to 17:00", "Mon to Fri 09:00 to 17:00"),
        ("Fri-Mon 20:00-04:00", "Mon, Fri, Sat, Sun 20:00 to 04:00"),
        ("Wed 12:00\N{EN DASH}13:00", "Wed 12:00 to 13:00"),
        ("24/7", "Day and night"),
        ("Mon-Sun 00:00-24:00", "Day and night"),
    ],
)
def test_hours_are_said_in_one_even_style(written, words):
    assert hours_words(written) == words


@pytest.mark.parametrize(
    "written",
    [
        "",
        "sometimes",
        "Mon 9-5",
        "Blursday 09:00-17:00",
        "Mon 25:00-26:00",
        "Mon 24:00-02:00",
        "Mon 09:60-10:00",
        "Mon-Tue-Wed 09:00-17:00",
        "M 09:00-17:00",
        ";",
    ],
)
def test_hours_that_cannot_be_read_are_refused_with_an_example(written):
    with pytest.raises(Refused) as refused:
        parse_hours(written)
    assert refused.value.code == "hours.not_understood"
    assert "Mon-Fri 09:00-17:00" in refused.value.next_step


def test_hours_with_no_opening_in_sight_are_shut():
    assert open_state(Hours((Spell(0, 90, 90),)), london("2026-06-10T12:00")).words == "Shut"

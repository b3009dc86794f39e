"""The time allowed as a shape and in words."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.kit.clockshape import NOT_STARTED, WIDTH, clock_shape

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("left", "state", "state_words"),
    [
        (timedelta(hours=6, minutes=1), "green", "plenty of time"),
        (timedelta(hours=6), "amber", "6 hours or less"),
        (timedelta(hours=2, minutes=1), "amber", "6 hours or less"),
        (timedelta(hours=2), "red", "2 hours or less"),
        (timedelta(minutes=1), "red", "2 hours or less"),
        (timedelta(), "black", "time allowed has ended"),
        (-HOUR, "black", "time allowed has ended"),
    ],
)
def test_what_is_left_decides_the_state_and_its_words(left, state, state_words):
    shape = clock_shape(NOW + left - 24 * HOUR, NOW + left, now=NOW)
    assert (shape.state, shape.state_words) == (state, state_words)


def test_the_words_say_what_is_left_and_when_it_ends():
    shape = clock_shape(NOW - 17 * HOUR, NOW + 6 * HOUR + 20 * HOUR / 60, now=NOW)
    assert shape.words == "6 h 20 min left, ends 20:40"
    assert shape.started_words == "Started 21:20 yesterday"
    assert shape.ends_words == "Ends Wed 10 June 2026, 20:40"
    assert shape.spoken == "Time allowed: 6 h 20 min left, ends 20:40."


def test_the_words_go_on_past_the_end_without_judging():
    shape = clock_shape(NOW - 25 * HOUR, NOW - HOUR, now=NOW)
    assert shape.words == "1 h past the time allowed, which ended 13:20"
    assert shape.ticking


def test_the_extension_window_has_its_own_place_and_words():
    shape = clock_shape(
        NOW - 12 * HOUR, NOW + 12 * HOUR, now=NOW, limit_with_extension=NOW + 24 * HOUR
    )
    assert (shape.now_at, shape.limit_at) == (333, 667)
    assert shape.extension_words == "Could be extended to 14:20 tomorrow at most"


def test_a_clock_that_ended_in_time_says_so_and_stops():
    shape = clock_shape(NOW - 26 * HOUR, NOW - 2 * HOUR, now=NOW, ended_at=NOW - 3 * HOUR)
    assert shape.state == "done"
    assert shape.words == "Ended 11:20, after 23 h"
    assert not shape.ticking


def test_a_clock_that_ended_late_says_by_how_much():
    shape = clock_shape(NOW - 26 * HOUR, NOW - 2 * HOUR, now=NOW, ended_at=NOW - HOUR)
    assert shape.state == "black"
    assert shape.words == "Ended 13:20, after 25 h, 1 h past the time allowed"


def test_before_the_first_arrival_there_is_no_clock():
    assert clock_shape(None, None, now=NOW) is NOT_STARTED


def test_a_clock_with_no_length_is_full_not_broken():
    assert clock_shape(NOW, NOW, now=NOW).now_at == WIDTH


@given(start=st.integers(-72, 0), length=st.integers(1, 36), more=st.integers(0, 12))
def test_places_stay_on_the_bar_and_in_order(start, length, more):
    starts = NOW + start * HOUR
    ends = starts + length * HOUR
    shape = clock_shape(starts, ends, now=NOW, limit_with_extension=ends + more * HOUR)
    assert 0 <= shape.now_at <= WIDTH
    assert 0 < shape.limit_at <= WIDTH
    assert (shape.now_at >= shape.limit_at) == (ends <= NOW)

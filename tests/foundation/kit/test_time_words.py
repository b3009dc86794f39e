"""Times, lengths and ages in the words people use."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.foundation.kit.daylight import chosen_theme, is_dark_outside, theme_of
from alongside.foundation.kit.presenting import WORDS

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)


def later(**length):
    """An instant some time after now."""
    return NOW + timedelta(**length)


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (NOW, "14:20"),
        (later(days=1), "14:20 tomorrow"),
        (later(days=-1), "14:20 yesterday"),
        (later(hours=10), "00:20 tomorrow"),
        (later(days=7), "14:20 on Wed 17 June"),
        (datetime(2025, 12, 31, 9, 5, tzinfo=UTC), "09:05 on Wed 31 December 2025"),
    ],
)
def test_a_clock_time_says_its_day_when_it_is_not_today(instant, words):
    assert WORDS["clock_time"](instant, NOW) == words


def test_a_clock_time_alone_is_bare_unless_it_came_round_twice():
    assert WORDS["clock_time"](NOW) == "14:20"
    assert WORDS["clock_time"](datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "01:30 BST"


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=12), "12 minutes ago"),
        (timedelta(hours=3, minutes=20), "3 h 20 min ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=59), "59 days ago"),
        (timedelta(days=61), "2 months ago"),
        (timedelta(days=800), "2 years ago"),
        (timedelta(minutes=-12), "in 12 minutes"),
    ],
)
def test_how_long_ago_is_said_as_finely_as_it_matters(gap, words):
    assert WORDS["ago"](NOW - gap, NOW) == words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(hours=6, minutes=20), "6 h 20 min"),
        (45, "45 min"),
        (timedelta(hours=36), "36 h"),
        (timedelta(hours=72), "3 days"),
        (timedelta(hours=75), "3 days 3 h"),
    ],
)
def test_a_length_is_in_hours_until_days_are_plainer(length, words):
    assert WORDS["duration"](length) == words


def test_days_instants_ages_and_counts_have_words():
    assert WORDS["instant"](NOW) == "Wed 10 June 2026, 14:20"
    assert WORDS["on_date"](date(2026, 6, 10)) == "Wed 10 June 2026"
    assert WORDS["on_date"](datetime(2026, 6, 10, 23, 30, tzinfo=UTC)) == "Thu 11 June 2026"
    assert WORDS["age_words"](34) == "aged 34"
    assert WORDS["age_words"](40, True) == "about 40"
    assert WORDS["age_words"](None) == "age not known"
    assert (WORDS["counted"](1, "day"), WORDS["counted"](0, "day")) == ("1 day", "0 days")
    assert WORDS["stamp"](NOW) == "2026-06-10T13:20:00+00:00"


class Looking:
    """A request with a clock and a cookie."""

    def __init__(self, hour, theme=None):
        self.now = datetime(2026, 6, 10, hour, tzinfo=UTC)
        self.COOKIES = {"alongside_theme": theme} if theme else {}


@pytest.mark.parametrize(("utc_hour", "dark"), [(18, True), (17, False), (5, True), (6, False)])
def test_it_is_dark_from_seven_to_seven_by_the_clock_in_england(utc_hour, dark):
    assert is_dark_outside(Looking(utc_hour).now) is dark


def test_the_street_flow_is_dark_at_night_unless_somebody_chose():
    assert theme_of(Looking(22), on_phone=True) == "dark"
    assert theme_of(Looking(12), on_phone=True) == "auto"
    assert theme_of(Looking(22)) == "auto"
    assert theme_of(Looking(22, "light"), on_phone=True) == "light"
    assert theme_of(Looking(12, "night"), on_phone=True) == "night"


def test_a_theme_nobody_offers_counts_as_none_and_so_does_a_bare_request():
    assert chosen_theme(Looking(12, "tartan")) == "auto"
    assert theme_of(object(), on_phone=True) == "auto"

"""Clock times in England and the instants they mean: DOMAIN R1.14."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.local_time import (
    from_local,
    local_date,
    parse_instant,
    say,
    say_date,
    say_length,
    to_local,
    to_utc,
)
from alongside.kernel.refusal import Refused


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-06-10T14:20", "2026-06-10T13:20"),
        ("2026-01-10 14:20", "2026-01-10T14:20"),
        (" 2026-06-10T14:20:30 ", "2026-06-10T13:20:30"),
        ("2026-06-10T14:20Z", "2026-06-10T14:20"),
        ("2026-06-10T14:20+02:00", "2026-06-10T12:20"),
        ("2026-10-25T01:30+01:00", "2026-10-25T00:30"),
        ("2026-10-25T01:30+00:00", "2026-10-25T01:30"),
    ],
)
def test_an_offset_makes_an_instant_and_none_makes_local_time(text: str, instant: str) -> None:
    assert parse_instant(text) == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    assert parse_instant(text).tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "time.not_understood"),
        ("yesterday", "time.not_understood"),
        ("2026-06-10", "time.not_understood"),
        ("20260610", "time.not_understood"),
        ("2026-13-10T14:20", "time.not_understood"),
        ("2026-06-10T25:20", "time.not_understood"),
        ("\ud800T" + "9" * 500, "time.not_understood"),
        ("0001-01-01T00:00+14:00", "time.out_of_range"),
        ("9999-12-31T23:59-14:00", "time.out_of_range"),
        ("1899-12-31T23:59", "time.out_of_range"),
        ("2200-01-01T00:00", "time.out_of_range"),
        ("2026-03-29T01:30", "time.did_not_happen"),
        ("2026-10-25T01:30", "time.happened_twice"),
    ],
)
def test_what_is_not_one_time_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_instant(text)
    assert refused.value.code == code
    assert str(refused.value).isascii()


def test_the_spring_hour_is_refused_with_what_was_perhaps_meant() -> None:
    with pytest.raises(Refused) as refused:
        from_local(datetime(2026, 3, 29, 1, 30))
    assert str(refused.value) == (
        "01:30 on Sun 29 March 2026 did not happen: the clocks went forward. Did you mean 02:30?"
    )


def test_the_autumn_hour_asks_which_and_shows_how_to_write_each() -> None:
    with pytest.raises(Refused) as refused:
        from_local(datetime(2026, 10, 25, 1, 30))
    assert str(refused.value) == (
        "01:30 on Sun 25 October 2026 happened twice: the clocks went back. "
        "Was it the first 01:30 (2026-10-25T01:30:00+01:00) "
        "or the second 01:30 (2026-10-25T01:30:00+00:00)?"
    )


@pytest.mark.parametrize(
    ("clock", "refused"),
    [
        ("2026-03-29T00:59:59", False),
        ("2026-03-29T01:00", True),
        ("2026-03-29T01:59:59", True),
        ("2026-03-29T02:00", False),
        ("2026-10-25T00:59:59", False),
        ("2026-10-25T01:00", True),
        ("2026-10-25T01:59:59", True),
        ("2026-10-25T02:00", False),
        ("2027-03-28T01:00", True),
        ("2027-10-31T01:00", True),
    ],
)
def test_only_the_changing_hour_is_refused(clock: str, refused: bool) -> None:
    naive = datetime.fromisoformat(clock)
    if refused:
        with pytest.raises(Refused):
            from_local(naive)
    else:
        assert to_local(from_local(naive)).replace(tzinfo=None) == naive


@pytest.mark.parametrize(("fold", "hour"), [(0, 0), (1, 1)])
def test_told_which_it_takes_the_first_or_the_second(fold: int, hour: int) -> None:
    instant = from_local(datetime(2026, 10, 25, 1, 30), fold)
    assert instant == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize("fold", [0, 1])
def test_being_told_which_changes_no_other_time(fold: int) -> None:
    assert from_local(datetime(2026, 6, 10, 14, 20), fold) == datetime(
        2026, 6, 10, 13, 20, tzinfo=UTC
    )
    with pytest.raises(Refused):
        from_local(datetime(2026, 3, 29, 1, 30), fold)


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (datetime(2026, 6, 10, 13, 20, tzinfo=UTC), "Wed 10 June 2026, 14:20"),
        (datetime(2026, 1, 1, 0, 5, tzinfo=UTC), "Thu 1 January 2026, 00:05"),
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Sun 25 October 2026, 01:30 BST"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Sun 25 October 2026, 01:30 GMT"),
        (datetime(2026, 10, 25, 2, 30, tzinfo=UTC), "Sun 25 October 2026, 02:30"),
    ],
)
def test_an_instant_is_said_on_the_clock_and_the_repeated_hour_says_which(
    instant: datetime, words: str
) -> None:
    assert say(instant) == words


def test_a_day_is_the_day_in_england() -> None:
    assert local_date(datetime(2026, 6, 10, 23, 30, tzinfo=UTC)) == date(2026, 6, 11)
    assert say_date(date(2026, 6, 11)) == "Thu 11 June 2026"


def test_an_instant_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        to_utc(datetime(2026, 6, 10, 14, 20))
    east = timezone(timedelta(hours=5))
    assert to_utc(datetime(2026, 6, 10, 14, 20, tzinfo=east)).hour == 9


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(0), "0 min"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(hours=6), "6 h"),
        (timedelta(hours=6, minutes=12), "6 h 12 min"),
        (timedelta(hours=36), "36 h"),
        (-timedelta(minutes=75), "1 h 15 min"),
    ],
)
def test_a_length_is_said_in_hours_and_minutes(length: timedelta, words: str) -> None:
    assert say_length(length) == words


INSTANTS = st.datetimes(
    min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
)


@given(INSTANTS)
def test_every_instant_comes_back_from_its_own_clock_and_fold(instant: datetime) -> None:
    local = to_local(instant)
    assert from_local(local.replace(tzinfo=None), local.fold) == instant
    assert parse_instant(local.isoformat()) == instant

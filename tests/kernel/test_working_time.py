"""Working hours, and bank holidays against the days the government published."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.bank_holidays import bank_holidays, easter_sunday
from alongside.kernel.refusal import Refused
from alongside.kernel.working_time import after_working_hours, is_working_day, working_length

PUBLISHED = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC))


@pytest.mark.parametrize(("year", "days"), PUBLISHED.items())
def test_bank_holidays_are_those_that_were_published(year: int, days: str) -> None:
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == days.split()


@pytest.mark.parametrize("day", [date(2000, 4, 23), date(2008, 3, 23), date(2038, 4, 25)])
def test_easter_falls_where_it_fell(day: date) -> None:
    assert easter_sunday(day.year) == day


@pytest.mark.parametrize("year", [1977, 2200])
def test_a_year_it_does_not_hold_for_is_declined(year: int) -> None:
    with pytest.raises(Refused, match="Use a year from 1978"):
        bank_holidays(year)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-06-10T10:30", 4, "2026-06-10T14:30"),
        ("2026-06-10T14:30", 4, "2026-06-11T10:30"),
        ("2026-06-10T14:30", 16, "2026-06-12T14:30"),
        ("2026-06-10T22:00", 8, "2026-06-11T16:00"),
        ("2026-06-12T16:00", 4, "2026-06-15T12:00"),
        ("2026-05-22T15:00", 4, "2026-05-26T11:00"),
        ("2026-10-23T15:00", 4, "2026-10-26T12:00"),
    ],
)
def test_working_hours_run_out(start: str, hours: int, end: str) -> None:
    """Times in UTC: an office opens at 08:00 of it in summer, and at 09:00 in winter."""
    begun, due = (datetime.fromisoformat(f"{one}+00:00") for one in (start, end))
    assert after_working_hours(begun, hours) == due


def test_weekends_and_bank_holidays_are_no_working_days() -> None:
    days = [date(2026, 5, 22) + timedelta(days=n) for n in range(5)]
    assert [is_working_day(day) for day in days] == [True, False, False, False, True]


@given(start=INSTANTS, hours=st.integers(1, 60))
def test_what_is_promised_in_hours_lies_that_many_working_hours_on(
    start: datetime, hours: int
) -> None:
    due = after_working_hours(start, hours)
    assert working_length(start, due) == timedelta(hours=hours)
    assert working_length(due, start) == timedelta()
    assert is_working_day(due.date())

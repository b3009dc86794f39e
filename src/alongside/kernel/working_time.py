"""Hours in which an office answers: Monday to Friday, nine to five, bank holidays left out."""

from datetime import date, datetime, time, timedelta
from typing import Final

from alongside.kernel.bank_holidays import SATURDAY, bank_holidays
from alongside.kernel.local_time import from_local, local_date, to_utc

OPENS: Final = time(9)
CLOSES: Final = time(17)
HOURS_A_DAY: Final = 8
DAY: Final = timedelta(days=1)
NOTHING: Final = timedelta()


def is_working_day(day: date) -> bool:
    """Say whether an office is open: no weekend, and no bank holiday of England."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def office_hours(day: date) -> tuple[datetime, datetime]:
    """Answer from when until when an office is open on a working day, as instants."""
    opens, closes = (from_local(datetime.combine(day, at)) for at in (OPENS, CLOSES))
    return opens, closes


def after_working_hours(start: datetime, hours: int) -> datetime:
    """Answer the instant by which so many working hours have gone by.

    Args:
        start: Aware. Outside office hours the count begins when the office next opens.
        hours: Working hours, at least one; eight make a working day.
    """
    left = timedelta(hours=hours)
    day, now = local_date(start), to_utc(start)
    while True:
        open_for, closes = _open_on(day, since=now)
        if open_for >= left:
            return closes - open_for + left
        left -= open_for
        day += DAY


def working_length(start: datetime, end: datetime) -> timedelta:
    """Answer how much working time lies between two instants; none where the end comes first."""
    since = to_utc(start)
    until = max(since, to_utc(end))
    gone = NOTHING
    day, last = local_date(since), local_date(until)
    while day <= last:
        after_start, _ = _open_on(day, since=since)
        after_end, _ = _open_on(day, since=until)
        gone += after_start - after_end
        day += DAY
    return gone


def _open_on(day: date, *, since: datetime) -> tuple[timedelta, datetime]:
    """Answer how long an office is open on a day from an instant on, and when it closes."""
    opens, closes = office_hours(day)
    if not is_working_day(day):
        return NOTHING, closes
    return max(NOTHING, closes - max(opens, since)), closes

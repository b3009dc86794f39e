"""Writes calendars that phones and desks read (RFC 5545), for feeds and for invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event, vCalAddress

from alongside.kernel.local_time import LONDON, to_utc

PRODUCT: Final = "-//Alongside//EN"
REQUEST: Final = "REQUEST"
CANCEL: Final = "CANCEL"
NOBODY: Final = "mailto:no-reply@alongside.invalid"
"""Answers to an invitation go nowhere: what is in a calendar is changed where it was made."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One thing in a calendar.

    Attributes:
        uid: The same for as long as it is the same thing, however often it moves.
        title: What it is.
        where: May be empty.
        sequence: Grows each time it changes.
        first_on: First day, with ``last_on``: local days with the same hours each day.
        last_on: Last day.
        from_time: When each day starts, local ``HH:MM``; the whole day when empty.
        to_time: When it ends.
        starts_at: An instant instead of days.
        ends_at: When it ends.
        cancelled: Whether it fell away.
        note: More words; may be empty.
    """

    uid: str
    title: str
    where: str = ""
    sequence: int = 0
    first_on: date | None = None
    last_on: date | None = None
    from_time: str = ""
    to_time: str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    cancelled: bool = False
    note: str = ""


def calendar_text(
    entries: Sequence[CalendarEntry], *, name: str, method: str = "", now: datetime
) -> bytes:
    """Write a calendar.

    Args:
        entries: What is in it.
        name: What it is called in somebody's list of calendars.
        method: ``REQUEST`` or ``CANCEL`` for an invitation; empty for a feed.
        now: Said as the time it was written.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    if method:
        calendar.add("method", method)
    else:
        calendar.add("refresh-interval", timedelta(hours=1), {"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for one in entries:
        calendar.add_component(_event(one, invited=bool(method), now=now))
    calendar.add_missing_timezones()
    text: bytes = calendar.to_ical()
    return text


def _event(entry: CalendarEntry, *, invited: bool, now: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", to_utc(now))
    event.add("sequence", entry.sequence)
    event.add("summary", entry.title)
    if entry.where:
        event.add("location", entry.where)
    if entry.note:
        event.add("description", entry.note)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    if invited:
        event.add("organizer", vCalAddress(NOBODY))
    _add_when(event, entry)
    return event


def _add_when(event: Event, entry: CalendarEntry) -> None:
    if entry.starts_at is not None:
        event.add("dtstart", to_utc(entry.starts_at))
        event.add("dtend", to_utc(entry.ends_at or entry.starts_at))
        return
    if entry.first_on is None or entry.last_on is None:
        raise ValueError("an entry needs days or instants")
    if not entry.from_time:
        event.add("dtstart", entry.first_on)
        event.add("dtend", entry.last_on + timedelta(days=1))
        return
    event.add("dtstart", _local(entry.first_on, entry.from_time))
    event.add("dtend", _local(entry.first_on, entry.to_time))
    days = (entry.last_on - entry.first_on).days + 1
    if days > 1:
        event.add("rrule", {"freq": "daily", "count": days})


def _local(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), LONDON)

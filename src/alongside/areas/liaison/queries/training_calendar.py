"""A session as an entry for somebody's calendar (RFC 5545)."""

from datetime import datetime
from typing import Final
from uuid import UUID

from icalendar import Calendar, Event

from alongside.areas.liaison.queries.training_rows import session_row
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_sessions import SessionState
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import to_utc

PRODUCT: Final = "-//Alongside//Training//EN"


def session_calendar(viewer: Actor, session_id: UUID, *, now: datetime) -> bytes:
    """Answer one session for a calendar: what, when and where, and nobody's name.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``training.not_found``.
    """
    require(viewer, PERMISSIONS, "training.see")
    row = session_row(session_id)
    off = row.state == SessionState.CANCELLED
    event = Event()
    event.add("uid", f"{row.id}.training@alongside")
    event.add("dtstamp", to_utc(now))
    event.add("sequence", row.version - 1)
    event.add("summary", f"Training: {row.course.title}")
    event.add("location", row.where)
    event.add("dtstart", to_utc(row.starts_at))
    event.add("dtend", to_utc(row.ends_at))
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    calendar.add_component(event)
    text: bytes = calendar.to_ical()
    return text

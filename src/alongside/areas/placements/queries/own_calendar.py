"""Somebody's own placement and sessions as calendar text."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from alongside.areas.placements.models import Learner
from alongside.areas.placements.queries.icalendar import stay_entries
from alongside.areas.placements.queries.own_feed import placement_behind
from alongside.areas.placements.queries.plan_reading import standing_plan
from alongside.areas.placements.queries.sessions import SessionLine, own_session
from alongside.foundation.kit.calendars import CANCEL, REQUEST, CalendarEntry, calendar_text
from alongside.kernel.actor import Actor

NAME = "Placement"


def feed_calendar(word: str, *, now: datetime) -> bytes:
    """Answer what stands at a private address: places, days and hours, and sessions.

    Nobody is signed in, so nothing else is given out: no names, no numbers to ring.

    Raises:
        Refused: ``feed.dead``.
    """
    learner, sessions = placement_behind(word)
    return calendar_text([*_stays(learner), *map(_entry, sessions)], name=NAME, now=now)


def _stays(learner: Learner) -> list[CalendarEntry]:
    """Answer the stays of the plan that stands, without names or numbers to ring."""
    plan = standing_plan(learner.scheme)
    if plan is None or learner.withdrawn_at is not None:
        return []
    return [replace(one, note="") for one in stay_entries(plan=plan, learners=[learner.id])]


def session_calendar(viewer: Actor, session_id: UUID, *, now: datetime) -> bytes:
    """Answer one session that the viewer is asked to.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``session.not_found``.
    """
    line = own_session(viewer, session_id, now=now)
    method = CANCEL if line.cancelled else REQUEST
    return calendar_text([_entry(line)], name=line.kind_words, method=method, now=now)


def _entry(line: SessionLine) -> CalendarEntry:
    return CalendarEntry(
        uid=f"{line.id}.session@placements.alongside",
        title=f"{line.kind_words}, placement",
        where=line.where,
        sequence=line.version - 1,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        cancelled=line.cancelled,
    )

"""Made-up stories of an episode, for rules that read them."""

from datetime import datetime, timedelta
from uuid import uuid4

from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from tests.support.world import NOW

MINUTE = timedelta(minutes=1)


def event(minutes: int, kind: str, **facts: object) -> TimelineEvent:
    """Something that happened so many minutes after the beginning."""
    at = NOW + minutes * MINUTE
    return TimelineEvent(kind, at, at, facts, uuid4())


def at(minutes: int) -> datetime:
    """So many minutes after the beginning."""
    return NOW + minutes * MINUTE


def story(*steps: tuple[object, ...] | str, **about: object) -> Case:
    """A case whose steps come ten minutes apart: ``"seen"`` or ``("offered", {"answer": …})``."""
    events = [event(0, "identified", source="custody_staff")]
    for place, step in enumerate(steps, start=1):
        kind, facts = (step, {}) if isinstance(step, str) else (step[0], step[1])
        events.append(event(10 * place, str(kind), **facts))  # type: ignore[arg-type]
    return Case(Timeline.of(events), **about)  # type: ignore[arg-type]


NEED = ("screened", {"result": "need_identified", "urgency": "same_day"})
YES = ("offered", {"stage": "assessment", "answer": "accepted"})
NO = ("offered", {"stage": "assessment", "answer": "declined", "reason": "not_now"})
ASSESSED = ("assessed", {"outcome": "complete", "method": "face"})

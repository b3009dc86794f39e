"""By when a report has to be there: the hearing it is for, as that is listed now."""

from datetime import datetime

from alongside.areas.diversion.rules.owed_justice import instant_of
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent

LISTED = ("hearing_listed", "hearing_moved")


def due_at_of(timeline: Timeline, asked: TimelineEvent) -> datetime | None:
    """Answer by when a report that was asked for is due.

    A report for a hearing that is listed here follows it when it is moved; one for anything else
    keeps the time that was said.

    Args:
        timeline: Its episode's.
        asked: The event of its being asked for.
    """
    hearing = asked.facts.get("hearing_id")
    moves = [one for one in timeline.of_kind(*LISTED) if one.facts.get("hearing_id") == hearing]
    if hearing and moves:
        return instant_of(moves[-1].facts.get("at"))
    return instant_of(asked.facts.get("due_at"))

"""What a list may be narrowed to, and in what order it stands: what is owed, and when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from alongside.areas.diversion.queries.list_lines import PersonLine
from alongside.areas.diversion.rules.deadlines import DeadlineState

OWING: Final = frozenset({DeadlineState.OWED, DeadlineState.SHORT, DeadlineState.LATE})
SOON: Final = timedelta(hours=1)
"""So long before its time a step counts as due soon; a report that is owed always does."""

FILTERS: Final[Mapping[str, tuple[str, Callable[[PersonLine, datetime], bool]]]] = {
    "mine": ("Mine", lambda line, _: line.mine),
    "young": ("Under 18", lambda line, _: line.young),
    "unseen": ("Not yet seen", lambda line, _: line.unseen),
    "deadline": ("Due soon", lambda line, now: is_due_soon(line, now)),
}
"""A filter leaves people out; it never ranks them."""


def is_due_soon(line: PersonLine, now: datetime) -> bool:
    """Answer whether a report is owed, or what is owed next is late or due within the hour."""
    if line.deadline is not None and line.deadline.state in OWING:
        return True
    return line.owed.due_at is not None and line.owed.due_at <= now + SOON


def narrowed(lines: Sequence[PersonLine], show: str, now: datetime) -> tuple[PersonLine, ...]:
    """Answer those of a filter; all where it is none."""
    if show not in FILTERS:
        return tuple(lines)
    keep = FILTERS[show][1]
    return tuple(line for line in lines if keep(line, now))


def by_what_is_owed(line: PersonLine, now: datetime) -> tuple[bool, datetime, str]:
    """Order: what is due soonest, then what has waited longest."""
    owed = line.owed
    waiting = owed.since or line.arrived_at or now
    return (owed.due_at is None, owed.due_at or waiting, line.name)

"""What is owed in an episode, by which role, since and by when; joined from each kind of work."""

from collections.abc import Callable, Iterable
from typing import Final

from alongside.areas.diversion.rules import owed_justice, owed_pathway, owed_reports
from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.owing import Owed
from alongside.areas.diversion.rules.stages import Stage, stage_of

__all__ = ["OWING", "Owed", "everything_owed", "owed_next"]

OWING: Final[tuple[Callable[[Case], Iterable[Owed]], ...]] = (
    owed_pathway.owed,
    owed_justice.owed,
    owed_reports.owed,
)


def everything_owed(case: Case) -> tuple[Owed, ...]:
    """Answer all that is owed, what is due soonest first and what has no time last."""
    if stage_of(case.timeline) is Stage.CLOSED:
        return ()
    found = [one for ask in OWING for one in ask(case)]
    return tuple(sorted(found, key=lambda one: (one.due_at is None, one.due_at or one.since)))


def owed_next(case: Case) -> Owed | None:
    """Answer the one thing a list shows: what is due soonest."""
    return next(iter(everything_owed(case)), None)

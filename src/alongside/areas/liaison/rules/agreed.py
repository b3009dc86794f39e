"""Agreed actions: where they come from, and what can become of them."""

from enum import StrEnum


class Origin(StrEnum):
    """Where an action was agreed."""

    REVIEW = "review"
    MEETING = "meeting"
    PLAN = "plan"
    QUERY = "query"
    PROMISE = "promise"


class Priority(StrEnum):
    """How soon it matters, soonest first."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


class AgreedState(StrEnum):
    """Whether it is still owed."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"

"""Says what has changed, in a sentence that fits a heading."""

from alongside.areas.placements.rules.changes import AWAY, CLOSED, FEWER, Change
from alongside.areas.placements.rules.plan_words import days_words


def change_words(change: Change, service: str, learner_word: str) -> str:
    """Say a change, such as ``Larch Ward takes nobody, Mon 15 to Fri 19 June 2026``.

    Args:
        change: Which.
        service: Name of the service it is of; empty where it is of somebody.
        learner_word: What those on placement are called.
    """
    if change.kind == FEWER:
        return f"{service} takes {change.seats} {learner_word} at once from now on"
    days = ""
    if change.first_on is not None and change.last_on is not None:
        days = f", {days_words(change.first_on, change.last_on)}"
    if change.kind == CLOSED:
        return f"{service} takes nobody{days}"
    if change.kind == AWAY:
        return f"{change.learner} is away{days}"
    return f"{change.learner} leaves the scheme"

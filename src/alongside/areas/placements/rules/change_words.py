"""Says what has changed, in a sentence that fits a heading."""

from datetime import date

from alongside.areas.placements.rules.changes import AWAY, CLOSED, FEWER, Change
from alongside.kernel.local_time import say_date


def days_words(first_on: date, last_on: date) -> str:
    """Say days from one to another, such as ``Mon 15 to Fri 19 June 2026``."""
    if first_on == last_on:
        return say_date(first_on)
    last = say_date(last_on)
    first = say_date(first_on)
    for part in (f" {last_on.year}", f" {last.split(' ')[2]}"):
        if not first.endswith(part):
            break
        first = first.removesuffix(part)
    return f"{first} to {last}"


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

"""What a change of an action was, in words."""

from datetime import date

from alongside.areas.liaison.rules.agreed import PRIORITY_WORDS, Priority, Said
from alongside.kernel.local_time import say_date


def change_words(said: Said, was: str, now_is: str) -> str:
    """Answer from what to what something changed; empty where nothing did.

    Args:
        said: What was said.
        was: As the event keeps it: a day, a priority's code, or a name.
        now_is: As the event keeps it.
    """
    if not was:
        return ""
    if said in (Said.MOVED, Said.REOPENED):
        return f"from {_day(was)} to {_day(now_is)}"
    if said is Said.REPRIORITISED:
        return f"from “{_priority(was)}” to “{_priority(now_is)}”"
    if said is Said.GIVEN:
        return f"from {was} to {now_is}"
    if said is Said.ESCALATED:
        return f"to {now_is}; it was due on {_day(was)}"
    return f"by {was}" if said is Said.RETURNED else ""


def _day(kept: str) -> str:
    return say_date(date.fromisoformat(kept))


def _priority(kept: str) -> str:
    return PRIORITY_WORDS[Priority(kept)]

"""Going through everybody in custody: who was seen, who was not, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from alongside.kernel.refusal import Refused

SEEN, NOT_SEEN = "seen", "not_seen"
SEE_WITHIN: Final = timedelta(hours=2)
"""By when somebody goes to a person who arrived, or goes again to one who could not be seen."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why somebody was not seen.

    Attributes:
        label: Words for the page.
        again: Whether somebody is still to go to them.
    """

    label: str
    again: bool


REASONS: Final[Mapping[str, Reason]] = {
    "asleep": Reason("Asleep", again=True),
    "not_fit": Reason("Not well enough to talk yet", again=True),
    "interview": Reason("In interview or with a solicitor", again=True),
    "healthcare": Reason("With healthcare", again=True),
    "elsewhere": Reason("At hospital, in court or away", again=True),
    "not_safe": Reason("Not safe to go in just now", again=True),
    "no_time": Reason("We did not get to them", again=True),
    "would_not": Reason("They did not want to meet us", again=True),
    "no_sign": Reason("Nothing suggests a need; told how to ask", again=False),
    "left": Reason("They had left", again=False),
    "other": Reason("Another reason", again=True),
}
"""Not wanting to talk says nothing about anybody: they are asked again."""


def check_mark(mark: str, reason: str) -> None:
    """Refuse a mark that is not one, or one without its reason.

    Raises:
        Refused: ``mark.unknown`` or ``mark.reason_missing``.
    """
    if mark not in (SEEN, NOT_SEEN):
        raise Refused("mark.unknown", "Say whether they were seen or not.", field="mark")
    if mark == NOT_SEEN and reason not in REASONS:
        raise Refused("mark.reason_missing", "Say why they were not seen.", field="reason")


def still_to_see(mark: str, reason: str) -> bool:
    """Answer whether somebody is still to go to them.

    Args:
        mark: The last mark; empty when nobody has gone.
        reason: Why they were not seen.
    """
    if mark == SEEN:
        return False
    return mark != NOT_SEEN or REASONS[reason].again

"""Going through everybody in custody: who was seen, who was not, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from alongside.kernel.refusal import Refused

SEEN, NOT_SEEN = "seen", "not_seen"


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
    "in_interview": Reason("In interview", again=True),
    "with_solicitor": Reason("With their solicitor", again=True),
    "with_healthcare": Reason("With healthcare", again=True),
    "not_safe": Reason("Not safe to go in", again=True),
    "nobody_free": Reason("Nobody was free to go", again=True),
    "not_now": Reason("Did not want to talk now", again=True),
    "no_sign": Reason("Nothing suggests a need; told how to ask", again=False),
    "left_first": Reason("Left before anybody could go", again=False),
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

"""Sessions in which a cohort sits down together: their kinds, and what is refused of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from alongside.kernel.refusal import Conflict, Refused

KINDS: Final[Mapping[str, str]] = {
    "induction": "Induction",
    "reflective": "Reflective session",
    "feedback": "Feedback session",
}
LONGEST: Final = timedelta(hours=12)


def check_session(kind: str, starts_at: datetime, ends_at: datetime) -> None:
    """Refuse a session that cannot be.

    Raises:
        Refused: ``session.kind``, ``session.backwards`` or ``session.too_long``.
    """
    if kind not in KINDS:
        raise Refused("session.kind", "Choose what kind of session it is.", field="kind")
    if ends_at <= starts_at:
        raise Refused("session.backwards", "It ends before it starts.", field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise Refused(
            "session.too_long",
            "A session lasts 12 hours at most.",
            next_step="Plan one for each day.",
            field="ends_at",
        )


def check_stands(*, version: int, read_at: int | None, cancelled: bool) -> None:
    """Refuse to change a session that is off, or that somebody else changed first.

    Raises:
        Refused: ``session.cancelled``.
        Conflict: ``session.changed``.
    """
    if cancelled:
        raise Refused(
            "session.cancelled",
            "This session was called off.",
            next_step="Plan another if it is wanted after all.",
        )
    if read_at != version:
        raise Conflict(
            "session.changed",
            "Somebody else changed this session while you were typing.",
            theirs={"version": str(version)},
            next_step="Look at what it says now, and send yours again if it still holds.",
        )


def check_has_begun(starts_at: datetime, now: datetime) -> None:
    """Refuse to say who came before a session has begun.

    Raises:
        Refused: ``session.not_yet``.
    """
    if now < starts_at:
        raise Refused(
            "session.not_yet",
            "This session has not begun.",
            next_step="Say who came once it has.",
        )

"""Which entries may be put right or taken back."""

from datetime import datetime, timedelta
from typing import Final

from alongside.kernel.refusal import Refused

TAKE_BACK_WITHIN: Final = timedelta(minutes=10)
CORRECTABLE: Final = frozenset(
    {
        "seen",
        "not_seen",
        "screened",
        "offered",
        "assessed",
        "about_a_child",
        "adult_arrived",
        "adult_left",
        "adult_not_found",
        "interview_started",
        "told_custody",
        "support_planned",
        "support_done",
        "outcome",
        "note",
    }
)
"""Kinds whose words and times may have been wrong."""
STAYS: Final = frozenset({"identified", "alert_raised", "alert_acknowledged", "undone"})
"""Others may have acted on these already, so they are not taken back."""


def check_may_correct(kind: str) -> None:
    """Refuse a kind that is recorded anew instead.

    Raises:
        Refused: ``correction.not_here``.
    """
    if kind not in CORRECTABLE:
        raise Refused(
            "correction.not_here",
            "This kind of entry is not put right in place.",
            next_step="Record what is so now; the story keeps both.",
        )


def may_take_back(kind: str, *, own: bool, recorded_at: datetime, now: datetime) -> bool:
    """Say whether somebody may take back an entry: their own, in the first few minutes."""
    return own and kind not in STAYS and now - recorded_at <= TAKE_BACK_WITHIN


def check_may_take_back(kind: str, *, own: bool, recorded_at: datetime, now: datetime) -> None:
    """Refuse to take back what somebody else recorded, or what was recorded a while ago.

    Raises:
        Refused: ``undo.too_late``.
    """
    if not may_take_back(kind, own=own, recorded_at=recorded_at, now=now):
        raise Refused(
            "undo.too_late",
            "This can no longer be taken back.",
            next_step="Put the entry right instead, and say why.",
        )

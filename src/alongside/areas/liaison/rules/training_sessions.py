"""Sessions of a course: what can become of one, and the code by which somebody says they came."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Conflict, Refused

LONGEST: Final = timedelta(hours=12)
MOST_PLACES: Final = 500
OPENS_BEFORE: Final = timedelta(minutes=30)
"""Before it starts, from when its code is shown and taken."""
CLOSES_AFTER: Final = timedelta(minutes=60)
"""After it ends, until when."""
CODE_LASTS: Final = timedelta(minutes=5)
CODE_LETTERS: Final = "ACDEFHJKLMNPRTUVWXY3479"
"""Letters and figures that are not taken for one another when read from the back of a room."""
CODE_LENGTH: Final = 6


class SessionState(StrEnum):
    """Whether a session is still to be, was held, or was called off."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class SignInWay(StrEnum):
    """How it was said that somebody came."""

    CODE = "code"
    FILE = "file"
    HAND = "hand"


WAY_WORDS: Final[Mapping[SignInWay, str]] = {
    SignInWay.CODE: "Signed in by code",
    SignInWay.FILE: "From a list",
    SignInWay.HAND: "Said by whoever ran it",
}
SESSION_STATES: Final[Mapping[SessionState, frozenset[SessionState]]] = {
    SessionState.PLANNED: frozenset({SessionState.HELD, SessionState.CANCELLED}),
    SessionState.HELD: frozenset(),
    SessionState.CANCELLED: frozenset(),
}
"""What a session can become."""


def check_session(starts_at: datetime, ends_at: datetime, places: int) -> None:
    """Refuse a session that cannot be.

    Raises:
        Refused: ``training.backwards``, ``training.too_long`` or ``training.places``.
    """
    if ends_at <= starts_at:
        raise Refused("training.backwards", "It ends before it starts.", field="ends_at")
    if ends_at - starts_at > LONGEST:
        raise Refused(
            "training.too_long",
            "A session lasts 12 hours at most.",
            next_step="Plan one for each day.",
            field="ends_at",
        )
    if not 1 <= places <= MOST_PLACES:
        raise Refused("training.places", "A session has between 1 and 500 places.", field="places")


def check_can_become(state: SessionState, wanted: SessionState) -> None:
    """Refuse what a session cannot become any more.

    Raises:
        Refused: ``training.settled``.
    """
    if wanted not in SESSION_STATES[state]:
        said = "was held" if state is SessionState.HELD else "was called off"
        raise Refused(
            "training.settled",
            f"This session {said}.",
            next_step="Plan another if it is wanted again.",
        )


def check_unchanged(*, version: int, read_at: int | None) -> None:
    """Refuse to write over what somebody else changed first.

    Raises:
        Conflict: ``training.changed``.
    """
    if read_at != version:
        raise Conflict(
            "training.changed",
            "Somebody else changed this while you were typing.",
            theirs={"version": str(version)},
            next_step="Look at what it says now, and send yours again if it still holds.",
        )


def check_has_begun(starts_at: datetime, now: datetime) -> None:
    """Refuse to say who came, or that it was held, before a session has begun.

    Raises:
        Refused: ``training.not_yet``.
    """
    if now < starts_at:
        raise Refused(
            "training.not_yet", "This session has not begun.", next_step="Come back once it has."
        )


def takes_codes(starts_at: datetime, ends_at: datetime, *, now: datetime) -> bool:
    """Say whether somebody can sign in by code now."""
    return starts_at - OPENS_BEFORE <= now < ends_at + CLOSES_AFTER


def code_at(key: str, now: datetime) -> str:
    """Answer the code of a session's screen at an instant; another every ``CODE_LASTS``."""
    return _code(key, int(now.timestamp() // CODE_LASTS.total_seconds()))


def is_code(key: str, typed: str, now: datetime) -> bool:
    """Say whether this is the code on the screen now, or was until a moment ago."""
    window = int(now.timestamp() // CODE_LASTS.total_seconds())
    wanted = tidy_code(typed)
    return any(hmac.compare_digest(_code(key, one), wanted) for one in (window, window - 1))


def tidy_code(typed: str) -> str:
    """Answer a code as it is kept, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter in CODE_LETTERS)


def _code(key: str, window: int) -> str:
    digest = hmac.new(key.encode(), str(window).encode(), hashlib.sha256).digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _ in range(CODE_LENGTH):
        number, rest = divmod(number, len(CODE_LETTERS))
        letters.append(CODE_LETTERS[rest])
    return "".join(letters)

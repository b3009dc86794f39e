"""Who may hold a post, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from alongside.kernel.local_time import from_local
from alongside.kernel.refusal import Refused

FURTHEST: Final = timedelta(days=366)
"""How far ahead somebody may be written down to come or to go."""


def start_of(day: date) -> datetime:
    """Answer the first instant of a day in England."""
    return from_local(datetime.combine(day, time()))


@dataclass(frozen=True, slots=True)
class Held:
    """One spell of holding a post; the end is out, and ``None`` while nobody has set one."""

    from_at: datetime
    until_at: datetime | None


def overlaps(one: Held, other: Held) -> bool:
    """Say whether two spells have an instant in common."""
    return (one.until_at is None or other.from_at < one.until_at) and (
        other.until_at is None or one.from_at < other.until_at
    )


def check_free(spells: Iterable[Held], from_at: datetime) -> None:
    """Refuse to let somebody hold a post from an instant on that another holds then.

    Raises:
        Refused: ``post.held``.
    """
    new = Held(from_at, None)
    real = [spell for spell in spells if spell.until_at is None or spell.until_at > spell.from_at]
    if any(overlaps(new, spell) for spell in real):
        raise Refused(
            "post.held",
            "Somebody else holds this post then.",
            next_step="Say first when they leave, or hand the post over.",
            field="from_on",
        )


def check_leaving(from_at: datetime, until_at: datetime, *, now: datetime) -> None:
    """Refuse to leave before one came, or too far ahead.

    Raises:
        Refused: ``post.left_before`` or ``post.too_far``.
    """
    if until_at < from_at:
        raise Refused(
            "post.left_before", "Nobody can leave a post before they came to it.", field="until_on"
        )
    check_not_far(until_at, now=now, field="until_on")


def check_not_far(at: datetime, *, now: datetime, field: str) -> None:
    """Refuse a day further ahead than a year.

    Raises:
        Refused: ``post.too_far``.
    """
    if at > now + FURTHEST:
        raise Refused(
            "post.too_far",
            "That is more than a year ahead.",
            next_step="Check the year.",
            field=field,
        )


def check_may_close(*, open_actions: int, open_questions: int) -> None:
    """Refuse to close a post that still owns something to be done or answered.

    Raises:
        Refused: ``post.owns``.
    """
    owned = [
        f"{many} open {word if many == 1 else word + 's'}"
        for many, word in ((open_actions, "action"), (open_questions, "question"))
        if many
    ]
    if owned:
        raise Refused(
            "post.owns",
            f"This post still owns {' and '.join(owned)}.",
            next_step="Give each to another post, or close it, first.",
        )

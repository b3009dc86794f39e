"""What counts as a look at a person, what counts as one visit, and when telling may wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alongside.engines.sharing import Category
from alongside.kernel.refusal import Refused

VISIT_GAP: Final = timedelta(minutes=30)
"""Looks by one person for one purpose, no further apart than this, are one visit."""

LONGEST_HOLD: Final = timedelta(days=365)
SHORTEST_REASON: Final = 10


@dataclass(frozen=True, slots=True)
class Hold:
    """Looks from an instant on are kept back, until an instant or an earlier release."""

    from_at: datetime
    until_at: datetime
    released_at: datetime | None = None

    @property
    def ends_at(self) -> datetime:
        """When what it kept back is shown."""
        return min(self.until_at, self.released_at or self.until_at)

    def covers(self, looked_at: datetime) -> bool:
        """Whether a look falls in it."""
        return self.from_at <= looked_at < self.ends_at


def held_until(looked_at: datetime, holds: tuple[Hold, ...]) -> datetime | None:
    """Answer until when a look is or was kept back; ``None`` when it never was."""
    return max((hold.ends_at for hold in holds if hold.covers(looked_at)), default=None)


def same_visit(earlier: datetime, later: datetime) -> bool:
    """Whether two looks of the same kind by the same person are one visit."""
    return abs(later - earlier) <= VISIT_GAP


def categories_shown(fields: list[str]) -> tuple[Category, ...]:
    """Answer which kinds of information an entry's fields say were shown.

    A field is a category, or a category and what was decided of it, such as ``D:withheld``.
    Any other field is the name of something else, and says nothing about kinds.
    """
    known = {category.value for category in Category}
    shown = set()
    for field in fields:
        code, _, outcome = field.partition(":")
        if code in known and outcome in ("", "shown"):
            shown.add(code)
    return tuple(category for category in Category if category.value in shown)


def check_hold(*, from_at: datetime, until_at: datetime, reason: str, now: datetime) -> None:
    """Refuse to keep looks back without a reason, without an end, or for longer than a year.

    Raises:
        Refused: ``hold.reason``, ``hold.ends_before_it_starts``, ``hold.already_over`` or
            ``hold.too_long``.

    Source: DOMAIN 5.4, Caldicott principle 8: inform people, unless that is unsafe.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(
            "hold.reason",
            "Say why telling the person would be unsafe.",
            next_step="A sentence is enough: who could be harmed, and how.",
            field="reason",
        )
    if until_at <= from_at:
        raise Refused(
            "hold.ends_before_it_starts",
            "The end is before the start.",
            next_step="Choose an end after the start.",
            field="until_at",
        )
    if until_at <= now:
        raise Refused(
            "hold.already_over",
            "The end is in the past, so nothing would be kept back.",
            next_step="Choose an end still to come.",
            field="until_at",
        )
    if until_at - now > LONGEST_HOLD:
        raise Refused(
            "hold.too_long",
            "Looks are kept back for 12 months at most.",
            next_step="Choose an earlier end; it can be decided again then.",
            field="until_at",
        )

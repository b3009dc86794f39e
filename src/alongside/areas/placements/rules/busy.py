"""When a service says that it is too busy: which days, and what it may still say of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from alongside.kernel.refusal import Refused

LONGEST_DAYS: Final = 28
"""A ward that can take nobody for longer is closed in the scheme, by the coordinator."""
FRIDAY: Final = 4


@dataclass(frozen=True, slots=True)
class Days:
    """Days from one to another, both counted."""

    first_on: date
    last_on: date

    def touches(self, first_on: date, last_on: date) -> bool:
        """Whether any day of the others is one of these."""
        return self.first_on <= last_on and first_on <= self.last_on


def this_week(today: date) -> Days:
    """Answer the days one tap means: from today to Friday; at a weekend, the week to come."""
    monday = today - timedelta(days=today.weekday())
    if today.weekday() > FRIDAY:
        monday += timedelta(days=7)
        return Days(monday, monday + timedelta(days=FRIDAY))
    return Days(today, monday + timedelta(days=FRIDAY))


def check_days(days: Days, *, today: date) -> None:
    """Refuse days that are over, turned round, or longer than a ward says by itself.

    Raises:
        Refused: ``busy.over``, ``busy.turned_round`` or ``busy.too_long``.
    """
    if days.last_on < days.first_on:
        raise Refused("busy.turned_round", "The last day is before the first.", field="last_on")
    if days.last_on < today:
        raise Refused("busy.over", "Those days are over.", field="last_on")
    if (days.last_on - days.first_on).days >= LONGEST_DAYS:
        raise Refused(
            "busy.too_long",
            f"That is longer than {LONGEST_DAYS} days.",
            next_step="Ring the coordinator, who can close the ward in the scheme.",
            field="last_on",
        )

"""Who said an entry is right, and whether that still counts."""

from dataclasses import dataclass
from datetime import datetime

from alongside.areas.directory.models import Confirmed
from alongside.areas.directory.rules.confirmation import is_stale


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed an entry, when, and from when on it has to be confirmed again."""

    by: str
    at: datetime
    again_at: datetime
    stale: bool


def confirmation_of(row: Confirmed, now: datetime) -> Confirmation:
    """Answer how an entry stands at an instant."""
    return Confirmation(
        by=row.confirmed_by_name,
        at=row.confirmed_at,
        again_at=row.confirm_again_at,
        stale=is_stale(row.confirm_again_at, now),
    )

"""Who said an entry is right, and whether that still counts."""

from dataclasses import dataclass
from datetime import datetime

from alongside.areas.directory.models import Confirmed
from alongside.areas.directory.rules.availability import age_words
from alongside.areas.directory.rules.confirmation import is_stale


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who confirmed an entry, when, and from when on it has to be confirmed again.

    Attributes:
        words: How long ago and by whom.
        age: How long ago, such as ``9 days ago``.
    """

    by: str
    at: datetime
    again_at: datetime
    stale: bool
    words: str
    age: str


def confirmation_of(row: Confirmed, now: datetime) -> Confirmation:
    """Answer how an entry stands at an instant."""
    return Confirmation(
        by=row.confirmed_by_name,
        at=row.confirmed_at,
        again_at=row.confirm_again_at,
        stale=is_stale(row.confirm_again_at, now),
        words=confirmed_words(row.confirmed_by_name, row.confirmed_at, now),
        age=f"{age_words(row.confirmed_at, now)} ago",
    )


def confirmed_words(by: str, at: datetime, now: datetime) -> str:
    """Say who confirmed an entry and how long ago, such as ``9 days ago by Tess Holloway``."""
    return f"{age_words(at, now)} ago by {by}"

"""How long an entry is trusted after somebody confirmed it."""

from datetime import datetime, timedelta
from enum import StrEnum


class EntryKind(StrEnum):
    """Entries that somebody has to confirm again."""

    PLACE = "place"
    TEAM = "team"
    OPTION = "option"
    COVER = "cover"
    CONTACT = "contact"


CONFIRMED_FOR = {
    EntryKind.PLACE: timedelta(days=90),
    EntryKind.TEAM: timedelta(days=90),
    EntryKind.OPTION: timedelta(days=28),
    EntryKind.COVER: timedelta(days=90),
    EntryKind.CONTACT: timedelta(days=60),
}


def confirm_again_at(kind: EntryKind, confirmed_at: datetime) -> datetime:
    """Answer from when on an entry counts as not confirmed."""
    return confirmed_at + CONFIRMED_FOR[kind]


def is_stale(again_at: datetime, now: datetime) -> bool:
    """Say whether an entry is due to be confirmed again."""
    return now >= again_at

"""Which entries somebody said are right last: they fall to whoever follows them in their post."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.directory.models import (
    Confirmed,
    Contact,
    Cover,
    PlaceOfSafety,
    ServiceOption,
    Team,
)
from alongside.areas.directory.rules.confirmation import EntryKind, is_stale
from alongside.kernel.actor import Actor

__all__ = ["EntryKind", "VouchedLine", "vouched_for"]


@dataclass(frozen=True, slots=True)
class VouchedLine:
    """An entry that somebody confirmed last.

    Attributes:
        again_at: When it is due to be confirmed again.
        stale: Whether that has come.
    """

    kind: EntryKind
    id: UUID
    name: str
    again_at: datetime
    stale: bool


def vouched_for(viewer: Actor, user_id: UUID, *, now: datetime) -> list[VouchedLine]:
    """Answer what somebody confirmed last, and in use, soonest due again first."""
    contacts = Contact.objects.filter(confirmed_by_id=user_id, active=True)
    found = [_line(EntryKind.CONTACT, row, f"{row.name}, {row.job_title}", now) for row in contacts]
    for kind, rows in (
        (EntryKind.PLACE, PlaceOfSafety.objects.filter(active=True)),
        (EntryKind.TEAM, Team.objects.filter(active=True)),
        (EntryKind.OPTION, ServiceOption.objects.filter(active=True)),
        (EntryKind.COVER, Cover.objects.all()),
    ):
        own = rows.filter(confirmed_by_id=user_id)
        found += [_line(kind, row, row.name, now) for row in own]
    return sorted(found, key=lambda line: (line.again_at, line.name))


def _line(kind: EntryKind, row: Confirmed, name: str, now: datetime) -> VouchedLine:
    again_at = row.confirm_again_at
    return VouchedLine(kind, row.pk, name, again_at, is_stale(again_at, now))

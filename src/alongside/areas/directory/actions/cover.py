"""Say who answers when a seat is empty."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.directory.actions.writing import chase_later, confirm, confirmed_by
from alongside.areas.directory.models import Cover
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.areas.directory.rules.seats import Seat
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict


def set_cover(
    actor: Actor, seat: Seat, *, name: str, phone: str, version: int | None, now: datetime
) -> UUID:
    """Say who to ring when a seat is empty; doing so confirms it.

    Args:
        version: The version the form was read at; ``None`` when there was none.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``entry.changed``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "cover.set")
        row = Cover.objects.select_for_update().filter(seat=seat).first()
        if row is None:
            row = Cover(seat=seat, **confirmed_by(actor, EntryKind.COVER, now))
        else:
            _check_version(row, version, name=name, phone=phone)
            row.version += 1
            confirm(row, actor, kind=EntryKind.COVER, now=now)
        row.name, row.phone = name, phone
        row.save()
        done = Entry(Op.CONFIGURATION, "directory.set_cover", Ref("cover", row.id), fields=(seat,))
        record(actor, done, now=now)
        chase_later(row, EntryKind.COVER, now)
    return row.id


def _check_version(row: Cover, version: int | None, *, name: str, phone: str) -> None:
    if row.version != version:
        kept = {"name": row.name, "phone": row.phone}
        wanted = {"name": name, "phone": phone}
        raise Conflict(
            "entry.changed",
            "Somebody else changed this entry while you were editing.",
            theirs={field: kept[field] for field in kept if kept[field] != wanted[field]},
            next_step="Look at both, then save what is right.",
        )

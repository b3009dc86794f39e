"""Say that an entry is still right."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.directory.actions.writing import ask_now, chase_later, confirm, locked
from alongside.areas.directory.models import (
    Confirmed,
    Contact,
    Cover,
    PlaceOfSafety,
    ServiceOption,
    Team,
)
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

ROWS: dict[EntryKind, type[Confirmed]] = {
    EntryKind.PLACE: PlaceOfSafety,
    EntryKind.TEAM: Team,
    EntryKind.OPTION: ServiceOption,
    EntryKind.COVER: Cover,
    EntryKind.CONTACT: Contact,
}
ENTRY_NOT_HERE = Refused(
    "entry.not_here", "There is no such entry.", next_step="Choose one that is listed."
)
CONFIRMED_SINCE = Refused(
    "entry.confirmed_since",
    "Somebody confirmed or changed this entry since you were asked.",
    next_step="Open it to see what it says now.",
)


def permission_to_confirm(actor: Actor, row: Confirmed) -> str:
    """Answer which permission confirming asks for: somebody's own entry asks for less."""
    own = isinstance(row, Contact) and row.user_id == actor.user_id
    return "contact.confirm" if own else "entry.confirm"


def confirm_entry(actor: Actor, kind: EntryKind, entry_id: UUID, *, now: datetime) -> None:
    """Say that an entry is still right, from now until it is due again.

    Raises:
        NotPermitted: The role may not.
        Refused: ``entry.not_here``.
    """
    with transaction.atomic():
        _confirm(actor, kind, locked(ROWS[kind], entry_id, ENTRY_NOT_HERE), now)


def confirm_unchanged(
    actor: Actor, kind: EntryKind, entry_id: UUID, *, confirmed_at: datetime, now: datetime
) -> None:
    """Say that an entry is still right as it stood when somebody was asked about it.

    Args:
        confirmed_at: When it had last been confirmed as they were asked.

    Raises:
        NotPermitted: The role may not.
        Refused: ``entry.not_here``, or ``entry.confirmed_since`` where it may say something else
            by now.
    """
    with transaction.atomic():
        row = locked(ROWS[kind], entry_id, ENTRY_NOT_HERE)
        if row.confirmed_at != confirmed_at:
            raise CONFIRMED_SINCE
        _confirm(actor, kind, row, now)


def doubt_entry(actor: Actor, kind: EntryKind, entry_id: UUID, *, now: datetime) -> None:
    """Say that an entry did not answer, or was wrong: from now it counts as stale.

    Whoever keeps it is asked at once, and only once, however many doubt it, until it is confirmed.

    Raises:
        NotPermitted: The role may not.
        Refused: ``entry.not_here``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "entry.doubt")
        row = locked(ROWS[kind], entry_id, ENTRY_NOT_HERE)
        if row.confirmed_at < now < row.confirm_again_at:
            row.confirm_again_at = now
            row.save(update_fields=["confirm_again_at"])
        entry = Entry(Op.CONFIGURATION, "directory.doubt_entry", Ref(kind, row.pk))
        record(actor, entry, now=now)
        ask_now(row, kind, now)


def _confirm(actor: Actor, kind: EntryKind, row: Confirmed, now: datetime) -> None:
    require(actor, PERMISSIONS, permission_to_confirm(actor, row))
    confirm(row, actor, kind=kind, now=now)
    row.save(
        update_fields=["confirmed_at", "confirmed_by", "confirmed_by_name", "confirm_again_at"]
    )
    entry = Entry(Op.CONFIGURATION, "directory.confirm_entry", Ref(kind, row.pk))
    record(actor, entry, now=now)
    chase_later(row, kind, now)

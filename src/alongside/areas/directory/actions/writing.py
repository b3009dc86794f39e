"""What every change to an entry has in common: sent once, confirmed by its author, versioned."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from alongside.areas.directory.models import Confirmed
from alongside.areas.directory.rules.confirmation import EntryKind, confirm_again_at
from alongside.foundation.audit.record import content_hash
from alongside.foundation.outbox import messages
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Conflict, Refused

Row = TypeVar("Row", bound=models.Model)
CHASE = "directory.confirm_again"


def locked(rows: type[Row], row_id: UUID, refusal: Refused) -> Row:
    """Load a row for a change, holding others off until it is done.

    Raises:
        Refused: The one given, when there is no such row.
    """
    row = rows._default_manager.select_for_update().filter(pk=row_id).first()
    if row is None:
        raise refusal
    return row


def name_taken(rows: QuerySet[Row], *, other_than: UUID | None) -> bool:
    """Whether any of these rows, which share a name, is another than the one being changed."""
    return any(key != other_than for key in rows.values_list("pk", flat=True))


def confirmed_by(actor: Actor, kind: EntryKind, now: datetime) -> dict[str, Any]:
    """Answer the columns that say this actor vouches for an entry now."""
    return {
        "confirmed_at": now,
        "confirmed_by_id": actor.user_id,
        "confirmed_by_name": actor.name,
        "confirm_again_at": confirm_again_at(kind, now),
    }


def confirm(row: Confirmed, actor: Actor, *, kind: EntryKind, now: datetime) -> None:
    """Set the columns that say this actor vouches for an entry now; saves nothing."""
    for name, value in confirmed_by(actor, kind, now).items():
        setattr(row, name, value)


def chase_later(row: Confirmed, kind: EntryKind, now: datetime) -> None:
    """Ask for the entry to be confirmed again once it goes stale."""
    messages.send(
        CHASE,
        {"kind": kind, "id": str(row.pk), "confirmed_at": row.confirmed_at.isoformat()},
        now=now,
        due_at=row.confirm_again_at,
    )


def ask_now(row: Confirmed, kind: EntryKind, now: datetime) -> None:
    """Ask at once for an entry that somebody doubts, once until it is confirmed."""
    confirmed_at = row.confirmed_at.isoformat()
    payload = {"kind": kind, "id": str(row.pk), "confirmed_at": confirmed_at, "doubted": "yes"}
    messages.send(CHASE, payload, now=now, once_key=f"{CHASE}:doubted:{row.pk}:{confirmed_at}")


def contents(entry: Any) -> str:
    """Hash an entry's own contents for the audit."""
    return content_hash(asdict(entry))


def differing(row: models.Model, entry: Any) -> dict[str, str]:
    """Answer what the row says where the entry says otherwise, by field, as words."""
    return {
        name: entry_words(getattr(row, name))
        for name, wanted in asdict(entry).items()
        if getattr(row, name) != wanted
    }


def check_version(row: Any, entry: Any, version: int) -> None:
    """Refuse an edit made to an older version of the row.

    Raises:
        Conflict: ``entry.changed``, with what the row says now where it differs.
    """
    if row.version != version:
        raise Conflict(
            "entry.changed",
            "Somebody else changed this entry while you were editing.",
            theirs=differing(row, entry),
            next_step="Look at both, then save what is right.",
        )


def check_fingerprint(now_is: int, read_at: int | None) -> None:
    """Refuse an edit made to an older state of a list.

    Args:
        now_is: Fingerprint of the list as it is.
        read_at: Fingerprint of the list the form was read at; ``None`` not to look.

    Raises:
        Conflict: ``entry.changed``.
    """
    if read_at is not None and read_at != now_is:
        raise Conflict(
            "entry.changed",
            "Somebody else changed this while you were editing.",
            theirs={},
            next_step="Open it again to see what they said, then save what is right.",
        )


def write(row: Any, entry: Any) -> tuple[str, ...]:
    """Put an entry's values on a row, raise its version, and name the fields that changed."""
    changed = tuple(differing(row, entry))
    for name, value in asdict(entry).items():
        setattr(row, name, value)
    row.version += 1
    return changed


def entry_words(value: object) -> str:
    """Say a stored value to somebody comparing two versions."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)

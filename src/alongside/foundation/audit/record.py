"""Writes one audit entry, inside the transaction of the change or the look it tells of."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection

from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.foundation.audit.rows import (
    chain_end,
    insert_entry,
    insert_subjects,
    move_end,
    unhurried,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

BULK_LANE: Final = 1000
"""The chain of long transactions, so that an import of years of history, which holds the end of
its chain until it commits, keeps nobody else waiting for theirs."""


class Op(StrEnum):
    """What kind of thing happened (DPA 2018 s62 and DOMAIN 5.5)."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"
    EXPORT = "export"
    PRINT = "print"
    BREAK_GLASS = "break_glass"
    LOGIN = "login"
    SEARCH = "search"
    SEARCH_NO_HIT = "search_no_hit"
    CONFIGURATION = "configuration"


@dataclass(frozen=True, slots=True)
class Ref:
    """Points at a record without saying anything about it.

    Attributes:
        kind: The record's type, such as ``person``.
        id: Its opaque identifier.
    """

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Why:
    """Under what purpose and ground somebody looked or passed something on.

    Attributes:
        purpose: Purpose code of DOMAIN 5.3, or a word for system purposes.
        gateway: Legal gateway code of DOMAIN 5.2.
        reason: The person's own short reason.
        agreement: Opaque id of the sharing agreement relied on.
        regime: ``general`` or ``law_enforcement``.
        recipient: Who received it, for disclosures.
        method: How it was passed on.
    """

    purpose: str = ""
    gateway: str = ""
    reason: str = ""
    agreement: str = ""
    regime: str = ""
    recipient: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be recorded.

    Attributes:
        op: Kind of event.
        action: Dotted name of the action or page, such as ``crisis.open_contact``.
        subject: The record it is chiefly about.
        also: Every other record changed or shown.
        fields: Names of the fields or categories touched, never their contents.
        why: Purpose and ground.
        outcome: ``done``, ``refused`` or a short word.
        changed: Hash before and after, for alterations.
    """

    op: Op
    action: str
    subject: Ref | None = None
    also: tuple[Ref, ...] = ()
    fields: tuple[str, ...] = ()
    why: Why = Why()
    outcome: str = "done"
    changed: tuple[str, str] | None = None


def record(
    actor: Actor | None,
    entry: Entry,
    *,
    now: datetime,
    request_key: UUID | None = None,
    lane: int | None = None,
) -> None:
    """Append one entry to the chain, in the caller's transaction.

    Args:
        actor: Who did it; ``None`` for the system itself or somebody not signed in.
        entry: What happened.
        now: The server's instant.
        request_key: The form's idempotency key, on the one entry that stands for the form.
        lane: ``BULK_LANE`` for a long transaction; otherwise left out.

    Raises:
        RuntimeError: Called outside a transaction, which is a bug.
        django.db.IntegrityError: The key was used at the same moment by another request.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an audit entry belongs in the transaction of what it tells of")
    chain = _lane() if lane is None else lane
    position, last_hash = chain_end(chain)
    row = _row(actor, entry, now, request_key)
    row.lane, row.position, row.previous_hash = chain, position + 1, last_hash
    row.hash = link_hash(row)
    key = insert_entry(row)
    move_end(chain, row.position, row.hash)
    refs = ([entry.subject] if entry.subject else []) + list(entry.also)
    insert_subjects(
        [
            AuditSubject(entry_id=key, kind=ref.kind, subject_id=ref.id)
            for ref in dict.fromkeys(refs)
        ]
    )


def record_look(actor: Actor, entry: Entry, *, now: datetime, once_key: UUID | None = None) -> None:
    """Append one entry for a look, in a transaction of its own.

    Looks are many, so this commit becomes durable with the next change rather than waiting for
    the disk itself: a power cut may lose the last moments of looks, never of changes.

    Args:
        actor: Who looked.
        entry: What was shown.
        now: The server's instant.
        once_key: Stands for this look where the same list may be shown again at once, as while
            somebody types; an entry with the key says all that a second would.
    """
    if once_key is not None and _looked(actor, once_key):
        return
    try:
        with unhurried():
            record(actor, entry, now=now, request_key=once_key)
    except IntegrityError:
        if once_key is None or not _looked(actor, once_key):
            raise


def _looked(actor: Actor, once_key: UUID) -> bool:
    return AuditEntry.objects.filter(request_key=once_key, actor_id=actor.user_id).exists()


def done_before(actor: Actor, request_key: UUID) -> UUID | None:
    """Answer what an earlier sending of the same form made, if it was sent before.

    Returns:
        The identifier of the record made then, or ``None`` the first time.

    Raises:
        Refused: ``request_key.not_yours`` when somebody else used the key.
    """
    row = (
        AuditEntry.objects.filter(request_key=request_key).values("actor_id", "subject_id").first()
    )
    if row is None:
        return None
    if row["actor_id"] != actor.user_id:
        raise Refused(
            "request_key.not_yours",
            "This form was already sent by somebody else.",
            next_step="Open the page again and send it from there.",
        )
    subject: UUID | None = row["subject_id"]
    return subject


def content_hash(values: object) -> str:
    """Hash a record's contents, so that a change is provable without keeping it here."""
    text = json.dumps(values, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link_hash(row: AuditEntry) -> str:
    """Compute the hash that an entry must carry, from every field it holds."""
    parts: Sequence[object] = (
        row.lane,
        row.position,
        row.at.astimezone(UTC).isoformat(timespec="microseconds"),
        row.op,
        row.action,
        row.actor_id,
        row.actor_role,
        row.organisation_id,
        row.session,
        row.subject_kind,
        row.subject_id,
        row.details,
        row.request_key,
        row.previous_hash,
    )
    text = json.dumps(
        [part if isinstance(part, dict) else str(part) for part in parts],
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _row(actor: Actor | None, entry: Entry, now: datetime, request_key: UUID | None) -> AuditEntry:
    why = {name: text for name, text in asdict(entry.why).items() if text}
    details: dict[str, object] = {"outcome": entry.outcome, **why}
    if entry.fields:
        details["fields"] = list(entry.fields)
    if entry.also:
        details["also"] = [[ref.kind, str(ref.id)] for ref in entry.also]
    if entry.changed:
        details["before"], details["after"] = entry.changed
    return AuditEntry(
        at=now,
        op=entry.op,
        action=entry.action,
        actor_id=actor.user_id if actor else None,
        actor_role=actor.role if actor else "",
        organisation_id=actor.organisation_id if actor else None,
        session=actor.session if actor else "",
        subject_kind=entry.subject.kind if entry.subject else "",
        subject_id=entry.subject.id if entry.subject else None,
        details=details,
        request_key=request_key,
    )


def _lane() -> int:
    if connection.vendor != "postgresql":
        return 0
    process: int = connection.connection.info.backend_pid
    return process % int(settings.AUDIT_LANES)

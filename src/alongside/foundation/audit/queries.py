"""Who looked and who changed, for those who may ask."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, Role, require

PERMISSIONS = {"audit.read": frozenset({Role.INFORMATION_GOVERNANCE})}

LAWFUL_PURPOSES = {
    "lawfulness": "checking that processing is lawful",
    "self_monitoring": "self-monitoring, including discipline",
    "integrity": "integrity and security of the record",
    "criminal_proceedings": "criminal proceedings",
}
"""What a log may be used for (DPA 2018 s62(4)); nothing else, so no league tables."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One entry, as a reader of the log sees it."""

    at: datetime
    op: str
    action: str
    actor_id: UUID | None
    actor_role: str
    organisation_id: UUID | None
    subject_kind: str
    subject_id: UUID | None
    details: dict[str, object]


def entries_about(viewer: Actor, ref: Ref, *, limit: int = 200) -> list[AuditLine]:
    """Answer who looked at or changed one record, newest first.

    Raises:
        NotPermitted: The viewer may not read the log.
    """
    require(viewer, PERMISSIONS, "audit.read")
    return _lines(
        AuditEntry.objects.filter(seen__kind=ref.kind, seen__subject_id=ref.id)
        .order_by("-at", "-id")
        .distinct()[:limit]
    )


def newest_entries(viewer: Actor, *, limit: int = 100, op: str = "") -> list[AuditLine]:
    """Answer what was done and seen most recently.

    Raises:
        NotPermitted: The viewer may not read the log.
    """
    require(viewer, PERMISSIONS, "audit.read")
    rows = AuditEntry.objects.order_by("-id")
    return _lines((rows.filter(op=op) if op else rows)[:limit])


def _lines(rows: object) -> list[AuditLine]:
    return [
        AuditLine(
            at=row.at,
            op=row.op,
            action=row.action,
            actor_id=row.actor_id,
            actor_role=row.actor_role,
            organisation_id=row.organisation_id,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            details=row.details,
        )
        for row in rows  # type: ignore[attr-defined]
    ]

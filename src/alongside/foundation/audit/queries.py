"""Who looked and who changed, for those who may ask."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.keys import about_person
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.kernel.actor import Actor, Role, require
from alongside.kernel.refusal import Refused

PERMISSIONS = {
    "audit.read": frozenset({Role.INFORMATION_GOVERNANCE}),
    "looks.hold_back": frozenset({Role.INFORMATION_GOVERNANCE, Role.LIAISON_LEAD}),
    "looks.release": frozenset({Role.INFORMATION_GOVERNANCE, Role.LIAISON_LEAD}),
}

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
    actor: str
    actor_role: str
    subject_kind: str
    subject_id: UUID | None
    details: dict[str, object]


@dataclass(frozen=True, slots=True)
class LogQuestion:
    """What somebody asks of the log.

    Attributes:
        purpose: One of ``LAWFUL_PURPOSES``; anything else is refused.
        about: One record, or ``None`` for the newest of all.
        op: Only this kind of event; empty for all.
    """

    purpose: str
    about: Ref | None = None
    op: str = ""


def check_log_purpose(purpose: str) -> None:
    """Refuse a purpose the law does not allow a log to be used for.

    Raises:
        Refused: ``audit.purpose``.

    Source: Data Protection Act 2018 s62(4); DOMAIN 5.5.
    """
    if purpose not in LAWFUL_PURPOSES:
        raise Refused(
            "audit.purpose",
            "The log is not read for that.",
            next_step="It is for checking lawfulness, self-monitoring, integrity and security, "
            "and criminal proceedings. How people or teams perform is not among them.",
            field="purpose",
        )


def read_log(
    viewer: Actor, question: LogQuestion, *, now: datetime, limit: int = 200
) -> list[AuditLine]:
    """Answer what was done and seen, newest first. Reading the log is itself in the log.

    Raises:
        NotPermitted: Only information governance reads the log.
        Refused: ``audit.purpose``.
    """
    require(viewer, PERMISSIONS, "audit.read")
    check_log_purpose(question.purpose)
    rows = AuditEntry.objects.order_by("-at", "-id")
    if question.about is not None:
        rows = rows.filter(_about(question.about)).distinct()
    if question.op:
        rows = rows.filter(op=question.op)
    lines = _lines(list(rows[:limit]))
    entry = Entry(
        Op.CONSULTATION,
        "audit.read_log",
        question.about,
        fields=(question.op,) if question.op else (),
        why=Why(purpose=question.purpose),
    )
    record_look(viewer, entry, now=now)
    return lines


def _about(about: Ref) -> Q:
    if about.kind == "person":
        return about_person(about.id)
    return Q(seen__kind=about.kind, seen__subject_id=about.id)


def _lines(rows: list[AuditEntry]) -> list[AuditLine]:
    ids = {row.actor_id for row in rows if row.actor_id}
    names = dict(User.objects.filter(pk__in=ids).values_list("pk", "display_name"))
    return [
        AuditLine(
            at=row.at,
            op=row.op,
            action=row.action,
            actor=names.get(row.actor_id, "") if row.actor_id else "",
            actor_role=row.actor_role,
            subject_kind=row.subject_kind,
            subject_id=row.subject_id,
            details=row.details,
        )
        for row in rows
    ]

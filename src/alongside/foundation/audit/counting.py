"""Counts of looks by service, role and purpose. Nobody is named, and nobody is ranked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform

from alongside.engines.sharing import Purpose, policy_on
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.audit.looks import LOOKS
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.foundation.audit.queries import PERMISSIONS, check_log_purpose
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.kernel.actor import OWN_DOOR, Actor, Role, require
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class LookCount:
    """How often one role of one service looked for one purpose.

    Attributes:
        purpose_words: The purpose in words; the code where it is none of the sharing policy's.
        op: What kind of look.
        count: Entries of the log.
    """

    organisation: str
    role: Role
    purpose: str
    purpose_words: str
    op: Op
    count: int


@dataclass(frozen=True, slots=True)
class RawLook:
    """One look, for rules that ask questions of it. Not shown as it stands.

    Attributes:
        entry_id: The log entry.
        organisation_id: The service looked for.
    """

    entry_id: int
    at: datetime
    actor_id: UUID
    role: str
    organisation_id: UUID
    person_id: UUID
    purpose: str


def look_counts(
    viewer: Actor,
    *,
    purpose: str,
    since: datetime,
    until: datetime,
    agreements: Collection[str] = (),
    now: datetime,
) -> list[LookCount]:
    """Answer how often the viewer's own service looked at people, by role and purpose.

    Looks of other services are counted too where they relied on one of these agreements.
    Reading the counts is itself in the log.

    Args:
        viewer: An information governance lead.
        purpose: What the log is read for.
        since: From this instant on.
        until: Before this instant.
        agreements: Ids of the sharing agreements that the viewer's service is a party to.
        now: The server's instant.

    Raises:
        NotPermitted: Only information governance reads the log.
        Refused: ``audit.purpose``.

    Source: Data Protection Act 2018 s62(4); DOMAIN 5.5.
    """
    require(viewer, PERMISSIONS, "audit.read")
    check_log_purpose(purpose)
    rows = _looks_of_staff(since, until)
    counts = _counted(rows.filter(organisation_id=viewer.organisation_id), now)
    if agreements:
        others = rows.exclude(organisation_id=viewer.organisation_id)
        counts += _counted(others.filter(details__agreement__in=list(agreements)), now)
    entry = Entry(
        Op.CONSULTATION,
        "audit.look_counts",
        Ref("organisation", viewer.organisation_id),
        why=Why(purpose=purpose),
    )
    record_look(viewer, entry, now=now)
    return counts


def looks_relying_on(agreements: Collection[str], *, since: datetime) -> dict[str, int]:
    """Answer how many looks relied on each of these agreements since an instant."""
    rows = AuditEntry.objects.filter(
        at__gte=since, op__in=LOOKS, details__agreement__in=list(agreements)
    )
    counted = (
        rows.annotate(agreement=KeyTextTransform("agreement", "details"))
        .values_list("agreement")
        .annotate(count=Count("id"))
        .order_by()
    )
    return dict(counted)


def raw_looks(*, since: datetime, until: datetime) -> list[RawLook]:
    """Answer each opening of one person's record by staff, oldest first, for rules alone."""
    rows = AuditEntry.objects.filter(
        at__gte=since,
        at__lt=until,
        op__in=(Op.CONSULTATION, Op.PRINT, Op.BREAK_GLASS),
        subject_kind="person",
        actor_id__isnull=False,
        organisation_id__isnull=False,
    ).exclude(actor_role__in=[*OWN_DOOR, Role.INFORMATION_GOVERNANCE])
    return [
        RawLook(pk, at, actor, role, organisation, subject, str(details.get("purpose", "")))
        for pk, at, actor, role, organisation, subject, details in rows.order_by(
            "at", "id"
        ).values_list(
            "id", "at", "actor_id", "actor_role", "organisation_id", "subject_id", "details"
        )
        if details.get("outcome") != "refused" and actor and organisation and subject
    ]


def _looks_of_staff(since: datetime, until: datetime) -> QuerySet[AuditEntry]:
    about_somebody = AuditSubject.objects.filter(entry=OuterRef("pk"), kind="person")
    rows = AuditEntry.objects.filter(
        Exists(about_somebody),
        at__gte=since,
        at__lt=until,
        op__in=LOOKS,
        organisation_id__isnull=False,
    )
    return rows.exclude(actor_role__in=list(OWN_DOOR))


def _counted(rows: QuerySet[AuditEntry], now: datetime) -> list[LookCount]:
    policy = policy_on(local_date(now))
    words = {purpose.value: policy.purposes[purpose].words for purpose in Purpose}
    names = dict(Organisation.objects.values_list("pk", "short_name"))
    grouped = (
        rows.annotate(purpose=KeyTextTransform("purpose", "details"))
        .values_list("organisation_id", "actor_role", "purpose", "op")
        .annotate(count=Count("id"))
        .order_by("organisation_id", "actor_role", "purpose", "op")
    )
    return [
        LookCount(
            names.get(organisation, ""),
            Role(role),
            purpose or "",
            words.get(purpose or "", purpose or ""),
            Op(op),
            count,
        )
        for organisation, role, purpose, op, count in grouped
        if role
    ]

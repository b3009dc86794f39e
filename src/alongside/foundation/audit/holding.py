"""Keeping looks back from the person while telling is unsafe: dated, named, ends by itself."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from alongside.foundation.audit.keys import keys_of
from alongside.foundation.audit.models import LooksHeldBack
from alongside.foundation.audit.queries import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, done_before, record
from alongside.foundation.audit.rules import check_hold
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class HeldBack:
    """One decision to keep looks back, as oversight sees it.

    Attributes:
        ends_at: When the person is told: at the end, or when it was released before.
    """

    id: UUID
    person_id: UUID
    from_at: datetime
    until_at: datetime
    reason: str
    decided_at: datetime
    decided_by: str
    organisation_id: UUID
    released_at: datetime | None
    released_by: str

    @property
    def ends_at(self) -> datetime:
        """When what was kept back is told."""
        return min(self.until_at, self.released_at or self.until_at)


def hold_back_looks(
    actor: Actor,
    person_id: UUID,
    *,
    from_at: datetime,
    until_at: datetime,
    reason: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep looks at a person back from them, because telling would be unsafe.

    Looks from ``from_at`` on are not told until ``until_at``, 12 months away at most. They stay
    in the log and oversight sees them all the while.

    Returns:
        The decision.

    Raises:
        NotPermitted: Only an information governance lead or a liaison lead decides.
        Refused: ``hold.reason``, ``hold.ends_before_it_starts``, ``hold.already_over`` or
            ``hold.too_long``.

    Source: DOMAIN 5.4, Caldicott principle 8.
    """
    require(actor, PERMISSIONS, "looks.hold_back")
    check_hold(from_at=from_at, until_at=until_at, reason=reason, now=now)
    wanted = LooksHeldBack(
        person_id=person_id,
        from_at=from_at,
        until_at=until_at,
        reason=reason.strip(),
        decided_at=now,
        decided_by_id=actor.user_id,
        decided_by_name=actor.name,
        organisation_id=actor.organisation_id,
    )
    try:
        with transaction.atomic():
            if request_key is not None and (earlier := done_before(actor, request_key)):
                return earlier
            wanted.save(force_insert=True)
            _record(actor, "audit.hold_back_looks", wanted, now=now, request_key=request_key)
    except IntegrityError:
        # Two sendings at the same moment: the other one won.
        if request_key is not None and (earlier := done_before(actor, request_key)):
            return earlier
        raise
    return wanted.id


def release_looks(actor: Actor, hold_id: UUID, *, now: datetime) -> None:
    """End a hold before its day: the person is told from now on, and how long it was kept back.

    Raises:
        NotPermitted: Only an information governance lead or a liaison lead decides.
        Refused: ``hold.not_here`` or ``hold.over``.
    """
    require(actor, PERMISSIONS, "looks.release")
    with transaction.atomic():
        row = LooksHeldBack.objects.select_for_update().filter(pk=hold_id).first()
        if row is None:
            raise Refused(
                "hold.not_here", "There is no such decision.", next_step="Choose one listed."
            )
        if row.released_at is not None or row.until_at <= now:
            raise Refused("hold.over", "This has ended already, and the person is told.")
        row.released_at = now
        row.released_by_id = actor.user_id
        row.released_by_name = actor.name
        row.save(update_fields=["released_at", "released_by", "released_by_name"])
        _record(actor, "audit.release_looks", row, now=now)


def looks_held_back(
    *, person_id: UUID | None = None, now: datetime, over: bool = False
) -> list[HeldBack]:
    """Answer decisions to keep looks back, the one that ends first leading.

    Args:
        person_id: Only about one person.
        now: The server's instant.
        over: Whether those that have ended are answered too.
    """
    rows = LooksHeldBack.objects.order_by("until_at", "decided_at")
    if person_id is not None:
        rows = rows.filter(person_id__in=[span.key for span in keys_of(person_id)])
    if not over:
        rows = rows.filter(released_at=None, until_at__gt=now)
    return [_line(row) for row in rows]


def _line(row: LooksHeldBack) -> HeldBack:
    return HeldBack(
        id=row.id,
        person_id=row.person_id,
        from_at=row.from_at,
        until_at=row.until_at,
        reason=row.reason,
        decided_at=row.decided_at,
        decided_by=row.decided_by_name,
        organisation_id=row.organisation_id,
        released_at=row.released_at,
        released_by=row.released_by_name,
    )


def _record(
    actor: Actor,
    action: str,
    row: LooksHeldBack,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    entry = Entry(
        Op.ALTERATION,
        action,
        Ref("looks_held_back", row.id),
        also=(Ref("person", row.person_id),),
        fields=("from_at", "until_at", "reason")
        if action == "audit.hold_back_looks"
        else ("released_at",),
        why=Why(purpose="self_monitoring"),
    )
    record(actor, entry, now=now, request_key=request_key)

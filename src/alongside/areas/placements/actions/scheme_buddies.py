"""Add, change and part from those at a service who look after learners."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.areas.placements.actions.scheme_services import staying
from alongside.areas.placements.actions.scheme_writing import (
    audit,
    check_free,
    check_version,
    kept_part,
    write,
)
from alongside.areas.placements.models import PlacementService, ServiceBuddy
from alongside.areas.placements.queries.accounts import check_account
from alongside.areas.placements.rules.stretches import Stretch, check_apart
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewBuddy:
    """Somebody who looks after learners, as it is said.

    Attributes:
        name: Who.
        load: How many they look after at once.
        away: Days they cannot.
        phone: To ring them.
        user_id: The account they sign in with; ``None`` where they have none.
    """

    name: str
    load: int = 1
    away: list[Stretch] = field(default_factory=list)
    phone: str = ""
    user_id: UUID | None = None


def add_buddy(
    actor: Actor,
    service_id: UUID,
    buddy: NewBuddy,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add somebody who looks after learners at a service.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``buddy.…``, ``account.…``, ``stretch.overlap``, ``service.left``, ``scheme.…``.
    """

    def work() -> UUID:
        service = staying(kept_part(actor, PlacementService, service_id))
        _check(service, buddy, but=None)
        row = ServiceBuddy.objects.create(service=service, **asdict(buddy))
        audit(
            actor,
            "add_buddy",
            Ref("service_buddy", row.id),
            also=(Ref("placement_service", service.id),),
            op=Op.COLLECTION,
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def change_buddy(
    actor: Actor, buddy_id: UUID, buddy: NewBuddy, *, version: int, now: datetime
) -> UUID:
    """Change what is said of somebody who looks after learners.

    Raises:
        NotPermitted: The role keeps no schemes.
        Conflict: Somebody else changed it first.
        Refused: As for a new one, or ``buddy.left``.
    """

    def work() -> UUID:
        row = _locked(actor, buddy_id)
        columns = asdict(buddy)
        check_version(row, columns, version)
        _check(row.service, buddy, but=row.id)
        changed = write(row, columns)
        ref, whole = Ref("service_buddy", row.id), Ref("placement_service", row.service_id)
        audit(actor, "change_buddy", ref, also=(whole,), fields=changed, now=now)
        return row.id

    return once(actor, None, work)


def part_from_buddy(
    actor: Actor, buddy_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Record that somebody no longer looks after learners.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``buddy.left``, ``scheme.not_found`` or ``scheme.ended``.
    """

    def work() -> UUID:
        row = _locked(actor, buddy_id)
        write(row, {"left_at": now})
        ref, whole = Ref("service_buddy", row.id), Ref("placement_service", row.service_id)
        audit(
            actor,
            "part_from_buddy",
            ref,
            also=(whole,),
            fields=("left_at",),
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def _locked(actor: Actor, buddy_id: UUID) -> ServiceBuddy:
    found = ServiceBuddy.objects.filter(pk=buddy_id).values_list("service_id", flat=True)
    kept_part(actor, PlacementService, next(iter(found), buddy_id))
    row = ServiceBuddy.objects.select_related("service").get(pk=buddy_id)
    if row.left_at is not None:
        raise Refused("buddy.left", "They no longer look after anybody here.")
    return row


def _check(service: PlacementService, buddy: NewBuddy, *, but: UUID | None) -> None:
    check_free(service.buddies.all(), buddy.name, but=but)
    if not 1 <= buddy.load <= service.seats:
        raise Refused(
            "buddy.load",
            f"A buddy here looks after from 1 to {service.seats}.",
            next_step="The service takes no more at once than it has seats.",
            field="load",
        )
    check_apart(buddy.away, "away")
    check_account(service.scheme, buddy.user_id, role=Role.PLACEMENT_BUDDY)

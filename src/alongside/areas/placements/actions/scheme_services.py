"""Add, change and part from services that take learners."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.placements.actions.scheme_writing import (
    audit,
    changed_meanwhile,
    check_free,
    differing,
    kept_part,
    kept_scheme,
    write,
)
from alongside.areas.placements.models import PlacementScheme, PlacementService, ServiceShift
from alongside.areas.placements.rules.marks import check_marks
from alongside.areas.placements.rules.saying import said
from alongside.areas.placements.rules.services import (
    Hours,
    check_seats,
    check_shifts,
    code_for,
    shift_lines,
)
from alongside.areas.placements.rules.stretches import Stretch, check_apart
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewService:
    """A service as it is said.

    Attributes:
        name: As people call it.
        kind: Which part of a pattern it is for, such as ``ward``.
        seats: Officers at once.
        why_more: Why more than two, where it is more.
        opens: Days it takes officers; always when empty.
        closed: Days it does not.
        shifts: Hours it offers; the scheme's whole day when empty.
        teaches: Objectives it can help with.
        flags: Opaque marks; see ``rules.marks``.
        where: Where to come to.
        ask_for: Whom to ask for on the first day.
        phone: To ring it.
        note: Anything else somebody who comes should know.
    """

    name: str
    kind: str
    seats: int = 2
    why_more: str = ""
    opens: list[Stretch] = field(default_factory=list)
    closed: list[Stretch] = field(default_factory=list)
    shifts: tuple[Hours, ...] = ()
    teaches: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    where: str = ""
    ask_for: str = ""
    phone: str = ""
    note: str = ""

    def columns(self) -> dict[str, Any]:
        """Answer what is kept on the service's own row."""
        return {name: value for name, value in asdict(self).items() if name != "shifts"}


def add_service(
    actor: Actor,
    scheme_id: UUID,
    service: NewService,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add a service to a scheme.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``service.…``, ``shift.…``, ``mark.…``, ``stretch.overlap`` or ``scheme.…``.
    """

    def work() -> UUID:
        scheme = kept_scheme(actor, scheme_id)
        _check(scheme, service, but=None)
        taken = list(scheme.services.values_list("code", flat=True))
        row = PlacementService.objects.create(
            scheme=scheme, code=code_for(service.name, taken), **service.columns()
        )
        write_shifts(row, service.shifts)
        ref, whole = Ref("placement_service", row.id), Ref("placement_scheme", scheme.id)
        audit(
            actor,
            "add_service",
            ref,
            also=(whole,),
            op=Op.COLLECTION,
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def change_service(
    actor: Actor, service_id: UUID, service: NewService, *, version: int, now: datetime
) -> UUID:
    """Change a service. A plan that stands is not changed by it: repair it where it has to be.

    Raises:
        NotPermitted: The role keeps no schemes.
        Conflict: Somebody else changed it first.
        Refused: As for a new one, or ``service.left``.
    """

    def work() -> UUID:
        row = staying(kept_part(actor, PlacementService, service_id))
        before = _shifts(row)
        if row.version != version:
            raise changed_meanwhile(_theirs(row, before, service))
        _check(row.scheme, service, but=row.id)
        changed = write(row, service.columns())
        if before != service.shifts:
            changed += ("shifts",)
            ServiceShift.objects.filter(service=row).delete()
            write_shifts(row, service.shifts)
        ref, whole = Ref("placement_service", row.id), Ref("placement_scheme", row.scheme_id)
        audit(actor, "change_service", ref, also=(whole,), fields=changed, now=now)
        return row.id

    return once(actor, None, work)


def _check(scheme: PlacementScheme, service: NewService, *, but: UUID | None) -> None:
    check_free(scheme.services.all(), service.name, but=but)
    check_seats(service.seats, service.why_more)
    check_shifts(service.shifts, (scheme.day_starts, scheme.day_ends))
    check_marks(service.flags)
    check_apart(service.opens, "opens")
    check_apart(service.closed, "closed")


def _shifts(row: PlacementService) -> tuple[Hours, ...]:
    shifts = row.shifts.order_by("starts", "name")
    return tuple(Hours(one.name, one.starts, one.ends) for one in shifts)


def _theirs(
    row: PlacementService, before: tuple[Hours, ...], service: NewService
) -> dict[str, str]:
    shifts = {} if before == service.shifts else {"shifts": shift_lines(before)}
    return {**differing(row, service.columns()), **shifts}


def write_shifts(row: PlacementService, shifts: tuple[Hours, ...]) -> None:
    """Write the hours of a service that has none yet."""
    ServiceShift.objects.bulk_create(
        ServiceShift(service=row, name=one.name, starts=one.starts, ends=one.ends) for one in shifts
    )


def staying(row: PlacementService) -> PlacementService:
    """Answer a service that takes part still.

    Raises:
        Refused: ``service.left``.
    """
    if row.left_at is not None:
        raise Refused(
            "service.left",
            "This service no longer takes part.",
            next_step="Add it again under another name if it comes back.",
        )
    return row


def part_from_service(
    actor: Actor, service_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Record that a service no longer takes part; plans made from now on leave it out.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``service.left``, ``scheme.not_found`` or ``scheme.ended``.
    """

    def work() -> UUID:
        row = staying(kept_part(actor, PlacementService, service_id))
        write(row, {"left_at": now})
        ref, whole = Ref("placement_service", row.id), Ref("placement_scheme", row.scheme_id)
        audit(
            actor,
            "part_from_service",
            ref,
            also=(whole,),
            fields=("left_at",),
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def service_words(service: NewService) -> dict[str, str]:
    """Say a service's own words, by column, to set beside another version."""
    shifts = {"shifts": shift_lines(service.shifts)}
    return {name: said(value) for name, value in service.columns().items()} | shifts

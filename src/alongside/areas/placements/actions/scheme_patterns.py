"""Add and change what is done in one rotation."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.placements.actions.scheme_writing import (
    audit,
    check_free,
    check_version,
    kept_part,
    kept_scheme,
    write,
)
from alongside.areas.placements.models import PlacementPattern
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class NewPattern:
    """A pattern as it is said.

    Attributes:
        name: Unique in the scheme.
        parts: A table of ``kind`` and ``days`` for each stay, one straight after another.
        any_order: Whether they may be in another order.
    """

    name: str
    parts: list[dict[str, Any]]
    any_order: bool = True


def add_pattern(
    actor: Actor,
    scheme_id: UUID,
    pattern: NewPattern,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add a pattern to a scheme.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``scheme.name_taken``, ``scheme.not_found`` or ``scheme.ended``.
    """

    def work() -> UUID:
        scheme = kept_scheme(actor, scheme_id)
        check_free(scheme.patterns.all(), pattern.name)
        row = PlacementPattern.objects.create(scheme=scheme, **asdict(pattern))
        ref, whole = Ref("placement_pattern", row.id), Ref("placement_scheme", scheme.id)
        audit(
            actor,
            "add_pattern",
            ref,
            also=(whole,),
            op=Op.COLLECTION,
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def change_pattern(
    actor: Actor, pattern_id: UUID, pattern: NewPattern, *, version: int, now: datetime
) -> UUID:
    """Change a pattern. Plans that stand keep what they were made from.

    Raises:
        NotPermitted: The role keeps no schemes.
        Conflict: Somebody else changed it first.
        Refused: ``scheme.…``.
    """

    def work() -> UUID:
        row = kept_part(actor, PlacementPattern, pattern_id)
        columns = asdict(pattern)
        check_version(row, columns, version)
        check_free(row.scheme.patterns.all(), pattern.name, but=row.id)
        changed = write(row, columns)
        ref, whole = Ref("placement_pattern", row.id), Ref("placement_scheme", row.scheme_id)
        audit(actor, "change_pattern", ref, also=(whole,), fields=changed, now=now)
        return row.id

    return once(actor, None, work)

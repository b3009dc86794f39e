"""What every change to a scheme has in common: who may, one at a time, versioned, kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from alongside.areas.placements.models import PlacementScheme
from alongside.areas.placements.queries.seeing import scheme_for
from alongside.areas.placements.rules.permissions import PERMISSIONS
from alongside.areas.placements.rules.saying import said
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict, Refused

Row = TypeVar("Row", bound=models.Model)
Columns = Mapping[str, Any]


def kept_scheme(actor: Actor, scheme_id: UUID) -> PlacementScheme:
    """Lock a scheme for a change, so that two who change it or its parts take turns.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``scheme.not_found`` or ``scheme.ended``.
    """
    require(actor, PERMISSIONS, "scheme.keep")
    scheme = scheme_for(actor, scheme_id, lock=True)
    if scheme.ended_at is not None:
        raise Refused(
            "scheme.ended",
            "This scheme has ended and is not changed any more.",
            next_step="Make a new scheme; it can start from this one's file.",
        )
    return scheme


def kept_part(actor: Actor, rows: type[Row], row_id: UUID) -> Row:
    """Lock the scheme of a service, cohort, pattern or officer, and load that part.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``scheme.not_found``, also for a part of another's scheme, or ``scheme.ended``.
    """
    require(actor, PERMISSIONS, "scheme.keep")
    found: Any = rows._default_manager.filter(pk=row_id).values_list("scheme_id", flat=True)
    kept_scheme(actor, next(iter(found), row_id))
    return rows._default_manager.select_related("scheme").get(pk=row_id)


def differing(row: models.Model, columns: Columns) -> dict[str, str]:
    """Answer what a row says where other is wanted, by column, as words."""
    return {
        name: said(getattr(row, name))
        for name, wanted in columns.items()
        if getattr(row, name) != wanted
    }


def check_version(row: Any, columns: Columns, version: int) -> None:
    """Refuse an edit made to an older version of a row.

    Raises:
        Conflict: ``scheme.changed``, with what the row says now where it differs.
    """
    if row.version != version:
        raise changed_meanwhile(differing(row, columns))


def changed_meanwhile(theirs: dict[str, str]) -> Conflict:
    """Say that somebody else changed it first, and what it says now."""
    return Conflict(
        "scheme.changed",
        "Somebody else changed this while you were editing.",
        theirs=theirs,
        next_step="Look at both, then save what is right.",
    )


def write(row: Any, columns: Columns) -> tuple[str, ...]:
    """Put values on a row and save it, raise its version, and name the columns that changed."""
    changed = tuple(differing(row, columns))
    for name, value in columns.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    return changed


def kept(row: Row) -> Row:
    """Save a new row, unless some words of it are longer than is kept.

    Raises:
        Refused: ``scheme.long``.
    """
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        most = getattr(column, "max_length", None)
        if most and isinstance(value, str) and len(value) > most:
            raise Refused("scheme.long", f"{column.name} has more than {most} letters.")
    row.save()
    return row


def check_free(rows: models.QuerySet[Any], name: str, *, but: UUID | None = None) -> None:
    """Refuse a name that another row has.

    Raises:
        Refused: ``scheme.name_taken``.
    """
    if rows.filter(name=name).exclude(pk=but).exists():
        raise Refused(
            "scheme.name_taken",
            "There is one of that name already.",
            next_step="Give it a name of its own.",
            field="name",
        )


def audit(
    actor: Actor,
    action: str,
    subject: Ref,
    *,
    now: datetime,
    fields: tuple[str, ...] = (),
    also: tuple[Ref, ...] = (),
    op: Op = Op.CONFIGURATION,
    request_key: UUID | None = None,
) -> None:
    """Write the audit row of a change: names of columns, never what they say."""
    entry = Entry(op, f"placements.{action}", subject, also=also, fields=fields)
    record(actor, entry, now=now, request_key=request_key)

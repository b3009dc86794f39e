"""Hold a list of who is in custody until each name on it is decided, or drop it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.diversion.models import CustodyList, CustodyRow
from alongside.areas.diversion.queries.own_sites import own_site
from alongside.areas.diversion.rules.custody_rows import Reading, ReadRow
from alongside.areas.diversion.rules.facts import plain
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

IN_CUSTODY = "P4"


@dataclass(frozen=True, slots=True)
class Sending:
    """How a list came.

    Attributes:
        site_id: Of whom it tells.
        way: ``typed``, ``pasted`` or ``file``.
        whole: Whether it names everybody there.
        file_name: Of the file, without its folder; may be empty.
    """

    site_id: UUID
    way: str
    whole: bool = False
    file_name: str = ""


def hold_custody_list(
    actor: Actor,
    sending: Sending,
    reading: Reading,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep a list as it was read. Nobody is on the custody list by it yet.

    Returns:
        The list.

    Raises:
        NotPermitted: The role may not.
        Refused: ``site.not_found``, or ``list.nothing_read`` where no row can be taken.
    """
    require(actor, PERMISSIONS, "custody_list.keep")

    def work() -> UUID:
        site = own_site(actor, sending.site_id)
        if not reading.rows:
            raise nothing_read(reading, sending.way)
        held = CustodyList.objects.create(
            site_id=site.id,
            organisation_id=actor.organisation_id,
            way=sending.way,
            file_name=sending.file_name[:120],
            whole=sending.whole,
            made_by_id=actor.user_id,
            made_at=now,
            problems=[asdict(problem) for problem in reading.problems],
            unused=list(reading.unused),
        )
        CustodyRow.objects.bulk_create(
            CustodyRow(list=held, number=row.number, said=_said(row)) for row in reading.rows
        )
        entry = Entry(
            Op.COLLECTION,
            "diversion.hold_custody_list",
            Ref("custody_list", held.id),
            fields=tuple(sorted(reading.columns)),
            why=Why(purpose=IN_CUSTODY),
        )
        record(actor, entry, now=now, request_key=request_key)
        return held.id

    return once(actor, request_key, work)


def nothing_read(reading: Reading, way: str) -> Refused:
    """Say why no row of a list can be taken: the first reason stands for the others."""
    first = reading.problems[0] if reading.problems else None
    field = "file" if way == "file" else "pasted"
    why = f" Row {first.row}, {first.column}: {first.reason}" if first else ""
    return Refused("list.nothing_read", f"No row can be taken.{why}", field=field)


def _said(row: ReadRow) -> dict[str, object]:
    facts = asdict(row)
    del facts["number"]
    return {name: plain(value) for name, value in facts.items() if value not in (None, "")}


def drop_custody_list(actor: Actor, list_id: UUID, *, now: datetime) -> None:
    """Put a list aside without taking anybody from it; what its rows said is emptied.

    Raises:
        NotPermitted: The role may not.
        Refused: ``list.not_found`` or ``list.settled``.
    """
    require(actor, PERMISSIONS, "custody_list.keep")
    with transaction.atomic():
        held = locked_list(actor, list_id)
        settle(actor, held, state="dropped", now=now)
        entry = Entry(
            Op.ERASURE,
            "diversion.drop_custody_list",
            Ref("custody_list", held.id),
            why=Why(purpose=IN_CUSTODY),
        )
        record(actor, entry, now=now)


def locked_list(actor: Actor, list_id: UUID) -> CustodyList:
    """Load a waiting list for writing.

    Raises:
        Refused: ``list.not_found`` or ``list.settled``.
    """
    held = CustodyList.objects.select_for_update().filter(pk=list_id).first()
    if held is None:
        raise Refused("list.not_found", "That list is not here.")
    own_site(actor, held.site_id)
    if held.state != "waiting":
        raise Refused(
            "list.settled",
            "That list has been decided already.",
            next_step="Look at the custody list: it shows who is there now.",
        )
    return held


def settle(actor: Actor, held: CustodyList, *, state: str, now: datetime) -> None:
    """Close a list and empty what its rows said."""
    CustodyList.objects.filter(pk=held.pk).update(
        state=state, settled_at=now, settled_by_id=actor.user_id
    )
    CustodyRow.objects.filter(list=held).update(said={})

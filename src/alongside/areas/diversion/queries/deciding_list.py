"""A custody list whose names are still to be decided: who each row may be."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.areas.diversion.models import CustodyEntry, CustodyList, CustodyRow
from alongside.areas.diversion.queries.looking import leave_to_look, log_list
from alongside.areas.diversion.queries.own_sites import OwnSite, own_site
from alongside.areas.diversion.rules.custody_rows import Problem, ReadRow
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.people.actions import NewPerson
from alongside.areas.people.queries import FoundPerson, labels, possible_duplicates
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class RowToDecide:
    """One row.

    Attributes:
        read: What it says.
        known: Who on record may be meant, likeliest first; nobody is chosen for you.
        already: Whether its custody number is on the list already.
    """

    read: ReadRow
    known: tuple[FoundPerson, ...]
    already: bool


@dataclass(frozen=True, slots=True)
class NotOnIt:
    """Somebody on the custody list whom a whole list leaves out.

    Attributes:
        entry_id: Their line.
        name: How they are named.
        arrived_at: When they arrived.
    """

    entry_id: UUID
    name: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True)
class ListToDecide:
    """A list that waits.

    Attributes:
        id: The list.
        site: Of whom it tells.
        way: ``typed``, ``pasted`` or ``file``.
        file_name: Of the file; may be empty.
        made_at: When it came.
        rows: Those that could be read.
        problems: Why others could not.
        unused: Titles of columns nothing was read from.
        left_out: Whom it leaves out, where it names everybody.
    """

    id: UUID
    site: OwnSite
    way: str
    file_name: str
    made_at: datetime
    rows: tuple[RowToDecide, ...]
    problems: tuple[Problem, ...]
    unused: tuple[str, ...]
    left_out: tuple[NotOnIt, ...]


def list_to_decide(viewer: Actor, list_id: UUID, *, now: datetime) -> ListToDecide:
    """Answer a waiting list with who each row may be; every look-up is logged.

    Raises:
        NotPermitted: The role may not, or may not be shown who anybody is.
        Refused: ``list.not_found``, ``list.settled`` or ``site.not_found``.
    """
    require(viewer, PERMISSIONS, "custody_list.keep")
    held = CustodyList.objects.filter(pk=list_id).first()
    if held is None:
        raise Refused("list.not_found", "That list is not here.")
    site = own_site(viewer, held.site_id)
    if held.state != "waiting":
        raise Refused(
            "list.settled",
            "That list has been decided already.",
            next_step="Look at the custody list: it shows who is there now.",
        )
    reads = [_read(row) for row in CustodyRow.objects.filter(list=held).order_by("number")]
    there = {row.custody_reference: row for row in _there(held)}
    rows = tuple(_row(viewer, read, read.custody_reference in there, now) for read in reads)
    return ListToDecide(
        id=held.id,
        site=site,
        way=held.way,
        file_name=held.file_name,
        made_at=held.made_at,
        rows=rows,
        problems=tuple(Problem(**problem) for problem in held.problems),
        unused=tuple(held.unused),
        left_out=_left_out(viewer, held, reads, rows, now=now) if held.whole else (),
    )


def _there(held: CustodyList) -> list[CustodyEntry]:
    return list(CustodyEntry.objects.filter(site_id=held.site_id, left_at=None))


def _read(row: CustodyRow) -> ReadRow:
    said = dict(row.said)
    born_on, arrived_at = said.pop("born_on", None), said.pop("arrived_at", None)
    return ReadRow(
        row.number,
        **said,
        born_on=date.fromisoformat(born_on) if born_on else None,
        arrived_at=datetime.fromisoformat(arrived_at) if arrived_at else None,
    )


def _row(viewer: Actor, read: ReadRow, already: bool, now: datetime) -> RowToDecide:
    if already and read.custody_reference:
        return RowToDecide(read, (), True)
    facts = NewPerson(given=read.given, family=read.family, sex=read.sex, born_on=read.born_on)
    purpose = leave_to_look(viewer, now=now).purpose
    found = possible_duplicates(viewer, facts, purpose=purpose, now=now)
    return RowToDecide(read, tuple(found), False)


def _left_out(
    viewer: Actor,
    held: CustodyList,
    reads: list[ReadRow],
    rows: tuple[RowToDecide, ...],
    *,
    now: datetime,
) -> tuple[NotOnIt, ...]:
    """Those here whose number is not on the list, nor anybody it may mean."""
    references = {read.custody_reference for read in reads} - {""}
    possible = {found.id for row in rows for found in row.known}
    gone = [
        entry
        for entry in _there(held)
        if entry.custody_reference not in references and entry.person_id not in possible
    ]
    named = labels(viewer, {entry.person_id for entry in gone}, now=now)
    leave = leave_to_look(viewer, now=now)
    shown = [Ref("person", person) for person in named]
    log_list(viewer, "diversion.list_to_decide", shown, leave=leave, now=now)
    return tuple(NotOnIt(entry.id, named[entry.person_id].full, entry.arrived_at) for entry in gone)

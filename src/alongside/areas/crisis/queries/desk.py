"""The desk: what needs somebody now, what is running, what closed this shift."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet, Sum

from alongside.areas.crisis.models import Contact, Detention, Event, Task
from alongside.areas.crisis.queries.clocks import clock_line
from alongside.areas.crisis.queries.lines import ClockLine, Desk, DeskLine, TaskLine
from alongside.areas.crisis.queries.looking import Leave, leave_to_look, log_list
from alongside.areas.crisis.rules.kinds import AGENCY_LABELS, DECISIONS, Agency
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.rules.states import STATE_LABELS, State
from alongside.areas.crisis.rules.tasks import TASK_KINDS
from alongside.areas.people.queries import PersonLabel, labels
from alongside.engines import law
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, Role, require

MOST_LINES = 60
SHIFT = timedelta(hours=12)
NO_TASKS: tuple[TaskLine, ...] = ()


def desk(viewer: Actor, *, now: datetime) -> Desk:
    """Answer what is on the desk, and keep that the viewer was shown it.

    Raises:
        NotPermitted: The viewer does not work from the desk.
    """
    require(viewer, PERMISSIONS, "desk.see")
    leave = leave_to_look(viewer, now=now)
    read = _read(viewer, leave, now)
    log_list(viewer, "crisis.desk", read.refs, leave=leave, now=now)
    lines = [_seen_by(viewer, line) for line in read.open]
    return Desk(
        needs_now=tuple(line for line in lines if line.why_now),
        running=tuple(line for line in lines if not line.why_now),
        closed=read.closed,
        more=read.more,
        stamp=read.stamp,
        named=leave.identity,
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """The desk as it is for everybody, read once for each stamp."""

    stamp: str
    open: tuple[DeskLine, ...]
    closed: tuple[DeskLine, ...]
    refs: tuple[Ref, ...]
    more: int


_KEPT: dict[bool, _Read] = {}
"""The latest reading, with names and without. A reading is used only while its stamp holds."""


def _read(viewer: Actor, leave: Leave, now: datetime) -> _Read:
    stamp = desk_stamp(now)
    kept = _KEPT.get(leave.identity)
    if kept is None or kept.stamp != stamp:
        kept = _KEPT[leave.identity] = _read_again(viewer, leave, stamp, now)
    return kept


def _read_again(viewer: Actor, leave: Leave, stamp: str, now: datetime) -> _Read:
    opened = list(_contacts().filter(closed_at=None).order_by("-opened_at")[: MOST_LINES + 1])
    recent = _contacts().filter(closed_at__gte=now - SHIFT).order_by("-closed_at")
    closed, shown = list(recent[:MOST_LINES]), opened[:MOST_LINES]
    tasks = _open_tasks([contact.id for contact in shown], now)
    people = names_for(viewer, [*shown, *closed], leave=leave, now=now)
    lines = [_line(contact, people, tasks[contact.id], now) for contact in shown]
    more = 0
    if len(opened) > MOST_LINES:
        more = Contact.objects.filter(closed_at=None).count() - MOST_LINES
    return _Read(
        stamp=stamp,
        open=tuple(sorted(lines, key=_urgency)),
        closed=tuple(_line(contact, people, NO_TASKS, now) for contact in closed),
        refs=tuple(refs_of([*shown, *closed])),
        more=more,
    )


def _seen_by(viewer: Actor, line: DeskLine) -> DeskLine:
    return replace(line, owner_is_viewer=True) if line.owner_id == viewer.user_id else line


def names_for(
    viewer: Actor, contacts: Iterable[Contact], *, leave: Leave, now: datetime
) -> dict[UUID, PersonLabel]:
    """Read the names of the people in these contacts, where names may be shown."""
    wanted = {contact.person_id for contact in contacts if contact.person_id}
    return labels(viewer, wanted, now=now) if leave.identity else {}


def desk_stamp(now: datetime) -> str:
    """Answer a mark that changes whenever the desk does, and every minute for the clocks."""
    newest = Event.objects.order_by("-recorded_at").values_list("recorded_at", "id").first()
    versions = Contact.objects.filter(closed_at=None).aggregate(total=Sum("version"))["total"]
    text = f"{newest}|{versions}|{now:%Y%m%d%H%M}"
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _contacts() -> QuerySet[Contact]:
    return Contact.objects.select_related("detention__current_place", "owner")


def refs_of(contacts: Iterable[Contact]) -> list[Ref]:
    """Point at every contact and person a list shows."""
    found = []
    for contact in contacts:
        found.append(Ref("contact", contact.id))
        if contact.person_id:
            found.append(Ref("person", contact.person_id))
    return found


def _open_tasks(ids: list[UUID], now: datetime) -> dict[UUID, tuple[TaskLine, ...]]:
    found: dict[UUID, list[TaskLine]] = defaultdict(list)
    rows = Task.objects.filter(contact_id__in=ids, done_at=None, withdrawn_at=None).order_by(
        "due_at"
    )
    for row in rows:
        found[row.contact_id].append(task_line(row, now))
    return defaultdict(tuple, {key: tuple(value) for key, value in found.items()})


def task_line(row: Task, now: datetime) -> TaskLine:
    """Show one task."""
    kind = TASK_KINDS[row.kind]
    return TaskLine(
        id=row.id,
        contact_id=row.contact_id,
        kind=row.kind,
        title=kind.title,
        records=kind.records,
        due_at=row.due_at,
        owner_role_label=ROLE_LABELS[Role(row.owner_role)],
        overdue=row.done_at is None and row.due_at <= now,
        urgent=row.urgent,
        done_at=row.done_at,
    )


def _line(
    contact: Contact,
    people: dict[UUID, PersonLabel],
    tasks: tuple[TaskLine, ...],
    now: datetime,
) -> DeskLine:
    detention = _detention(contact)
    label = people.get(contact.person_id) if contact.person_id else None
    clock = detention_clock(detention, now) if detention else None
    return DeskLine(
        contact_id=contact.id,
        person_id=contact.person_id,
        who=label.initials if label else "",
        age_words=label.age_words if label else "",
        is_child=label.is_child if label else None,
        where=where_now(contact),
        opened_at=contact.opened_at,
        closed_at=contact.closed_at,
        held=detention is not None,
        doing=STATE_LABELS[State(detention.state)] if detention else "open contact",
        owner=contact.owner.display_name if contact.owner else "",
        owner_id=contact.owner_id,
        owner_is_viewer=False,
        owed=owed_words(detention),
        owed_since=detention.owed_since if detention else None,
        clock=clock,
        tasks=tasks,
        why_now=() if contact.closed_at else _why_now(contact, label, clock=clock, tasks=tasks),
        outcome=outcome_words(contact.outcome),
    )


def _detention(contact: Contact) -> Detention | None:
    return getattr(contact, "detention", None)


def owed_words(detention: Detention | None) -> str:
    """Say who owes the next step; empty when nobody does."""
    if detention is None or not detention.owed_by:
        return ""
    return f"{AGENCY_LABELS[Agency(detention.owed_by)]} to {detention.owed_what}"


def outcome_words(outcome: str) -> str:
    """Say how a contact closed."""
    if outcome in DECISIONS:
        return DECISIONS[outcome]
    try:
        return law.EndReason(outcome).label if outcome else ""
    except ValueError:
        return outcome


def detention_clock(detention: Detention, now: datetime) -> ClockLine:
    """Show a detention's clock."""
    return clock_line(
        power_used_at=detention.power_used_at,
        starts_at=detention.clock_starts_at,
        ends_at=detention.clock_ends_at,
        ended_at=detention.ended_at,
        extended=detention.extended,
        now=now,
    )


def where_now(contact: Contact) -> str:
    """Say where somebody is: the place of safety they are at, or where they were met."""
    detention = _detention(contact)
    place = detention.current_place if detention else None
    return place.name if place else contact.place_words


def _why_now(
    contact: Contact,
    label: PersonLabel | None,
    *,
    clock: ClockLine | None,
    tasks: tuple[TaskLine, ...],
) -> tuple[str, ...]:
    detention = _detention(contact)
    place = detention.current_place if detention else None
    why = []
    if place and place.type == "police_station" and not (label and label.is_child is False):
        why.append("may be under 18, at a police station")
    if contact.owner_id is None:
        why.append("nobody owns this yet")
    if clock is not None and clock.state.colour in (law.Colour.RED, law.Colour.BLACK):
        why.append(clock.state.words)
    why += [task.title for task in tasks if task.overdue and task.kind != "period_ended"]
    return tuple(why)


def _urgency(line: DeskLine) -> tuple[bool, datetime]:
    """Clocks first, the soonest to end at the top; then the longest open."""
    ends_at = line.clock.ends_at if line.clock else None
    return (ends_at is None, ends_at or line.opened_at)

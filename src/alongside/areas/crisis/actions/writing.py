"""The one place where events are written and what follows from them is worked out."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.models import Contact, Detention, Event, Task
from alongside.areas.crisis.rules.facts import (
    STRUCK_OUT,
    Facts,
    check_happened_at,
    check_kind,
    stored_facts,
)
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.rules.projection import closing_of, project
from alongside.areas.crisis.rules.tasks import Expected, expected_tasks
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewEvent:
    """An event about to be recorded.

    Attributes:
        kind: Code from ``rules.kinds.KINDS``.
        happened_at: When it happened.
        facts: What is said of it, by the names ``rules.facts.FACT_NAMES`` allows.
    """

    kind: str
    happened_at: datetime
    facts: Facts = field(default_factory=dict)


def check_may(actor: Actor, event: NewEvent, now: datetime) -> None:
    """Refuse a kind the actor's role does not record, or a time still to come.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: ``event.unknown_kind`` or ``event.in_the_future``.
    """
    check_kind(event.kind)
    require(actor, PERMISSIONS, KINDS[event.kind].permission)
    check_happened_at(event.happened_at, now)


def locked_contact(contact_id: UUID) -> Contact:
    """Load a contact for writing, so that two writers take turns.

    Raises:
        Refused: ``contact.not_found``.
    """
    contact = Contact.objects.select_for_update().filter(pk=contact_id).first()
    if contact is None:
        raise Refused(
            "contact.not_found",
            "That contact is not here.",
            next_step="Go back to the desk and open it from there.",
        )
    return contact


def append(
    actor: Actor,
    contact: Contact,
    new: NewEvent,
    *,
    now: datetime,
    supersedes: Event | None = None,
    reason: str = "",
    struck_out: bool = False,
) -> Event:
    """Write one event row. The caller audits and refreshes."""
    return Event.objects.create(
        contact=contact,
        sequence=next_place(contact.events.all(), supersedes),
        kind=new.kind,
        happened_at=new.happened_at,
        recorded_at=now,
        recorded_by_id=actor.user_id,
        recorded_as=actor.role,
        organisation_id=actor.organisation_id,
        facts={STRUCK_OUT: True} if struck_out else stored_facts(new.kind, new.facts),
        supersedes=supersedes,
        correction_reason=reason,
    )


def audit_event(
    actor: Actor, event: Event, *, action: str, now: datetime, request_key: UUID | None
) -> None:
    """Write the audit row of one event: names of facts, never what they say."""
    also = [Ref("contact", event.contact_id)]
    if event.contact.person_id:
        also.append(Ref("person", event.contact.person_id))
    entry = Entry(
        Op.ALTERATION if event.supersedes_id else Op.COLLECTION,
        action,
        Ref("event", event.id),
        also=tuple(also),
        fields=(event.kind, *sorted(event.facts)),
        why=Why(purpose="P2" if actor.sector.is_police else "P3"),
    )
    record(actor, entry, now=now, request_key=request_key)


def timeline_of(contact: Contact) -> Timeline:
    """Read the events that stand, in the order they happened."""
    rows = Event.objects.filter(contact=contact, superseded_by=None)
    return Timeline.of(
        TimelineEvent(row.kind, row.happened_at, row.recorded_at, row.facts, row.id, row.sequence)
        for row in rows
    )


def refresh(contact: Contact, *, now: datetime) -> None:
    """Work out again everything that follows from a contact's events."""
    timeline = timeline_of(contact)
    projection = project(timeline, now)
    if projection is not None:
        columns = asdict(projection)
        detention, made = Detention.objects.get_or_create(
            contact=contact,
            defaults={**columns, "person_id": contact.person_id, "force_id": _force(contact)},
        )
        if not made:
            columns["version"] = detention.version + 1
            Detention.objects.filter(pk=detention.pk).update(**columns, person_id=contact.person_id)
    closing = closing_of(timeline)
    # Opened after it had all ended, it closes as it opens; the event keeps its time.
    closed_at = max(closing.at, contact.opened_at) if closing.at else None
    Contact.objects.filter(pk=contact.pk).update(closed_at=closed_at, outcome=closing.outcome)
    _sync_tasks(contact, expected_tasks(timeline, now), now)


def _force(contact: Contact) -> UUID:
    used = (
        Event.objects.filter(contact=contact, kind="power_used", superseded_by=None)
        .values_list("organisation_id", flat=True)
        .first()
    )
    return used or contact.organisation_id


def _sync_tasks(contact: Contact, expected: tuple[Expected, ...], now: datetime) -> None:
    """Make the task rows agree with what the events call for; raise, settle or withdraw."""
    wanted = {(task.kind, task.due_at): task for task in expected}
    for row in Task.objects.filter(contact=contact):
        task = wanted.pop((row.kind, row.due_at), None)
        if task is None:
            if row.withdrawn_at is None and row.done_at is None:
                Task.objects.filter(pk=row.pk).update(withdrawn_at=now)
        elif (row.done_at, row.withdrawn_at) != (task.done_at, None):
            Task.objects.filter(pk=row.pk).update(done_at=task.done_at, withdrawn_at=None)
    for (kind, due_at), task in wanted.items():
        row = Task.objects.create(
            contact=contact,
            kind=kind,
            due_at=due_at,
            owner_role=task.owner_role,
            urgent=task.urgent,
            raised_at=now,
            done_at=task.done_at,
        )
        if task.done_at is None:
            send("crisis.task_due", {"task": str(row.id)}, now=now, due_at=max(due_at, now))

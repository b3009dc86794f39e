"""Take in detentions that are over, as another record kept them, many at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from alongside.areas.crisis.models import Contact, Detention, Event
from alongside.areas.crisis.rules.facts import check_happened_at
from alongside.areas.crisis.rules.forces import check_force
from alongside.areas.crisis.rules.history import PastDetention, check_over, past_timeline
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.rules.projection import closing_of, project
from alongside.areas.crisis.rules.timeline import Timeline
from alongside.areas.people.actions.bulk import UnnamedPerson, add_people_in_bulk
from alongside.foundation.audit.record import BULK_LANE, Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

BATCH = 500
ROWS_AT_ONCE = 2000


@dataclass(frozen=True, slots=True)
class PastUse:
    """One detention that is over, and whom it was of."""

    past: PastDetention
    person: UnnamedPerson


@dataclass(frozen=True, slots=True)
class Force:
    """Whose history it is.

    Attributes:
        id: The organisation.
        name: Its name, which its own references to people are kept under.
    """

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What importing did.

    Attributes:
        made: Detentions taken in.
        already: Detentions left as they were, since they had been taken in before.
    """

    made: int
    already: int


def import_history(
    actor: Actor,
    uses: Sequence[PastUse],
    *,
    force: Force,
    now: datetime,
    progress: Callable[[int], None] = lambda _: None,
) -> Imported:
    """Take in past detentions: all of them or none, in one transaction.

    Each becomes a closed contact, a detention and its events, worked out by the same rules as
    one recorded on the desk. No task is raised and nobody is told: it is over. A detention
    already taken in (the same key) is left alone, so the same file may be sent again.

    Args:
        actor: Who imports; every event says it was recorded by them, now.
        uses: Keys differ from one another.
        force: Whose detentions they are.
        now: The server's instant.
        progress: Told how many have been looked at so far.

    Raises:
        NotPermitted: The role does not import history, or not this force's.
        Refused: ``event.in_the_future``, ``history.may_be_running``, or ``history.meanwhile``
            when somebody else imported the same ones at the same moment.
    """
    require(actor, PERMISSIONS, "history.import")
    check_force(actor, force.id)
    made = 0
    try:
        with transaction.atomic():
            for start in range(0, len(uses), BATCH):
                batch = uses[start : start + BATCH]
                made += _take_in(actor, _not_here_yet(batch), force, now=now)
                progress(start + len(batch))
    except IntegrityError as clash:
        if all(len(_not_here_yet([use])) for use in uses):
            raise
        raise Refused(
            "history.meanwhile",
            "Somebody else imported some of these at the same moment, so nothing was imported.",
            next_step="Import the file again: what is here already is left alone.",
        ) from clash
    return Imported(made, len(uses) - made)


def _not_here_yet(batch: Sequence[PastUse]) -> list[PastUse]:
    keys = [use.past.key for use in batch]
    here = set(
        Detention.objects.filter(imported_key__in=keys).values_list("imported_key", flat=True)
    )
    return [use for use in batch if use.past.key not in here]


def _take_in(actor: Actor, batch: Sequence[PastUse], force: Force, *, now: datetime) -> int:
    if not batch:
        return 0
    people = add_people_in_bulk(actor, [use.person for use in batch], issuer=force.name, now=now)
    rows = [
        _rows(actor, use.past, person_id, force=force, now=now)
        for use, person_id in zip(batch, people, strict=True)
    ]
    Contact.objects.bulk_create((row.contact for row in rows), batch_size=ROWS_AT_ONCE)
    Detention.objects.bulk_create((row.detention for row in rows), batch_size=ROWS_AT_ONCE)
    events = (event for row in rows for event in row.events)
    Event.objects.bulk_create(events, batch_size=ROWS_AT_ONCE)
    _record(actor, rows, now)
    return len(rows)


@dataclass(frozen=True, slots=True)
class _Rows:
    contact: Contact
    person_id: UUID
    detention: Detention
    events: list[Event]


def _rows(
    actor: Actor, past: PastDetention, person_id: UUID, *, force: Force, now: datetime
) -> _Rows:
    check_over(past, now)
    timeline = past_timeline(past, now)
    check_happened_at(timeline.events[-1].happened_at, now)
    closing = closing_of(timeline)
    contact = Contact(
        id=uuid4(),
        person_id=person_id,
        organisation_id=force.id,
        opened_by_id=actor.user_id,
        opened_at=timeline.events[0].happened_at,
        recorded_at=now,
        source=past.source,
        incident_reference=past.reference,
        place_words=past.place_words,
        place_type=past.place_type,
        outcome=closing.outcome,
        closed_at=closing.at,
        imported_from=past.origin,
    )
    detention = _detention(contact, past, timeline, now)
    return _Rows(contact, person_id, detention, list(_events(actor, contact, timeline)))


def _detention(
    contact: Contact, past: PastDetention, timeline: Timeline, now: datetime
) -> Detention:
    projection = project(timeline, now)
    if projection is None:
        raise RuntimeError("a past detention always has its power used")
    return Detention(
        contact=contact,
        person_id=contact.person_id,
        force_id=contact.organisation_id,
        imported_key=past.key,
        **asdict(projection),
    )


def _events(actor: Actor, contact: Contact, timeline: Timeline) -> Iterator[Event]:
    for place, event in enumerate(timeline.events, 1):
        yield Event(
            sequence=place,
            contact=contact,
            kind=event.kind,
            happened_at=event.happened_at,
            recorded_at=event.recorded_at,
            recorded_by_id=actor.user_id,
            recorded_as=actor.role,
            organisation_id=contact.organisation_id,
            facts=event.facts,
        )


def _record(actor: Actor, rows: Sequence[_Rows], now: datetime) -> None:
    """One audit entry for the batch, which points at every record written.

    The events and the detention of a contact are found through the contact, as for every other
    entry about them.
    """
    refs: list[Ref] = []
    for row in rows:
        refs.append(Ref("contact", row.contact.id))
        refs.append(Ref("person", row.person_id))
    kinds = sorted({event.kind for row in rows for event in row.events})
    entry = Entry(
        Op.COLLECTION,
        "crisis.import_history",
        also=tuple(dict.fromkeys(refs)),
        fields=tuple(kinds),
        why=Why(purpose="history_import"),
    )
    record(actor, entry, now=now, lane=BULK_LANE)

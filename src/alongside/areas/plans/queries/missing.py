"""What a viewer may see of missing people. Never ordered by person or by level."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.people.queries import PersonLabel, labels
from alongside.areas.plans.models import HerbertForm, HerbertPartTwo, MissingEvent, MissingRecord
from alongside.areas.plans.queries.joint_story import (
    EntryLine,
    entry_line,
    log_joint_list,
    looked_at,
    name_of,
    story_event,
)
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.missing import MissingStanding, standing_of
from alongside.areas.plans.rules.missing_owed import OwedThing, owed_now
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.record import Ref
from alongside.foundation.picture.deciding import require_category
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

PURPOSE = Purpose.MISSING
MOST_CLOSED = 10


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One missing person on a list, or on their page.

    Attributes:
        record_id: The record.
        person: How they are named; ``None`` on their own page.
        organisation: Which force holds the record.
        standing: Where it stands.
        last_seen_place: Where they were last seen; may be empty.
        reported_at: When police were told.
        owed: What is owed, most pressing first.
    """

    record_id: UUID
    person: PersonLabel | None
    organisation: str
    standing: MissingStanding
    last_seen_place: str
    reported_at: datetime
    owed: tuple[OwedThing, ...]


@dataclass(frozen=True, slots=True)
class MissingStory:
    """A missing record, told as a story.

    Attributes:
        record_id: The record.
        version: What it is now, to be sent back with a change.
        person_id: Who is missing.
        person: How they are named, when that may be shown.
        organisation: Which force holds it.
        line: Where it stands and what is owed.
        entries: What happened, oldest first.
        herbert: Whether there is a Herbert form.
        part_two: Whether its part 2 is filled in.
    """

    record_id: UUID
    version: int
    person_id: UUID
    person: PersonLabel | None
    organisation: str
    line: MissingLine
    entries: tuple[EntryLine, ...]
    herbert: bool
    part_two: bool


def open_missing(viewer: Actor, *, now: datetime) -> tuple[MissingLine, ...]:
    """Answer everybody missing now, the next review due first, and log what was shown.

    Raises:
        NotPermitted: The role does not look for missing people.
    """
    require(viewer, JOINT_PERMISSIONS, "missing.list")
    return _list(viewer, "plans.open_missing", still_open=True, now=now)


def owed_missing(viewer: Actor, *, now: datetime) -> tuple[MissingLine, ...]:
    """Answer those found lately to whom something is still owed, and log what was shown.

    Raises:
        NotPermitted: The role does not look for missing people.
    """
    require(viewer, JOINT_PERMISSIONS, "missing.list")
    return _list(viewer, "plans.owed_missing", still_open=False, now=now)


def _list(viewer: Actor, page: str, *, still_open: bool, now: datetime) -> tuple[MissingLine, ...]:
    decision = require_category(viewer, PURPOSE, Category.RISK, now=now)
    require_category(viewer, PURPOSE, Category.IDENTITY, now=now)
    rows = MissingRecord.objects.select_related("organisation")
    if still_open:
        chosen = list(rows.filter(closed_at=None).order_by("next_review_due_at"))
    else:
        chosen = list(rows.filter(closed_at__isnull=False).order_by("-closed_at")[:MOST_CLOSED])
    named = labels(viewer, [row.person_id for row in chosen], now=now)
    events = _events(chosen)
    lines = [_line(row, named[row.person_id], events[row.id], now) for row in chosen]
    shown = [line for line in lines if still_open or line.owed]
    log_joint_list(
        viewer,
        page,
        [Ref("person", line.person.id) for line in shown if line.person],
        purpose=PURPOSE,
        ground=decision.ground,
        now=now,
    )
    return tuple(shown)


def missing_story(viewer: Actor, record_id: UUID, *, now: datetime) -> MissingStory:
    """Answer a missing record as a story, and log the look.

    Raises:
        NotPermitted: The role does not look for missing people, or this is held back.
        Refused: ``missing.not_found``.
    """
    require(viewer, JOINT_PERMISSIONS, "missing.see")
    row = MissingRecord.objects.select_related("organisation").filter(pk=record_id).first()
    if row is None:
        raise Refused(
            "missing.not_found", "That record is not here.", next_step="Go back to the list."
        )
    named = name_of(viewer, row.person_id, purpose=PURPOSE, now=now)
    return looked_at(
        viewer,
        row.person_id,
        Category.RISK,
        purpose=PURPOSE,
        load=lambda: _story(viewer, row, named, now),
        now=now,
    )


def _story(
    viewer: Actor, row: MissingRecord, named: PersonLabel | None, now: datetime
) -> MissingStory:
    events = _events([row])[row.id]
    label = labels(viewer, [row.person_id], now=now)[row.person_id]
    return MissingStory(
        record_id=row.id,
        version=row.version,
        person_id=row.person_id,
        person=named,
        organisation=row.organisation.short_name,
        line=_line(row, label, events, now),
        entries=tuple(entry_line(event) for event in events),
        herbert=HerbertForm.objects.filter(person_id=row.person_id, ended_at=None).exists(),
        part_two=HerbertPartTwo.objects.filter(record=row).exists(),
    )


def missing_now(
    viewer: Actor, person_id: UUID, *, now: datetime
) -> tuple[MissingLine, bool] | None:
    """Answer a person's open missing record for their page, and whether the viewer may open it.

    The page has decided and keeps the look.
    """
    row = (
        MissingRecord.objects.filter(person_id=person_id, closed_at=None)
        .select_related("organisation")
        .first()
    )
    if row is None:
        return None
    may_open = viewer.on_duty and viewer.role in JOINT_PERMISSIONS["missing.see"]
    label = labels(viewer, [person_id], now=now)[person_id]
    return _line(row, label, _events([row])[row.id], now), may_open


def missing_entry(viewer: Actor, event_id: UUID, *, now: datetime) -> tuple[UUID, EntryLine]:
    """Answer one entry that stands, to be corrected, and log the look.

    Raises:
        NotPermitted: The role does not look for missing people, or this is held back.
        Refused: ``event.not_found``.
    """
    require(viewer, JOINT_PERMISSIONS, "missing.see")
    row = (
        MissingEvent.objects.filter(pk=event_id, superseded_by=None)
        .select_related("record", "recorded_by", "organisation", "supersedes")
        .first()
    )
    if row is None:
        raise Refused("event.not_found", "That entry is not here, or was corrected already.")
    line = looked_at(
        viewer,
        row.record.person_id,
        Category.RISK,
        purpose=PURPOSE,
        load=lambda: entry_line(row),
        now=now,
    )
    return row.record_id, line


def _events(rows: Sequence[MissingRecord]) -> dict[UUID, list[MissingEvent]]:
    """Answer the entries that stand of all these records in one query, oldest first."""
    found = (
        MissingEvent.objects.filter(record__in=rows, superseded_by=None)
        .select_related("recorded_by", "organisation", "supersedes")
        .order_by("happened_at", "sequence")
    )
    by_record: dict[UUID, list[MissingEvent]] = {row.id: [] for row in rows}
    for event in found:
        by_record[event.record_id].append(event)
    return by_record


def _line(
    row: MissingRecord, label: PersonLabel, rows: Sequence[MissingEvent], now: datetime
) -> MissingLine:
    events = [story_event(event) for event in rows]
    standing = standing_of(events)
    return MissingLine(
        record_id=row.id,
        person=label,
        organisation=row.organisation.short_name,
        standing=standing,
        last_seen_place=next(
            (said for event in reversed(events) if (said := event.text("last_seen_place"))), ""
        ),
        reported_at=row.reported_at,
        owed=owed_now(standing, {event.kind for event in events}, is_child=label.is_child, now=now),
    )


def is_missing(person_id: UUID) -> bool:
    """Say whether somebody has an open missing record, for decisions inside this area."""
    return MissingRecord.objects.filter(person_id=person_id, closed_at=None).exists()

"""One entry of a story, as it may be put right."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from alongside.areas.crisis.models import Contact, Event
from alongside.areas.crisis.queries.story import displays
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.rules.words import fact_words
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class RecordedEntry:
    """An event with its facts as stored.

    Attributes:
        newest_id: The entry that stands: this one, or its latest correction.
        newest_by: Who wrote that.
        newest_reason: Why they corrected it; empty when nobody did.
        words: Its facts as the page says them, by label.
    """

    id: UUID
    contact_id: UUID
    kind: str
    title: str
    happened_at: datetime
    facts: Mapping[str, object]
    newest_id: UUID
    newest_by: str
    newest_reason: str
    words: Mapping[str, str]


def recorded_entry(viewer: Actor, event_id: UUID) -> RecordedEntry:
    """Answer one entry for somebody who works from the desk.

    Raises:
        NotPermitted: The viewer does not work from the desk.
        Refused: ``event.not_found``.
    """
    require(viewer, PERMISSIONS, "desk.see")
    row = Event.objects.select_related("recorded_by").filter(pk=event_id).first()
    if row is None:
        raise Refused(
            "event.not_found",
            "That entry is not here.",
            next_step="Go back to the desk and open it from there.",
        )
    newest = row
    while (newer := _correction_of(newest)) is not None:
        newest = newer
    return RecordedEntry(
        id=row.id,
        contact_id=row.contact_id,
        kind=row.kind,
        title=KINDS[row.kind].label,
        happened_at=row.happened_at,
        facts=row.facts,
        newest_id=newest.id,
        newest_by=newest.recorded_by.display_name,
        newest_reason=newest.correction_reason,
        words=entry_words(row.kind, row.facts),
    )


def _correction_of(row: Event) -> Event | None:
    return Event.objects.select_related("recorded_by").filter(supersedes=row).first()


def entry_words(kind: str, facts: Mapping[str, object]) -> dict[str, str]:
    """Answer facts, as stored, in the words of the page, by label."""
    return dict(fact_words(kind, facts, displays()))


def story_stamp(contact_id: UUID) -> str:
    """Answer a mark that changes whenever anything is recorded on a contact. No look is made."""
    events = Event.objects.filter(contact_id=contact_id).aggregate(Count("id"), Max("recorded_at"))
    version = Contact.objects.filter(pk=contact_id).values_list("version", flat=True).first()
    text = f"{events}|{version}"
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def person_of(contact_id: UUID) -> UUID | None:
    """Answer whom a contact is with; ``None`` while that is not known. Shows nobody."""
    return Contact.objects.filter(pk=contact_id).values_list("person_id", flat=True).first()

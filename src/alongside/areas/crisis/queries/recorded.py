"""One entry with its facts as codes, for a form that puts it right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.models import Event
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class RecordedEntry:
    """One entry as it was recorded.

    Attributes:
        facts: Codes and words by name, as stored.
        corrected: Whether a later entry has put it right.
    """

    id: UUID
    contact_id: UUID
    kind: str
    title: str
    happened_at: datetime
    by: str
    facts: Mapping[str, object]
    corrected: bool


def recorded_entry(viewer: Actor, event_id: UUID) -> RecordedEntry:
    """Answer one entry. The page it is part of has logged that the contact was opened.

    Raises:
        NotPermitted: The viewer does not work from the desk.
        Refused: ``event.not_found``.
    """
    require(viewer, PERMISSIONS, "desk.see")
    row = (
        Event.objects.filter(pk=event_id).select_related("recorded_by", "superseded_by").first()
    )
    if row is None:
        raise Refused(
            "event.not_found",
            "That entry is not here.",
            next_step="Open the contact again to see how it stands.",
        )
    return RecordedEntry(
        id=row.id,
        contact_id=row.contact_id,
        kind=row.kind,
        title=KINDS[row.kind].label,
        happened_at=row.happened_at,
        by=row.recorded_by.display_name,
        facts=row.facts,
        corrected=hasattr(row, "superseded_by"),
    )

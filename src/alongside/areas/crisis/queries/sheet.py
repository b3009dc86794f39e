"""What the record sheet of a contact holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.queries.lines import Story
from alongside.areas.crisis.queries.story import contact_story
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people.queries import BirthFacts, birth_facts
from alongside.foundation.accounts.rules import ROLE_LABELS
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A contact's record as it stood when somebody printed it.

    Attributes:
        story: All that is recorded.
        born: What is known of the person's age; ``None`` when nobody is
            recorded, or who it is may not be shown.
        printed_by: Name, role and organisation of who printed it.
        printed_at: When.
    """

    story: Story
    born: BirthFacts | None
    printed_by: str
    printed_at: datetime


def record_sheet(viewer: Actor, contact_id: UUID, *, now: datetime) -> RecordSheet:
    """Answer a contact's record for printing.

    Raises:
        NotPermitted: The viewer does not print sheets.
        Refused: ``contact.not_found``.
    """
    require(viewer, PERMISSIONS, "sheet.print")
    story = contact_story(viewer, contact_id, now=now)
    return RecordSheet(
        story=story,
        born=birth_facts(story.person.id) if story.person else None,
        printed_by=f"{viewer.name}, {ROLE_LABELS[viewer.role]}, {viewer.organisation_name}",
        printed_at=now,
    )

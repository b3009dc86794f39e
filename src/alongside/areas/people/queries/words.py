"""The person's own words, as they are shared with the viewer."""

from uuid import UUID

from alongside.areas.people.models import PersonWords
from alongside.areas.people.queries.lines import OwnWords


def words_in_force(person_id: UUID) -> OwnWords | None:
    """Answer the words not withdrawn, for the panel, which has been decided on already."""
    row = PersonWords.objects.filter(person_id=person_id, withdrawn_at=None).first()
    return OwnWords(row.text, row.helps, row.worse, row.shared_at) if row else None

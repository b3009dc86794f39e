"""The person's own words, as they are shared with the viewer."""

from datetime import datetime
from uuid import UUID

from alongside.areas.people.models import PersonWords
from alongside.areas.people.queries.lines import OwnWords
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.picture.compose import look_at
from alongside.kernel.actor import Actor


def own_words(
    viewer: Actor, person_id: UUID, *, purpose: Purpose, now: datetime
) -> OwnWords | None:
    """Answer a person's own words when the purpose allows, and log the look.

    Returns:
        ``None`` when they are withheld, withdrawn or were never shared; which of these is
        not told.
    """
    return look_at(
        viewer,
        person_id,
        Category.OWN_WORDS,
        load=lambda: words_in_force(person_id),
        purpose=purpose,
        now=now,
    )


def words_in_force(person_id: UUID) -> OwnWords | None:
    """Answer the words not withdrawn, for panels that have been decided on already."""
    row = PersonWords.objects.filter(person_id=person_id, withdrawn_at=None).first()
    return OwnWords(row.text, row.helps, row.worse, row.shared_at) if row else None

"""Tell people of the library of good practice: a note waits, or what became of one's own."""

from collections.abc import Callable, Mapping
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.liaison.actions.practice import ADDED, DECIDED
from alongside.areas.liaison.models import PracticeNote
from alongside.areas.liaison.rules.practice import NOTE_WORDS, NoteState
from alongside.areas.liaison.rules.roles import LEADS
from alongside.foundation.accounts.queries import holders_at
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message


def tell_of_added(message: Message) -> None:
    """Tell the liaison leads that a note waits for them, but not of their own."""
    row = _note(message)
    if row.state == NoteState.ADDED:
        others = [one for one in holders_at(LEADS) if str(one) != message.payload["by"]]
        _tell(message, row, others, f"Good practice to look at: {row.title}")


def tell_of_decision(message: Message) -> None:
    """Tell whoever added a note what became of it."""
    row = _note(message)
    if str(row.added_by_id) != message.payload["by"]:
        _tell(message, row, [row.added_by_id], f"{NOTE_WORDS[row.state]}: {row.title}")


def _tell(message: Message, row: PracticeNote, users: list[UUID], title: str) -> None:
    tell(users, message, title=title, link=reverse("liaison:practice_note", args=[row.id]))


def _note(message: Message) -> PracticeNote:
    return PracticeNote.objects.get(pk=UUID(message.payload["note"]))


DELIVERIES: Final[Mapping[str, Callable[[Message], None]]] = {
    ADDED: tell_of_added,
    DECIDED: tell_of_decision,
}
"""Who delivers which topic."""

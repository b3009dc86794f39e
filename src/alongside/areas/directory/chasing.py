"""Asks whoever confirmed an entry to look at it again once it goes stale."""

from datetime import datetime
from uuid import UUID

from django.urls import reverse

from alongside.areas.directory.actions.confirming import ROWS
from alongside.areas.directory.actions.writing import CHASE
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.foundation.outbox import inbox
from alongside.foundation.outbox.messages import Message

__all__ = ["CHASE", "chase"]
TITLES = {
    EntryKind.PLACE: "A place of safety is due to be confirmed",
    EntryKind.TEAM: "A team is due to be confirmed",
    EntryKind.OPTION: "An option for tonight is due to be confirmed",
    EntryKind.COVER: "A cover number is due to be confirmed",
    EntryKind.CONTACT: "A contact is due to be confirmed",
}


def chase(message: Message) -> None:
    """Tell whoever last confirmed an entry, unless it was confirmed again since."""
    kind = EntryKind(message.payload["kind"])
    row = ROWS[kind]._default_manager.filter(pk=UUID(message.payload["id"])).first()
    confirmed_at = datetime.fromisoformat(message.payload["confirmed_at"])
    if row is None or row.confirmed_at != confirmed_at or not getattr(row, "active", True):
        return
    inbox.tell([row.confirmed_by_id], message, title=TITLES[kind], link=_link(kind, row.pk))


def _link(kind: EntryKind, row_id: UUID) -> str:
    if kind is EntryKind.PLACE:
        return reverse("directory:place", args=[row_id])
    return reverse("directory:teams")

"""Files what was published where a search finds it, in the transaction that publishes it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.models import SearchEntry
from alongside.areas.liaison.rules.search_kinds import SearchKind


@dataclass(frozen=True, slots=True)
class Findable:
    """What is to be found.

    Attributes:
        kind: What it is.
        entry_id: Of the answer, page or practice itself.
        title: Its title.
        body: All its words, plain.
        said_as: What somebody would say who needs it, one way a line.
    """

    kind: SearchKind
    entry_id: UUID
    title: str
    body: str
    said_as: str = ""


def file_entry(what: Findable, *, now: datetime) -> None:
    """Let this be found from now on, in place of what was filed of it before."""
    SearchEntry.objects.update_or_create(
        kind=what.kind,
        entry_id=what.entry_id,
        defaults={
            "title": what.title,
            "body": what.body,
            "said_as": what.said_as,
            "current_since": now,
        },
    )


def take_out(kind: SearchKind, entry_id: UUID) -> None:
    """Let this be found no more."""
    SearchEntry.objects.filter(kind=kind, entry_id=entry_id).delete()

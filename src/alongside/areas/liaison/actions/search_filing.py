"""Files what was published where a search finds it, in the transaction that publishes it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from alongside.areas.liaison.models import SearchEntry, SearchWord
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.areas.liaison.rules.search_words import LONGEST_WORD, folded


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


@transaction.atomic
def file_entry(what: Findable, *, now: datetime) -> None:
    """Let this be found from now on, in place of what was filed of it before."""
    before = _filed(what.kind, what.entry_id)
    had = words_of(before) if before else frozenset()
    filed, _ = SearchEntry.objects.update_or_create(
        kind=what.kind,
        entry_id=what.entry_id,
        defaults={
            "title": what.title,
            "body": what.body,
            "said_as": what.said_as,
            "current_since": now,
        },
    )
    has = words_of(filed)
    _count(has - had, had - has)


@transaction.atomic
def take_out(kind: SearchKind, entry_id: UUID) -> None:
    """Let this be found no more."""
    before = _filed(kind, entry_id)
    if before is not None:
        _count((), words_of(before))
        before.delete()


def words_of(entry: SearchEntry) -> frozenset[str]:
    """Answer the words of something filed, each once."""
    words = folded(f"{entry.title} {entry.said_as} {entry.body}")
    return frozenset(word for word in words if 1 < len(word) <= LONGEST_WORD)


def _filed(kind: SearchKind, entry_id: UUID) -> SearchEntry | None:
    return SearchEntry.objects.select_for_update().filter(kind=kind, entry_id=entry_id).first()


def _count(gained: Collection[str], lost: Iterable[str]) -> None:
    """Count words in and out, always in the order of the alphabet so that no two wait in a ring."""
    new = [SearchWord(word=word) for word in sorted(gained)]
    SearchWord.objects.bulk_create(new, ignore_conflicts=True, batch_size=400)
    both = sorted({*gained, *lost})
    for first in range(0, len(both), 400):
        some = both[first : first + 400]
        held = SearchWord.objects.select_for_update().filter(word__in=some).order_by("word")
        list(held.values_list("word", flat=True))
        up = [word for word in some if word in gained]
        SearchWord.objects.filter(word__in=up).update(entries=F("entries") + 1)
        down = [word for word in some if word not in gained]
        SearchWord.objects.filter(word__in=down, entries__gt=0).update(entries=F("entries") - 1)

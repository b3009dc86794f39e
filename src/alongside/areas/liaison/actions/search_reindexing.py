"""Counts the words of what is filed anew, and makes the full-text index again."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from alongside.areas.liaison.actions.search_filing import words_of
from alongside.areas.liaison.models import SearchEntry, SearchWord
from alongside.areas.liaison.queries.search_stores import make_again
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, record
from alongside.kernel.actor import Actor, require


def reindex(actor: Actor, *, now: datetime, progress: Callable[[int], None]) -> int:
    """Make all that a search stands on again from what is filed.

    Needed only where rows were brought in past the actions, or a file was mended.

    Args:
        actor: Who asks for it.
        now: The instant.
        progress: Told how many entries were read so far.

    Returns:
        How many entries there are.

    Raises:
        NotPermitted: The role may not.
    """
    require(actor, PERMISSIONS, "knowledge.write")
    with transaction.atomic():
        counts: Counter[str] = Counter()
        read = 0
        for read, entry in enumerate(SearchEntry.objects.order_by("pk").iterator(), 1):
            counts.update(words_of(entry))
            progress(read)
        SearchWord.objects.all().delete()
        SearchWord.objects.bulk_create(
            [SearchWord(word=word, entries=number) for word, number in sorted(counts.items())],
            batch_size=400,
        )
        make_again()
        record(actor, Entry(Op.CONFIGURATION, "liaison.reindex"), now=now)
    return read

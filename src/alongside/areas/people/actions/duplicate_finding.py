"""Looking for records that may be about one person, as they come in."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.people.models import DuplicatePair, DuplicateSearch
from alongside.areas.people.queries.duplicate_facts import (
    changed_since,
    worth_comparing,
)
from alongside.foundation.audit.record import Entry, Op, Ref, record

EVERY: Final = timedelta(minutes=15)
LOOK_BACK: Final = timedelta(hours=1)
"""How far back each search reads again, so that what was being saved meanwhile is not missed."""


def find_duplicates(now: datetime) -> int:
    """Compare what was recorded since the last search with everybody, and list likely pairs.

    A pair that somebody answered is not listed again.

    Returns:
        How many pairs were added.
    """
    last = DuplicateSearch.objects.first()
    since = last.searched_until - LOOK_BACK if last else None
    added = sum(_compare(person_id, now) for person_id in changed_since(since, now))
    search = last or DuplicateSearch()
    search.searched_until = now
    search.save()
    return added


def _compare(person_id: UUID, now: datetime) -> int:
    added = 0
    for pair, weight in worth_comparing(person_id).items():
        known = DuplicatePair.objects.filter(first_id=pair.first, second_id=pair.second)
        if known.exists():
            continue
        with transaction.atomic():
            row, made = DuplicatePair.objects.get_or_create(
                first_id=pair.first,
                second_id=pair.second,
                defaults={"found_at": now, "weight": weight},
            )
            if made:
                added += 1
                entry = Entry(
                    Op.COMBINATION,
                    "people.find_duplicates",
                    Ref("duplicate_pair", row.pk),
                    also=(Ref("person", pair.first), Ref("person", pair.second)),
                )
                record(None, entry, now=now)
    return added

"""Files everybody again, for a new version or after a repair by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from alongside.areas.people.actions.filing import empty_the_files, file_people
from alongside.areas.people.models import CardKey, Person, PersonCard, WordKey
from alongside.foundation.audit.record import BULK_LANE, Entry, Op, record

AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True)
class Refiled:
    """What filing everybody came to.

    Attributes:
        people: How many people were looked at.
        changed: How many cards were made, changed or taken out.
    """

    people: int
    changed: int


def people_to_file(*, only_unfiled: bool = False) -> int:
    """Answer how many people there are to file."""
    return _to_file(only_unfiled=only_unfiled).count()


def file_everybody(
    *,
    now: datetime,
    afresh: bool = False,
    only_unfiled: bool = False,
    progress: Callable[[int], object] = lambda _: None,
) -> Refiled:
    """Make every card and key say what the other rows say, some people at a time.

    Each lot is a transaction of its own, so the desk goes on meanwhile. What is filed already
    and right is left alone, so this can be stopped and begun again.

    Args:
        now: The server's instant.
        afresh: Whether to take everything out first, in case the files are damaged. Until it
            is done, look-ups miss whoever is not filed yet.
        only_unfiled: Whether to look only at people who have no card.
        progress: Told after each lot how many people are done.
    """
    if afresh:
        with transaction.atomic():
            empty_the_files()
    done = changed = 0
    words: set[str] = set()
    for lot in _lots(only_unfiled=only_unfiled):
        with transaction.atomic():
            changed += file_people(lot, filed_words=words)
        done += len(lot)
        progress(done)
    if changed:
        count_again()
        with transaction.atomic():
            entry = Entry(Op.CONFIGURATION, "people.file_everybody", fields=("card",))
            record(None, entry, now=now, lane=BULK_LANE)
    return Refiled(done, changed)


def _to_file(*, only_unfiled: bool) -> QuerySet[Person]:
    """Whoever has no card yet, or everybody, whose card may have to be taken out."""
    return (
        Person.objects.filter(card=None, merged_into=None) if only_unfiled else Person.objects.all()
    )


def _lots(*, only_unfiled: bool) -> Iterator[list[UUID]]:
    people = _to_file(only_unfiled=only_unfiled).order_by("pk")
    last: UUID | None = None
    while True:
        after = people.filter(pk__gt=last) if last else people
        lot = list(after.values_list("pk", flat=True)[:AT_ONCE])
        if not lot:
            return
        yield lot
        last = lot[-1]


def count_again() -> None:
    """Let the database look at how its tables have grown, so that it plans look-ups well."""
    with connection.cursor() as cursor:
        for model in (PersonCard, CardKey, WordKey):
            cursor.execute(f"ANALYZE {model._meta.db_table}")

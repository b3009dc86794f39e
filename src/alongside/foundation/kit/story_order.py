"""The place of an entry in a story, so that entries of one moment always read the same way."""

from typing import Any, Protocol

from django.db.models import Max, QuerySet


class Placed(Protocol):
    """An entry that has its place."""

    sequence: int


def next_place(entries: QuerySet[Any], corrects: Placed | None = None) -> int:
    """Answer the place of a new entry after these, or that of the entry it corrects.

    Entries written in one transaction share both their times, so no time says which came first.
    The caller has locked what they are entries of, so that two writers do not take one place.
    """
    if corrects is not None:
        return corrects.sequence
    last: int | None = entries.aggregate(last=Max("sequence"))["last"]
    return 1 + (last or 0)

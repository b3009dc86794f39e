"""What two records say that is compared, and which records are worth comparing."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.people.models import (
    PersonBirth,
    PersonCard,
    PersonIdentifier,
    PersonName,
    PersonPhone,
)
from alongside.areas.people.queries.keys import DatabaseIndex
from alongside.areas.people.rules.merging.evidence import LISTED, Evidence, evidence
from alongside.areas.people.rules.merging.pairs import Pair, pair_of
from alongside.engines.matching.finder import facts_of as facts_on
from alongside.engines.matching.finder import find
from alongside.engines.matching.model import Facts

WEIGHED: Final = 20
NOTHING: Final = Facts()


def evidence_of(first: UUID, second: UUID) -> Evidence:
    """Answer what speaks for and against two records being about one person."""
    facts = facts_of((first, second))
    return evidence(facts[first], facts[second])


def facts_of(people: Collection[UUID]) -> dict[UUID, Facts]:
    """Answer what of each record is compared; nothing, where nothing tells them apart."""
    cards = PersonCard.objects.filter(person_id__in=people).values_list("person_id", "facts")
    return dict.fromkeys(people, NOTHING) | {key: facts_on(card) for key, card in cards}


def changed_since(since: datetime | None, until: datetime) -> list[UUID]:
    """Answer whose record gained something to compare in a stretch of time."""
    people: set[UUID] = set()
    for model in (PersonName, PersonBirth, PersonIdentifier, PersonPhone):
        rows = model._default_manager.filter(recorded_at__lte=until, person__merged_into=None)
        if since is not None:
            rows = rows.filter(recorded_at__gt=since)
        people |= set(rows.values_list("person_id", flat=True))
    return sorted(people)


def worth_comparing(person_id: UUID) -> dict[Pair, float]:
    """Answer the pairs of a record with others that may be about one person, with their weight."""
    sought = facts_of((person_id,))[person_id]
    return {
        pair_of(person_id, found.person_id): found.match.weight
        for found in find(DatabaseIndex(), sought, weighed=WEIGHED)
        if found.person_id != person_id and found.match.weight >= LISTED
    }

"""Finding people by what is typed. Every look-up is logged, also one that finds nobody."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.people.models import Person, PersonAddress, PersonName
from alongside.areas.people.queries.identity import address_words
from alongside.areas.people.queries.keys import Candidate, candidates, look_alikes
from alongside.areas.people.queries.labels import birth_of, label_of, labelled
from alongside.areas.people.queries.lines import FoundPerson
from alongside.areas.people.rules.ages import born_words
from alongside.areas.people.rules.facts import NewName, NewPerson
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.areas.people.rules.searching import read_search
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.deciding import require_category
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

DUPLICATES_SHOWN: Final = 5


def find_people(
    viewer: Actor, text: str, *, purpose: Purpose, now: datetime, limit: int = 10
) -> list[FoundPerson]:
    """Answer whom the typed words may mean, likeliest first, and log the look-up.

    Args:
        viewer: Who looks.
        text: Names in any order, a date of birth, an NHS number or a phone number.
        purpose: Why they look; it must allow names to be shown.
        now: The server's instant.
        limit: How many to answer at most.

    Raises:
        NotPermitted: The role, or the purpose, does not include this.
        Refused: ``search.too_little``.
    """
    require(viewer, PERMISSIONS, "person.find")
    decision = require_category(viewer, purpose, Category.IDENTITY, now=now)
    today = local_date(now)
    sought = read_search(text, today)
    found = _found(candidates(sought), today, limit)
    _log(viewer, "people.find_people", found, Why(purpose, decision.ground), now=now)
    return found


def possible_duplicates(
    viewer: Actor, facts: NewPerson, *, purpose: Purpose, now: datetime
) -> list[FoundPerson]:
    """Answer who already on record may be the same person, and log the look-up.

    Args:
        viewer: Who is about to record somebody.
        facts: What they typed.
        purpose: Why they look; it must allow names to be shown.
        now: The server's instant.

    Raises:
        NotPermitted: The role, or the purpose, does not include this.
    """
    require(viewer, PERMISSIONS, "person.find")
    decision = require_category(viewer, purpose, Category.IDENTITY, now=now)
    found = _found(look_alikes(facts), local_date(now), DUPLICATES_SHOWN)
    _log(viewer, "people.possible_duplicates", found, Why(purpose, decision.ground), now=now)
    return found


def _log(
    viewer: Actor, action: str, found: Sequence[FoundPerson], why: Why, *, now: datetime
) -> None:
    """Keep who was shown. What was typed is not kept: it may itself say who is meant."""
    entry = Entry(
        Op.SEARCH if found else Op.SEARCH_NO_HIT,
        action,
        also=tuple(Ref("person", line.id) for line in found),
        fields=(Category.IDENTITY,),
        why=why,
    )
    record_look(viewer, entry, now=now)


def _found(hits: Sequence[Candidate], today: date, limit: int) -> list[FoundPerson]:
    reasons = {hit.person_id: hit for hit in hits}
    rows = labelled(Person.objects.filter(pk__in=reasons))
    labels = {row["id"]: (label_of(row, today), birth_of(row)) for row in rows}
    best = sorted(labels, key=lambda pk: (reasons[pk].rank, labels[pk][0].full))[:limit]
    names, addresses = _other_names(best), _addresses(best)
    return [
        FoundPerson(
            id=pk,
            label=labels[pk][0],
            born_words=born_words(labels[pk][1], today),
            address_words=addresses.get(pk, ""),
            also=tuple(name for name in names.get(pk, ()) if name != labels[pk][0].full),
            matched=reasons[pk].matched,
        )
        for pk in best
    ]


def _other_names(people: Sequence[UUID]) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = {}
    # What somebody likes to be called is in their label already.
    rows = PersonName.objects.filter(person_id__in=people).exclude(kind="preferred", current=True)
    rows = rows.order_by("recorded_at", "id")
    for person_id, given, family in rows.values_list("person_id", "given", "family"):
        full = NewName(given, family).full
        if full not in names.setdefault(person_id, []):
            names[person_id].append(full)
    return names


def _addresses(people: Sequence[UUID]) -> dict[UUID, str]:
    rows = PersonAddress.objects.filter(person_id__in=people, current=True)
    return {row.person_id: address_words(row) for row in rows}

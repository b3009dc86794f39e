"""Finding people by what is typed. Every look-up is logged, also one that finds nobody."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from alongside.areas.people.models import Person, PersonAddress, PersonName
from alongside.areas.people.queries.identity import address_words
from alongside.areas.people.queries.keys import DatabaseIndex, people_filed
from alongside.areas.people.queries.labels import birth_of, label_of, labelled
from alongside.areas.people.queries.lines import FoundPerson
from alongside.areas.people.rules.ages import born_words
from alongside.areas.people.rules.facts import NewName, NewPerson
from alongside.areas.people.rules.filing import facts_as_told
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.areas.people.rules.searching import may_be_the_same, read_search, worth_showing
from alongside.engines.matching.finder import Found, find
from alongside.engines.matching.model import Strength
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.picture.deciding import require_category
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date

DUPLICATES_SHOWN: Final = 5
LOGGED_AGAIN_AFTER: Final = 600
"""Seconds after which the same list, shown again while somebody types, is logged again."""


def find_people(
    viewer: Actor,
    text: str,
    *,
    purpose: Purpose,
    now: datetime,
    limit: int = 10,
    sitting: UUID | None = None,
) -> list[FoundPerson]:
    """Answer whom the typed words may mean, likeliest first, and log the look-up.

    Args:
        viewer: Who looks.
        text: Names in any order, half spelt, a date of birth or an age, a place, an NHS number
            or a phone number.
        purpose: Why they look; it must allow names to be shown.
        now: The server's instant.
        limit: How many to answer at most.
        sitting: One opening of the page, where results are shown while somebody types. The same
            list shown again within ten minutes of one sitting is not logged again.

    Raises:
        NotPermitted: The role, or the purpose, does not include this.
        Refused: ``search.too_little`` or ``search.too_vague``.
    """
    require(viewer, PERMISSIONS, "person.find")
    decision = require_category(viewer, purpose, Category.IDENTITY, now=now)
    today = local_date(now)
    hits = find(DatabaseIndex(), read_search(text, today).facts)
    found = _found([hit for hit in hits if worth_showing(hit.match)][:limit], today)
    why = Why(purpose, decision.ground)
    key = _once_key(viewer, sitting, found, why, now=now) if sitting else None
    _log(viewer, "people.find_people", found, why, now=now, once_key=key)
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
    today = local_date(now)
    hits = find(DatabaseIndex(), facts_as_told(facts, today))
    alike = [hit for hit in hits if may_be_the_same(hit.match)]
    found = _found(alike[:DUPLICATES_SHOWN], today)
    _log(viewer, "people.possible_duplicates", found, Why(purpose, decision.ground), now=now)
    return found


def _log(
    viewer: Actor,
    action: str,
    found: Sequence[FoundPerson],
    why: Why,
    *,
    now: datetime,
    once_key: UUID | None = None,
) -> None:
    """Keep who was shown. What was typed is not kept: it may itself say who is meant."""
    entry = Entry(
        Op.SEARCH if found else Op.SEARCH_NO_HIT,
        action,
        also=tuple(Ref("person", line.id) for line in found),
        fields=(Category.IDENTITY,),
        why=why,
    )
    record_look(viewer, entry, now=now, once_key=once_key)


def _once_key(
    viewer: Actor, sitting: UUID, found: Sequence[FoundPerson], why: Why, *, now: datetime
) -> UUID:
    """Stand for one list of people, shown to one viewer for one purpose about now."""
    people = ",".join(sorted(str(line.id) for line in found))
    when = int(now.timestamp() // LOGGED_AGAIN_AFTER)
    return uuid5(sitting, f"{viewer.user_id} {why.purpose} {when} {people}")


def _found(hits: Sequence[Found], today: date) -> list[FoundPerson]:
    rows = {row["id"]: row for row in labelled(Person.objects.filter(pk__in=_ids(hits)))}
    names, addresses = _other_names(_ids(hits)), _addresses(_ids(hits))
    people = people_filed() if hits else 0
    found = []
    for hit in hits:
        row = rows[hit.person_id]
        label = label_of(row, today)
        found.append(
            FoundPerson(
                id=hit.person_id,
                label=label,
                born_words=born_words(birth_of(row), today),
                address_words=addresses.get(hit.person_id, ""),
                also=tuple(n for n in names.get(hit.person_id, ()) if n != label.full),
                matched=hit.match.words,
                strong=hit.match.strength(people=people) is Strength.STRONG,
            )
        )
    return found


def _ids(hits: Sequence[Found]) -> list[UUID]:
    return [hit.person_id for hit in hits]


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

"""Picks candidates for a look-up from the table of keys, by index alone."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.areas.people.models import PersonKey
from alongside.areas.people.rules.facts import NewPerson
from alongside.areas.people.rules.naming import LONGEST_KEY, name_keys, plain
from alongside.areas.people.rules.searching import Sought, phone_digits
from alongside.foundation.reference import check_nhs_number

CANDIDATES: Final = 60
"""How many people are weighed before the best are shown."""

Keys = QuerySet[PersonKey]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody the keys point at.

    Attributes:
        person_id: Who.
        rank: Lower is likelier.
        matched: What matched, in words.
    """

    person_id: UUID
    rank: int
    matched: str


def candidates(sought: Sought) -> list[Candidate]:
    """Answer whom a look-up may mean.

    A number decides by itself. Otherwise every word has to match the beginning of a name and
    the date has to match too; when no such person is on record, the name alone is tried, so
    that a wrong date does not hide anybody.
    """
    picked: dict[UUID, Candidate] = {}
    if sought.nhs_number:
        _pick(picked, _exact("nhs", sought.nhs_number), 0, "NHS number")
    if sought.phone:
        _pick(picked, _exact("phone", sought.phone), 1, "phone number")
    if picked or sought.nhs_number or sought.phone:
        return list(picked.values())
    if sought.born_on is None:
        _pick_names(picked, sought.names, 4, "name")
        return list(picked.values())
    born = _exact("born", sought.born_on.isoformat())
    if not sought.names:
        _pick(picked, born, 2, "date of birth")
        return list(picked.values())
    _pick(picked, _narrowed(born, sought.names), 2, "name and date of birth")
    if not picked:
        _pick_names(picked, sought.names, 6, "name; the date of birth differs or is not known")
    return list(picked.values())


def look_alikes(facts: NewPerson) -> list[Candidate]:
    """Answer who on record may be the person these facts tell of."""
    picked: dict[UUID, Candidate] = {}
    checked = check_nhs_number(facts.nhs_number)
    if checked.value is not None:
        _pick(picked, _exact("nhs", checked.value), 0, "same NHS number")
    words = sorted(
        name_keys([facts.name, *facts.aliases, *([facts.preferred] if facts.preferred else [])])
    )
    shared = Exists(
        PersonKey.objects.filter(person_id=OuterRef("person_id"), kind="name", key__in=words)
    )
    if facts.born_on is not None:
        born = _exact("born", facts.born_on.isoformat()).filter(shared)
        _pick(picked, born, 1, "same date of birth and a name in common")
    if facts.phone:
        phone = _exact("phone", phone_digits(facts.phone)).filter(shared)
        _pick(picked, phone, 2, "same phone number and a name in common")
    both = [key for part in (facts.family, facts.given) if (key := plain(part).replace(" ", ""))]
    if len(both) == 2:
        named = _exact("name", both[0][:LONGEST_KEY])
        second = PersonKey.objects.filter(
            person_id=OuterRef("person_id"), kind="name", key=both[1][:LONGEST_KEY]
        )
        _pick(picked, named.filter(Exists(second)), 3, "same name")
    return list(picked.values())


def _pick_names(
    picked: dict[UUID, Candidate], names: tuple[str, ...], rank: int, matched: str
) -> None:
    first, rest = names[0], names[1:]
    _pick(picked, _narrowed(_exact("name", first), rest), rank, matched)
    if len(picked) < CANDIDATES:
        _pick(picked, _narrowed(_beginning(first), rest), rank + 1, matched)


def _pick(picked: dict[UUID, Candidate], keys: Keys, rank: int, matched: str) -> None:
    for person_id in keys.values_list("person_id", flat=True).distinct()[:CANDIDATES]:
        picked.setdefault(person_id, Candidate(person_id, rank, matched))


def _exact(kind: str, key: str) -> Keys:
    return PersonKey.objects.filter(kind=kind, key=key)


def _beginning(start: str) -> Keys:
    # Keys hold a to z and 0 to 9 only, so every collation puts this range in one run of the
    # index; LIKE would not use the index on either database.
    return PersonKey.objects.filter(kind="name", key__range=(start, start.ljust(LONGEST_KEY, "z")))


def _narrowed(keys: Keys, names: tuple[str, ...]) -> Keys:
    for start in names:
        end = start.ljust(LONGEST_KEY, "z")
        keys = keys.filter(
            Exists(
                PersonKey.objects.filter(
                    person_id=OuterRef("person_id"), kind="name", key__range=(start, end)
                )
            )
        )
    return keys

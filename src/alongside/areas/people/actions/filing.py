"""Files people where a look-up finds them, inside the transaction of whatever changed them."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.db import connection

from alongside.areas.people.models import (
    CardKey,
    NameWord,
    Person,
    PersonAddress,
    PersonBirth,
    PersonCard,
    PersonIdentifier,
    PersonName,
    PersonPhone,
    WordKey,
)
from alongside.areas.people.rules.ages import Birth
from alongside.areas.people.rules.facts import NewAddress, NewName
from alongside.areas.people.rules.filing import facts_on_record
from alongside.engines.matching.finder import card_keys, card_of, card_words, word_keys
from alongside.engines.matching.model import Facts

ROWS_AT_ONCE: Final = 5000
PAIRS_AT_ONCE: Final = 450


@dataclass(frozen=True, slots=True)
class Card:
    """What is to stand on somebody's card.

    Attributes:
        facts: The line of text.
        keys: What it is filed under.
        words: The words of their names.
    """

    facts: str
    keys: frozenset[int]
    words: frozenset[str]


def file_people(person_ids: Collection[UUID], *, filed_words: set[str] | None = None) -> int:
    """Make the cards and keys of people say what their other rows say.

    Args:
        person_ids: Whom; a few thousand at a time.
        filed_words: Words known to be filed already, added to here; spares asking for each
            when many people are filed one after another.

    Returns:
        How many cards were made, changed or taken out.
    """
    known = _facts(person_ids)
    # Whoever leads to another record now is not filed: their card is taken out.
    _take_out(list(PersonCard.objects.filter(person_id__in=set(person_ids) - known.keys())))
    return file_facts(known, filed_words=filed_words)


def file_facts(facts: Mapping[UUID, Facts], *, filed_words: set[str] | None = None) -> int:
    """Make the cards and keys of people say what these facts say; as ``file_people`` does."""
    wanted = {pk: card for pk, known in facts.items() if (card := _card(known))}
    _file_words(frozenset().union(*(card.words for card in wanted.values())), filed_words)
    held = {row.person_id: row for row in PersonCard.objects.filter(person_id__in=list(facts))}
    fresh = [pk for pk in wanted if pk not in held]
    changed = [pk for pk, card in wanted.items() if pk in held and _differs(held[pk], card)]
    _take_out([row for pk, row in held.items() if pk not in wanted])
    _change([held[pk] for pk in changed], wanted)
    _add(fresh, wanted)
    return len(fresh) + len(changed) + len(held.keys() - wanted.keys())


def empty_the_files() -> None:
    """Take every card and key out, so that all can be filed afresh."""
    for model in (CardKey, PersonCard, WordKey, NameWord):
        model.objects.all().delete()


def _card(facts: Facts) -> Card | None:
    keys = card_keys(facts)
    return Card(card_of(facts), keys, card_words(facts)) if keys else None


def _packed(keys: Iterable[int]) -> bytes:
    return array("q", sorted(keys)).tobytes()


def _unpacked(row: PersonCard) -> frozenset[int]:
    keys = array("q")
    keys.frombytes(bytes(row.keys))
    return frozenset(keys)


def _differs(row: PersonCard, card: Card) -> bool:
    return row.facts != card.facts or bytes(row.keys) != _packed(card.keys)


def _add(people: Sequence[UUID], wanted: Mapping[UUID, Card]) -> None:
    rows = PersonCard.objects.bulk_create(
        (
            PersonCard(person_id=pk, facts=wanted[pk].facts, keys=_packed(wanted[pk].keys))
            for pk in people
        ),
        batch_size=ROWS_AT_ONCE,
    )
    _file_keys((key, row.pk) for row in rows for key in wanted[row.person_id].keys)


def _change(rows: Sequence[PersonCard], wanted: Mapping[UUID, Card]) -> None:
    added = []
    for row in rows:
        card, before = wanted[row.person_id], _unpacked(row)
        CardKey.objects.filter(card_id=row.pk, key__in=before - card.keys).delete()
        added += [(key, row.pk) for key in card.keys - before]
        row.facts, row.keys = card.facts, _packed(card.keys)
    PersonCard.objects.bulk_update(rows, ("facts", "keys"), batch_size=ROWS_AT_ONCE)
    _file_keys(added)


def _take_out(rows: Sequence[PersonCard]) -> None:
    for row in rows:
        CardKey.objects.filter(card_id=row.pk, key__in=_unpacked(row)).delete()
    PersonCard.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _file_keys(pairs: Iterable[tuple[int, int]]) -> None:
    """Add keys in their own order: one run through the index rather than a leap for each."""
    _insert(CardKey, ("key", "card_id"), sorted(pairs))


def _insert(
    model: type[CardKey | WordKey], columns: tuple[str, str], rows: Sequence[tuple[Any, Any]]
) -> None:
    """Insert rows of two columns, leaving those that are there, without making objects of them.

    A million people have fifteen million keys: this takes a quarter of the time. PostgreSQL takes
    each column as one array, which spares it reading a hundred thousand separate values.
    """
    into = f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) "  # nosec B608
    unless = " ON CONFLICT DO NOTHING"
    if connection.vendor == "postgresql" and rows:
        kinds = [model._meta.get_field(name).db_type(connection) for name in columns]
        arrays = ", ".join(f"%s::{kind}[]" for kind in kinds)
        with connection.cursor() as cursor:
            cursor.execute(
                f"{into}SELECT * FROM unnest({arrays}){unless}",  # nosec B608
                [list(column) for column in zip(*rows, strict=True)],
            )
        return
    with connection.cursor() as cursor:
        for start in range(0, len(rows), PAIRS_AT_ONCE):
            lot = rows[start : start + PAIRS_AT_ONCE]
            values = ",".join(["(%s,%s)"] * len(lot))
            cursor.execute(f"{into}VALUES {values}{unless}", [*chain.from_iterable(lot)])


def _file_words(words: frozenset[str], filed: set[str] | None) -> None:
    """File words nobody's name had before, in one order, so that two writers cannot deadlock."""
    fresh = words - (filed or set())
    fresh -= set(NameWord.objects.filter(word__in=fresh).values_list("word", flat=True))
    if fresh:
        NameWord.objects.bulk_create(
            (NameWord(word=word) for word in sorted(fresh)), ignore_conflicts=True
        )
        _insert(
            WordKey,
            ("key", "word"),
            sorted((key, word) for word in fresh for key in word_keys(word)),
        )
    if filed is not None:
        filed |= words


def _facts(person_ids: Collection[UUID]) -> dict[UUID, Facts]:
    """Read what tells people apart from all their rows, a handful of queries for all of them."""
    ids = list(person_ids)
    names = _by_person(PersonName, ids, "given", "family")
    births = _by_person(PersonBirth, ids, "born_on", "age_low", "age_high", "as_of", current=True)
    addresses = _by_person(PersonAddress, ids, "text", "postcode")
    phones = _by_person(PersonPhone, ids, "digits")
    numbers = _by_person(PersonIdentifier, ids, "value", kind="nhs_number")
    # A key that was joined to another is not filed: whoever is sought is found on the one card.
    sexes = Person.objects.filter(pk__in=ids, merged_into=None).values_list("pk", "sex")
    return {
        pk: facts_on_record(
            names=[NewName(*row) for row in names[pk]],
            births=[Birth(*row) for row in births[pk]],
            addresses=[NewAddress(*row) for row in addresses[pk]],
            phones=[digits for (digits,) in phones[pk]],
            nhs_numbers=[value for (value,) in numbers[pk]],
            sex=sex,
        )
        for pk, sex in sexes
    }


def _by_person(
    model: type[Any], ids: Sequence[UUID], *columns: str, **only: object
) -> dict[UUID, list[tuple[Any, ...]]]:
    found: dict[UUID, list[tuple[Any, ...]]] = defaultdict(list)
    rows = model.objects.filter(person_id__in=ids, **only).order_by("recorded_at", "pk")
    for person_id, *values in rows.values_list("person_id", *columns):
        found[person_id].append(tuple(values))
    return found

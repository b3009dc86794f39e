from datetime import date

import pytest

from alongside.areas.people import actions
from alongside.areas.people.actions import NewAddress, NewName, NewPerson
from alongside.areas.people.actions.filing import file_people
from alongside.areas.people.actions.refiling import file_everybody
from alongside.areas.people.models import (
    CardKey,
    NameWord,
    PersonAddress,
    PersonCard,
    PersonName,
    WordKey,
)
from alongside.areas.people.queries.keys import DatabaseIndex
from alongside.engines.matching.finder import MemoryIndex, card_keys, facts_of, find
from alongside.engines.matching.model import Facts, NameFacts
from tests.areas.people.cases import newest

pytestmark = pytest.mark.django_db
FILES = (PersonCard, CardKey, NameWord, WordKey)


def filed():
    """Answer everything that is filed, for comparing."""
    keys = set(CardKey.objects.values_list("key", "card__person"))
    cards = set(PersonCard.objects.values_list("person", "facts"))
    return cards, keys, set(WordKey.objects.values_list("key", "word"))


@pytest.fixture
def crowd(officer, now):
    """A few people, some of them alike."""
    names = [("Jamie", "Marsh"), ("James", "March"), ("Siân", "O'Neill-Moss"), ("Mo", "Khan")]
    return [
        actions.add_person(
            officer,
            NewPerson(
                given=given,
                family=family,
                born_on=date(1985, 3, 12 + number),
                address=NewAddress(f"{number} Mill Lane, Skelby", "ZN6 1AB"),
            ),
            now=now,
        )
        for number, (given, family) in enumerate(names)
    ]


def test_a_change_takes_out_the_keys_it_leaves_behind(officer, crowd, now):
    actions.add_name(officer, crowd[0], kind="alias", name=NewName("Jay", "Moss"), now=now)
    PersonName.objects.filter(person=crowd[0], kind="alias").delete()
    actions.add_phone(officer, crowd[0], "07700 900123", now=now)
    card = PersonCard.objects.get(person=crowd[0])
    held = set(CardKey.objects.filter(card=card).values_list("key", flat=True))
    assert held == card_keys(facts_of(card.facts))


def test_somebody_with_nothing_to_be_found_by_has_no_card(crowd):
    PersonName.objects.filter(person=crowd[0]).delete()
    PersonAddress.objects.filter(person=crowd[0]).delete()
    crowd_card = PersonCard.objects.get(person=crowd[0])
    crowd_card.person.births.all().delete()
    assert file_people([crowd[0]]) == 1
    assert not CardKey.objects.filter(card=crowd_card.pk).exists()
    assert not PersonCard.objects.filter(person=crowd[0]).exists()


@pytest.mark.parametrize("afresh", [False, True])
def test_filing_everybody_again_mends_what_was_lost(crowd, now, afresh):
    before = filed()
    if afresh:
        CardKey.objects.all().delete()
    else:
        PersonCard.objects.filter(person=crowd[0]).update(facts="", keys=b"")
    seen = []
    refiled = file_everybody(now=now, afresh=afresh, progress=seen.append)
    assert refiled.people == len(crowd)
    assert refiled.changed == (len(crowd) if afresh else 1)
    assert seen == [len(crowd)]
    assert {(person, facts) for person, facts in filed()[0]} == before[0]
    assert {key for key, _ in filed()[1]} == {key for key, _ in before[1]}
    assert filed()[2] == before[2]
    assert newest().action == "people.file_everybody"


def test_filing_what_is_right_already_writes_nothing(crowd, now):
    newest_before = newest().pk
    assert file_everybody(now=now).changed == 0
    assert file_everybody(now=now, only_unfiled=True).people == 0
    assert newest().pk == newest_before


@pytest.mark.parametrize(
    "sought",
    [
        Facts((NameFacts(loose=("jami", "mars")),), half_spelt=True),
        Facts((NameFacts(("jamie",), ("march",)),), births=(date(1985, 3, 12),)),
        Facts((NameFacts(("james",), ()),), postcodes=("ZN6",)),
        Facts((NameFacts((), ("moss",)),), birth_years=(1983, 1988)),
        Facts(births=(date(1985, 3, 15),)),
        Facts(postcodes=("ZN6 1AB",)),
        Facts((NameFacts(loose=("zebedee",)),)),
    ],
)
def test_the_database_answers_as_an_index_in_memory_does(crowd, sought):
    people = {pk: facts_of(card) for pk, card in PersonCard.objects.values_list("person", "facts")}
    kept = [(one.person_id, one.match) for one in find(DatabaseIndex(), sought)]
    assert kept == [(one.person_id, one.match) for one in find(MemoryIndex(people), sought)]

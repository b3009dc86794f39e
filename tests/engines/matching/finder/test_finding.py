from dataclasses import replace
from datetime import date
from uuid import UUID, uuid5

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from alongside.engines.matching.finder import (
    MemoryIndex,
    card_keys,
    card_of,
    card_words,
    facts_of,
    find,
    what_would_narrow,
    word_keys,
    worth_weighing,
)
from alongside.engines.matching.finder.index import FAR, FEW
from alongside.engines.matching.model import Facts, NameFacts, compare
from tests.support.matching import facts_about, jamie, named

BORN = date(1985, 3, 12)
SPACE = UUID("8f6f3a3e-0000-4000-8000-000000000000")


def filed(people):
    return MemoryIndex({uuid5(SPACE, str(number)): facts for number, facts in enumerate(people)})


@given(st.lists(st.floats(0, 90), max_size=40))
def test_cards_far_behind_the_first_are_left_but_never_so_that_one_stands_alone(sums):
    summed = list(enumerate(sorted(sums, reverse=True)))
    kept = worth_weighing(summed)
    assert kept == list(range(len(kept)))
    assert len(kept) >= min(FEW, len(summed))
    assert all(summed[0][1] - total > FAR for card, total in summed if card not in kept)


def test_the_twelve_likeliest_are_weighed_and_those_within_twenty_bits_of_the_first():
    summed = [(1, 60.0), *((card, 45.0) for card in range(2, 21)), (21, 40.0), (22, 39.9)]
    assert worth_weighing(summed) == list(range(1, 22))
    assert worth_weighing([(card, 60.0 - 30 * card) for card in range(20)]) == list(range(12))


@given(facts_about())
def test_a_card_reads_back_as_it_was_written(facts):
    assert facts_of(card_of(facts)) == facts


@settings(max_examples=40, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.lists(facts_about(), min_size=1, max_size=8))
def test_everybody_is_found_by_their_own_exact_data(people):
    index = filed(people)
    for person_id, facts in index.people:
        found = {one.person_id: one.match.weight for one in find(index, facts)}
        assert found[person_id] >= max(found.values()) - 1e-9


@pytest.mark.parametrize(
    "sought",
    [
        named("jamie", "marsh"),
        named("marsh", "jamie"),
        named("jimmy", "marsh"),
        named("jamie", "mash"),
        named("jamei", "marsh"),
        named("jamie", "martsh"),
        named("jamie", births=(date(1985, 3, 17),)),
        named("zebedee", "marsh", births=(BORN,)),
        Facts((NameFacts(loose=("mar", "jam")),), half_spelt=True),
        Facts((NameFacts(loose=("marsh", "skelby")),), half_spelt=True),
        named("marsh", birth_years=(1982, 1989)),
        named("marsh", postcodes=("ZN6",)),
        Facts(births=(BORN,)),
        Facts(births=(date(1985, 12, 3),)),
        Facts(phones=("07700900123",)),
        Facts(nhs_numbers=("9990000018",)),
        Facts(postcodes=("ZN6 1AB",)),
    ],
)
def test_a_person_half_remembered_is_found(sought):
    index = filed([jamie(BORN), named("somebody", "else", births=(date(1971, 1, 1),))])
    assert [one.person_id for one in find(index, sought)][:1] == [index.people[0][0]]


@pytest.mark.parametrize(
    "sought", [Facts(), Facts(sex="1"), named("zz"), Facts(places=("skelby",))]
)
def test_nothing_to_look_under_finds_nobody(sought):
    assert find(filed([jamie(BORN)]), sought) == []


def test_of_many_under_one_key_the_most_telling_keys_are_weighed_first():
    crowd = [named("john", "smith", births=(date(1960, 1, day),)) for day in range(1, 29)]
    meant = named("john", "smyth", births=(BORN,))
    index = filed([*crowd, meant])
    found = find(index, named("john", "smith", births=(BORN,)), weighed=3)
    assert found[0].person_id == index.people[-1][0]
    assert len(found) == 3


@pytest.mark.parametrize("typed", ["ma", "mar"])
def test_of_a_few_letters_who_begins_with_them_comes_before_who_sounds_like_them(typed):
    sound_alike = [named("moira", name) for name in ("muir", "moore", "meyer", "more")]
    begins = [named("john", name) for name in ("marsh", "martin", "mares", "markov")]
    index = filed([*sound_alike, *begins])
    found = find(index, Facts((NameFacts(loose=(typed,)),), half_spelt=True))
    first = [one.person_id for one in found[: len(begins)]]
    assert set(first) == {person for person, _ in index.people[len(sound_alike) :]}
    assert all(one.match.weight < found[0].match.weight for one in found[len(begins) :])


def test_a_short_name_typed_whole_comes_before_longer_ones_and_its_sound_is_still_found():
    index = filed([named("jonathan", "pike"), named("john", "pike"), named("jon", "pike")])
    sought = Facts((NameFacts(loose=("jon",)),), half_spelt=True)
    order = [index.people[n][0] for n in (2, 0, 1)]
    assert [one.person_id for one in find(index, sought)] == order


def test_keys_are_whole_numbers_any_database_holds():
    keys = card_keys(jamie(BORN)) | word_keys("marsh")
    assert all(0 <= key < 2**63 for key in keys)
    assert len(card_keys(jamie(BORN))) == 15


def test_an_age_too_wide_is_filed_under_no_year():
    near, wide = named("jo", birth_years=(1980, 1986)), named("jo", birth_years=(1950, 1990))
    assert len(card_keys(near)) == 8
    assert len(card_keys(wide)) == 1


def test_a_double_name_is_filed_under_each_word_and_both():
    assert card_words(named("anna-maria", "smith-jones")) == {
        *("anna", "maria", "annamaria", "smith", "jones", "smithjones")
    }


@pytest.mark.parametrize(
    ("sought", "words"),
    [
        (named("jamie"), "the other name, a date of birth or an age or a town or postcode"),
        (named("jamie", "marsh", births=(BORN,)), "a town or postcode"),
        (
            named("jamie", "marsh", birth_years=(1980, 1986)),
            "a date of birth or a town or postcode",
        ),
        (replace(jamie(BORN), phones=()), "a phone or NHS number"),
        (Facts(births=(BORN,)), "a name or a town or postcode"),
    ],
)
def test_a_search_that_fits_too_many_says_what_would_narrow_it(sought, words):
    assert what_would_narrow(sought) == words


def test_the_weight_of_a_find_is_the_models_own():
    index = filed([jamie(BORN)])
    (found,) = find(index, named("jamie", "march"))
    assert found.match == compare(named("jamie", "march"), jamie(BORN))

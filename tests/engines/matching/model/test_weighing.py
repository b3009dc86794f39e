from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.matching.model import (
    Facts,
    NameFacts,
    Strength,
    compare,
    rarity_bits,
    share_of_people,
    strength_of,
)
from tests.support.matching import facts_about, jamie, named

BORN = date(1985, 3, 12)


@pytest.mark.parametrize(
    ("sought", "words"),
    [
        (named("jamie", "marsh"), "same first name; same surname"),
        (
            named("marsh", "jamie"),
            "same first name; first name and surname the other way about",
        ),
        (named("jamie", "march"), "same first name; surname sounds the same"),
        (named("jamie", "mursh"), "same first name; surname sounds the same"),
        (named("jamie", "mars"), "same first name; surname differs by one letter"),
        (named("jimmy", "marsh"), "first name is a form of the same name; same surname"),
        (named("j", "marsh"), "same first initial; same surname"),
        (named("jamie", "smith"), "same first name; surname differs"),
        (named("jamie", "marsh-moss"), "same first name; same surname"),
        (
            named("jamie", "marsh", births=(date(1985, 12, 3),)),
            "same first name; same surname; day and month of birth swapped",
        ),
        (
            named("jamie", "marsh", births=(date(1985, 3, 17),)),
            "same first name; same surname; one digit of the date of birth differs",
        ),
        (
            named("jamie", "marsh", birth_years=(1982, 1989)),
            "same first name; same surname; age fits",
        ),
        (named("jamie", birth_years=(1960, 1966)), "same first name; age does not fit"),
        (named("jamie", birth_years=(1987, 1990)), "same first name; age is a few years out"),
        (named("jamie", postcodes=("ZN6",)), "same first name; same postcode district"),
        (named("jamie", postcodes=("ZN6 1ZZ",)), "same first name; postcode close by"),
        (named("jamie", places=("skelby",)), "same first name; same place in the address"),
        (named("jamie", postcodes=("AB1 2CD",)), "same first name; lives somewhere else"),
        (
            named("jamie", phones=("07700900124",)),
            "same first name; one digit of the phone number differs",
        ),
        (named("jamie", nhs_numbers=("9990000026",)), "same first name; NHS number differs"),
        (named("jamie", sex="2"), "same first name; another sex recorded"),
    ],
)
def test_every_result_says_in_words_what_speaks_for_it_and_against(sought, words):
    match = compare(sought, jamie(BORN))
    assert match.words == words
    assert match.weight == pytest.approx(sum(reason.weight for reason in match.reasons))


@pytest.mark.parametrize(
    ("loose", "words"),
    [
        (("marsh", "jamie"), "same surname; same first name"),
        (("mar", "jam"), "surname begins the same; first name begins the same"),
        (("marsh", "skelby"), "same surname; same place in the address"),
        (("marsh", "jamie", "zebedee"), "same surname; same first name; another name besides"),
    ],
)
def test_words_typed_in_any_order_each_take_the_part_they_fit(loose, words):
    sought = Facts((NameFacts(loose=loose),), half_spelt=True)
    assert compare(sought, jamie(BORN)).words == words


def test_a_rare_name_says_more_than_a_common_one():
    rare = compare(named("zebedee", "okonedo"), named("zebedee", "okonedo"))
    common = compare(named("john", "smith"), named("john", "smith"))
    assert rare.weight > common.weight + 10
    assert rarity_bits("smith", "family") < 7 < rarity_bits("okonedo", "family")
    assert share_of_people("james", "either") == share_of_people("james", "given")


def test_the_best_of_several_names_is_the_one_weighed():
    known = Facts((*named("jamie", "marsh").names, *named("jay", "moss").names))
    assert compare(named("jay", "moss"), known).words == "same first name; same surname"


def test_nothing_known_says_nothing_either_way():
    assert compare(Facts(), jamie(BORN)).weight == 0
    assert compare(Facts(), Facts()).words == ""


def test_a_name_and_a_date_of_birth_are_strong_and_a_common_name_alone_is_not():
    both = compare(named("john", "smith", births=(BORN,)), named("john", "smith", births=(BORN,)))
    assert strength_of(both.weight, people=50) is Strength.STRONG
    alone = compare(named("john", "smith"), named("john", "smith"))
    assert strength_of(alone.weight, people=50) is Strength.POSSIBLE
    assert strength_of(21, people=50) is Strength.LIKELY
    assert strength_of(21, people=100_000_000) is Strength.POSSIBLE


def test_a_name_alone_is_never_very_likely_however_rare():
    alone = compare(named("gheorghe", "tudor"), named("gheorghe", "tudor"))
    assert strength_of(alone.weight, people=50) is Strength.STRONG
    assert alone.strength(people=50) is Strength.LIKELY
    born = {"births": (BORN,)}
    both = compare(named("gheorghe", "tudor", **born), named("gheorghe", "tudor", **born))
    assert both.strength(people=50) is Strength.STRONG


@given(facts_about(), facts_about())
def test_the_weight_is_the_same_whichever_comes_first(one, other):
    assert compare(one, other).weight == pytest.approx(compare(other, one).weight)


@given(
    facts_about(),
    facts_about(),
    st.sampled_from(["births", "postcodes", "places", "phones", "nhs_numbers", "sex"]),
)
def test_adding_a_field_that_agrees_never_lowers_the_weight(sought, known, field):
    without = replace(sought, **{field: type(getattr(known, field))()}, birth_years=None)
    agreeing = replace(without, **{field: getattr(known, field)})
    assert compare(agreeing, known).weight >= compare(without, known).weight - 1e-9


@given(facts_about(), facts_about())
def test_nobody_matches_a_person_better_than_their_own_record(one, other):
    assert compare(one, one).weight >= compare(one, other).weight - 1e-9

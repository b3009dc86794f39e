"""People made up for the demo: synthetic by their numbers, alike for a seed."""

import random
from datetime import date
from itertools import islice

from alongside.areas.people.demo import nhs_numbers, synthetic_people
from alongside.areas.people.rules.ages import age_on
from alongside.areas.people.rules.checking import check_birth, check_name, check_phone, check_sex
from alongside.engines.matching.vocabulary import name_words
from alongside.foundation.reference import check_ethnic_category, check_nhs_number, check_postcode

DAY = date(2026, 6, 10)


def people(seed, count=2000):
    return list(synthetic_people(random.Random(seed), count, DAY))


def test_a_seed_makes_the_same_people_and_another_seed_others():
    assert people(1, 50) == people(1, 50)
    assert people(1, 50) != people(2, 50)


def test_every_number_is_one_kept_for_testing_and_nobody_shares_it():
    numbers = [person.nhs_number for person in people(3) if person.nhs_number]
    assert len(numbers) == len(set(numbers)) > 1000
    assert all(check_nhs_number(number).valid for number in numbers)
    assert all(number.startswith("999") for number in numbers)


def test_nhs_numbers_do_not_repeat_however_many_are_asked_for():
    for seed in range(3):
        made = list(islice(nhs_numbers(random.Random(seed)), 300_000))
        assert len(set(made)) == 300_000


def test_every_person_could_be_recorded():
    for person in people(4):
        check_name(person.name)
        check_sex(person.sex)
        check_birth(person, DAY)
        assert 10 <= age_on(person.born_on, DAY) <= 92
        assert check_ethnic_category(person.ethnicity_self).valid
        assert name_words(person.name.full)
        if person.phone:
            check_phone(person.phone)
        if person.address and person.address.postcode:
            checked = check_postcode(person.address.postcode)
            assert checked.valid
            assert checked.pseudo or checked.value.startswith("ZN")


def test_names_come_from_many_peoples():
    families = {person.family.split("-")[0] for person in people(5)}
    assert {"Marsh", "Hussain", "Okafor", "Davies", "Begum"} & families
    assert any("ń" in family or "ó" in family for family in families)
    # A Polish woman's family name is said as a woman's.
    assert not any(p.sex == "2" and p.family.endswith("ski") for p in people(6))

"""Invented people are as the data sheet says, and what is done to their records is told."""

import re
from collections import Counter
from datetime import date

import numpy as np
import pytest

from alongside.engines.matching.made_up.noisy import APART, KINDS, noisy, sample
from alongside.engines.matching.made_up.pairs import MAY_BE_MISSING, Rates, pairs
from alongside.engines.matching.made_up.people import AS_AT, COLUMNS, people
from alongside.foundation.reference.nhs_number import check_nhs_number
from alongside.foundation.reference.postcode import check_postcode

SEED = 20
MANY = 40_000


@pytest.fixture(scope="module")
def crowd():
    return people(MANY, seed=SEED)


def test_the_same_seed_gives_the_same_people_and_another_does_not(crowd):
    again, other = people(MANY, seed=SEED), people(MANY, seed=SEED + 1)
    assert tuple(crowd) == COLUMNS
    assert all((crowd[name] == again[name]).all() for name in COLUMNS)
    assert (crowd["family"] != other["family"]).mean() > 0.9


def test_nhs_numbers_begin_999_pass_their_check_and_are_nobody_elses(crowd):
    numbers = [number for number in crowd["nhs_number"] if number]
    assert all(check_nhs_number(number).value == number for number in numbers[:2000])
    assert all(number.startswith("999") for number in numbers)
    assert len(set(numbers)) == len(numbers) == round(0.85 * MANY)


def test_postcodes_and_phones_are_well_formed(crowd):
    assert all(check_postcode(one).value for one in crowd["postcode"][:2000])
    phones = [phone for phone in crowd["phone"] if phone]
    assert all(re.fullmatch(r"07[12]\d{8}", phone) for phone in phones)
    assert len(set(phones)) == len(phones)


def test_names_are_as_common_as_names_are(crowd):
    families = Counter(crowd["family"])
    assert {"Smith", "Jones"} == {name for name, _count in families.most_common(2)}
    assert 0.008 < families["Smith"] / MANY < 0.02
    assert len(families) > 6000
    communities = Counter(crowd["community"])
    assert 0.60 < communities["english"] / MANY < 0.75
    assert min(communities.values()) > 50


def test_ages_are_a_pyramid_and_households_hold_families(crowd):
    born = crowd["born_on"].astype("datetime64[D]")
    years = (np.datetime64(AS_AT) - born).astype(int) / 365.25
    assert years.min() >= 0
    assert years.max() <= 101
    assert 0.18 < (years < 18).mean() < 0.25
    sizes = Counter(Counter(crowd["household"]).values())
    assert sizes[1] > sizes[2] > sizes[5]


@pytest.mark.parametrize("errors", [(1, 1), (1, 3), (2, 2)])
def test_a_spoilt_record_has_as_many_errors_as_asked_and_says_which(crowd, errors):
    queries = noisy(sample(crowd, 3000, seed=1), seed=2, errors=errors)
    done = [label.split(APART) for label in queries["errors"]]
    counts = {len(kinds) for kinds in done}
    assert counts == set(range(errors[0], errors[1] + 1))
    assert {kind for kinds in done for kind in kinds} == set(KINDS)


def test_each_kind_of_error_does_what_its_label_says(crowd):
    was = sample(crowd, 4000, seed=3)
    names = ("given", "family")
    for kind in KINDS:
        spoilt = noisy(was, seed=4, errors=(1, 1), kinds={kind: 1.0})
        done = spoilt["errors"] == kind
        changed = {
            name: bool((was[name][done] != spoilt[name][done]).any())
            for name in (*names, "born_on", "postcode")
        }
        assert done.any()
        assert not any((was[name][~done] != spoilt[name][~done]).any() for name in names)
        assert changed["born_on"] == (kind in ("wrong date", "missing date"))
        assert changed["postcode"] == (kind == "moved house")
        assert changed["given"] == (kind in ("typo", "phonetic", "nickname", "swapped names"))


def test_spoilt_dates_are_still_dates(crowd):
    spoilt = noisy(crowd, seed=5, errors=(1, 1), kinds={"wrong date": 1.0})
    assert all(date.fromisoformat(one) for one in spoilt["born_on"])
    assert (spoilt["born_on"] != crowd["born_on"]).mean() > 0.99


def test_two_files_share_as_many_people_as_asked_and_are_spoilt_as_asked():
    made = pairs(6000, 5000, 2000, seed=9, rates=Rates(missing=0.0))
    left = {one: place for place, one in enumerate(made.left["person"])}
    right = {one: place for place, one in enumerate(made.right["person"])}
    both = sorted(left.keys() & right.keys())
    assert (len(left), len(right), len(both)) == (6000, 5000, 2000)
    here, there = [left[one] for one in both], [right[one] for one in both]

    def differing(name):
        return float((made.left[name][here] != made.right[name][there]).mean())

    assert differing("given") == pytest.approx(0.20, abs=0.03)
    assert differing("family") == pytest.approx(0.15, abs=0.03)
    assert differing("born_on") == pytest.approx(0.10, abs=0.03)
    assert differing("postcode") == pytest.approx(0.30, abs=0.03)


def test_missing_fields_are_missing_in_the_second_file_alone():
    made = pairs(4000, 4000, 1000, seed=9, rates=Rates(missing=0.5))
    assert all(np.mean([one is None for one in made.right[name]]) > 0.4 for name in MAY_BE_MISSING)
    assert all(one is not None for one in made.left["given"])

"""Encodings are linked one to one, no more falsely than was stated, in whatever order they come."""

import numpy as np
import pytest

from alongside.engines.matching.made_up.pairs import pairs
from alongside.engines.matching.private.choosing import (
    can_show,
    chances,
    expected_false,
    false_of_both,
    how_many,
    one_to_one,
)
from alongside.engines.matching.private.filters import encode
from alongside.engines.matching.private.linking import link
from alongside.engines.matching.private.secret import key_from
from alongside.engines.matching.private.tokens import ROLES
from alongside.kernel.refusal import Refused

KEY = key_from("six words that nobody else knows", exchange="trial")
SEED = 31
SHARED = 2000
USED = tuple(role for role in ROLES if role != "nhs_number")


def encoded(columns):
    rows = zip(*(columns[role] for role in USED), strict=True)
    return encode([{r: v for r, v in zip(USED, row, strict=True) if v} for row in rows], key=KEY)


@pytest.fixture(scope="module")
def files():
    made = pairs(4000, 4000, SHARED, seed=SEED)
    return made, encoded(made.left), encoded(made.right)


@pytest.fixture(scope="module")
def linked(files):
    _made, left, right = files
    return link(left, right)


def right_ones(made, found):
    return made.left["person"][found.left] == made.right["person"][found.right]


def test_nearly_all_who_are_in_both_are_found_and_hardly_any_falsely(files, linked):
    right = right_ones(files[0], linked)
    assert right.sum() / SHARED >= 0.977
    # Two are expected at one in 1,000; by chance it is more than six once in 200 files.
    assert (~right).sum() <= 6


def test_small_files_keep_to_the_stated_rate_too():
    linked = false = 0
    for seed in (51, 52):
        made = pairs(1500, 1500, 750, seed=seed)
        found = link(encoded(made.left), encoded(made.right), false_match_rate=0.003)
        linked, false = linked + len(found.left), false + int((~right_ones(made, found)).sum())
    assert linked > 1350
    # Four and a half would be at the stated rate; by chance more than eleven once in 300 trials.
    assert false <= 11


def test_a_rate_that_small_files_cannot_show_takes_nothing_and_says_what_they_can(files):
    _made, left, right = files
    found = link(left[:600], right[:600], false_match_rate=0.0001)
    assert len(found.left) == 0
    assert 0.0001 < found.can_show <= 1.0


def test_the_least_that_can_be_shown_is_the_estimate_where_none_inside_is_as_sure():
    assert can_show(np.full(100, 0.999), scale=1.0, most=1000) == pytest.approx(0.009, abs=1e-4)
    assert can_show(np.zeros(0), scale=1.0, most=1000) == 1.0


def test_nobody_is_linked_twice(linked):
    assert len(set(linked.left.tolist())) == len(set(linked.right.tolist())) == len(linked.left)
    assert (np.diff(linked.chance) <= 0).all()


def test_the_order_of_rows_and_of_files_does_not_matter(files, linked):
    _made, left, right = files
    order = np.random.default_rng(1).permutation(len(left))
    shuffled, turned = link(left[order], right), link(right, left)
    told = {(a, b) for a, b in zip(linked.left.tolist(), linked.right.tolist(), strict=True)}
    moved = set(zip(order[shuffled.left].tolist(), shuffled.right.tolist(), strict=True))
    other_way = set(zip(turned.right.tolist(), turned.left.tolist(), strict=True))
    assert len(told ^ moved) <= 0.01 * len(told)
    assert len(told ^ other_way) <= 0.01 * len(told)


def test_a_stricter_rate_takes_fewer(files, linked):
    _made, left, right = files
    assert len(link(left, right, false_match_rate=0.0002).left) < len(linked.left)


def test_files_that_share_nobody_are_hardly_linked():
    made = pairs(2000, 2000, 0, seed=SEED)
    assert len(link(encoded(made.left), encoded(made.right)).left) <= 2


def test_a_wrong_answer_planted_is_seen(files, linked):
    made = files[0]
    spoilt = np.roll(made.right["person"], 1)
    right = made.left["person"][linked.left] == spoilt[linked.right]
    assert right.mean() < 0.01


def test_people_held_twice_in_a_file_are_noticed(files):
    _made, left, right = files
    doubled = np.concatenate([left[:800], left[:400]])
    assert link(doubled, right[:800]).double >= 300


@pytest.mark.parametrize("rate", [0, -1, 0.6])
def test_a_rate_that_is_none_is_refused(files, rate):
    with pytest.raises(Refused) as refused:
        link(files[1][:2], files[2][:2], false_match_rate=rate)
    assert refused.value.code == "rate.range"


def test_two_equal_candidates_share_the_chance_and_neither_is_taken():
    rows = (np.array([0, 0, 1]), np.array([0, 1, 2]))
    chance = chances(rows, np.array([9.0, 9.0, 9.0]), sizes=(2, 3))
    assert chance[:2] == pytest.approx([0.5, 0.5], abs=0.01)
    assert one_to_one(rows, chance).tolist() == [2]


def test_what_is_as_sure_inside_a_file_is_expected_to_be_false_between():
    chance, inside = np.array([0.99, 0.98, 0.9, 0.6]), np.array([0.95, 0.7, 0.65])
    false = expected_false(chance, inside, scale=1.0, most=1000)
    assert false == pytest.approx([1, 1, 2, 4], abs=0.02)
    cautious = false_of_both(chance, false)
    assert (cautious >= false).all()
    assert how_many(chance, false, rate=0.7) == 3
    assert how_many(chance, false, rate=0.5) == 2
    assert how_many(chance[:0], false[:0], rate=0.1) == 0

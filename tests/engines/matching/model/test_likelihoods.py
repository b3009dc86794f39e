from itertools import pairwise

import pytest

from alongside.engines.matching.model import BadLikelihoods, levels_of
from alongside.engines.matching.model.likelihoods import APART, read

FIELDS = ("given", "family", "born", "age", "lives", "place", "phone", "nhs", "sex")


@pytest.mark.parametrize("field", FIELDS)
def test_levels_stand_from_most_to_least_alike(field):
    apart = {*APART, "swapped", "one_digit", "beginning"}
    kept = [level for name, level in levels_of(field).items() if name not in apart]
    weights = [level.weight(0.001 if field in ("given", "family") else 1) for level in kept]
    assert all(more >= less for more, less in pairwise(weights))
    assert weights[0] > 0 > weights[-1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[a]\nsame = {m = 0.5, u = 0.1, words = 'x'}", "a: every m must add up to about 1"),
        ("[a]\nsame = {m = 1.5, u = 0.1, words = 'x'}", "a.same: m and u must be above 0"),
        ("[a]\nsame = {m = 1, u = 0, words = 'x'}", "a.same: m and u must be above 0"),
        ("[a]\nsame = {m = 1, u = 0.1}", "a.same: say it in words"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(text, words):
    with pytest.raises(BadLikelihoods, match=words):
        read(text)


def test_a_very_common_name_is_never_worth_less_than_nothing_much():
    assert levels_of("given")["same"].weight(0.9) > 0

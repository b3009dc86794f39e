"""Numbers in words: no more figures than they can carry."""

import math

import pytest

from alongside.engines.evaluation.wording import (
    change_words,
    list_words,
    number_words,
    p_words,
    percent_words,
)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.57568, "0.576"), (76.47, "76.5"), (442000.0, "442,000"), (-38.46, "−38.5"),
        (0.0, "0"), (1234.56, "1,235"), (0.00009795, "0.000098"), (1e-12, "nearer 0 than 0.000001"),
        (math.inf, "no limit"), (-math.inf, "no lower limit"), (math.nan, "not known"),
    ],
)  # fmt: skip
def test_a_number(value, words):
    assert number_words(value) == words


@pytest.mark.parametrize(
    ("p_value", "words"),
    [(0.65478, "0.65"), (0.0045, "0.0045"), (1e-9, "less than 0.0001"), (1.0, "1.00")],
)
def test_a_p_value_is_never_nought(p_value, words):
    assert p_words(p_value) == words


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.6154, "38.5% lower"), (2.0, "100% higher"), (1.0, "no different"),
        (math.inf, "higher, from nothing,"), (math.nan, "not known to be different"),
    ],
)  # fmt: skip
def test_a_ratio_is_told_as_a_change(ratio, words):
    assert change_words(ratio) == words


def test_percentages_and_lists():
    assert [percent_words(p) for p in (0.385, 0.25, -0.5, 12.34)] == [
        "38.5%", "25%", "−50%", "1234%",
    ]  # fmt: skip
    assert [list_words(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "a", "a and b", "a, b and c",
    ]  # fmt: skip

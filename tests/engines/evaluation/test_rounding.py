"""Counts hidden and rounded by their publisher: DOMAIN 7.2."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.evaluation.rounding import (
    RULES,
    STAR,
    Bounds,
    Suppression,
    bounds,
    counts_from_rate,
    published_share,
    published_table,
    shown,
    sum_bounds,
    sum_check,
)
from alongside.kernel.refusal import Refused

HES, MHSDS = RULES["HES_ECDS"], RULES["MHSDS"]
HIDING_ONLY = Suppression("hides and does not round", 1, 7, 1, "made up")
COUNTS = (0, 1, 4, 5, 7, 8, 12, 13, 17, 18, 22, 23, 102, 103)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (HES, "0 * * * * 10 10 15 15 20 20 25 100 105"),
        (MHSDS, "* * * 5 5 10 10 15 15 20 20 25 100 105"),
    ],
)
def test_counts_are_shown_as_the_table_says(rule, words):
    assert [shown(count, rule) for count in COUNTS] == words.split()


def test_a_total_is_rounded_from_the_true_total():
    assert published_table([3, 12, 20], HES) == (("*", "10", "20"), "35")


def test_where_totals_are_exact_a_second_part_is_hidden():
    assert published_table([3, 12, 20], HIDING_ONLY) == (("*", "*", "20"), "35")
    assert published_table([3, 2, 20], HIDING_ONLY) == (("*", "*", "20"), "25")


@given(st.lists(st.integers(0, 60), min_size=2, max_size=6))
def test_no_hidden_part_can_be_worked_out_from_an_exact_total(counts):
    parts, total = published_table(counts, HIDING_ONLY)
    hidden = [at for at, words in enumerate(parts) if words == STAR]
    others = [count for at, count in enumerate(counts) if at not in hidden]
    if len(hidden) == 1 and sum(counts) > 7:  # nothing else was there to hide behind
        assert not any(others)
    assert int(total) == sum(counts) if total != STAR else sum(counts) <= 7


@given(st.integers(0, 10_000), st.sampled_from([HES, MHSDS, HIDING_ONLY]))
def test_what_is_shown_can_be_what_it_was(count, rule):
    assert bounds(shown(count, rule), rule).holds(count)


@given(st.lists(st.integers(0, 500), min_size=1, max_size=12), st.sampled_from([HES, MHSDS]))
def test_parts_can_always_add_up_to_their_true_total(counts, rule):
    cells = [shown(count, rule) for count in counts]
    assert sum_check(cells, sum(counts), rule).state == "passed"
    beyond = sum_bounds(cells, rule).high + 1
    assert sum_check(cells, beyond, rule).state == "failed"


def test_a_blank_or_a_star_is_not_nought():
    assert bounds("", MHSDS) == bounds("*", MHSDS) == Bounds(0, 4)
    assert bounds("*", HES) == Bounds(1, 7)
    assert bounds(0, HES) == Bounds(0, 0)


def test_a_percentage_comes_from_what_is_shown_and_hides_with_it():
    assert published_share(12, 103, HES) == pytest.approx(100 * 10 / 105)
    assert published_share(3, 103, HES) is None
    assert published_share(0, 0, HES) is None


@pytest.mark.parametrize("cell", ["12", "-5", "many", 7.5])
def test_what_was_not_rounded_by_the_rule_is_refused(cell):
    with pytest.raises(Refused) as refused:
        bounds(cell, MHSDS)
    assert refused.value.code == "rounding.not_a_count"


def test_a_number_that_would_have_been_hidden_is_refused():
    with pytest.raises(Refused) as refused:
        bounds(5, HES)
    assert refused.value.code == "rounding.hidden"


@given(st.integers(0, 5_000), st.integers(1_000, 2_000_000), st.integers(0, 2))
def test_a_printed_rate_can_have_come_from_its_count(count, people, places):
    rate = 100_000 * count / people
    printed = f"{rate:.{places}f}"
    half = 0.5 * 10.0**-places
    if abs(abs(float(printed) - rate) - half) > 1e-6:  # an exact half may be rounded either way
        assert counts_from_rate(printed, people, per=100_000).holds(count)


@pytest.mark.parametrize(("printed", "code"), [("many", "not_a_rate"), ("0.7", "no_count")])
def test_a_rate_no_count_gives_is_refused(printed, code):
    with pytest.raises(Refused) as refused:
        counts_from_rate(printed, 1_000, per=100_000)
    assert refused.value.code == f"rounding.{code}"

"""When a number is too small to show: the table and tests of DOMAIN 7.2, row by row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.evaluation.suppression import (
    STAR,
    Row,
    Shown,
    check_not_recoverable,
    exact_row,
    profile_named,
    profiles,
    rounded_row,
    share_of,
    share_words,
    shown,
    stricter,
)
from alongside.kernel.refusal import Refused

TODAY = date(2026, 6, 10)
HES, MHSDS = (profile_named(code, TODAY) for code in ("HES_ECDS", "MHSDS"))
TABLE = """
n     0 1 4 5 7 8  12 13 17 18 22 23 102 103
HES   0 * * * * 10 10 15 15 20 20 25 100 105
MHSDS * * * 5 5 10 10 15 15 20 20 25 100 105
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    (name, int(n), said)
    for name, *cells in ROWS[1:]
    for n, said in zip(ROWS[0][1:], cells, strict=True)
]


@pytest.mark.parametrize(("name", "count", "said"), CELLS)
def test_a_count_is_shown_as_the_page_says(name, count, said):
    assert shown(count, {"HES": HES, "MHSDS": MHSDS}[name]).text == said


def test_the_stricter_profile_is_the_usual_one():
    assert stricter(TODAY).code == "HES_ECDS"
    assert stricter(date(2017, 1, 1)).code == "MHSDS"


@pytest.mark.parametrize(("code", "day"), [("NOBODY", TODAY), ("HES_ECDS", date(2018, 8, 31))])
def test_a_profile_that_is_not_in_force_is_refused(code, day):
    with pytest.raises(Refused) as refused:
        profile_named(code, day)
    assert refused.value.code == "suppression.no_such_profile"


def test_a_profile_says_its_rule_and_its_source():
    assert HES.words == "Counts from 1 to 7 are shown as *. Others are rounded to the nearest 5."
    assert MHSDS.words == "Counts below 5 are shown as *. Others are rounded to the nearest 5."
    assert all(one.source and one.title for one in profiles())


@pytest.mark.parametrize(
    ("count", "whole", "said"),
    [
        (12, 23, "40 %"),  # 10 of 25, not 12 of 23, which is 52 %
        (3, 40, STAR),
        (0, 7, STAR),
        (0, 40, "0 %"),
        (0, 0, "no data"),
        (13, 13, "100 %"),
        (40, 38, "100 %"),  # a part is never more than all
    ],
)
def test_a_percentage_is_made_of_what_is_shown(count, whole, said):
    assert share_words(count, whole, HES) == said


def test_a_share_that_is_hidden_has_no_number():
    assert share_of(3, 40, HES) is None
    assert share_of(0, 0, HES) is None


def test_hiding_one_cell_beside_an_exact_total_gives_it_away():
    planted = Row((Shown(None), Shown(12), Shown(20)), Shown(35))
    with pytest.raises(Refused) as refused:
        check_not_recoverable(planted, (3, 12, 20))
    assert refused.value.code == "suppression.recoverable"


def test_so_the_next_smallest_is_hidden_too():
    row = exact_row((3, 12, 20), HES)
    assert [one.text for one in row.cells] == [STAR, STAR, "20"]
    assert row.total.text == "35"


def test_or_cells_and_total_are_rounded():
    row = rounded_row((3, 12, 20), HES)
    assert [one.text for one in row.cells] == [STAR, "10", "20"]
    assert row.total.text == "35"
    assert 35 - 10 - 20 != 3
    check_not_recoverable(row, (3, 12, 20))


def test_a_total_is_rounded_from_the_true_total_and_not_added_up():
    assert rounded_row((12, 12, 12), HES).total.text == "35"
    assert rounded_row((12, 12), HES, total=26).total.text == "25"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ((10, 20), ["10", "20"]),
        ((3, 2, 20), [STAR, STAR, "20"]),
        ((3, 0, 20), [STAR, "0", STAR]),
        ((3, 0), [STAR, STAR]),
    ],
)
def test_a_second_cell_is_hidden_only_where_it_is_needed(cells, said):
    assert [one.text for one in exact_row(cells, HES).cells] == said


def test_one_cell_alone_cannot_be_hidden_beside_its_own_total():
    with pytest.raises(Refused):
        exact_row((3,), HES)


@given(st.lists(st.integers(0, 60), min_size=2, max_size=8))
def test_no_hidden_cell_of_an_exact_row_follows_from_the_rest(cells):
    row = exact_row(cells, HES)
    hidden = [at for at, one in enumerate(row.cells) if one.value is None]
    assert len(hidden) != 1
    assert all(not HES.hides(count) for at, count in enumerate(cells) if at not in hidden)


@given(st.integers(0, 100_000), st.sampled_from([HES, MHSDS]))
def test_what_is_shown_is_near_the_truth_and_never_small(count, profile):
    value = shown(count, profile).value
    if value is not None:
        assert abs(value - count) <= profile.round_to / 2
        assert value % profile.round_to == 0
    else:
        assert profile.hides(count)

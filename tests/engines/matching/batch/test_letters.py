"""Letters as bits: they never say that a pair is farther apart than it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from alongside.engines.matching.batch.preparing import letters
from alongside.engines.matching.batch.reading import one_row
from alongside.engines.matching.batch.run import open_connection

NEAR = st.text(alphabet="abcé 019ł", max_size=9)
FIGURES = st.text(alphabet="0123456789", max_size=11)


def bits(cells: list[str], *, figures: bool) -> np.ndarray:
    encoded = [cell.encode() for cell in cells]
    ends = np.cumsum([0, *(len(one) for one in encoded)])
    places = letters._places_of_figures() if figures else letters._places_of_words()
    text = np.frombuffer(b"".join(encoded), np.uint8)
    return letters._bits_of(text, ends, first=places[0], bits=places[1])


def apart(one: str, two: str, *, figures: bool) -> int:
    left, right = bits([one, two], figures=figures)
    return int(np.bitwise_count(left ^ right))


@given(NEAR, NEAR)
def test_words_differ_in_no_more_bits_than_twice_their_slips(one, two):
    assert apart(one, two, figures=False) <= 2 * Levenshtein.distance(one, two)
    assert apart(one, two, figures=False) <= 2 * DamerauLevenshtein.distance(one, two)


@given(FIGURES, FIGURES)
def test_figures_differ_in_no_more_bits_than_twice_their_slips(one, two):
    assert apart(one, two, figures=True) <= 2 * Levenshtein.distance(one, two)


def test_unlike_cells_are_known_to_be_so():
    assert apart("robert", "aisha", figures=False) > 4
    assert apart("07700900461", "07788833122", figures=True) > 4


@given(st.lists(NEAR, max_size=6))
def test_the_bits_of_a_cell_do_not_depend_on_its_neighbours(cells):
    whole = bits(cells, figures=False)
    assert whole.tolist() == [int(bits([cell], figures=False)[0]) for cell in cells]


@pytest.fixture(scope="module")
def connection():
    with open_connection() as opened:
        letters.know_letters(opened)
        letters.know_letters(opened)
        yield opened


def test_duckdb_reads_the_letters_of_a_column(connection):
    told = one_row(
        connection,
        f"SELECT {letters.letters('surname')}, {letters.letters('phone')} "
        "FROM (VALUES ('abba', '011')) AS t(surname, phone)",
    )
    assert told == (0b1111, 0b11_000001)
    assert one_row(connection, "SELECT letters_of_words(NULL), letters_of_words('')") == (None, 0)

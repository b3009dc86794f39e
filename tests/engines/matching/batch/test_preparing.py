"""Cells made comparable: names, dates, phones and the rest, in DuckDB's words."""

import pytest

from alongside.engines.matching.batch.preparing import expressions as made
from alongside.engines.matching.batch.preparing.sounds import root, root2
from alongside.engines.matching.batch.reading import one_row, present
from alongside.engines.matching.batch.run import open_connection


@pytest.fixture(scope="module")
def connection():
    with open_connection() as opened:
        yield opened


def worked(connection, expression: str, value: str | None):
    quoted = "NULL" if value is None else "'" + value.replace("'", "''") + "'"
    (found,) = one_row(connection, f"SELECT {expression} FROM (SELECT {quoted} AS v)")
    return found


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("O'Neill", "oneill"),
        ("Smith-Jones", "smithjones"),
        ("  Łukasz ", "lukasz"),
        ("Dr. Zoë", "zoe"),
        ("Mr", "mr"),
        ("---", None),
        (None, None),
    ],
)
def test_a_name_is_letters_alone(connection, value, plain):
    assert worked(connection, made.name("v"), value) == plain


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Mrs Aisha Jane Khan", ["aisha", "jane", "khan"]),
        ("KHAN, Aisha", ["aisha", "khan"]),
        ("Cher", ["cher"]),
    ],
)
def test_a_full_name_is_words_given_name_first(connection, value, words):
    assert worked(connection, made.name_words("v"), value) == words


@pytest.mark.parametrize(
    ("value", "born"),
    [
        ("1971-06-24", "19710624"),
        ("19710624", "19710624"),
        ("1971-06-24 00:00:00", "19710624"),
        ("24/6/1971", "19710624"),
        ("24.06.71", "19710624"),
        ("24/06/05", "20050624"),
        ("24061971", "19710624"),
        ("24 June 1971", "19710624"),
        ("24-jun-71", "19710624"),
        ("1971", "19710000"),
        ("1971-06", "19710600"),
        ("19711345", "19711345"),
        ("about forty", None),
    ],
)
def test_a_date_is_eight_figures_however_it_is_written(connection, value, born):
    assert worked(connection, made.birth("v", month_first=False), value) == born


def test_a_file_that_writes_the_month_first_is_read_so(connection):
    assert worked(connection, made.birth("v", month_first=True), "6/24/1971") == "19710624"


def test_a_birth_in_three_columns_is_one_date(connection):
    said = made.birth_of_parts("'71'", "'6'", "NULL")
    assert worked(connection, said, "") == "19710600"


@pytest.mark.parametrize(
    ("value", "figures"),
    [
        ("+44 (0)7700 900123", "07700900123"),
        ("0044 7700 900123", "07700900123"),
        ("3865286", "3865286"),
    ],
)
def test_a_phone_number_is_the_same_with_the_countrys_code(connection, value, figures):
    assert worked(connection, made.phone("v"), value) == figures


@pytest.mark.parametrize(
    ("value", "district"), [("LS14AP", "LS1"), ("SW1A1AA", "SW1A"), ("4011", "401")]
)
def test_a_postcode_has_a_district(connection, value, district):
    assert worked(connection, made.postcode_district("v"), value) == district


def test_a_cell_that_says_nothing_is_nothing(connection):
    assert worked(connection, present("v"), " n/a ") is None
    assert worked(connection, present("v"), " Na ") == "Na"


def test_forms_of_a_name_share_a_root_and_other_names_do_not():
    assert root("bob") == root("robert") != root("richard")
    assert root("zebedee") == "zebedee"
    assert root2("zebedee") == ""


def test_a_form_of_two_names_has_both_roots():
    assert {root("alex"), root2("alex")} >= {root("alexander"), root("alexandra")}

"""Reading a custody list: what is taken, and what each rejected row is told."""

from datetime import UTC, date, datetime

import pytest

from alongside.areas.diversion.rules.custody_rows import (
    MOST_ROWS,
    has_titles,
    lay_out,
    read_pasted,
    read_table,
    split_pasted,
)
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 6, 30, tzinfo=UTC)
"""Half past seven in the morning, by the clock in England."""
TITLED = "\n".join(
    (
        "Custody number\tName\tD.O.B.\tSex\tBooked in\tArrested for",
        "NM/1/26\tMARSH, Jamie\t12/03/1985\tM\t10/06/2026 02:15\tAffray",
        'NM/2/26\tTamsin Oake\t3/4/11\tfemale\t06:10\t"Theft, shop"',
    )
)


def test_a_table_with_titles_is_read_by_them() -> None:
    reading = read_pasted(TITLED, now=NOW)
    first, second = reading.rows
    assert (first.given, first.family, first.born_on) == ("Jamie", "Marsh", date(1985, 3, 12))
    assert first.arrived_at == datetime(2026, 6, 10, 1, 15, tzinfo=UTC)
    assert (second.name, second.born_on, second.sex) == ("Tamsin Oake", date(2011, 4, 3), "2")
    assert (second.custody_reference, second.offence) == ("NM/2/26", "Theft, shop")
    assert reading.problems == ()
    assert reading.unused == ()


def test_rows_without_titles_are_read_in_the_usual_order() -> None:
    reading = read_pasted("Jamie Marsh, 1985-03-12, NM/1/26, 23:50\n\nTamsin Oake", now=NOW)
    first, second = reading.rows
    assert first.arrived_at == datetime(2026, 6, 9, 22, 50, tzinfo=UTC), "yesterday's, not tonight"
    assert (second.number, second.born_on, second.arrived_at) == (2, None, None)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (("", "", "", "", ""), "Name", "There is no name."),
        (("A B", "31/02/1985", "", "", ""), "Date of birth", "It is not a date"),
        (("A B", "soon", "", "", ""), "Date of birth", "It is not a date"),
        (("A B", "1/1/2031", "", "", ""), "Date of birth", "lies in the past"),
        (("A B", "1/1/1899", "", "", ""), "Date of birth", "lies in the past"),
        (("A B", "", "", "25:00", ""), "Arrived", "It is not a time"),
        (("A B", "", "", "later", ""), "Arrived", "It is not a time"),
        (("A B", "", "", "soon 10:00", ""), "Arrived", "It is not a time"),
        (("A B", "", "", "11/06/2026 09:00", ""), "Arrived", "has not come yet"),
        (("A B", "", "", "29/03/2026 01:30", ""), "Arrived", "did not happen"),
        (("A B", "", "", "", "shrug"), "Sex", "not male, female or not known"),
        (("A\x07B", "", "", "", ""), "Name", "a character that is not text"),
        (("A" * 81, "", "", "", ""), "Name", "longer than 80"),
    ],
)
def test_a_row_that_cannot_be_read_says_which_column_and_why(
    row: tuple[str, ...], column: str, reason: str
) -> None:
    titles = ("name", "born on", "reference", "arrived", "sex")
    reading = read_table(titles, [(7, (*row, "x"))], now=NOW)
    assert reading.rows == ()
    (problem,) = reading.problems
    assert (problem.row, problem.column) == (7, column)
    assert reason in problem.reason
    assert all(cell not in problem.reason for cell in row if len(cell) > 3)


def test_the_same_custody_number_twice_is_said_of_the_second() -> None:
    reading = read_pasted("Name;Custody number\nA B;NM/1\nC D;NM/1", now=NOW)
    assert [row.name for row in reading.rows] == ["A B"]
    assert reading.problems[0].row == 3
    assert "An earlier row" in reading.problems[0].reason


def test_an_instant_with_an_offset_is_that_instant() -> None:
    (row,) = read_table(("name", "arrived"), [(2, ("A B", "2026-06-10T05:00Z"))], now=NOW).rows
    assert row.arrived_at == datetime(2026, 6, 10, 5, 0, tzinfo=UTC)


def test_first_and_family_names_may_have_a_column_each() -> None:
    reading = read_pasted("Forename\tSurname\tCell\nJamie\tO'BRIEN\t4", now=NOW)
    assert reading.rows[0].name == "Jamie O'Brien"
    assert reading.unused == ("Cell",)


def test_a_map_says_which_column_is_which() -> None:
    at = lay_out(("Who", "When", "Name"), {"name": "who", "arrived_at": "When"})
    assert at == {"name": 0, "arrived_at": 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("  \n ", "list.empty"),
        ("Cell\tOffence\tSex\n4\tTheft\tM", "list.columns"),
        ("\n".join(["Name;Sex"] + ["A B;M"] * (MOST_ROWS + 1)), "list.too_long"),
        ('Name\tSex\n"' + "x" * 200_000 + "\tM", "list.not_a_table"),
    ],
)
def test_what_is_no_custody_list_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_pasted(text, now=NOW)
    assert (refused.value.code, refused.value.field) == (code, "pasted")


def test_a_map_that_names_no_column_is_refused() -> None:
    with pytest.raises(Refused, match="No column has the title 'Wer'"):
        lay_out(("Name",), {"name": "Wer"})


def test_one_known_word_does_not_make_a_row_of_titles() -> None:
    assert not has_titles(("Sex", "Jamie Marsh"))
    assert has_titles(("Sex", "Name"))
    assert split_pasted("a|b\nc|d") == [("a", "b"), ("c", "d")]

"""A custody list from a file: read like a pasted one, mapped, and every fault named."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from alongside.areas.diversion.models import CustodyEntry, CustodyList
from alongside.config.command.tree import app
from alongside.exchange.spreadsheets.custody import read_custody, read_custody_map
from alongside.kernel.refusal import Refused
from tests.support.custody import make_suite
from tests.support.world import make_world

NOW = datetime(2026, 6, 10, 6, 30, tzinfo=UTC)
CSV = "Custody No,Who,Born on,Booked\nNM/1,Jamie Marsh,12/03/1985,10/06/2026 02:15\nNM/2,X\n"
MAP = '[columns]\nname = "Who"\narrived_at = "Booked"\n'


def test_a_file_is_read_with_a_map_and_a_short_row_is_named(tmp_path: Path) -> None:
    file, column_map = tmp_path / "cells.csv", tmp_path / "map.toml"
    file.write_text(CSV, encoding="utf-8")
    column_map.write_text(MAP, encoding="utf-8")
    reading = read_custody(file, told=read_custody_map(column_map), now=NOW)
    assert [(row.name, row.custody_reference) for row in reading.rows] == [("Jamie Marsh", "NM/1")]
    assert reading.rows[0].arrived_at == datetime(2026, 6, 10, 1, 15, tzinfo=UTC)
    (problem,) = reading.problems
    assert (problem.row, problem.column) == (3, "The row")
    assert "fewer cells than column titles" in problem.reason


def test_dates_and_times_of_a_workbook_are_read_as_such(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Name", "DOB", "Booked in"])
    book.active.append(["Jamie Marsh", date(1985, 3, 12), datetime(2026, 6, 10, 2, 15)])
    book.active.append(["Tamsin Oake", datetime(2011, 4, 3), time(6, 10)])
    file = tmp_path / "cells.xlsx"
    book.save(file)
    reading = read_custody(file, told={}, now=NOW)
    assert [row.born_on for row in reading.rows] == [date(1985, 3, 12), date(2011, 4, 3)]
    assert reading.rows[1].arrived_at == datetime(2026, 6, 10, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[columns", "it is not TOML"),
        ("[rows]\n", "one table, [columns]"),
        ('[columns]\nshoes = "Size"\n', "'shoes' is not a fact"),
        ("[columns]\nname = 4\n", "columns.name is not the title"),
    ],
)
def test_a_map_that_is_wrong_says_where(tmp_path: Path, text: str, why: str) -> None:
    file = tmp_path / "map.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_custody_map(file)
    assert str(refused.value).startswith("map.toml: ")
    assert why in str(refused.value)


def test_a_map_or_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="No such file"):
        read_custody_map(tmp_path / "none.toml")
    file = tmp_path / "cells.csv"
    file.write_text("Cell,Sex\n4,M\n", encoding="utf-8")
    with pytest.raises(Refused, match=r"cells\.csv: No column has names"):
        read_custody(file, told={}, now=NOW)


@pytest.mark.django_db
def test_the_command_holds_the_list_for_somebody_to_decide(tmp_path: Path) -> None:
    suite = make_suite(make_world())
    file = tmp_path / "cells.csv"
    file.write_text("Name,DOB\nJamie Marsh,12/03/1985\nX Y,soon\n", encoding="utf-8")
    asked = ["import", "custody", str(file), "--sign-in-name", "fern.test"]
    ran = CliRunner().invoke(app, asked)
    assert ran.exit_code == 0, ran.output
    assert "Rejected: row 3, Date of birth: It is not a date" in ran.output
    assert "Dry run: nothing was kept" in ran.output
    assert CustodyList.objects.count() == 0
    written = CliRunner().invoke(app, [*asked, "--write", "--json", "--whole"])
    answer = json.loads(written.output)
    held = CustodyList.objects.get()
    assert (answer["good"], answer["rejected"], held.way) == (1, 1, "file")
    assert str(held.id) in answer["address"]
    assert (held.site_id, held.whole, CustodyEntry.objects.count()) == (suite.custody, True, 0)
    wrong = CliRunner().invoke(app, [*asked, "--site", "The moon"])
    assert wrong.exit_code == 2
    assert "Moorchester custody suite" in wrong.output
    none = CliRunner().invoke(app, ["import", "custody", str(tmp_path / "no.csv"), *asked[3:]])
    assert (none.exit_code, len(none.output.strip().splitlines())) == (2, 1)

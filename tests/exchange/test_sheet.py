"""Files as people really have them."""

from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from alongside.exchange.spreadsheets.sheet import LONGEST_CELL, READ_AS_WINDOWS, open_sheet
from alongside.foundation.kit.sheets import csv_file, plain, xlsx_file
from alongside.kernel.refusal import Refused


@pytest.fixture
def write(tmp_path: Path):
    def made(content: bytes | str, name: str = "history.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return made


def workbook(path: Path, *sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number + 1}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_columns_may_be_parted_by_any_of_four(write, mark):
    text = f'Reference{mark}"Where{mark}, exactly"\r\nNM-1{mark}"Mill{mark}Lane"\r\n'
    sheet = open_sheet(write(text))
    assert sheet.titles == ("Reference", f"Where{' ' if mark == chr(9) else mark}, exactly")
    assert [row.cells for row in sheet.rows] == [("NM-1", f"Mill{mark}Lane")]


@pytest.mark.parametrize(
    ("encoding", "warned"),
    [("utf-8", False), ("utf-8-sig", False), ("utf-16", False), ("cp1252", True)],
)
def test_words_with_accents_survive_the_usual_encodings(write, encoding, warned):
    sheet = open_sheet(write("Reference,Location\nNM-1,Café Zoë\n".encode(encoding)))
    assert sheet.titles == ("Reference", "Location")
    assert next(sheet.rows).cells == ("NM-1", "Café Zoë")
    assert sheet.warnings == ((READ_AS_WINDOWS,) if warned else ())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"  \n ", "file.empty"),
        (b"\xff\xfea", "file.not_text"),
        (b"a,b\n\x81\x8d,1\n", "file.not_text"),
        (b"a,b\n\x00,1\n", "file.not_text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file.not_text"),
        (b",,\n1,2,3\n", "file.no_titles"),
        (b"A,b,a\n1,2,3\n", "file.title_twice"),
        (b"PK\x03\x04 not really", "file.not_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "file.old_excel"),
        (b'a,b\n"never closed,1\n', "file.not_csv"),
    ],
)
def test_what_is_not_a_table_is_refused_in_one_line(write, content, code):
    with pytest.raises(Refused) as refused:
        list(open_sheet(write(content)).rows)
    assert refused.value.code == code
    assert str(refused.value).startswith("history.csv: ")
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Refused, match=r"no\.csv: No such file"):
        open_sheet(tmp_path / "no.csv")


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(write):
    sheet = open_sheet(write('a,b\n1,"two\nlines"\n\n,\n3,4\n'))
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (2, ("1", "two\nlines")),
        (5, ("3", "4")),
    ]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("1", "fewer cells"),
        ("1,2,3", "more cells"),
        (f"1,{'x' * (LONGEST_CELL + 1)}", "characters"),
    ],
)
def test_a_row_of_the_wrong_shape_says_so(write, row, says):
    assert says in next(open_sheet(write(f"a,b\n{row}\n")).rows).wrong


def test_empty_cells_past_the_titles_are_nothing(write):
    assert next(open_sheet(write("a,b,,\n1,2,,\n")).rows).wrong == ""


def test_a_cell_too_large_for_csv_is_refused_not_a_fault(write):
    with pytest.raises(Refused, match="row 2 is not CSV"):
        list(open_sheet(write(f"a,b\n1,{'x' * 200_000}\n")).rows)


def test_excel_dates_come_as_dates_and_words_as_words(tmp_path):
    rows = [["Reference", "When", None], ["NM-1", datetime(2025, 6, 10, 14, 20), None],
            [None, None, None], [17, "10/06/2025 14:20", None]]  # fmt: skip
    sheet = open_sheet(workbook(tmp_path / "h.xlsx", rows))
    assert sheet.titles == ("Reference", "When")
    assert [(r.number, r.cells) for r in sheet.rows] == [
        (2, ("NM-1", datetime(2025, 6, 10, 14, 20))), (4, (17, "10/06/2025 14:20")),
    ]  # fmt: skip


def test_a_sheet_is_chosen_by_name(tmp_path):
    path = workbook(tmp_path / "h.xlsx", [["a"], [1]], [["b"], [2]])
    assert open_sheet(path).warnings == ("Only the first sheet was read: --sheet names another.",)
    assert open_sheet(path, sheet_name="Sheet 2").titles == ("b",)
    with pytest.raises(Refused, match="no sheet called"):
        open_sheet(path, sheet_name="Sheet 9")


def test_an_empty_workbook_has_no_titles(tmp_path):
    with pytest.raises(Refused, match="no column titles"):
        open_sheet(workbook(tmp_path / "h.xlsx", []))


FORMULAS = ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd", "|x", "%x"]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_sent_out_is_taken_for_a_formula(text, tmp_path):
    assert plain(text) == f"'{text}"
    path = tmp_path / "out.csv"
    path.write_bytes(csv_file(("a", text), [(text, 1)]))
    assert next(open_sheet(path).rows).cells[0].startswith("'")
    path = tmp_path / "out.xlsx"
    path.write_bytes(xlsx_file([("Rows", ("a",), [(text,)])]))
    cell = load_workbook(path)["Rows"]["A2"]
    assert cell.data_type == "s"


def test_words_and_numbers_go_out_as_they_are():
    assert [plain(value) for value in ("a-b", -1, 1.5, None, "")] == ["a-b", -1, 1.5, None, ""]

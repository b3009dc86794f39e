"""``alongside placements``: the contract of the command, with good input and bad."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner, Result

from alongside.config.command import placements

RUNNER = CliRunner()
EXAMPLE = Path(__file__).parents[2] / "examples" / "sheffield.toml"
TIGHT = """
[[services]]
code = "team"
kind = "community"
seats = 1
[[services]]
code = "ward"
name = "Stanage"
kind = "ward"
seats = 1
[[cohorts]]
name = "March"
from = 2026-03-02
to = 2026-03-13
officers = ["PC A", "PC B", "PC C"]
"""


def run(*words: object) -> Result:
    result = RUNNER.invoke(placements.app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def tight(tmp_path: Path) -> Path:
    path = tmp_path / "tight.toml"
    path.write_text(TIGHT, "utf-8")
    return path


@pytest.fixture
def fits(tmp_path: Path) -> Path:
    path = tmp_path / "fits.toml"
    path.write_text(TIGHT.replace(', "PC C"', ""), "utf-8")
    return path


def test_the_sheffield_example_places_everybody_and_writes_a_workbook(tmp_path: Path):
    out = tmp_path / "plan.xlsx"
    result = run("plan", EXAMPLE, "--out", out)
    assert result.exit_code == 0, result.output
    assert "Everybody is placed, and no plan is better." in result.stdout
    book = load_workbook(out)
    assert book.sheetnames == ["By service", "By officer", "Stays", "About"]
    assert book["Stays"].max_row == 1 + 2 * (8 + 66)
    assert book["By service"].max_row == 1 + 12


def test_a_plan_in_json_keeps_its_contract(fits: Path):
    result = run("plan", fits, "--json")
    made = json.loads(result.stdout)
    assert list(made) == [
        "status",
        "objective",
        "bound",
        "gap",
        "assignments",
        "unplaced",
        "costs",
    ]
    assert (made["status"], made["gap"], len(made["assignments"])) == ("optimal", 0.0, 4)
    assert {"officer", "service", "start", "end", "kind", "buddy"} <= set(made["assignments"][0])


def test_somebody_without_a_place_is_exit_one_with_reasons(tight: Path):
    result = run("plan", tight, "--json")
    made = json.loads(result.stdout)
    assert (result.exit_code, made["status"]) == (1, "impossible")
    assert [len(one["reasons"]) for one in made["unplaced"]] == [2]


def test_explain_says_why_and_offers_what_was_tried(tight: Path):
    result = run("explain", tight)
    assert result.exit_code == 1
    assert result.stdout.startswith("3 officers for 2 ")
    assert "move PC" in result.stdout
    found = json.loads(run("explain", tight, "--json").stdout)
    assert all(one["verified"] for one in found["relaxations"])


def test_a_plan_is_mended_and_one_cell_explained(fits: Path, tmp_path: Path):
    made = tmp_path / "plan.json"
    assert run("plan", fits, "--out", made).exit_code == 0
    stays = json.loads(made.read_text("utf-8"))["assignments"]
    ward = next(one for one in stays if one["service"] == "ward")
    mended = run(
        "repair", fits, made, "--withdraw", ward["officer"], "--today", "2026-02-01", "--json"
    )
    assert (mended.exit_code, json.loads(mended.stdout)["moves"]) == (0, [])
    closed = f"ward:{ward['start']}/{ward['end']}"
    lost = run("repair", fits, made, "--close", closed, "--today", "2026-02-01")
    assert lost.exit_code == 1
    assert "has no place" in lost.stdout
    there = run("why-not", fits, ward["officer"], "ward", ward["start"], "--plan", made)
    assert (there.exit_code, there.stdout.strip()) == (
        0,
        f"{ward['officer']} is at Stanage that week.",
    )


def test_a_workbook_and_a_folder_of_csv_files_read_as_toml_does(fits: Path, tmp_path: Path):
    tables = {
        "services": [
            ["code", "name", "kind", "seats"],
            ["team", "", "community", 1],
            ["ward", "Stanage", "ward", 1],
        ],
        "cohorts": [
            ["name", "from", "to", "officers"],
            ["March", "2026-03-02", "2026-03-13", "PC A; PC B"],
        ],
    }
    book = Workbook()
    folder = tmp_path / "scheme"
    folder.mkdir()
    for name, rows in tables.items():
        sheet = book.create_sheet(name.title())
        for row in rows:
            sheet.append(row)
        lines = [",".join(str(cell) for cell in row) for row in rows]
        (folder / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    book.save(tmp_path / "scheme.xlsx")
    wanted = json.loads(run("plan", fits, "--json").stdout)["assignments"]
    for source in (tmp_path / "scheme.xlsx", folder):
        assert json.loads(run("plan", source, "--json").stdout)["assignments"] == wanted


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan", "none.toml"), "none.toml: No such file or directory."),
        (("plan", "fits.toml", "--out", "plan.pdf"), "--out plan.pdf: end it in .xlsx, .csv or"),
        (("plan", "fits.toml", "--out", "no/where.csv"), "there is no folder no."),
        (("plan", "broken.toml"), "broken.toml: not TOML"),
        (("plan", "wrong.toml"), "wrong.toml: services, row 1 (team): seats is 'many'"),
        (("plan", "empty"), "empty: no sheet or file of a scheme is there."),
        (("repair", "fits.toml", "broken.toml", "--withdraw", "PC A"), "broken.toml: not JSON"),
        (("repair", "fits.toml", "list.json", "--withdraw", "PC A"), "has to be an object"),
        (("repair", "fits.toml", "other.json", "--withdraw", "PC A"), "'PC Z' is not in the sch"),
        (("repair", "fits.toml", "plan.json"), "Say what has changed"),
        (("repair", "fits.toml", "plan.json", "--close", "ward"), "put a colon"),
        (("repair", "fits.toml", "plan.json", "--close", "x:2026-03-02"), "no such name"),
        (("repair", "fits.toml", "plan.json", "--seats", "ward:few"), "give a whole number"),
        (("repair", "fits.toml", "plan.json", "--withdraw", "PC Q"), "no such officer"),
        (("why-not", "fits.toml", "PC A", "ward", "Monday"), "WEEK 'Monday': write the day as"),
        (("why-not", "fits.toml", "PC Z", "ward", "2026-03-02"), "No officer called 'PC Z'"),
    ],
)
def test_bad_input_is_one_line_and_exit_two(words, said, fits, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.toml").write_text("[[services]\n", "utf-8")
    (tmp_path / "wrong.toml").write_text(TIGHT.replace("seats = 1", 'seats = "many"', 1), "utf-8")
    (tmp_path / "empty").mkdir()
    (tmp_path / "list.json").write_text("[]", "utf-8")
    (tmp_path / "plan.json").write_text(run("plan", fits, "--json").stdout, "utf-8")
    other = {"assignments": [{"officer": "PC Z", "service": "ward"}]}
    (tmp_path / "other.json").write_text(json.dumps(other), "utf-8")
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    assert said in lines[0]


def test_the_command_tree_needs_no_solver():
    code = "import sys, alongside.config.command.tree; print('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

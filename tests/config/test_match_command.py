"""``alongside match link`` and ``dedupe``: what they answer, and how they refuse bad input."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from alongside.config.command import match

RUNNER = CliRunner()
ROWS = """id,first_name,surname,dob
1,Aisha,Khan,1985-03-12
2,Robert,Whitfield,1971-06-24
3,Aysha,Khan,1985-03-12
4,Owen,Pritchard,2001-01-30
"""


def run(*words: object) -> Result:
    result = RUNNER.invoke(match.app, [str(word) for word in words])
    # Only a deliberate exit: a traceback would be an exception of another kind.
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_dedupe_tells_roles_threshold_people_and_reasons(file):
    result = run("dedupe", file, "--truth", "id")
    assert result.exit_code == 0, result.stderr
    for words in (
        "first_name  given_name",
        "4 rows are 3 people; 1 rows say somebody again",
        "row 2 and row 4",
        "surname the same",
        "Against the truth: precision",
        "chosen",
    ):
        assert words in result.stdout


def test_link_answers_in_json_with_every_pair(file):
    result = run("link", file, file, "--map", "other=first_name", "--json")
    told = json.loads(result.stdout)
    assert {(pair["left_row"], pair["right_row"]) for pair in told["pairs"]} >= {(3, 3), (5, 5)}
    roles = {one["column"]: one["role"] for one in told["files"][0]["columns"]}
    assert roles["first_name"] == "other"
    assert told["learnt"]["fields"]
    assert told["expected"]["threshold"] == pytest.approx(told["expected"]["threshold"])


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("--out", "answer.txt"), "--out answer.txt: end it in .csv or .parquet"),
        (("--out", "nowhere/answer.csv"), "there is no such folder"),
        (("--map", "surname"), "--map 'surname': write it as role=column"),
        (("--truth", "answer"), "--truth 'answer': people.csv has no such column"),
        (("--truth", "id", "--truth-pattern", "("), "--truth-pattern '('"),
        (("--backend", "abacus"), "--backend 'abacus'"),
        (("--labels", "none.csv"), "none.csv: there is no such file"),
        (("--clusters", "none.csv"), "none.csv: there is no such file"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(file, words, line):
    result = run("dedupe", file, *words)
    assert result.exit_code == 2
    assert result.stderr.startswith("alongside: ")
    assert result.stderr.count("\n") == 1
    assert line in result.stderr


def test_the_command_tree_wakes_no_engine():
    code = (
        "import sys, alongside.config.command.tree; "
        "print([m for m in ('splink', 'numpy', 'duckdb', 'pyarrow', 'pyspark', 'jellyfish') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

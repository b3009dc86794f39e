"""The `alongside plans` command: words that a plan may not hold."""

import io
import json

import pytest
from typer.testing import CliRunner

from alongside.config.command import reading
from alongside.config.command.tree import app

runner = CliRunner()


def test_nothing_barred_is_exit_0_and_does_not_promise_more():
    done = runner.invoke(app, ["plans", "wording"], input="Sit with me\nWeak tea\n")
    assert done.exit_code == 0
    assert "Nothing was found. That does not say that nothing is there" in done.stdout


def test_barred_words_are_exit_1_and_say_where_why_and_what_instead():
    done = runner.invoke(app, ["plans", "wording", "-"], input="Tea\nOfficers should not be sent\n")
    assert done.exit_code == 1
    assert "line 2: “Officers should not be sent”" in done.stdout
    assert "rule attend.nobody_sent" in done.stdout
    assert "Say what helps when somebody comes" in done.stdout


def test_json_is_a_list_of_hits(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_text("do not convey\n", encoding="utf-8")
    done = runner.invoke(app, ["plans", "wording", str(file), "--json"])
    assert done.exit_code == 1
    (hit,) = json.loads(done.stdout)
    assert (hit["line"], hit["phrase"], hit["kind"]) == (1, "do not convey", "withhold_conveyance")
    assert json.loads(runner.invoke(app, ["plans", "wording", "--json"], input="").stdout) == []


def test_a_file_that_is_not_there_is_exit_2_in_one_line(tmp_path):
    done = runner.invoke(app, ["plans", "wording", str(tmp_path / "none.txt")])
    assert done.exit_code == 2
    assert done.stderr.strip().endswith("No such file or directory.")
    assert done.stdout == ""


def test_a_terminal_is_told_what_to_give(monkeypatch):
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(reading.sys, "stdin", terminal)
    with pytest.raises(reading.Refused, match="Give a text file"):
        reading.typed_text("-", nothing="Give a text file, or text on standard input.")


def test_the_report_gives_n_and_intervals():
    done = runner.invoke(app, ["plans", "wording", "--report"])
    assert done.exit_code == 0
    assert "| fresh 4 | 16 of 22, 73 % (52 to 87) |" in done.stdout

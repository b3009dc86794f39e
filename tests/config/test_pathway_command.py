"""``alongside pathway``: files of tools and doors are listed, and refused in one line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from alongside.config.command.pathway import app
from tests.areas.diversion.rules.test_pathway_tools import DOOR, TOOL


def run(*words: str):
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sleep.toml").write_text(TOOL)
    (tmp_path / "library.toml").write_text(DOOR)
    (tmp_path / "bad.toml").write_text(TOOL.replace("licence =", "license ="))
    (tmp_path / "bytes.toml").write_bytes(b"\xff")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "said"),
    [("sleep.toml", "Tool 'sleep' can be used"), ("library.toml", "Door 'library' can be used")],
)
def test_a_good_file_can_be_used(folder, name, said) -> None:
    answer = run("check", str(folder / name))
    assert (answer.exit_code, said in answer.stdout) == (0, True)
    assert json.loads(run("check", str(folder / name), "--json").stdout)["code"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bad.toml", "bad.toml: 'license' is not known here"),
        ("gone.toml", "give a file that can be read"),
        ("bytes.toml", "not text in UTF-8"),
    ],
)
def test_a_bad_file_exits_2_with_one_line(folder, name, said) -> None:
    answer = run("check", str(folder / name))
    assert answer.exit_code == 2
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_tools_and_doors_are_listed_with_those_of_a_folder(folder, monkeypatch) -> None:
    assert "first_look_child 1: First look: under 18" in run("tools").stdout
    assert len(json.loads(run("doors", "--json").stdout)) == 6
    (folder / "doors").mkdir()
    (folder / "library.toml").rename(folder / "doors" / "library.toml")
    monkeypatch.setenv("ALONGSIDE_PATHWAY", str(folder))
    assert "library: Library (see, offer)" in run("doors").stdout
    (folder / "tools").mkdir()
    (folder / "bad.toml").rename(folder / "tools" / "bad.toml")
    assert run("tools").exit_code == 2

"""What the documents point at is there: links, pictures, the tests of the hazard log."""

import ast
import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
HAZARD_LOG = ROOT / "docs" / "safety" / "hazard-log.csv"
DECISIONS = ROOT / "docs" / "decisions"


def documents() -> list[Path]:
    """Every document at the top and under docs."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def dead_links(path: Path) -> list[str]:
    """Links of a document that lead nowhere."""
    found = LINK.findall(path.read_text(encoding="utf-8"))
    return [target for target in found if not (path.parent / target).exists()]


def named_tests(path: Path) -> set[str]:
    """Names of a file's tests as pytest knows them, with the class they stand in."""
    names = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else [node]
        before = f"{node.name}::" if isinstance(node, ast.ClassDef) else ""
        names |= {before + part.name for part in inner if isinstance(part, ast.FunctionDef)}
    return names


def is_there(test: str) -> bool:
    """Say whether a test the log names exists."""
    name, _, rest = test.partition("::")
    path = ROOT / name
    return path.exists() and rest in named_tests(path)


def hazards() -> list[dict[str, str]]:
    """Read the hazard log."""
    with HAZARD_LOG.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(path: Path):
    assert dead_links(path) == []


def test_a_link_that_leads_nowhere_is_caught(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text("[one](page.md#top) [two](gone.md) ![three](gone.png) [four](https://x.y)")
    assert dead_links(page) == ["gone.md", "gone.png"]


@pytest.mark.parametrize("row", hazards(), ids=lambda row: row["id"])
def test_every_hazard_has_a_cause_an_effect_a_control_and_tests_that_exist(row: dict[str, str]):
    assert all(row[name].strip() for name in ("hazard", "cause", "effect", "control", "tests"))
    named = [] if row["tests"] == "none yet" else row["tests"].split("; ")
    assert [test for test in named if not is_there(test)] == []


def test_a_test_that_does_not_exist_is_caught():
    assert is_there(
        "tests/architecture/test_documents.py::test_a_test_that_does_not_exist_is_caught"
    )
    assert not is_there("tests/architecture/test_documents.py::test_of_nothing")
    assert not is_there("tests/architecture/no_such_file.py::test_of_nothing")


def test_the_hazards_are_numbered_none_is_dropped_and_none_is_signed():
    rows = hazards()
    assert [row["id"] for row in rows] == [f"H{number}" for number in range(1, len(rows) + 1)]
    assert len(rows) >= 17
    assert {row["signed"] for row in rows} == {"no"}


def test_decisions_are_numbered_in_order_and_listed_with_date_and_cost():
    listed = (DECISIONS / "README.md").read_text(encoding="utf-8")
    paths = sorted(DECISIONS.glob("0*.md"))
    assert [int(path.name[:4]) for path in paths] == list(range(1, len(paths) + 1))
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert f"({path.name})" in listed
        assert text.startswith(f"# {int(path.name[:4])}. "), path.name
        assert re.search(r"^\d{4}-\d\d-\d\d · ", text, re.MULTILINE), path.name
        for part in ("Context.", "Decision.", "Cost."):
            assert f"**{part}**" in text, f"{path.name} has no {part}"

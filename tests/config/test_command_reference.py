"""The page of the ``alongside`` command is in step with the command."""

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from alongside.config.command.tree import app
from alongside.config.documents.command_page import command_page

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "command.md"
PROSE = sorted(path for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))
QUOTED = re.compile(r"(?:\./run alongside|`alongside|^alongside) ([a-z][a-z0-9 -]*)", re.MULTILINE)


def leaves(tree: object, *before: str) -> set[str]:
    """Every command that does something, in full words."""
    found: set[str] = set()
    for name, command in tree.commands.items():  # type: ignore[attr-defined]
        words = (*before, name)
        found |= leaves(command, *words) if hasattr(command, "commands") else {" ".join(words)}
    return found


def test_the_page_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == command_page(), (
        "run: ./run alongside document command > docs/reference/command.md"
    )


def test_the_page_has_every_command():
    page = command_page()
    for words in leaves(typer.main.get_command(app)):
        assert re.search(rf"^##+ `alongside {words}( [A-Z_ ]+)?`$", page, re.MULTILINE), words


def test_every_option_is_on_the_page():
    page = command_page()
    for option in ("--dry-run", "--sign-in-name", "--anchor", "--workers", "--json"):
        assert f"`{option}`" in page


def test_the_command_prints_the_page():
    answer = CliRunner().invoke(app, ["document", "command"])
    assert answer.stdout == command_page()


def test_an_unknown_page_is_refused_with_the_names_of_those_there_are():
    answer = CliRunner().invoke(app, ["document", "recipes"])
    assert answer.exit_code == 2
    assert "permissions, settings, states" in answer.output


@pytest.mark.parametrize("path", PROSE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_a_document_quotes_is_there(path: Path):
    known = leaves(typer.main.get_command(app))
    groups = {words.partition(" ")[0] for words in known}
    for quoted in QUOTED.findall(path.read_text(encoding="utf-8")):
        words = quoted.split()
        assert words[0] in groups, f"alongside {quoted}"
        is_group = words[0] not in known
        if is_group and len(words) > 1:
            assert " ".join(words[:2]) in known, f"alongside {quoted}"

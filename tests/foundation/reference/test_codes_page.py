"""The reference page of the lists is in step with the lists."""

from itertools import pairwise
from pathlib import Path

from typer.testing import CliRunner

from alongside.config.command.reference import app
from alongside.foundation.reference import mappings, systems
from alongside.foundation.reference.page import codes_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "codes.md"


def test_the_page_is_fresh():
    assert PAGE.read_text(encoding="utf-8") == codes_page(), (
        "run: ./run alongside codes document > docs/reference/codes.md"
    )


def test_the_command_prints_the_page():
    answer = CliRunner().invoke(app, ["document"])
    assert answer.stdout == codes_page()


def test_the_page_has_every_list_and_mapping():
    page = codes_page()
    for name in (*systems(), *mappings()):
        assert f"### `{name}`" in page


def test_no_cell_breaks_its_table():
    tables = [line for line in codes_page().splitlines() if line.startswith("|")]
    widths = {line.count("|") for line in tables}
    assert min(widths) >= 3
    for above, below in pairwise(tables):
        if set(below) <= set("| -"):
            assert above.count("|") == below.count("|")

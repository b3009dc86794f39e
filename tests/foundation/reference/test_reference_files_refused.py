"""A mistake in a list or mapping file has one sentence that names the file and the entry."""

from pathlib import Path

import pytest

from alongside.foundation.reference import ReferenceFileError
from alongside.foundation.reference.loading import read_code_list
from alongside.foundation.reference.mapping import read_code_mapping

LIST = """\
system = "colour"
title = "Colour"
source = "A test"
checked_on = 2026-09-30
evidence = "known"
complete = true
entries = [
  { code = "r", display = "Red", valid_from = 2020-01-01, valid_to = 2021-01-01 },
  { code = "b", display = "Blue" },
]
"""
MAPPING = """\
from_system = "gender_criminal_justice"
to_system = "pnc_gender"
source = "A test"
checked_on = 2026-09-30
partial = false
pairs = [
  { from = "0", to = "U" },
  { from = "1", to = "M" },
  { from = "2", to = "F" },
  { from = "9", to = "U" },
]
"""


def test_the_list_before_it_is_broken_is_read(tmp_path: Path):
    codes = read_code_list(_written(tmp_path, "colour.toml", LIST))
    assert [entry.display for entry in codes] == ["Red", "Blue"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('system = "colour"', 'system = "color"', "colour.toml: system is 'color'"),
        ('title = "Colour"\n', "", "colour.toml: title is missing"),
        ('source = "A test"', 'source = ""', "colour.toml: source is empty"),
        ('source = "A test"', 'source = " A test"', "colour.toml: source has spaces at its ends"),
        ("checked_on = 2026-09-30\n", "", "colour.toml: checked_on is missing"),
        ("2026-09-30", '"soon"', "colour.toml: checked_on has to be a date"),
        ("2026-09-30", "2026-09-30T10:00:00", "colour.toml: checked_on has to be a date"),
        ('"known"', '"guessed"', "colour.toml: evidence 'guessed' is not one of found"),
        ("complete = true\n", "", "colour.toml: complete has to be true or false"),
        ("complete = true", 'complete = true\ncolor = "x"', "colour.toml: unknown key 'color'"),
        ("title =", "title", "colour.toml: not valid TOML"),
        (
            'code = "b"',
            'code = "r"',
            "colour.toml, entries number 2 (r): code 'r' is already in the list",
        ),
        ('"Blue"', '"Red"', "colour.toml, entries number 2 (b): two codes are shown as 'Red'"),
        ('display = "Blue"', "display = 3", "entries number 2 (b): display has to be text"),
        (', display = "Blue"', "", "entries number 2 (b): display is missing"),
        (', display = "Blue"', ', display = "Blue", hue = "x"', "(b): unknown key 'hue'"),
        ("2021-01-01", "2020-01-01", "entries number 1 (r): valid_to has to come after valid_from"),
        ('{ code = "b", display = "Blue" }', '"b"', "entries number 2 has to be a table"),
    ],
)
def test_a_broken_list_is_refused_with_file_and_entry(tmp_path, old, new, sentence):
    file = _written(tmp_path, "colour.toml", LIST.replace(old, new))
    with pytest.raises(ReferenceFileError) as caught:
        read_code_list(file)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_list_with_no_entries_is_refused(tmp_path):
    file = _written(tmp_path, "colour.toml", LIST.split("entries")[0] + "entries = []\n")
    with pytest.raises(ReferenceFileError, match="entries has to be a list with something in it"):
        read_code_list(file)


def test_the_mapping_before_it_is_broken_is_read(tmp_path: Path):
    mapping = read_code_mapping(_written(tmp_path, "m.toml", MAPPING))
    assert mapping.pairs["9"] == "U"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('"pnc_gender"', '"colour"', "m.toml: to_system 'colour' is not a code list"),
        ('{ from = "9"', '{ from = "8"', "m.toml, pairs number 4 (8): gender_criminal_justice has"),
        ('to = "F"', 'to = "X"', "m.toml, pairs number 3 (2): pnc_gender has no code 'X'"),
        ('from = "1"', 'from = "0"', "pairs number 2 (0): code '0' already has a counterpart"),
        (
            '  { from = "9", to = "U" },\n',
            "",
            "m.toml: code '9' of gender_criminal_justice has no counterpart",
        ),
        ("partial = false", "partial = true", "partial is true but every code has a counterpart"),
        ("checked_on = 2026-09-30\n", "", "m.toml: checked_on is missing"),
    ],
)
def test_a_broken_mapping_is_refused_with_file_and_pair(tmp_path, old, new, sentence):
    with pytest.raises(ReferenceFileError) as caught:
        read_code_mapping(_written(tmp_path, "m.toml", MAPPING.replace(old, new)))
    assert sentence in str(caught.value)


def _written(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file

"""Linking against published results: F1 at the threshold we choose, against theirs at their best.

One set of defaults for every file; the truth is used to measure and never to choose. Source of
the published numbers: notebooks of splink_demos at 222d230, as drawn in their own charts.
"""

import csv
from pathlib import Path

import pytest

from alongside.engines.matching.batch.asking import Ask
from alongside.engines.matching.batch.linking import dedupe, link
from alongside.engines.matching.private.filters import encode
from alongside.engines.matching.private.linking import link as link_encoded
from alongside.engines.matching.private.secret import key_from

ROLES = {
    "given": "given_name",
    "family": "surname",
    "born_on": "date_of_birth",
    "address": "address_1",
    "town": "suburb",
    "postcode": "postcode",
}
NUMBER = r"rec-(\d+)-"


@pytest.fixture(scope="module")
def folder(published: Path) -> Path:
    return published / "linkage"


@pytest.fixture(scope="module")
def theirs(folder: Path) -> dict[str, float]:
    with (folder / "expected_splink_best_f1.csv").open(encoding="utf-8") as opened:
        return {row["dataset"]: float(row["f1"]) for row in csv.DictReader(opened)}


def test_fewer_wrong_among_a_thousand_invented_records_than_published(folder, theirs):
    found, _ = dedupe(folder / "splink_fake_1000.csv", Ask(truth="cluster"))
    assert theirs["fake_1000"] == pytest.approx(0.86166, abs=5e-6)
    assert found.chosen is not None
    assert found.chosen.true == 2031
    assert found.chosen.f1 > 0.97 > theirs["fake_1000"]


def test_fewer_wrong_on_febrl_3_than_published(folder, theirs):
    found, _ = dedupe(folder / "febrl3.csv", Ask(truth="rec_id", truth_pattern=NUMBER))
    assert found.chosen is not None
    assert found.chosen.true == 6538
    assert found.chosen.f1 > 0.999 > theirs["febrl3"] > 0.9953


def test_as_few_wrong_on_febrl_4_as_published(folder, theirs):
    ask = Ask(truth="rec_id", truth_pattern=NUMBER)
    found, _ = link(folder / "febrl4a.csv", folder / "febrl4b.csv", ask)
    assert found.chosen is not None
    assert found.chosen.true == 5000
    assert found.chosen.f1 >= theirs["febrl4"] > 0.9997


@pytest.mark.parametrize(
    ("file", "ask", "least"),
    [
        ("febrl1.csv", Ask(truth="rec_id", truth_pattern=NUMBER), 0.999),
        # Names in German, and birth in three columns.
        ("RLdata500.csv", Ask(truth="ent_id"), 0.98),
        # Names, addresses and telephones of organisations, with no birth at all.
        ("dedupe_csv_example_with_true_ids.csv", Ask(truth="True Id"), 0.86),
    ],
)
def test_files_with_other_columns_are_searched_by_the_same_defaults(folder, file, ask, least):
    found, _ = dedupe(folder / file, ask)
    assert found.chosen is not None
    assert found.chosen.f1 > least


def test_febrl_4_is_linked_without_names_at_the_stated_rate(folder):
    key = key_from("six words that nobody else knows", exchange="febrl")
    sides, people = [], []
    for name in ("febrl4a.csv", "febrl4b.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened, skipinitialspace=True))
        held = [{role: row[column].strip() for role, column in ROLES.items()} for row in rows]
        sides.append(encode([{k: v for k, v in row.items() if v} for row in held], key=key))
        people.append([row["rec_id"].split("-")[1] for row in rows])
    found = link_encoded(*sides)
    right = [people[0][a] == people[1][b] for a, b in zip(found.left, found.right, strict=True)]
    assert sum(right) / len(right) >= 0.999
    assert sum(right) / 5000 >= 0.97

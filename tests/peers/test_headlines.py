"""Every headline of the published list carries the verdict written beside it."""

import csv
from pathlib import Path

import pytest

from alongside.engines.evaluation.headlines.answering import headlines
from alongside.engines.evaluation.headlines.claim_table import claims_in
from alongside.engines.evaluation.headlines.register import about, register
from alongside.engines.evaluation.headlines.verdicts import judge
from alongside.engines.evaluation.least_n import fitting_words, least_n
from alongside.engines.evaluation.reading import table_of


@pytest.fixture
def written(published: Path) -> list[dict[str, str]]:
    path = published / "published_tables" / "headline_claims.csv"
    with path.open(encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def test_from_the_facts_of_the_register(written):
    ours = {claim.key: judge(claim).words for claim in register()}
    assert ours == {row["claim_id"]: row["verdict"] for row in written}


def test_from_the_counts_written_in_words(written):
    blind = [row | {"verdict": ""} for row in written]
    table = table_of({key: [row[key] for row in blind] for key in blind[0]}, name="claims")
    seen = [judge(claim).words for claim in claims_in(table)]
    assert seen == [row["verdict"] for row in written]


def test_each_is_found_in_the_register_by_its_own_words(written):
    for row in written:
        found = about(row["claim"], register())
        assert found is not None, row["claim"]
        assert found.key == row["claim_id"]


def test_a_table_of_them_says_which_verdicts_agree(written):
    table = table_of({key: [row[key] for row in written] for key in written[0]}, name="claims")
    finding = headlines(claims_in(table), given=[row["verdict"] for row in written])
    assert all(row["agrees"] for row in finding.table)
    assert finding.n == len(written) == 20


def test_least_numbers_behind_printed_percentages():
    assert least_n(["97%"]) == 29
    assert least_n(["97%", "92%"]) == 36
    assert fitting_words(["97%", "92%"]) == "36 to 39, 59 to 66, 71 to 79 and more"

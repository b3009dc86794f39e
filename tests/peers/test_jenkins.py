"""Jenkins and others 2017: street triage in Ipswich, set beside Norwich.

BJPsych Bulletin 41:76-82. What is printed, worked out again from its own counts.
"""

import csv
import re
from pathlib import Path

import pytest

from alongside.engines.evaluation.cells import RateColumns
from alongside.engines.evaluation.changes import RateOptions
from alongside.engines.evaluation.measures import Rate
from alongside.engines.evaluation.printed_p import exact_p, rate_traps
from alongside.engines.evaluation.rates import rates
from alongside.engines.evaluation.reading import table_of

FOLDER = "street_triage"


@pytest.fixture
def tables(published: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Populations of the two places, and counts before and after in each."""
    with (published / FOLDER / "jenkins2017_table1.csv").open(encoding="utf-8") as opened:
        rows = list(csv.reader(opened))
    people = [int(re.sub(r"\D", "", cell)) for cell in rows[1][1:3]]
    with (published / FOLDER / "jenkins2017_table2.csv").open(encoding="utf-8") as opened:
        line = next(row for row in csv.reader(opened) if row[0].startswith("Section 136"))
    numbers = [int(line[at].split()[0]) for at in (1, 2, 4, 5)]
    names = ("Ipswich pre", "Ipswich post", "Norwich pre", "Norwich post")
    return dict(zip(("Ipswich", "Norwich"), people, strict=True)), dict(
        zip(names, numbers, strict=True)
    )


@pytest.fixture
def finding(tables):
    people, counts = tables
    table = table_of(
        {
            "town": [name.split()[0] for name in counts],
            "period": [name.split()[1] for name in counts],
            "s136": list(counts.values()),
            "population": [people[name.split()[0]] for name in counts],
        },
        name="jenkins",
    )
    columns = RateColumns("s136", "population", "town", "period", unit="assessments", years="0.5")
    return rates(table, columns, RateOptions(printed_p=0.01))


def row(finding, term: str, group: str):
    return next(r for r in finding.table if r["term"] == term and r["group"] == group)


def test_the_tables_are_read(tables):
    people, counts = tables
    assert people == {"Ipswich": 442_000, "Norwich": 483_000}
    assert list(counts.values()) == [169, 104, 87, 93]


def test_rates_a_year(finding):
    seen = [round(r["estimate"]) for r in finding.table if r["term"] == "rate"]
    assert seen == [76, 47, 36, 39]  # 77 is printed for the first: 76.5


@pytest.mark.parametrize(
    ("term", "group", "numbers"),
    [
        ("rate_ratio", "Ipswich", (0.615, 0.482, 0.786)),
        ("rate_ratio", "Norwich", (1.069, 0.798, 1.432)),
        ("ratio_of_ratios", "Ipswich against Norwich", (0.576, 0.393, 0.843)),
    ],
)
def test_ratios_and_their_intervals(finding, term, group, numbers):
    seen = row(finding, term, group)
    assert tuple(round(seen[key], 3) for key in ("estimate", "ci_low", "ci_high")) == numbers


def test_the_answer_is_the_ratio_of_ratios(finding):
    assert round(finding.estimate, 3) == 0.576
    assert round(finding.p_value, 4) == 0.0045
    assert finding.comparator == "Norwich"
    assert finding.n == 453


def test_the_printed_p_treats_rates_as_counts(finding):
    check = next(check for check in finding.checks if check.name == "printed_p")
    assert check.state == "failed"
    assert "treats rates as counts" in check.words


def test_which_rates_those_were(tables):
    people, counts = tables
    ipswich = [Rate(counts[f"Ipswich {when}"], people["Ipswich"]) for when in ("pre", "post")]
    norwich = [Rate(counts[f"Norwich {when}"], people["Norwich"]) for when in ("pre", "post")]
    assert round(exact_p(*ipswich), 4) == 0.0001
    assert round(exact_p(*norwich), 4) == 0.7095
    printed = [t for t in rate_traps(*norwich) if round(t.p_value, 2) == 0.82]
    assert (printed[0].before, printed[0].after) == (36, 39)

"""Keown and others 2016 and Heslin and others 2016, from their own numbers."""

import csv
from pathlib import Path

import pytest

from alongside.engines.evaluation.least_n import rounding_check
from alongside.engines.evaluation.measures import Percentage, Rate
from alongside.engines.evaluation.printed_p import score_p
from alongside.engines.evaluation.proportions import Part, proportions
from alongside.engines.evaluation.ratios import rate_ratio
from alongside.engines.evaluation.rounding import Bounds, counts_from_rate


@pytest.fixture
def facts(published: Path) -> dict[str, dict[str, str]]:
    with (published / "published_tables" / "facts.csv").open(encoding="utf-8") as opened:
        return {row["fact_id"]: row for row in csv.DictReader(opened)}


def number(facts, fact: str) -> float:
    return float(facts[fact]["value"])


def test_keown_from_its_rates(facts):
    people = number(facts, "F001")
    printed = [facts[fact]["value"] for fact in ("F002", "F003")]
    can = [counts_from_rate(words, people, per=100_000) for words in printed]
    assert can == [Bounds(849, 850), Bounds(375, 375)]
    before, after = 850, 375  # as the facts take them; 849 gives 0.442
    seen = rate_ratio(Rate(before, people), Rate(after, people))
    assert round(seen.estimate, 3) == 0.441
    assert (round(seen.interval.low, 3), round(seen.interval.high, 3)) == (0.391, 0.498)
    assert round(100 * (1 - seen.estimate)) == number(facts, "F006") == 56


@pytest.mark.parametrize(
    ("before", "after", "ratio", "low", "high", "printed"),
    [("F022", "F023", 0.608, 0.484, 0.765, 39), ("F025", "F026", 0.471, 0.343, 0.646, 53)],
)
def test_heslin_from_its_counts(facts, before, after, ratio, low, high, printed):
    seen = rate_ratio(Rate(int(number(facts, before)), 1), Rate(int(number(facts, after)), 1))
    assert round(seen.estimate, 3) == ratio
    assert seen.interval.low == pytest.approx(low, abs=1e-3)
    assert seen.interval.high == pytest.approx(high, abs=1e-3)
    assert round(100 * (1 - seen.estimate)) == printed


def test_heslins_chi_square_is_near_and_not_the_same(facts):
    from scipy.special import chdtri

    before, after = (int(number(facts, fact)) for fact in ("F022", "F023"))
    square = float(chdtri(1, score_p(Rate(before, 1), Rate(after, 1))))
    assert round(square, 3) == 18.513
    assert number(facts, "F024") == 18.542


def test_northumbria_is_52_9_and_not_54(facts):
    seen = rate_ratio(Rate(int(number(facts, "F013")), 1), Rate(int(number(facts, "F014")), 1))
    assert round(100 * (1 - seen.estimate), 1) == 52.9
    low, high = (round(100 * (end - 1), 1) for end in (seen.interval.low, seen.interval.high))
    assert (low, high) == (-61.6, -42.3)
    assert number(facts, "F015") == 54


def test_survey_percentages_that_do_not_follow_from_their_counts_are_named(facts):
    wrong = []
    for key, row in facts.items():
        if row["unit"] != "%" or not row["numerator"]:
            continue
        count, out_of = int(row["numerator"]), int(row["denominator"])
        if rounding_check(count, out_of, row["value"]).state == "failed":
            wrong.append(key)
    # 234 of 257 is 91.05% and is printed as 92; the last two are of another number.
    assert {"F186", "F187"} <= set(wrong)
    assert len(wrong) <= 4


def test_british_transport_police_one_per_cent(facts):
    row = facts["F123"]
    share = Percentage(int(row["numerator"]), int(row["denominator"]))
    seen = proportions([Part("on a plan", share)])
    assert round(100 * seen.estimate, 2) == 0.87
    low, high = (round(100 * end, 2) for end in (seen.interval.low, seen.interval.high))
    assert (low, high) == (0.47, 1.59)

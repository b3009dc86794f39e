"""The published list of phrases: what is found of it, and that the page says so."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.plans.rules.barred import check_plan_words
from alongside.areas.plans.rules.barred.grammar import BadPhrases, read_phrases, shipped_phrases
from alongside.areas.plans.rules.barred.measuring import (
    Share,
    found_at_first,
    found_now,
    measured,
    published_cases,
    wording_report,
)

ROOT = Path(__file__).resolve().parents[3]
PAGE = ROOT / "docs/explanation/plans-that-cannot-withhold-help.md"
FIRST = {
    "tuning": (33, 0, 0, 32),
    "held out": (32, 0, 0, 32),
    "fresh 1": (1, 29, 0, 30),
    "fresh 2": (6, 25, 1, 29),
    "fresh 3": (4, 21, 6, 30),
    "fresh 4": (16, 6, 3, 19),
}
NOW = {
    "tuning": (33, 0, 0, 32),
    "held out": (32, 0, 0, 32),
    "fresh 1": (30, 0, 0, 30),
    "fresh 2": (28, 3, 0, 30),
    "fresh 3": (24, 1, 0, 36),
    "fresh 4": (16, 6, 3, 19),
}
"""Caught, missed, mistaken, let through: a change of the rules shows here."""


@pytest.mark.parametrize(("found", "counts"), [(found_at_first, FIRST), (found_now, NOW)])
def test_the_counts_on_the_published_list_are_known(found, counts):
    rows = measured(published_cases(), found)
    assert {m.part: (m.caught, m.missed, m.mistaken, m.let_through) for m in rows} == counts


def test_the_list_is_long_enough_half_innocent_and_says_nothing_twice():
    cases = published_cases()
    barred = sum(case.barred for case in cases)
    assert len(cases) >= 120
    assert 0.4 <= barred / len(cases) <= 0.6
    assert len({case.text for case in cases}) == len(cases)
    assert {case.kind for case in cases} == {"innocent", *shipped_phrases().kinds}


def test_the_page_carries_the_report():
    said = PAGE.read_text(encoding="utf-8")
    kept = re.search(r"<!-- report -->\n(.*)<!-- end of report -->", said, re.DOTALL)
    assert kept
    assert kept.group(1).strip() == wording_report().strip()


def test_every_kind_that_is_caught_is_caught_for_what_it_is_or_for_another_that_is_there():
    kinds = set(shipped_phrases().kinds)
    for case in published_cases():
        assert {hit.kind for hit in check_plan_words({"": case.text})} <= kinds


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (8, 10, "8 of 10, 80 % (49 to 94)"),
        (0, 10, "0 of 10, 0 % (0 to 28)"),
        (10, 10, "10 of 10, 100 % (72 to 100)"),
        (0, 0, "none"),
    ],
)
def test_a_share_carries_its_n_and_its_wilson_interval(part: int, whole: int, said: str):
    assert str(Share(part, whole)) == said


@given(st.text(max_size=300))
def test_any_text_can_be_checked_and_a_hit_is_always_words_of_it(text: str):
    for hit in check_plan_words({"helps": text}):
        assert hit.phrase
        assert hit.phrase in text


@given(st.sampled_from([case.text for case in published_cases() if found_now(case)]))
def test_capitals_curly_marks_and_unseen_marks_hide_nothing(text: str):
    hidden = text.upper().replace("'", "’").replace(" ", " \u200b")
    assert check_plan_words({"": hidden})


SMALL = """
[list]
valid_from = 2026-11-26
source = "x"
gap_stops = ["but"]
phrase_stops = ["to"]
[contractions]
[classes]
a = ["b"]
"""
ALL_KINDS = "".join(
    f'[kinds.{kind}]\ntitle = "x"\nwhy = "x"\ninstead = "x"\n' for kind in shipped_phrases().kinds
)


def with_rule(pattern: str) -> str:
    """A whole list with one rule and one exception."""
    return (
        SMALL
        + ALL_KINDS
        + f'[[rules]]\nid = "r"\nkind = "sanction"\nsays = "x"\npatterns = ["{pattern}"]\n'
        + '[[exceptions]]\nid = "e"\nsays = "x"\npatterns = ["z"]\n'
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[", "Invalid"),
        ("[list]\n", "is missing"),
        (SMALL + ALL_KINDS.partition("[kinds.sanction]")[0], "no words for"),
        (with_rule("{c}"), "no class 'c'"),
        (with_rule("A"), "neither a word nor a mark"),
        (with_rule("x").replace('"sanction"', '"score"'), "score"),
        (with_rule("{a}").replace('a = ["b"]', 'a = ["{a}"]'), "no class 'a'"),
    ],
)
def test_a_list_that_makes_no_sense_is_refused_with_where(text: str, says: str):
    with pytest.raises(BadPhrases, match=re.escape(says)):
        read_phrases(text)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("a ~1 b", "a x b", True),
        ("a ~1 b", "a x x b", False),
        ("a ~1 b", "a but b", False),
        ("a ~2 b", "a, b", False),
        ("a ~2, b", "a, x b", True),
        ("a ~2, b", "a. x b", False),
        ("a ~n2 b", "a big b", True),
        ("a ~n2 b", "a to b", False),
        ("^ a", "x. a", True),
        ("^ a", "x a", False),
        ("a $", "a. x", True),
        ("a $", "a x", False),
        ("a , b", "a. b", True),
        ("a # b", "a 12 b", True),
        ("a x? b", "a b", True),
        ("{a}", "b", True),
        ("a", "a z", True),
    ],
)
def test_each_mark_of_the_grammar_does_what_it_says(pattern: str, text: str, found: bool):
    assert bool(check_plan_words({"": text}, read_phrases(with_rule(pattern)))) is found


def test_an_exception_across_a_hit_lifts_it():
    phrases = read_phrases(with_rule("a ~1 b"))
    assert check_plan_words({"": "a x b"}, phrases)
    assert not check_plan_words({"": "a z b"}, phrases)

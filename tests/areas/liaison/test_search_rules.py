"""How somebody's words are read, before any store is asked."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.liaison.rules.officer_words import left_out, longest_said, officer_words
from alongside.areas.liaison.rules.search_extracts import AROUND, extract_of
from alongside.areas.liaison.rules.search_words import (
    LONGEST_WORD,
    Group,
    folded,
    fts5_query,
    loosened,
    put_right,
    rarest,
    read_words,
    tsquery,
)

FTS5 = re.compile(r'\((?:"[a-z0-9 ]+"(?: \*)?(?: OR )?)+\)')
TSQUERY = re.compile(r"[a-z0-9:*<>|& ()-]*")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Where is the crisis café?", ["crisis", "cafe"]),
        ("someone's been SECTIONED", ["sectioned"]),
        ("s.136 in a garden", ["s 136", "garden"]),
        ("section 136", ["section 136"]),
        ("L&D", ["l d"]),
        ("mental health nurse in the car tonight", ["mental health nurse in the car", "tonight"]),
        ("what is the", []),
        ("x", []),
        ("", []),
        ("a" * (LONGEST_WORD + 1), []),
    ],
)
def test_what_was_typed_is_read_as_what_was_said(typed: str, said: list[str]) -> None:
    assert [group.said for group in read_words(typed)] == said


def test_a_saying_is_looked_for_in_other_words_too() -> None:
    (group,) = read_words("AWOL")
    assert ("absent", "without", "leave") in group.ways
    assert group.ways[0] == ("awol",)


@pytest.mark.parametrize(
    ("typed", "starts"),
    [
        ("keys interp", [False, True]),
        ("keys interp ", [False, False]),
        ("in", []),
        ("keys the", [False, True]),
        ("keys th", [False]),
    ],
)
def test_the_last_word_may_go_on_while_it_is_typed(typed: str, starts: list[bool]) -> None:
    assert [group.starts for group in read_words(typed, typing=True)] == starts


def test_queries_are_made_in_the_language_of_each_store() -> None:
    groups = (Group((("keys",), ("house", "keys"))), Group((("pet",),), starts=True))
    assert fts5_query(groups, every=True) == '("keys" OR "house keys") AND ("pet" OR "pet" *)'
    assert tsquery(groups, every=False) == "((keys) | (house <-> keys)) | ((pet) | (pet:*))"


@given(st.text(max_size=80), st.booleans(), st.booleans())
def test_nothing_typed_reaches_the_syntax_of_a_query(typed: str, typing: bool, every: bool) -> None:
    groups = read_words(typed, typing=typing)
    for part in re.split(" AND | OR (?=\\()", fts5_query(groups, every=every)) if groups else ():
        assert FTS5.fullmatch(part)
    assert TSQUERY.fullmatch(tsquery(groups, every=every))


def test_the_rarest_groups_are_kept_as_far_as_they_may_stand_on_pages_together() -> None:
    groups = read_words("police keys pets")
    counts = {"police": 9_000, "keys": 40}
    assert [one.said for one in rarest(groups, counts, most=1_500)] == ["keys", "pets"]
    assert [one.said for one in rarest(groups, counts, most=10)] == ["keys"]
    assert rarest((), counts, most=10) == ()


def test_words_of_a_saying_are_looked_for_one_by_one_where_need_be() -> None:
    assert [one.said for one in loosened(read_words("no beds tonight"))] == [
        "no beds",
        "tonight",
        "beds",
    ]
    assert [one.said for one in loosened(read_words("beds no beds"))] == ["beds", "no beds"]
    assert [one.said for one in loosened(read_words("l d"))] == ["l d"]


def test_a_word_typed_wrong_is_put_right_and_read_again() -> None:
    mended = put_right(read_words("awoll ward"), {"awoll": "awol"})
    assert [one.said for one in mended] == ["awol", "ward"]
    assert ("absent", "without", "leave") in mended[0].ways


def test_every_saying_of_the_list_can_be_typed() -> None:
    """Folded as it is read, no longer than is looked for, and leading somewhere else."""
    for said, means in officer_words().items():
        assert folded(" ".join(said)) == list(said)
        assert len(said) <= longest_said()
        assert all(folded(" ".join(way)) == list(way) for way in means)
        assert read_words(" ".join(said))
        assert set(means) - {said} or said in means
    assert not {said[0] for said in officer_words() if len(said) == 1} & left_out()


@pytest.mark.parametrize(
    ("text", "typed", "extract"),
    [
        ("", "keys", ""),
        ("One thing. The keys are kept. More.", "key", "The keys are kept. More."),
        ("Nothing of it.\nNor here.", "keys", "Nothing of it. Nor here."),
    ],
)
def test_the_sentence_with_most_of_it_is_shown(text: str, typed: str, extract: str) -> None:
    assert extract_of(text, read_words(typed)) == extract


def test_a_long_piece_is_cut_at_a_word() -> None:
    shown = extract_of("keys and pets " * 40, read_words("keys"))
    assert len(shown) <= AROUND + 1
    assert shown.endswith(("keys…", "and…", "pets…"))

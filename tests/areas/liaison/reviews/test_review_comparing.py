"""How accounts are set beside each other, reviews likened, and learning checked."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.liaison.rules.alike import Gist, most_alike
from alongside.areas.liaison.rules.beside import RECORD, Telling, set_beside
from alongside.areas.liaison.rules.learning_check import what_tells
from alongside.areas.liaison.rules.telling_words import likeness, telling_words

DAY = date(2026, 6, 10)


# ---- Side by side ------------------------------------------------------------


def telling(whose: str, words: str, minute: int | None = None, *, about: bool = False) -> Telling:
    at = None if minute is None else datetime(2026, 6, 10, 20, 0, tzinfo=UTC)
    return Telling(uuid4(), whose, at and at + timedelta(minutes=minute or 0), about, words)


def rows_of(*tellings: Telling, pinned=()):
    columns: dict[str, list[Telling]] = {}
    for one in tellings:
        columns.setdefault(one.whose, []).append(one)
    return set_beside(list(columns.items()), pinned)


def test_lines_that_share_words_stand_in_one_row_and_their_times_are_compared() -> None:
    rows = rows_of(
        telling(RECORD, "Ambulance asked for", 0),
        telling("Police", "We asked for an ambulance", 25),
        telling("Trust", "The officers asked us for an ambulance", 4),
        telling("Trust", "Nobody told us about the dog"),
    )
    assert [len(row.tellings) for row in rows] == [3, 1]
    (found,) = rows[0].found
    assert found.sentence == "The record says 21:00 and Police says 21:25: 25 min apart."
    assert rows[1].of("Police") is None
    assert rows[1].at is None


def test_times_that_are_about_right_may_be_further_apart() -> None:
    near = telling("Police", "Asked for an ambulance", 25, about=True)
    rows = rows_of(telling("Trust", "Ambulance asked for", 0), near)
    assert rows[0].found == ()


def test_an_order_told_both_ways_round_is_found() -> None:
    rows = rows_of(
        telling("Police", "Searched the person", 0),
        telling("Police", "Handover to the nurse", 5),
        telling("Trust", "Handover was made to the nurse", 2),
        telling("Trust", "The person was searched", 6),
    )
    assert [found.kind for row in rows for found in row.found] == ["order"]
    assert "puts this after “Searched the person”, Trust before it." in rows[1].found[0].sentence


def test_somebody_can_set_lines_beside_each_other_that_share_no_word() -> None:
    police, trust = telling("Police", "Left at the door", 0), telling("Trust", "Came in alone", 40)
    assert len(rows_of(police, trust)) == 2
    rows = rows_of(police, trust, pinned=[(police.id, trust.id), (police.id, uuid4())])
    assert len(rows) == 1
    assert rows[0].found[0].kind == "time"


def test_a_row_holds_one_line_of_each() -> None:
    rows = rows_of(
        telling("Police", "Rang the ward", 0),
        telling("Police", "Rang the ward", 9),
        telling("Trust", "Ward was rung: rang the ward", 1),
    )
    assert sorted(len(row.tellings) for row in rows) == [1, 2]


@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 90) | st.none()), max_size=9))
def test_no_line_is_lost_or_told_twice(said) -> None:
    words = ["rang the ward", "left the ward", "doors were locked"]
    tellings = [telling(whose, words[n % 3], minute) for n, (whose, minute) in enumerate(said)]
    rows = rows_of(*tellings)
    placed = [one.id for row in rows for one in row.tellings]
    assert sorted(placed) == sorted(one.id for one in tellings)


def test_lines_that_share_little_or_are_hours_apart_stand_alone() -> None:
    for other in (
        telling("Trust", "Ambulance crew told a story", 90),
        telling("Trust", "Ambulance crew told a story"),
        telling("Trust", "Doors were locked", 1),
    ):
        police = telling("Police", "Ambulance was late", 0)
        assert len(rows_of(police, other)) == 2
    asked = telling("Police", "Ambulance asked for again", 0)
    assert len(rows_of(asked, telling("Trust", "Ambulance asked for again", 200))) == 2
    assert len(rows_of(asked, telling("Trust", "Ambulance crew came", 20))) == 1


def test_words_are_compared_without_their_endings() -> None:
    assert telling_words("The ambulance arrived") == telling_words("Ambulances arriving")
    assert telling_words("It was there and then") == frozenset()
    assert likeness(frozenset(), frozenset({"ward"})) == 0.0


# ---- Alike -------------------------------------------------------------------


def gist(title: str, words: str = "", *factors: str) -> Gist:
    return Gist(uuid4(), title, words, frozenset(factors))


def test_earlier_reviews_are_alike_by_factor_and_by_word_and_say_why() -> None:
    this = gist("Waiting at the Larch door", "A crew waited for a bed.", "transport", "capacity")
    by_factor = gist("Two vehicles", "Both came.", "transport")
    by_words = gist("Waited for a bed", "The crew sat outside.")
    unlike = gist("A good handover", "It went well.", "handover")
    found = most_alike(this, [unlike, by_words, by_factor, this])
    assert [one.id for one in found] == [by_words.id, by_factor.id]
    assert found[0].why == "Also speaks of waited, bed, crew."
    assert found[1].why == "The same contributed: transport."


# ---- What could tell who -----------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Ask for the ambulance before the assessment.", ()),
        ("On 10 June the car was full.", ("the day it happened",)),
        ("On June 10 and 11 June", ("the day it happened",)),
        ("10/06/26", ("the day it happened",)),
        ("2026-06-10", ("the day it happened",)),
        ("On the 10th of June", ("the day it happened",)),
        ("Sgt Marlow knew the code.", ("somebody's name",)),
        ("Ade Okafor knew the code.", ("somebody's name",)),
        ("She lives near SW1A 1AA", ("a postcode",)),
        ("On 12 June", ()),
    ],
)
def test_learning_that_could_tell_who_is_named_by_kind(words: str, kinds) -> None:
    assert what_tells(words, happened_on=DAY, names=["Ade Okafor"]) == kinds

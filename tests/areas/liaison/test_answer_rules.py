"""What may become of an answer, and what its words may not hold."""

from datetime import date
from itertools import product

import pytest

from alongside.areas.liaison.rules.answer_states import (
    LONGEST_QUESTION,
    NEXT,
    VersionState,
    check_answer_words,
    check_second_person,
    is_stale,
    look_again_on,
    state_after,
)
from alongside.kernel.refusal import Refused

ACTS = sorted({act for _, act in NEXT})


@pytest.mark.parametrize(("state", "act"), list(product(VersionState, ACTS)))
def test_an_act_leads_where_the_table_says_or_is_refused(state: VersionState, act: str) -> None:
    if (state, act) in NEXT:
        assert state_after(state, act) is NEXT[(state, act)]
        return
    with pytest.raises(Refused) as refused:
        state_after(state, act)
    assert refused.value.code == "answer.state"


def test_nobody_looks_over_what_they_wrote() -> None:
    check_second_person(1, 2)
    with pytest.raises(Refused) as refused:
        check_second_person(1, 1)
    assert refused.value.code == "answer.own"


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"question": " "}, "answer.no_words", "question"),
        ({"answer": "\n"}, "answer.no_words", "answer"),
        ({"question": "?" * (LONGEST_QUESTION + 1)}, "answer.too_long", "question"),
        ({"said_as": "ring 07700 900123"}, "words.tell_who", "said_as"),
        ({"answer": "She was born on 3 May 1980."}, "words.tell_who", "answer"),
        ({"why": "NHS number 999 000 0018"}, "words.tell_who", "why"),
    ],
)
def test_words_that_are_missing_too_long_or_tell_who_are_refused(
    change: dict[str, str], code: str, field: str
) -> None:
    said = {"question": "Who keeps the keys?", "answer": "The council.", "said_as": ""}
    check_answer_words(**said)
    with pytest.raises(Refused) as refused:
        check_answer_words(**said | change)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_an_answer_is_due_half_a_year_after_it_was_looked_at() -> None:
    again = look_again_on(date(2026, 1, 1))
    assert again == date(2026, 7, 2)
    assert is_stale(again, again)
    assert not is_stale(again, date(2026, 7, 1))
    assert not is_stale(None, again)

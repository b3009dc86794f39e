"""What follows when a plan's words would withhold help (DOMAIN 6.1: the author must re-word)."""

import pytest

from alongside.areas.plans.rules.barred import Kind, check_plan_words, kind_words
from alongside.areas.plans.rules.wording import (
    WORDED_LABELS,
    WordedKind,
    check_release,
    phrases_of,
    still_held,
)
from alongside.kernel.refusal import NotPermitted, Refused

HITS = check_plan_words({"helps": "do not convey", "worse": "do not assess"})
FINE = {"open_now": True, "own": False, "seen": True, "reason": "He means the bus"}


def test_what_a_reviewer_let_stand_is_not_held_again_in_that_field_alone():
    assert still_held(HITS, {("helps", "do not convey")}) == (HITS[1],)
    assert still_held(HITS, {("worse", "do not convey")}) == HITS
    assert phrases_of(HITS) == {("helps", "do not convey"), ("worse", "do not assess")}


@pytest.mark.parametrize(
    ("changes", "code", "kind"),
    [
        ({"open_now": False}, "wording.decided", Refused),
        ({"own": True}, "wording.own", NotPermitted),
        ({"seen": False}, "wording.unseen", NotPermitted),
        ({"reason": "  "}, "wording.reason_missing", Refused),
    ],
)
def test_words_may_stand_only_by_another_who_sees_all_and_says_why(changes, code, kind):
    check_release(**FINE)
    with pytest.raises(kind) as caught:
        check_release(**{**FINE, **changes})
    assert caught.value.code == code


def test_every_kind_of_plan_and_of_barred_words_is_explained():
    assert set(WORDED_LABELS) == set(WordedKind)
    for kind in Kind:
        said = kind_words(kind)
        assert said.title
        assert said.why.endswith(".")
        assert said.instead.endswith(".")

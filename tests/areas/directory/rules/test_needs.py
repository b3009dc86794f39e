"""What people type when they reach for the phone, and the need it stands for."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.directory.rules.needs import (
    Reader,
    need_called,
    need_clearly_meant,
    needs,
    needs_meant,
    one_letter_apart,
)
from alongside.kernel.refusal import Refused

MEANT = [
    ("136", "place_of_safety"),
    ("s136 suite", "place_of_safety"),
    ("who do I ring for an AMHP", "amhp_assessment"),
    ("mental health act assesment", "amhp_assessment"),
    ("15 year old girl, CAMHS", "child_in_crisis"),
    ("teenager", "child_in_crisis"),
    ("AWOL from Larch ward", "missing_from_ward"),
    ("missing pateint", "missing_from_ward"),
    ("custody nurse, detainee", "advice_in_custody"),
    ("appropriate adult", "advice_in_custody"),
    ("drunk and unwell", "intoxicated_and_unwell"),
    ("concern for welfare", "welfare_check"),
    ("dementia", "older_and_confused"),
    ("old man wandering, confused", "older_and_confused"),
    ("autistic", "learning_disability_or_autism"),
    ("detox", "alcohol_or_drugs"),
    ("domestic abuse", "domestic_abuse"),
    ("nowhere to sleep, homeless", "housing_tonight"),
    ("BSL interpreter", "interpreter"),
    ("Polish interpreter", "interpreter"),
    ("bereaved family after suicide", "bereaved_by_suicide"),
    ("complaint about the trust", "between_services"),
    ("press office", "journalist"),
    ("safeguarding MASH", "safeguarding_adult"),
    ("assault on staff on a ward", "police_to_a_ward"),
    ("street triage advice", "advice_now"),
]


@pytest.mark.parametrize(("typed", "code"), MEANT)
def test_what_officers_type_means_the_need_they_have(typed, code):
    assert needs_meant(typed)[0].code == code


def test_most_of_what_officers_type_is_answered_at_once():
    at_once = [typed for typed, code in MEANT if need_clearly_meant(typed) == need_called(code)]
    assert len(at_once) >= 0.8 * len(MEANT), sorted(set(dict(MEANT)) - set(at_once))


@pytest.mark.parametrize("typed", ["", "   ", "the person", "xyzzy", "?!"])
def test_words_that_point_at_nothing_mean_nothing(typed):
    assert needs_meant(typed) == []
    assert need_clearly_meant(typed) is None


def test_a_word_of_two_needs_is_not_answered_for_either():
    assert {need.code for need in needs_meant("doctor suite")} >= {
        "amhp_assessment",
        "place_of_safety",
    }
    assert need_clearly_meant("doctor suite") is None


@given(st.text(max_size=80))
def test_anything_may_be_typed(typed):
    assert set(needs_meant(typed)) <= set(needs())


@pytest.mark.parametrize("need", needs(), ids=lambda need: need.code)
def test_every_need_is_found_by_its_own_label_and_stands_on_some_sheet(need):
    assert need in needs_meant(need.label)[:2]
    assert need.readers <= set(Reader)
    assert need.readers
    assert need_called(need.code) == need


def test_a_need_that_is_not_kept_is_refused():
    with pytest.raises(Refused) as refused:
        need_called("a_lift_home")
    assert refused.value.code == "need.not_known"


LETTERS = st.text(string.ascii_lowercase, min_size=1, max_size=8)


@given(LETTERS, st.integers(0, 8), st.sampled_from(string.ascii_lowercase))
def test_one_slip_is_one_letter_apart(word, place, letter):
    at = min(place, len(word) - 1)
    for slipped in (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    ):
        assert one_letter_apart(word, slipped)


@pytest.mark.parametrize(
    ("first", "second"), [("abcd", "ab"), ("abcd", "badc"), ("abcd", "xbcy"), ("abcd", "abxyz")]
)
def test_two_slips_are_not(first, second):
    assert not one_letter_apart(first, second)

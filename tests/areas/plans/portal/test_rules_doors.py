"""What opens a door: codes, names, PINs, permissions and days, as tables."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import chain, repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.plans.rules import doors as rules
from alongside.areas.plans.rules.doors import Allowance, DoorFacts
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused

TODAY = date(2026, 6, 10)
CLOSED = datetime(2026, 6, 9, tzinfo=UTC)
ALL = frozenset(Allowance)
BORN = date(1992, 3, 1)


def door(role=Role.CARER, allowed=(), ends_on=None, closed_at=None) -> DoorFacts:
    return DoorFacts(role, frozenset(allowed), ends_on, closed_at)


@pytest.mark.parametrize(
    ("facts", "opens"),
    [
        (door(Role.PERSON), True),
        (door(Role.PERSON, closed_at=CLOSED), False),
        (door(ends_on=TODAY), True),
        (door(ends_on=TODAY - timedelta(days=1)), False),
        (door(ends_on=TODAY + timedelta(days=1), closed_at=CLOSED), False),
    ],
)
def test_a_door_is_open_until_it_is_closed_or_its_last_day_is_over(facts, opens):
    assert rules.is_open(facts, TODAY) is opens
    if opens:
        rules.check_open(facts, TODAY)
    else:
        with pytest.raises(NotPermitted):
            rules.check_open(facts, TODAY)


@pytest.mark.parametrize("allowance", list(Allowance))
def test_the_person_may_do_everything_and_a_carer_only_what_was_agreed(allowance):
    rules.check_allowed(door(Role.PERSON), allowance)
    rules.check_allowed(door(allowed={allowance}), allowance)
    with pytest.raises(NotPermitted):
        rules.check_allowed(door(allowed=ALL - {allowance}), allowance)


GOOD = {
    "carer_name": "Mo",
    "agreed_words": "She said so",
    "allowed": {Allowance.SEE_WORDS, Allowance.WRITE_WORDS},
    "ends_on": TODAY + timedelta(days=366),
    "today": TODAY,
}


def test_a_whole_permission_passes():
    rules.check_permission(**GOOD)


@pytest.mark.parametrize(
    ("lacks", "code"),
    [
        ({"carer_name": " "}, "door.carer_not_named"),
        ({"agreed_words": " "}, "door.agreement_missing"),
        ({"allowed": set()}, "door.nothing_agreed"),
        ({"allowed": {Allowance.WRITE_WORDS}}, "door.needs_sight"),
        ({"allowed": {Allowance.CHOOSE_WHO_SEES}}, "door.needs_sight"),
        ({"ends_on": None}, "door.end_out_of_range"),
        ({"ends_on": TODAY}, "door.end_out_of_range"),
        ({"ends_on": TODAY + timedelta(days=367)}, "door.end_out_of_range"),
    ],
)
def test_a_permission_says_who_how_for_what_and_until_when(lacks, code):
    with pytest.raises(Refused) as refused:
        rules.check_permission(**{**GOOD, **lacks})
    assert refused.value.code == code


def test_nobody_closes_a_door_for_somebody_without_a_reason():
    rules.check_reason("Asked for it")
    with pytest.raises(Refused):
        rules.check_reason("  ")


@given(st.integers(0, 10**6))
def test_a_code_is_read_back_as_it_was_made_however_it_is_typed(seed):
    code = rules.new_code(random.Random(seed).choice)
    parts = rules.code_parts(code)
    assert [len(part) for part in parts] == [5, 8]
    assert rules.code_parts(code.lower().replace("-", " ")) == parts
    assert not any(unkind in code for unkind in rules.UNKIND)
    assert not set(code) & set("01I8Q")


def test_an_unkind_code_is_never_given():
    letters = chain("MADAB", "KAKA", repeat("B"))

    def pick(several):
        wanted = next(letters)
        return wanted if wanted in several else several[0]

    assert not rules.new_code(pick).startswith("MAD")


def test_the_fifth_wrong_try_locks():
    assert [rules.after_wrong_try(n) for n in (0, 3, 4)] == [(1, False), (4, False), (5, True)]


@given(st.integers(0, 10**6))
def test_a_name_is_read_back_however_its_words_are_joined(seed):
    name = rules.new_name(random.Random(seed).choice)
    assert name.count("-") == 2
    assert rules.plain_name(name) == name
    assert rules.plain_name(f"  {name.replace('-', ' ').title()} ") == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("428617", "428617"),
        ("428 617", "428617"),
        ("42-86-17", "428617"),
        (" my  cat likes fish ", "my cat likes fish"),
    ],
)
def test_a_pin_is_kept_without_the_spaces_people_put_in(typed, kept):
    assert rules.check_pin(typed, born_on=BORN) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("42861", "pin.too_short"),
        ("short words", "pin.too_short"),
        ("123456", "pin.too_easy"),
        ("987654", "pin.too_easy"),
        ("111111", "pin.too_easy"),
        ("121212", "pin.too_easy"),
        ("123123", "pin.too_easy"),
        ("112211", "pin.too_easy"),
        ("010392", "pin.birthday"),
        ("01031992", "pin.birthday"),
        ("19920301", "pin.birthday"),
        ("030192", "pin.birthday"),
    ],
)
def test_a_pin_that_is_short_or_easy_to_guess_is_refused(typed, code):
    with pytest.raises(Refused) as refused:
        rules.check_pin(typed, born_on=BORN)
    assert (refused.value.code, refused.value.field) == (code, "pin")


def test_somebody_whose_birthday_is_not_known_may_use_any_other_numbers():
    assert rules.check_pin("010392", born_on=None) == "010392"

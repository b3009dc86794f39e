"""The code of a link, its lock, and how long it stays open."""

from datetime import timedelta

import pytest

from alongside.areas.diversion.rules.referral_links import (
    hashed_word,
    locks,
    new_link_code,
    plain_code,
    still_open,
)
from tests.support.world import NOW


def test_a_code_is_six_digits_however_it_is_typed():
    assert new_link_code(lambda digits: digits[-1]) == "999999"
    assert plain_code(" 123-456 ") == "123456"
    assert hashed_word("a") != hashed_word("b")


@pytest.mark.parametrize(("tries", "locked"), [(4, False), (5, True)])
def test_five_wrong_tries_lock(tries, locked):
    assert locks(tries) is locked


@pytest.mark.parametrize(("minutes", "is_open"), [(29, True), (30, False)])
def test_a_link_stays_open_half_an_hour(minutes, is_open):
    assert still_open(NOW, NOW + timedelta(minutes=minutes)) is is_open

"""Values that come from a list: the table and tests of DOMAIN 4.1 and 4.2."""

from datetime import date

import pytest

from alongside.foundation.reference import (
    check_code,
    check_ethnic_category,
    code_list,
    map_code,
)


@pytest.mark.parametrize(
    ("code", "meaning", "group", "in_the_return"),
    [
        ("A", "White British", "White", "white"),
        ("B", "White Irish", "White", "white"),
        ("C", "Any other White background", "White", "white"),
        ("D", "White and Black Caribbean", "Mixed", "mixed"),
        ("E", "White and Black African", "Mixed", "mixed"),
        ("F", "White and Asian", "Mixed", "mixed"),
        ("G", "Any other mixed background", "Mixed", "mixed"),
        ("H", "Indian", "Asian", "asian"),
        ("J", "Pakistani", "Asian", "asian"),
        ("K", "Bangladeshi", "Asian", "asian"),
        ("L", "Any other Asian background", "Asian", "asian"),
        ("M", "Caribbean", "Black", "black"),
        ("N", "African", "Black", "black"),
        ("P", "Any other Black background", "Black", "black"),
        ("R", "Chinese", "Other", "chinese_or_other"),
        ("S", "Any other ethnic group", "Other", "chinese_or_other"),
        ("Z", "Not stated", "", "not_stated"),
        ("99", "Not known", "", "not_stated"),
    ],
)
def test_an_ethnic_category_has_its_meaning_group_and_place_in_the_return(
    code, meaning, group, in_the_return
):
    entry = code_list("ethnic_category").find(code)
    assert (entry.display, entry.group) == (meaning, group)
    assert map_code("ethnic_category_to_return", code) == in_the_return
    answer = check_ethnic_category(code)
    assert (answer.value, answer.national) == (code, code)


def test_the_16_plus_1_list_has_these_18_codes_and_no_more():
    assert [entry.code for entry in code_list("ethnic_category")] == [*"ABCDEFGHJKLMNPRSZ", "99"]


@pytest.mark.parametrize("typed", ["I", "O", "Q", "9", "98", "I1", "AAA", "A-", "1A", "\u00c4"])
def test_a_letter_not_in_the_list_is_not_valid(typed):
    answer = check_ethnic_category(typed)
    assert not answer.valid
    assert answer.value is None
    assert answer.national is None


def test_a1_is_national_a_with_a_local_second_character():
    answer = check_ethnic_category("a1")
    assert (answer.value, answer.national) == ("A1", "A")
    assert "local" in answer.warnings[0]


def test_a_small_z_is_z():
    assert check_ethnic_category("z").value == "Z"


@pytest.mark.parametrize("typed", ["", "   "])
def test_blank_is_nothing_recorded_and_not_z(typed):
    answer = check_ethnic_category(typed)
    assert answer.valid
    assert answer.value is None
    assert answer.national is None


def test_z_and_99_stay_two_codes_though_the_return_has_one():
    assert check_ethnic_category("Z").value != check_ethnic_category("99").value
    assert {map_code("ethnic_category_to_return", code) for code in ("Z", "99")} == {"not_stated"}


@pytest.mark.parametrize(
    ("typed", "value"), [("1", "1"), ("2", "2"), ("9", "9"), ("x", "X"), ("X", "X")]
)
def test_a_stated_gender_is_taken_in_either_case(typed, value):
    assert check_code("gender_stated", typed).value == value


@pytest.mark.parametrize("typed", ["0", "3", "Z", "M"])
def test_a_stated_gender_outside_the_list_is_not_valid(typed):
    assert not check_code("gender_stated", typed).valid


def test_a_blank_gender_is_nothing_recorded():
    answer = check_code("gender_stated", " ")
    assert answer.valid
    assert answer.value is None


def test_a_small_letter_code_is_taken_in_capitals_too():
    assert check_code("transport", "AMBULANCE").value == "ambulance"
    assert check_code("ld_justice_outcome", "community_order_mhtr").value == (
        "community_order_MHTR"
    )


def test_a_code_not_in_force_that_day_is_kept_with_a_warning():
    answer = check_code("police_station_reason", "violence", on=date(2018, 1, 1))
    assert answer.value == "violence"
    assert answer.warnings
    assert not check_code("police_station_reason", "violence", on=date(2017, 1, 1)).warnings

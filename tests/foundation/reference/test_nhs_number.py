"""NHS number: the table of DOMAIN 4.6, row by row, with its own numbers."""

import pytest

from alongside.foundation.reference import (
    check_nhs_number,
    is_test_number,
    nhs_check_digit,
    spaced_nhs_number,
)


@pytest.mark.parametrize(
    ("typed", "total", "remainder", "digit", "valid"),
    [
        ("943 476 5919", 299, 2, 9, True),
        ("9434765918", 299, 2, 9, False),
        ("9990000018", 245, 3, 8, True),
        ("9990000026", 247, 5, 6, True),
        ("9990000050", 253, 0, 0, True),
        ("1234567890", 210, 1, None, False),
    ],
)
def test_the_sum_the_remainder_and_the_digit_are_the_tables(typed, total, remainder, digit, valid):
    digits = typed.replace(" ", "")
    weighted = sum(int(d) * (10 - place) for place, d in enumerate(digits[:9]))
    assert (weighted, weighted % 11) == (total, remainder)
    assert nhs_check_digit(digits[:9]) == digit
    answer = check_nhs_number(typed)
    assert answer.valid is valid
    assert answer.value == (digits if valid else None)


@pytest.mark.parametrize("last", "0123456789")
def test_no_tenth_digit_makes_999000000_valid(last):
    assert sum(int(d) * w for d, w in zip("999000000", range(10, 1, -1), strict=True)) == 243
    assert 243 % 11 == 1
    assert nhs_check_digit("999000000") is None
    assert not check_nhs_number("999000000" + last).valid


@pytest.mark.parametrize("typed", ["0000000000", "9999999999"])
def test_a_repeated_digit_passes_the_arithmetic_and_is_still_refused(typed):
    assert nhs_check_digit(typed[:9]) == int(typed[9])
    answer = check_nhs_number(typed)
    assert not answer.valid
    assert "repeated" in answer.reason


@pytest.mark.parametrize(
    "typed", ["943-476-5919", " 943 476 5919 ", "943\u2013476\u20135919", "943\u00a04765919"]
)
def test_spaces_hyphens_and_dashes_are_taken_out(typed):
    assert check_nhs_number(typed).value == "9434765919"


@pytest.mark.parametrize(
    "typed", ["94347659I9", "943476591", "94347659199", "", "   ", "\u0669" * 10, "943476591\u00b9"]
)
def test_anything_but_ten_digits_is_not_valid(typed):
    answer = check_nhs_number(typed)
    assert not answer.valid
    assert answer.value is None


def test_a_valid_answer_says_that_it_does_not_prove_whose_it_is():
    assert "does not prove" in check_nhs_number("9990000018").reason


def test_it_is_shown_three_three_four():
    assert spaced_nhs_number("9990000018") == "999 000 0018"


def test_numbers_for_testing_are_told_apart():
    assert is_test_number("9990000018")
    assert not is_test_number("9434765919")

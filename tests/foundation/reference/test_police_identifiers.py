"""PNC ID, CRO number, arrest summons number, custody number: the tables of DOMAIN 4.7."""

from datetime import date

import pytest

from alongside.foundation.reference import (
    check_arrest_summons_number,
    check_collar_number,
    check_cro_number,
    check_custody_record_number,
    check_pnc_id,
    short_arrest_summons_number,
)
from alongside.foundation.reference.police_letter import POLICE_LETTERS, police_check_letter

IN_2026 = date(2026, 6, 10)


def test_the_letter_table_has_23_letters_and_no_i_o_or_s():
    assert POLICE_LETTERS == "ZABCDEFGHJKLMNPQRTUVWXY"
    assert len(set(POLICE_LETTERS)) == 23
    assert not set(POLICE_LETTERS) & set("IOS")


@pytest.mark.parametrize(
    ("typed", "number", "remainder", "letter", "canonical"),
    [
        ("81/34U", 810000034, 18, "U", "1981/0000034U"),
        ("2002/0073319Z", 20073319, 0, "Z", "2002/0073319Z"),
        ("00223R", 223, 16, "R", "2000/0000223R"),
        ("1979/0163001B", 790163001, 2, "B", "1979/0163001B"),
        ("033Y", 30000003, 22, "Y", "2003/0000003Y"),
        ("1967/9893091D", 679893091, 4, "D", "1967/9893091D"),
        ("26/1W", 260000001, 20, "W", "2026/0000001W"),
    ],
)
def test_a_pnc_id_is_read_and_written_as_the_table_says(
    typed, number, remainder, letter, canonical
):
    assert number % 23 == remainder
    assert police_check_letter(number) == letter
    answer = check_pnc_id(typed, today=IN_2026)
    assert answer.value == canonical
    assert answer.warnings == ()


@pytest.mark.parametrize(
    ("typed", "expected_letter"),
    [
        ("2001/0171310S", "W"),
        ("20030011985Z", "X"),
        ("20120052494O", "Q"),
        ("20230583843N", "L"),
    ],
)
def test_a_pnc_id_with_the_wrong_letter_is_not_valid(typed, expected_letter):
    plain = typed.replace("/", "")
    assert police_check_letter(int(plain[2:-1])) == expected_letter
    assert not check_pnc_id(typed, today=IN_2026).valid
    assert check_pnc_id(typed[:-1] + expected_letter, today=IN_2026).valid


@pytest.mark.parametrize("typed", ["1X23/1234567A", "1923/1234567AA", "", "  ", "A", "26/W"])
def test_a_pnc_id_of_another_shape_is_not_valid(typed):
    answer = check_pnc_id(typed, today=IN_2026)
    assert not answer.valid
    assert "PNC ID" in answer.reason


def test_a_pnc_id_of_another_century_is_not_valid():
    letter = police_check_letter(int("020073319"))
    assert not check_pnc_id(f"1802/0073319{letter}", today=IN_2026).valid


def test_27_typed_in_2026_is_read_as_1927_with_a_warning():
    letter = police_check_letter(270000001)
    answer = check_pnc_id(f"27/1{letter}", today=IN_2026)
    assert answer.value == f"1927/0000001{letter}"
    assert answer.valid
    assert "1927" in answer.warnings[0]


def test_27_typed_in_2027_is_read_as_2027_without_a_warning():
    letter = police_check_letter(270000001)
    answer = check_pnc_id(f"27/1{letter}", today=date(2027, 1, 1))
    assert answer.value == f"2027/0000001{letter}"
    assert answer.warnings == ()


def test_a_pnc_id_of_a_year_to_come_is_valid_with_a_warning():
    letter = police_check_letter(310000001)
    answer = check_pnc_id(f"2031/1{letter}", today=IN_2026)
    assert answer.valid
    assert "not come yet" in answer.warnings[0]


@pytest.mark.parametrize(
    ("typed", "number", "remainder", "letter", "canonical"),
    [
        ("65656/91H", 91065656, 8, "H", "065656/91H"),
        ("85227/65G", 65085227, 11, "L", None),
        ("SF05/482703J", 5482703, 9, "J", "SF05/482703J"),
        ("SF83/50058Z", 8350058, 0, "Z", "SF83/50058Z"),
    ],
)
def test_a_cro_number_is_read_as_the_table_says(typed, number, remainder, letter, canonical):
    assert number % 23 == remainder
    assert police_check_letter(number) == letter
    answer = check_cro_number(typed)
    assert answer.value == canonical
    assert answer.valid is (canonical is not None)


def test_padding_a_short_form_would_give_the_wrong_letter():
    assert police_check_letter(83050058) == "B"
    assert not check_cro_number("SF83/50058B").valid


@pytest.mark.parametrize("typed", ["", "65656H", "1234567/91H", "SF5/482703J", "65656/91"])
def test_a_cro_number_of_another_shape_is_not_valid(typed):
    assert not check_cro_number(typed).valid


# DOMAIN prints remainder 20 for the second row; 222200001234560 leaves 21, and X is letter
# 21, so the letter it prints is right.
@pytest.mark.parametrize(
    ("typed", "counted", "remainder", "letter", "canonical"),
    [
        ("97 00 00 00 00000123456 K", "00009700000123456", 10, "K", "9700000000000123456K"),
        ("22 FD 11 22 00001234560 X", "222200001234560", 21, "X", "22FD112200001234560X"),
        ("2005FF0500000000555P", "05052000000000555", 14, "P", "2005FF0500000000555P"),
        ("2202XC0200000000021D", "02022200000000021", 16, "R", None),
        ("11/01ZD/01/448754K", "01011100000448754", 10, "K", "1101ZD0100000448754K"),
        ("1101ZD0100000448754K", "01011100000448754", 10, "K", "1101ZD0100000448754K"),
    ],
)
def test_an_arrest_summons_number_is_read_as_the_table_says(
    typed, counted, remainder, letter, canonical
):
    assert int(counted) % 23 == remainder
    assert police_check_letter(int(counted)) == letter
    answer = check_arrest_summons_number(typed)
    assert answer.value == canonical
    assert answer.valid is (canonical is not None)


@pytest.mark.parametrize(
    ("value", "short"),
    [
        ("9700000000000123456K", "97/0000/00/123456K"),
        ("1101ZD0100000448754K", "11/01ZD/01/448754K"),
        ("97A00000000000123456K", "97/A0000/00/123456K"),
    ],
)
def test_an_arrest_summons_number_is_shown_the_short_way_and_read_back(value, short):
    assert short_arrest_summons_number(value) == short
    assert check_arrest_summons_number(short).value == value


def test_a_top_level_letter_makes_21_characters_and_is_not_counted():
    answer = check_arrest_summons_number("97A00000000000123456K")
    assert answer.value == "97A00000000000123456K"
    assert len(answer.value) == 21


@pytest.mark.parametrize("typed", ["", "97/0000/00/K", "97/0000/00/123456", "97000000K"])
def test_an_arrest_summons_number_of_another_shape_is_not_valid(typed):
    assert not check_arrest_summons_number(typed).valid


@pytest.mark.parametrize("check", [check_custody_record_number, check_collar_number])
def test_a_forces_own_number_is_free_text_of_up_to_20_characters(check):
    assert check(" nm/00123/26 ").value == "NM/00123/26"
    assert check("X" * 20).valid
    assert not check("X" * 21).valid
    assert not check("  ").valid
    assert not check("A\x07B").valid

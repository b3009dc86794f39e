"""Organisations, postcodes, properties, areas, registrations: the table of DOMAIN 4.8."""

import pytest

from alongside.foundation.reference import (
    REGISTERS,
    check_area_code,
    check_force_code,
    check_ods_code,
    check_postcode,
    check_registration,
    check_uprn,
)


@pytest.mark.parametrize(
    "typed",
    ["SW1A 1AA", "M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "EC1A 1BB", "W1A 0AX", "GIR 0AA"],
)
def test_a_postcode_of_the_table_is_valid_and_may_go_on_a_map(typed):
    for written in (typed, typed.lower(), typed.replace(" ", "")):
        answer = check_postcode(written)
        assert answer.value == typed
        assert answer.may_geocode
        assert not answer.pseudo


@pytest.mark.parametrize(
    "typed", ["Q1 1AA", "SW1A 1AC", "AB1 2CI", "", "SW1A", "1AA SW1A", "Z1 1AA1"]
)
def test_a_postcode_that_cannot_be_is_not_valid(typed):
    answer = check_postcode(typed)
    assert not answer.valid
    assert answer.value is None
    assert not answer.may_geocode


@pytest.mark.parametrize("letter", "CIKMOV")
def test_six_letters_never_stand_in_the_inward_part(letter):
    assert not check_postcode(f"M1 1{letter}E").valid
    assert not check_postcode(f"M1 1A{letter}").valid


@pytest.mark.parametrize(
    ("typed", "meaning"), [("ZZ99 3VZ", "no fixed abode"), ("ZZ99 3WZ", "address not known")]
)
def test_a_pseudo_postcode_is_valid_and_never_goes_on_a_map(typed, meaning):
    answer = check_postcode(typed.lower())
    assert answer.value == typed
    assert meaning in answer.reason
    assert answer.pseudo
    assert not answer.may_geocode


def test_another_zz99_postcode_is_kept_with_a_warning_and_never_goes_on_a_map():
    answer = check_postcode("ZZ99 1AB")
    assert answer.value == "ZZ99 1AB"
    assert answer.warnings
    assert not answer.may_geocode


@pytest.mark.parametrize(("typed", "value"), [("rx3", "RX3"), ("RX4", "RX4"), ("QHM", "QHM")])
def test_an_ods_code_is_capitals_and_digits_to_be_looked_up(typed, value):
    answer = check_ods_code(typed)
    assert answer.value == value
    assert "Look it up" in answer.reason


@pytest.mark.parametrize("typed", ["", "RX", "RX-3", "ABCDEFGHIJK"])
def test_an_ods_code_of_another_shape_is_not_valid(typed):
    assert not check_ods_code(typed).valid


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("000010012345", "10012345"),
        ("1", "1"),
        ("12A", None),
        ("0", None),
        ("1" * 13, None),
        ("", None),
    ],
)
def test_a_uprn_loses_its_leading_zeros_and_is_above_zero(typed, value):
    answer = check_uprn(typed)
    assert answer.value == value
    assert answer.valid is (value is not None)


@pytest.mark.parametrize(
    "code",
    [
        "E12000001",
        "E23000007",
        "E22000173",
        "E06000001",
        "E07000136",
        "E08000004",
        "E09000001",
        "E01000001",
        "E54000008",
        "E38000001",
        "W15000001",
    ],
)
def test_an_area_code_of_a_known_kind_is_valid(code):
    answer = check_area_code(code.lower())
    assert answer.value == code
    assert answer.warnings == ()


@pytest.mark.parametrize("code", ["E99000001", "E23000099"])
def test_an_area_code_we_do_not_know_is_kept_with_a_warning(code):
    answer = check_area_code(code)
    assert answer.valid
    assert answer.warnings


@pytest.mark.parametrize("typed", ["", "E2300000", "E230000071", "230000007", "EE3000007"])
def test_an_area_code_has_nine_characters(typed):
    assert not check_area_code(typed).valid


@pytest.mark.parametrize(
    ("register", "typed"),
    [
        ("gmc", "7654321"),
        ("nmc", "12A3456E"),
        ("hcpc", "PA12345"),
        ("hcpc", "PA123456"),
        ("social_work_england", "SW1234"),
    ],
)
def test_a_registration_of_the_right_form_is_valid(register, typed):
    assert check_registration(register, typed.lower()).value == typed


@pytest.mark.parametrize(
    ("register", "typed"),
    [
        ("gmc", "765432"),
        ("gmc", "765432A"),
        ("nmc", "12A3456"),
        ("hcpc", "PA1234"),
        ("hcpc", "PA1234567"),
        ("social_work_england", "1234"),
    ],
)
def test_a_registration_of_another_form_is_not_valid(register, typed):
    answer = check_registration(register, typed)
    assert not answer.valid
    assert "number" in answer.reason or "PIN" in answer.reason


def test_a_register_we_do_not_hold_is_a_mistake_in_the_program():
    assert "gphc" not in REGISTERS
    with pytest.raises(KeyError):
        check_registration("gphc", "1234567")


@pytest.mark.parametrize(
    ("typed", "value"), [("10", "10"), ("93", "93"), ("01", "01"), ("02", "02")]
)
def test_a_force_code_is_valid(typed, value):
    assert check_force_code(typed).value == value
    assert check_force_code(typed).warnings == ()


def test_a_spreadsheets_lost_zero_is_put_back_with_a_warning():
    answer = check_force_code("1")
    assert answer.value == "01"
    assert answer.warnings == ("A leading zero was put back.",)


@pytest.mark.parametrize("typed", ["", "00", "08", "100", "E23000007"])
def test_a_force_code_we_do_not_hold_is_not_valid(typed):
    assert not check_force_code(typed).valid

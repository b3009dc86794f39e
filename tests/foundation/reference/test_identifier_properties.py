"""What holds of every identifier, whatever is typed."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alongside.foundation.reference import (
    CHECKS,
    check_arrest_summons_number,
    check_cro_number,
    check_nhs_number,
    check_pnc_id,
    check_snomed_concept,
    code_list,
    nhs_check_digit,
)
from alongside.foundation.reference.police_letter import police_check_letter
from alongside.foundation.reference.snomed import passes_verhoeff

TODAY = date(2026, 6, 10)


def digits(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


@st.composite
def nhs_numbers(draw: st.DrawFn) -> str:
    first = draw(digits(9))
    digit = nhs_check_digit(first)
    assume(digit is not None)
    assume(len(set(f"{first}{digit}")) > 1)
    return f"{first}{digit}"


@st.composite
def pnc_ids(draw: st.DrawFn) -> str:
    year, serial = draw(st.integers(1950, 2026)), draw(digits(7))
    return f"{year}/{serial}{police_check_letter(int(f'{year % 100:02}{serial}'))}"


@st.composite
def cro_numbers(draw: st.DrawFn) -> str:
    year, serial = draw(digits(2)), draw(digits(6))
    return f"{serial}/{year}{police_check_letter(int(year + serial))}"


@st.composite
def arrest_summons_numbers(draw: st.DrawFn) -> str:
    year, force, unit, sequence = (
        draw(digits(2)),
        draw(digits(2)),
        draw(digits(2)),
        draw(digits(11)),
    )
    letter = police_check_letter(int(f"{force}01{year}{sequence}"))
    return f"{year}{force}{unit}01{sequence}{letter}"


@st.composite
def snomed_concepts(draw: st.DrawFn) -> str:
    body = f"{draw(st.integers(1, 9))}{draw(digits(5))}00"
    return next(body + d for d in "0123456789" if passes_verhoeff(body + d))


VALID = {
    "nhs_number": nhs_numbers(),
    "pnc_id": pnc_ids(),
    "cro_number": cro_numbers(),
    "arrest_summons_number": arrest_summons_numbers(),
    "snomed": snomed_concepts(),
    "custody_record_number": st.text("ABC/123", min_size=1, max_size=20),
    "collar_number": st.text("ABC123", min_size=1, max_size=20),
    "ods_code": st.text("RXQ0123", min_size=3, max_size=10),
    "postcode": st.sampled_from(["SW1A 1AA", "M1 1AE", "GIR 0AA", "ZZ99 3VZ", "W1A 0AX"]),
    "uprn": st.integers(1, 999_999_999_999).map(str),
    "area_code": st.sampled_from(["E23000007", "E99000001", "W15000001"]),
    "force_code": st.sampled_from([entry.code for entry in code_list("police_force")]),
    "ethnic_category": st.sampled_from([entry.code for entry in code_list("ethnic_category")]),
    "gmc": digits(7),
    "nmc": st.just("12A3456E"),
    "hcpc": digits(5).map("PA{}".format),
    "social_work_england": digits(4).map("SW{}".format),
}


def test_every_kind_has_a_strategy_here():
    assert set(VALID) == set(CHECKS)


@pytest.mark.parametrize("kind", CHECKS)
@given(data=st.data())
def test_the_canonical_form_of_a_canonical_form_is_itself(kind, data):
    typed = data.draw(VALID[kind])
    once = CHECKS[kind](typed, TODAY)
    assert once.value == typed
    assert CHECKS[kind](once.value, TODAY) == once


@pytest.mark.parametrize("kind", CHECKS)
@given(data=st.data())
def test_case_and_spaces_at_the_ends_make_no_difference(kind, data):
    typed = data.draw(VALID[kind])
    plain = CHECKS[kind](typed, TODAY)
    assert CHECKS[kind](f"  {typed.lower()}\t", TODAY) == plain


@pytest.mark.parametrize("kind", sorted(set(CHECKS) - {"custody_record_number", "collar_number"}))
@given(data=st.data())
def test_spaces_inside_make_no_difference(kind, data):
    typed = data.draw(VALID[kind])
    assert CHECKS[kind](" ".join(typed), TODAY) == CHECKS[kind](typed, TODAY)


@pytest.mark.parametrize("kind", CHECKS)
@given(typed=st.text(max_size=30) | st.text("0123456789/ABCSFZIOſK٣²", max_size=24))
def test_whatever_is_typed_is_answered_and_only_ascii_is_stored(kind, typed):
    answer = CHECKS[kind](typed, TODAY)
    assert answer.reason.endswith(".")
    if not answer.valid:
        assert answer.value is None
    elif kind not in ("custody_record_number", "collar_number"):
        assert answer.value is None or answer.value.isascii()


@given(number=nhs_numbers(), place=st.integers(0, 9), change=st.integers(1, 9))
def test_any_single_wrong_digit_of_an_nhs_number_is_caught(number, place, change):
    assert not check_nhs_number(_changed(number, place, change)).valid


@given(number=nhs_numbers(), place=st.integers(0, 8))
def test_two_neighbouring_digits_of_an_nhs_number_swapped_are_caught(number, place):
    swapped = _swapped(number, place)
    assume(swapped != number)
    assert not check_nhs_number(swapped).valid


@given(number=pnc_ids(), place=st.integers(5, 11), change=st.integers(1, 9))
def test_any_single_wrong_digit_of_a_pnc_serial_is_caught(number, place, change):
    assert not check_pnc_id(_changed(number, place, change), today=TODAY).valid


@given(number=cro_numbers(), place=st.integers(0, 5), change=st.integers(1, 9))
def test_any_single_wrong_digit_of_a_cro_serial_is_caught(number, place, change):
    assert not check_cro_number(_changed(number, place, change)).valid


@given(number=arrest_summons_numbers(), place=st.integers(8, 18), change=st.integers(1, 9))
def test_any_single_wrong_digit_of_an_arrest_summons_sequence_is_caught(number, place, change):
    assert not check_arrest_summons_number(_changed(number, place, change)).valid


@given(number=snomed_concepts(), place=st.integers(1, 8), change=st.integers(1, 9))
def test_any_single_wrong_digit_of_a_snomed_identifier_is_caught(number, place, change):
    assert not check_snomed_concept(_changed(number, place, change)).valid


@given(number=snomed_concepts(), place=st.integers(0, 7))
def test_two_neighbouring_digits_of_a_snomed_identifier_swapped_are_caught(number, place):
    swapped = _swapped(number, place)
    assume(swapped != number)
    assert not passes_verhoeff(swapped)


def _changed(number: str, place: int, change: int) -> str:
    digit = (int(number[place]) + change) % 10
    return f"{number[:place]}{digit}{number[place + 1 :]}"


def _swapped(number: str, place: int) -> str:
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]

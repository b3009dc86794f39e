"""SNOMED CT identifiers: the table of DOMAIN 4.10, with its source letters."""

import pytest

from alongside.foundation.reference import check_snomed_concept, code_list
from alongside.foundation.reference.snomed import passes_verhoeff

CONCEPTS = [
    ("736253002", "X"),
    ("6471006", "E"),
    ("225444004", "I"),
    ("248062006", "E"),
    ("276853009", "E"),
    ("242056005", "J"),
    ("269735005", "J"),
    ("52448006", "E"),
    ("2776000", "E"),
    ("33449004", "E"),
    ("72366004", "E"),
    ("197480006", "E"),
    ("35489007", "E"),
    ("13746004", "E"),
    ("58214004", "E"),
    ("69322001", "E"),
    ("248020004", "E"),
    ("32911000", "X"),
    ("706893006", "X"),
    ("65108000", "I"),
    ("129707006", "I"),
    ("919461000000108", "I"),
    ("1188261000000103", "I"),
    ("417430008", "I"),
    ("401233007", "I"),
    ("22761000175104", "I"),
    ("761571000000106", "I"),
    ("514331000000104", "I"),
    ("1098411000000108", "I"),
    ("365867006", "I"),
    ("984661000000105", "X"),
    ("408856003", "K"),
    ("406506008", "K"),
    ("66590003", "K"),
]
ARRIVAL_MODES = [
    ("1048001000000106", "Police transport"),
    ("1047991000000102", "Prison transport"),
    ("1048031000000100", "Emergency ambulance"),
    ("1048021000000102", "Non-emergency ambulance"),
    ("1048061000000105", "Public transport"),
    ("1048071000000103", "Own transport"),
]


@pytest.mark.parametrize(("concept", "letter"), CONCEPTS)
def test_a_concept_of_the_table_passes_and_keeps_its_source_letter(concept, letter):
    answer = check_snomed_concept(concept)
    assert answer.value == concept
    assert answer.warnings == ()
    entry = code_list("snomed_concept").find(concept)
    assert entry.source.startswith(f"{letter}: ")
    assert entry.evidence == ("known" if letter in "XK" else "found")


def test_the_list_holds_the_tables_concepts_and_no_more():
    assert {entry.code for entry in code_list("snomed_concept")} == {code for code, _ in CONCEPTS}


@pytest.mark.parametrize(("concept", "display"), ARRIVAL_MODES)
def test_an_arrival_mode_of_the_table_passes(concept, display):
    assert check_snomed_concept(concept).valid
    assert code_list("arrival_mode").display(concept) == display


def test_one_digit_more_does_not_pass():
    assert passes_verhoeff("6471006")
    assert not passes_verhoeff("6471007")
    assert not check_snomed_concept("6471007").valid


def test_verhoeffs_own_example_passes():
    assert passes_verhoeff("2363")


@pytest.mark.parametrize("typed", ["", "12345", "0647100", "64710O6", "1" * 19])
def test_an_identifier_of_another_shape_is_not_valid(typed):
    assert not check_snomed_concept(typed).valid


def test_an_identifier_of_a_description_is_not_a_concept():
    candidates = (f"7541001{digit}" for digit in range(10))
    described = next(candidate for candidate in candidates if passes_verhoeff(candidate))
    assert not check_snomed_concept(described).valid
    assert "not a concept" in check_snomed_concept(described).reason


def test_a_concept_we_do_not_use_is_valid_with_a_warning():
    answer = check_snomed_concept("38341003")
    assert answer.valid
    assert answer.warnings

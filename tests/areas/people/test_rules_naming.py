import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.people.rules.facts import NewName
from alongside.areas.people.rules.naming import LONGEST_KEY, name_keys, plain, sought_keys


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  Marsh ", "marsh"),
        ("O’Neill", "oneill"),
        ("O'NEILL", "oneill"),
        ("Siân", "sian"),
        ("Małgorzata Wójcik", "malgorzata wojcik"),
        ("Ødegård", "odegard"),
        ("Strauß", "strauss"),
        ("Smith-Jones", "smith jones"),
        ("St. John", "st john"),
        ("Ţurcanu", "turcanu"),
        ("", ""),
        ("王", ""),
    ],
)
def test_a_name_is_folded_to_plain_letters(typed, expected):
    assert plain(typed) == expected


def test_a_double_name_is_found_apart_and_together():
    assert name_keys([NewName("Anna Maria", "Smith-Jones")]) == {
        "anna",
        "maria",
        "annamaria",
        "smith",
        "jones",
        "smithjones",
    }


def test_order_and_case_of_what_is_typed_do_not_matter():
    assert sought_keys("MARSH jamie") == sought_keys("Marsh  Jamie") == ("marsh", "jamie")
    assert set(sought_keys("jamie marsh")) == {"marsh", "jamie"}
    assert sought_keys("j marsh j") == ("marsh", "j")


@given(st.text(max_size=80))
def test_keys_hold_only_what_every_database_sorts_alike(text):
    for key in name_keys([NewName(text, text)]) | set(sought_keys(text)):
        assert key.isascii()
        assert key.isalnum()
        assert key == key.lower()
        assert len(key) <= LONGEST_KEY


@given(st.text(alphabet="abcdefghij é-'", max_size=30))
def test_every_whole_word_of_a_name_finds_it(text):
    keys = name_keys([NewName(text, "Marsh")])
    assert all(any(key.startswith(word) for key in keys) for word in sought_keys(text))

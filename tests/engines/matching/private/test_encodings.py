"""Encodings hold no names, are the same for one secret, and are refused beside another's."""

import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.engines.matching.made_up.people import people
from alongside.engines.matching.private.candidates import candidates
from alongside.engines.matching.private.comparing import likeness
from alongside.engines.matching.private.encoded import (
    Encoded,
    check_same_key,
    read_encoded,
    write_encoded,
)
from alongside.engines.matching.private.filters import WIDTH, encode, parts
from alongside.engines.matching.private.preparing import choose_columns, records_of
from alongside.engines.matching.private.secret import key_from
from alongside.engines.matching.private.tokens import GROUPS, ROLES, read_date
from alongside.kernel.refusal import Refused

SECRET = "six words that nobody else knows"
KEY = key_from(SECRET, exchange="trial")
OTHER = key_from("six words that somebody else knows", exchange="trial")
SOMEBODY = {"given": "Niamh", "family": "O'Doherty", "sex": "F", "born_on": "1973-09-17"}
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


def records(count, *, seed):
    columns = people(count, seed=seed)
    rows = zip(*(columns[role] for role in ROLES), strict=True)
    return [{r: v for r, v in zip(ROLES, row, strict=True) if v} for row in rows]


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(ROLES, WORDS)))
def test_one_secret_gives_one_encoding_whatever_is_written(record):
    one, other = encode([record], key=KEY), encode([SOMEBODY, record], key=KEY)
    assert (one[0] == other[1]).all()


def test_another_secret_or_another_exchange_gives_an_unrelated_encoding():
    some = records(300, seed=4)
    mine = encode(some, key=KEY)
    here = np.arange(len(some))
    apart = likeness(mine, mine, (here, np.roll(here, 1)))[:, 0].mean()
    for key in (OTHER, key_from(SECRET, exchange="another")):
        alike = likeness(mine, encode(some, key=key), (here, here))[:, 0].mean()
        assert alike <= apart


def test_a_name_sets_other_bits_for_another_date_of_birth():
    twice = [SOMEBODY | {"born_on": on} for on in ("1973-09-17", "1973-09-18", "1973-17-09")]
    encoded = encode(twice, key=KEY)
    names = dict(zip((group.name for group in GROUPS), parts(encoded), strict=True))
    within = names["given name within a date of birth"]
    assert (names["names and sex"][0] == names["names and sex"][1]).all()
    assert np.bitwise_count(within[0]).sum() == np.bitwise_count(within[1]).sum()
    assert (within[0] != within[1]).any()
    assert not within[2].any()


def test_what_is_not_recorded_sets_no_bit():
    assert not encode([{}, {"sex": "F"}, {"born_on": "31 of never"}], key=KEY).any()


@pytest.mark.parametrize(
    ("written", "read"),
    [("1985-03-12", "1985-03-12"), ("12/3/1985", "1985-03-12"), ("19850312", "1985-03-12"),
     ("12.03.1985", "1985-03-12"), ("1985-13-01", None), ("spring", None), ("", None)],
)  # fmt: skip
def test_dates_are_read_as_they_are_written(written, read):
    found = read_date(written)
    assert (found.isoformat() if found else None) == read


@pytest.fixture
def written(tmp_path):
    some = records(20, seed=6)
    encoded = Encoded(
        "a.csv", "trial", KEY.fingerprint, tuple(str(n) for n in range(20)),
        encode(some, key=KEY), {"at": tuple("2026-01-01" for _ in some)},
    )  # fmt: skip
    path = tmp_path / "a.enc"
    write_encoded(path, encoded)
    return path, encoded, some


def test_a_file_of_encodings_is_read_back_whole_and_holds_no_name(written):
    path, encoded, some = written
    again = read_encoded(path)
    assert (again.filters == encoded.filters).all()
    assert (again.records, again.carried) == (encoded.records, encoded.carried)
    text = path.read_text(encoding="utf-8").casefold()
    held = [value.casefold() for record in some for value in record.values() if len(value) > 5]
    assert not [value for value in held if value in text]


def spoil(path, line, text):
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[line : line + 1] = [text] if text is not None else []
    path.write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "text", "says"),
    [
        (0, "given,family", "a.enc: not a file of encodings."),
        (0, json.dumps({"kind": "alongside encoding", "version": 9}), "of version 9; this reads 1"),
        (0, json.dumps({"kind": "alongside encoding", "version": 1}), "row 1: its heading is not"),
        (3, '["2", "AAAA", "2026"]', "a.enc: row 4: this encoding is not whole."),
        (3, '["2", 7]', "a.enc: row 4: this encoding is not whole."),
        (3, "nonsense", "a.enc: row 4: this encoding is not whole."),
        (3, None, "it says 20 records and holds 19."),
    ],
)
def test_a_file_that_is_not_whole_is_one_clear_line(written, line, text, says):
    path, _encoded, _some = written
    spoil(path, line, text)
    with pytest.raises(Refused) as refused:
        read_encoded(path)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_files_of_different_secrets_or_exchanges_are_refused_in_words(written):
    _path, encoded, _some = written
    for fingerprint, exchange, code in (
        (OTHER.fingerprint, "trial", "encoded.secret"),
        (KEY.fingerprint, "other", "encoded.exchange"),
    ):
        beside = Encoded("b.csv", exchange, fingerprint, (), encoded.filters[:0])
        with pytest.raises(Refused) as refused:
            check_same_key(encoded, beside)
        assert refused.value.code == code


@pytest.mark.parametrize(
    ("secret", "code"), [("short", "secret.short"), ("ab" * 20, "secret.plain")]
)
def test_a_secret_that_could_be_guessed_is_refused(secret, code):
    with pytest.raises(Refused) as refused:
        key_from(secret, exchange="trial")
    assert refused.value.code == code


def test_columns_are_known_by_their_titles_and_joined():
    titles = ("Full name", "House number", "Address", "birth_year", "birth_month", "birth_day")
    columns = choose_columns(titles, [], file="a.csv")
    rows = [("Niamh Ann O'Doherty", 79.0, "Broad Rise", 1973, 9, 17), (None, "", "NA", 1, 2, None)]
    first, second = records_of(titles, rows, columns)
    assert first == {
        "given": "Niamh Ann", "family": "O'Doherty", "address": "79 Broad Rise",
        "born_on": "1973-9-17",
    }  # fmt: skip
    assert second == {}
    with pytest.raises(Refused) as refused:
        choose_columns(("colour", "date of birth"), [], file="a.csv")
    assert refused.value.code == "encode.names"


def test_every_filter_is_whole_words_and_candidates_come_once():
    assert all(group.bits % 64 == 0 for group in GROUPS)
    assert sum(group.bits for group in GROUPS) == 64 * WIDTH
    some = encode(records(200, seed=8), key=KEY)
    found = list(zip(*(rows.tolist() for rows in candidates(some, some)), strict=True))
    assert len(set(found)) == len(found)
    assert {(row, row) for row in range(200)} <= set(found)
    assert all(one < other for one, other in pairwise(found))

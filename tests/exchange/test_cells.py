"""One cell, one fact, or why not, in words that never repeat the cell."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.exchange.spreadsheets import cells
from alongside.exchange.spreadsheets.cells import CannotRead

JUNE = datetime(2025, 6, 10, 13, 20, tzinfo=UTC)
MARCH = datetime(2025, 3, 10, 14, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "given_cells",
    [
        ("2025-06-10T14:20",),
        ("2025-06-10 14:20",),
        ("2025-06-10T14:20:00",),
        ("2025-06-10T13:20Z",),
        ("2025-06-10T14:20+01:00",),
        ("10/06/2025 14:20",),
        ("10/06/2025, 14:20",),
        ("10/6/25 14:20",),
        ("10.06.2025 14:20:00",),
        ("10-06-2025 1420",),
        ("10 June 2025 14:20",),
        ("10-Jun-2025 14:20",),
        ("  10/06/2025   14:20 ",),
        (datetime(2025, 6, 10, 14, 20),),
        (datetime(2025, 6, 10, 14, 19, 59, 999_999),),
        ("10/06/2025", "14:20"),
        ("10/06/2025", "1420"),
        (datetime(2025, 6, 10), time(14, 20)),
        (date(2025, 6, 10), time(14, 19, 59, 999_998)),
        (datetime(2025, 6, 10), datetime(1899, 12, 30, 14, 20)),
        ("10/06/25", "14:20:00"),
    ],
)
def test_a_date_and_time_is_read_day_first_in_english_time(given_cells):
    assert cells.instant(given_cells) == JUNE


def test_winter_is_greenwich_time():
    assert cells.instant(("10/03/2025 14:20",)) == MARCH


@pytest.mark.parametrize("blank", [(None,), ("",), ("  ",), ("", None)])
def test_blank_is_not_a_time(blank):
    assert cells.instant(blank) is None


@pytest.mark.parametrize(
    ("given_cells", "says"),
    [
        (("30/03/2025 01:30",), "did not happen"),
        (("26/10/2025 01:30",), "happened twice"),
        (("06/13/2025 14:20",), "not a date and time"),
        (("31/02/2025 14:20",), "not a date and time"),
        (("10 Juno 2025 14:20 BST",), "not a date and time"),
        (("10 Foo 2025 14:20",), "not a date and time"),
        (("10/06/2025",), "not a date and time"),
        (("2025-06-10",), "a day without a time"),
        (("2025-99-10T14:20",), "not a date and time"),
        ((date(2025, 6, 10),), "a day without a time"),
        ((45818.597,), "a number"),
        (("45818.597",), "not a date and time"),
        (("10/06/2025 25:00",), "not a time"),
        (("10/06/2025", ""), "time is missing"),
        (("10/06/2025", 0.597), "time is missing"),
        (("", "14:20"), "not a day"),
        (("10/06/1825 14:20",), "year is not between"),
        (("10/06/2025\x07 14:20",), "not text"),
    ],
)
def test_what_is_not_a_time_says_why(given_cells, says):
    with pytest.raises(CannotRead, match=says):
        cells.instant(given_cells)


def test_a_time_that_happened_twice_says_how_to_say_which():
    with pytest.raises(CannotRead, match=r"first 01:30 \(2025-10-26T01:30:00\+01:00\)"):
        cells.instant(("26/10/2025 01:30",))
    assert cells.instant(("2025-10-26T01:30+00:00",)) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    ["10/06/1990", "1990-06-10", "10 June 1990", date(1990, 6, 10), datetime(1990, 6, 10, 0, 0),
     "10/06/1990 00:00:00"],
)  # fmt: skip
def test_a_day(cell):
    assert cells.day(cell) == date(1990, 6, 10)


@pytest.mark.parametrize("cell", ["10/06/90", "soon", 33034, "31/11/1990"])
def test_a_birth_needs_all_of_its_year(cell):
    with pytest.raises(CannotRead):
        cells.day(cell)


def test_no_day():
    assert cells.day("") is None


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("Yes", True), ("y", True), (True, True), (1, True), ("No", False), (False, False), (0, False),
     (0.0, False), ("Not known", None), ("", None), (None, None)],
)  # fmt: skip
def test_yes_no(cell, meant):
    assert cells.yes_no(cell) is meant


def test_maybe_is_not_an_answer():
    with pytest.raises(CannotRead):
        cells.yes_no("maybe")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("34", (34, 34)), (34.0, (34, 34)), ("30-34", (30, 34)), ("30 to 34", (30, 34)),
     ("30–34", (30, 34)), ("", (None, None)), ("unknown", (None, None))],
)  # fmt: skip
def test_ages(cell, meant):
    assert cells.ages(cell, most=125) == meant


@pytest.mark.parametrize("cell", ["34.5", "-1", "126", "34-30", "old", "³⁴", "1" * 400])
def test_an_age_that_cannot_be(cell):
    with pytest.raises(CannotRead):
        cells.ages(cell, most=125)


def test_a_code_is_known_by_its_words_or_itself():
    codes = {"police vehicle": "police_vehicle", "ambulance": "ambulance"}
    assert cells.code("Police-Vehicle ", codes) == "police_vehicle"
    assert cells.code("police_vehicle", codes) == "police_vehicle"
    assert cells.code(None, codes) == ""


READS = (
    lambda text: cells.instant((text,)),
    lambda text: cells.instant((text, text)),
    cells.day,
    cells.yes_no,
    lambda text: cells.ages(text, most=125),
    lambda text: cells.code(text, {}),
)


@given(st.text(max_size=60), st.sampled_from(READS))
def test_no_reason_repeats_the_cell(text, read):
    with pytest.raises(CannotRead) as wrong:
        read(f"Canary {text}")
    assert "canary" not in str(wrong.value).casefold()


def test_several_codes_stand_in_one_cell_each_once():
    codes = {"drugs": "drugs", "self harm": "self_harm"}
    assert cells.several("Drugs; self-harm | drugs;", codes) == ("drugs", "self_harm")
    assert cells.several("", codes) == ()
    with pytest.raises(CannotRead):
        cells.several("drugs; astrology", codes)

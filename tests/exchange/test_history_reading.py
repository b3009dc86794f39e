"""A force's own file, row by row: what is taken, and what is said of what is not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from alongside.areas.crisis.actions.importing import Force
from alongside.exchange.spreadsheets.column_map import ColumnMap, lay_out
from alongside.exchange.spreadsheets.history import Place, Reading, read_history
from alongside.exchange.spreadsheets.sheet import open_sheet
from benchmarks.make_history import rows, write_csv, write_xlsx

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
FORCE = Force(UUID(int=7), "Northmoor Police")
SUITE = Place(UUID(int=9), "Larch Suite", "health_based_pos")


@pytest.fixture
def read(tmp_path: Path):
    def reading(*lines: str, told: ColumnMap | None = None) -> Reading:
        path = tmp_path / "history.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        sheet = open_sheet(path)
        layout = lay_out(sheet.titles, told or ColumnMap())
        return read_history(sheet, layout, force=FORCE, places=[SUITE], now=NOW)

    return reading


TITLES = "Reference,Detained at,Arrived at,Place of safety,Ended at,Gender,Age,Ethnicity,Transport"
GOOD = "NM-1,10/06/2025 14:20,10/06/2025 15:00,LARCH suite,11/06/2025 02:00,Female,34,A,Ambulance"


def one(reading: Reading):
    assert not reading.problems
    return reading.uses[0]


def said(reading: Reading) -> list[tuple[int, str, str]]:
    return [(problem.row, problem.column, problem.reason) for problem in reading.problems]


def test_a_row_becomes_one_use_of_the_power(read):
    use = one(read(TITLES, GOOD))
    past = use.past
    assert past.power_used_at == datetime(2025, 6, 10, 13, 20, tzinfo=UTC)
    assert past.arrived_at == datetime(2025, 6, 10, 14, 0, tzinfo=UTC)
    assert (past.reference, past.transport) == ("NM-1", "ambulance")
    assert past.key == f"{FORCE.id.hex}:NM-1"
    assert past.origin.endswith(" row 2")


def test_a_place_is_known_by_its_name_in_the_directory(read):
    past = one(read(TITLES, GOOD)).past
    assert (past.place_id, past.place_name) == (SUITE.id, "Larch Suite")
    assert past.place_of_safety_type == "health_based_pos"
    elsewhere = read(TITLES, GOOD.replace("LARCH suite", "Another place"))
    assert elsewhere.unknown_places == 1
    assert one(elsewhere).past.place_name == "Another place"


def test_the_person_has_no_name_and_the_age_of_that_day(read):
    person = one(read(TITLES, GOOD)).person
    assert person.description == "Woman aged 34, from an earlier record"
    assert (person.sex, person.age_low, person.as_of.isoformat()) == ("2", 34, "2025-06-10")
    assert person.ethnicity_self == "A"


@pytest.mark.parametrize(
    ("sex", "age", "words"),
    [
        ("Male", "40-44", "Man aged 40 to 44, from an earlier record"),
        ("Male", "15", "Person aged 15, from an earlier record"),
        ("", "", "Person from an earlier record"),
    ],
)
def test_the_description_says_no_more_than_the_file(read, sex, age, words):
    line = GOOD.replace("Female,34", f"{sex},{age}")
    assert one(read(TITLES, line)).person.description == words


def test_a_date_of_birth_wins_over_an_age(read):
    person = one(read(f"{TITLES},DOB", f"{GOOD},01/05/1990")).person
    assert person.born_on.isoformat() == "1990-05-01"
    assert person.age_low is None


@pytest.mark.parametrize(
    ("old", "new", "column", "says"),
    [
        ("10/06/2025 14:20", "30/03/2025 01:30", "Detained at", "did not happen"),
        ("10/06/2025 14:20", "26/10/2024 25:00", "Detained at", "not a time"),
        ("10/06/2025 14:20", "27/10/2024 01:30", "Detained at", "happened twice"),
        ("10/06/2025 14:20", "", "Detained at", "no date and time"),
        ("11/06/2025 02:00", "11/06/2027 02:00", "Ended at", "not come yet"),
        ("Female", "Jamie Marsh", "Gender", "list of answers"),
        ("34", "thirty", "Age", "whole number"),
        (",A,", ",I,", "Ethnicity", "list of answers"),
        ("Ambulance", "Jamie's van", "Transport", "column map"),
        ("NM-1", "N" * 41, "Reference", "longer than 40"),
        ("LARCH suite", "LARCH\x07suite", "Place of safety", "not text"),
    ],
)
def test_a_rejected_row_is_named_by_row_column_and_reason(read, old, new, column, says):
    reading = read(TITLES, GOOD.replace(old, new, 1))
    (problem,) = reading.problems
    assert (problem.row, problem.column, reading.rejected) == (2, column, 1)
    assert says in problem.reason
    assert "Jamie" not in problem.reason
    assert reading.uses == []


def test_every_fault_of_a_row_is_named(read):
    reading = read(TITLES, GOOD.replace("Female,34", "Q,Q"))
    assert [problem.column for problem in reading.problems] == ["Gender", "Age"]
    assert reading.rejected == 1


def test_born_after_the_event(read):
    reading = read(f"{TITLES},DOB", f"{GOOD},01/05/2026")
    assert said(reading) == [(2, "DOB", "It is after the power was used.")]


def test_a_breach_is_kept_and_named(read):
    reading = read(
        TITLES,
        GOOD.replace("11/06/2025 02:00", "10/06/2025 13:00"),
        GOOD.replace("11/06/2025 02:00", "12/06/2025 02:00").replace("NM-1", "NM-2"),
    )
    assert len(reading.uses) == 2
    assert dict(reading.oddities) == {
        "Times are out of order. Kept as they are.": [2],
        "Ended after the time allowed. Kept as it is.": [3],
    }


def test_without_an_end(read):
    line = GOOD.replace("11/06/2025 02:00", "")
    assert one(read(TITLES, line)).past.ended_at is None
    young = line.replace("10/06/2025", "10/06/2026").replace("15:00", "14:40")
    reading = read(TITLES, young.replace("14:20", "13:20"))
    assert "may be going on now" in reading.problems[0].reason


def test_the_same_reference_twice(read):
    reading = read(TITLES, GOOD, GOOD.replace("Female", "Male"))
    assert said(reading) == [(3, "Reference", "The same reference is on row 2.")]


def test_the_same_row_twice_without_a_reference(read):
    bare = GOOD.removeprefix("NM-1")
    reading = read(TITLES, bare, bare, bare.replace("34", "35"))
    assert len(reading.uses) == 2
    assert reading.problems[0].row == 3
    assert "the same as row 2" in reading.problems[0].reason
    again = read(TITLES, bare)
    assert again.uses[0].past.key == reading.uses[0].past.key


def test_a_local_second_letter_of_ethnicity_is_kept(read):
    assert one(read(TITLES, GOOD.replace(",A,", ",A1,"))).person.ethnicity_self == "A1"


def test_a_broken_row_is_rejected_whole(read):
    reading = read(TITLES, GOOD, "NM-2,10/06/2025 14:20")
    assert said(reading)[0][:2] == (3, "the whole row")
    assert len(reading.uses) == 1


def test_what_holds_for_every_row_comes_from_the_map(read):
    told = ColumnMap(constants={"power": "s135(1)", "source": "nonsense"})
    reading = read(TITLES, GOOD, told=told)
    assert said(reading)[0][1] == "constants.source"
    told = ColumnMap(constants={"power": "section 135"})
    assert one(read(TITLES, GOOD, told=told)).past.power == "s135(1)"


def test_own_words_for_a_code(read):
    told = ColumnMap(values={"transport": {"jamie s van": "other"}})
    line = GOOD.replace("Ambulance", "Jamie's van")
    assert one(read(TITLES, line, told=told)).past.transport == "other"


def test_csv_and_excel_tell_the_same(tmp_path):
    until = datetime(2026, 1, 1, tzinfo=UTC)
    told = []
    for name, write in (("h.csv", write_csv), ("h.xlsx", write_xlsx)):
        write(tmp_path / name, rows(60, seed=1, until=until))
        sheet = open_sheet(tmp_path / name)
        layout = lay_out(sheet.titles, ColumnMap())
        seen: list[int] = []
        reading = read_history(sheet, layout, force=FORCE, places=[], now=NOW, progress=seen.append)
        assert reading.problems == []
        assert seen[-1] == 60
        told.append([(use.past.key, use.past.ended_at, use.person) for use in reading.uses])
    assert told[0] == told[1]


def test_the_made_file_has_the_published_shape_and_is_the_same_each_time(tmp_path):
    until = NOW - timedelta(days=30)
    first, again = (list(rows(4000, seed=136, until=until)) for _ in range(2))
    assert first == again
    ed = sum(row[13] == "emergency_department" for row in first) / len(first)
    car = sum(row[9] == "police_vehicle" for row in first) / len(first)
    assert abs(ed - 0.42) < 0.03
    assert abs(car - 0.51) < 0.06

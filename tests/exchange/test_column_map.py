"""Which column is which: told, guessed, or refused in one line."""

from pathlib import Path

import pytest

from alongside.exchange.spreadsheets.column_map import (
    ColumnMap,
    example_map,
    lay_out,
    read_column_map,
)
from alongside.exchange.spreadsheets.fields import FIELDS, Shape, codes_of
from alongside.kernel.refusal import Refused
from benchmarks.make_history import TITLES


def found(*titles: str, told: ColumnMap | None = None) -> dict[str, str]:
    layout = lay_out(titles, told or ColumnMap())
    return {column.field.name: column.title for column in layout.columns}


@pytest.fixture
def toml(tmp_path: Path):
    def made(text: str) -> Path:
        path = tmp_path / "columns.toml"
        path.write_text(text)
        return path

    return made


def test_titles_are_guessed_whatever_their_capitals():
    assert found("URN", "DETENTION_TIME", "Gender", "Favourite colour") == {
        "reference": "URN", "power_used_at": "DETENTION_TIME", "sex": "Gender",
    }  # fmt: skip


def test_a_day_and_a_time_column_are_one_fact():
    assert found("Date detained", "Time detained")["power_used_at"] == (
        "Date detained + Time detained"
    )


def test_what_is_not_used_is_named():
    assert lay_out(("Detained at", "Notes"), ColumnMap()).unused == ("Notes",)


def test_every_title_of_the_made_file_is_guessed():
    layout = lay_out(TITLES, ColumnMap())
    assert layout.unused == ()
    assert len(layout.columns) == len(TITLES)


def test_no_title_is_guessed_for_two_facts():
    for fact in FIELDS:
        for title in (fact.name, *fact.titles):
            titles = ("detained at", title) if fact.name != "power_used_at" else (title,)
            assert found(*titles)[fact.name] == title


def test_the_example_reads_and_every_fact_in_it_is_found(toml):
    told = read_column_map(toml(example_map()))
    titles = [title for pair in told.columns.values() for title in pair]
    columns = {column.field.name: column for column in lay_out(titles, told).columns}
    assert set(told.columns) | set(told.constants) <= set(columns)
    assert columns["transport"].codes["sja"] == "other_health_vehicle"
    assert columns["power"].constant == "s136"


def test_the_map_goes_before_a_guess():
    told = ColumnMap(columns={"power_used_at": ("Started",)})
    assert found("Detained at", "Started", told=told) == {"power_used_at": "Started"}


def test_a_file_without_the_needed_column_is_refused():
    with pytest.raises(Refused, match="Row 1: no column is power_used_at"):
        found("Gender")


def test_a_map_that_names_a_column_that_is_not_there_is_refused():
    with pytest.raises(Refused, match="no column has the title 'Sex'"):
        found("Detained at", told=ColumnMap(columns={"sex": ("Sex",)}))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[columns", "not TOML"),
        ("columns = 1", "[columns] is not one of"),
        ("[extra]\na = 1", "[extra] is not one of"),
        ('[columns]\nname = "Name"', "'name' is not a fact"),
        ("[columns]\nsex = 1", "columns.sex is not the title"),
        ('[columns]\nsex = ["a", "b"]', "columns.sex is not the title of one column"),
        ('[columns]\narrived_at = ["a"]', "a day and a time"),
        ("[columns]\narrived_at = [1.5, true]", "not words"),
        ('[values.sex]\n"X" = "Q"', "'Q' is not one of its codes"),
        ('[values.age]\n"X" = "Q"', "values.age is not a table"),
        ("[values]\nsex = 1", "values.sex is not a table"),
        ("[constants]\nsex = []", "constants.sex is not words"),
    ],
)
def test_a_wrong_map_is_refused_in_one_line_that_names_the_key(toml, text, says):
    with pytest.raises(Refused) as refused:
        read_column_map(toml(text))
    assert says in str(refused.value)
    assert str(refused.value).startswith("columns.toml: ")


def test_a_map_that_is_not_there(tmp_path):
    with pytest.raises(Refused, match=r"no\.toml"):
        read_column_map(tmp_path / "no.toml")


def test_every_coded_fact_has_codes_and_no_words_mean_two_of_them():
    coded = [fact for fact in FIELDS if fact.shape is Shape.CODE]
    assert coded
    for fact in coded:
        assert codes_of(fact.system)
    assert codes_of("sex")["female"] == "2"
    assert codes_of("ethnicity")["z"] == "Z"
    assert codes_of("end_reason")["admitted under section 2"] == "detained_s2"
    assert next(fact for fact in FIELDS if fact.name == "power_used_at").needed

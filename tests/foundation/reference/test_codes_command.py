"""`alongside codes`: answers, JSON and exit codes."""

import json

import pytest
from typer.testing import CliRunner

from alongside.config.command.reference import app

VALID, NOT_VALID, BAD_INPUT = 0, 1, 2


def run(*arguments: str):
    return CliRunner().invoke(app, list(arguments))


def test_list_names_every_system_with_its_source():
    answer = run("list", "--json")
    assert answer.exit_code == VALID
    headings = {heading["system"]: heading for heading in json.loads(answer.stdout)}
    assert headings["ethnic_category"]["codes"] == 18
    assert headings["ethnic_category"]["checked_on"] == "2026-09-30"


def test_list_without_json_is_a_table():
    answer = run("list")
    assert answer.exit_code == VALID
    assert "legal_status" in answer.stdout


def test_show_gives_only_the_codes_in_force_on_the_day():
    answer = run("show", "police-station-reason", "--on", "2018-01-01", "--json")
    assert answer.exit_code == VALID
    entries = json.loads(answer.stdout)["entries"]
    assert [(entry["code"], entry["valid_from"], entry["valid_to"]) for entry in entries] == [
        ("conditions_met", "2017-12-11", None)
    ]


def test_show_without_json_is_a_table():
    answer = run("show", "transport")
    assert answer.exit_code == VALID
    assert "Police vehicle" in answer.stdout


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (("check", "nhs_number", "999 000 0018"), VALID, "stored as: 9990000018"),
        (("check", "nhs-number", "9990000019"), NOT_VALID, "not valid: The last digit"),
        (("check", "ethnic_category", "I"), NOT_VALID, "not valid"),
        (("check", "ethnic_category", "A1"), VALID, "warning: The second character is local"),
        (("check", "legal_status", "20"), VALID, "valid: Section 136"),
        (("check", "police_station_reason", "violence"), VALID, "not in force"),
    ],
)
def test_check_answers_in_words_and_exit_code(arguments, exit_code, words):
    answer = run(*arguments)
    assert answer.exit_code == exit_code
    assert words in answer.stdout


def test_check_answers_in_json():
    answer = run("check", "postcode", "zz993vz", "--json")
    assert answer.exit_code == VALID
    assert json.loads(answer.stdout) == {
        "kind": "postcode",
        "value": "ZZ99 3VZ",
        "valid": True,
        "reason": "A stand-in postcode that means: no fixed abode.",
        "warnings": [],
        "pseudo": True,
        "may_geocode": False,
    }


def test_check_in_json_of_what_is_not_valid_still_exits_1():
    answer = run("check", "pnc_id", "2001/0171310S", "--json")
    assert answer.exit_code == NOT_VALID
    assert json.loads(answer.stdout)["valid"] is False


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "shoe_size", "9"), "No kind of identifier is called 'shoe_size'."),
        (("show", "shoe_size"), "There is no code list called 'shoe_size'."),
        (("show", "transport", "--on", "yesterday"), "--on 'yesterday' is not a date"),
    ],
)
def test_bad_input_exits_2_with_one_line_on_standard_error(arguments, words):
    answer = run(*arguments)
    assert answer.exit_code == BAD_INPUT
    assert answer.stdout == ""
    assert words in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_missing_value_exits_2():
    assert run("check", "nhs_number").exit_code == BAD_INPUT

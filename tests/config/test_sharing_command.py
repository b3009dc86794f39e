"""``alongside sharing``: the contract of the command, with good input and bad."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from typer.testing import CliRunner, Result

from alongside.config.command import sharing
from alongside.engines.sharing import Category, Purpose, policy_on
from alongside.engines.sharing.reading import EXAMPLE, LOOK, PARTS
from alongside.engines.sharing.reference_page import sharing_page

RUNNER = CliRunner()
ROOT = Path(__file__).parents[2]
OFFICER = {"role": "response_officer", "sector": "police", "purpose": "P3", "organisation": "f"}
NOTES = {**OFFICER, "categories": ["D"]}


def run(*words: str, given: object = None) -> Result:
    text = given if isinstance(given, str) else json.dumps(given)
    result = RUNNER.invoke(sharing.app, list(words), input=text)
    # Only a deliberate exit: a traceback would be an exception of another kind.
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def refusal(*words: str, given: object = None) -> str:
    result = run(*words, given=given)
    assert (result.exit_code, result.stdout) == (2, "")
    (line,) = result.stderr.splitlines()
    return line


def test_a_look_is_answered_in_words_with_exit_0() -> None:
    result = run("decide", given=EXAMPLE)
    assert result.exit_code == 0
    assert "You can see this:" in result.stdout
    assert "sharing agreement agreement-7" in result.stdout


def test_nothing_shown_is_exit_1() -> None:
    result = run("decide", given=NOTES)
    assert result.exit_code == 1
    assert "You cannot see anything here for now." in result.stdout


def test_json_carries_every_part_with_its_ground_and_rule() -> None:
    result = run("decide", "--json", "--at", "2026-06-10T14:20", given=OFFICER)
    answer = json.loads(result.stdout)
    assert list(answer) == ["purpose", "purpose_words", "at", "regime", "parts"]
    assert answer["at"] == "2026-06-10T13:20:00+00:00"
    parts = {part["category"]: part for part in answer["parts"]}
    assert set(parts) == set(Category)
    assert parts["I"]["outcome"] == "shown"
    assert parts["I"]["ground"] == "overriding_public_interest"
    assert parts["I"]["rule_id"] == "2018-05-25/P3.I"
    assert parts["D"]["outcome"] == "needs_justification"
    assert parts["D"]["next_step"]


def test_an_array_is_an_array_of_answers_in_the_same_order() -> None:
    result = run("decide", "--json", given=[NOTES, OFFICER])
    assert result.exit_code == 0
    assert [len(answer["parts"]) for answer in json.loads(result.stdout)] == [1, 9]
    words = run("decide", given=[NOTES, OFFICER]).stdout
    assert words.index("Record 1") < words.index("Record 2")
    assert run("decide", given=[NOTES, NOTES]).exit_code == 1
    assert run("decide", "--json", given=[]).stdout == "[]\n"


def test_a_file_can_be_named(tmp_path: Path) -> None:
    file = tmp_path / "look.json"
    file.write_text(json.dumps(EXAMPLE), encoding="utf-8")
    assert run("decide", str(file)).exit_code == 0


def test_the_moment_is_the_option_then_the_field_then_now() -> None:
    def at(*words: str, **more: Any) -> str:
        given = {**OFFICER, **more}
        moment: str = json.loads(run("decide", "--json", *words, given=given).stdout)["at"]
        return moment

    in_field = "2026-06-10T13:20Z"
    assert at("--at", "2026-06-11T13:20Z", at=in_field) == "2026-06-11T13:20:00+00:00"
    assert at(at=in_field) == "2026-06-10T13:20:00+00:00"
    with time_machine.travel(datetime(2026, 7, 1, 9, tzinfo=UTC), tick=False):
        assert at() == "2026-07-01T09:00:00+00:00"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("{", "not JSON"),
        ('{"role": "amhp", "role": "amhp"}', "given twice"),
        ({}, "role: needed, and not given."),
        ([EXAMPLE, {}], "Record 2: role: needed"),
        ({**OFFICER, "purpose": "P99"}, "purpose: P99 is not one of"),
        ({**OFFICER, "consents": [{"category": "C", "frm": 1}]}, "consents[0].frm"),
        ({**OFFICER, "at": "2001-06-10T14:20"}, "0 sharing policies are in force on 2001-06-10"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(given: object, words: str) -> None:
    assert words in refusal("decide", given=given)
    assert words in refusal("decide", "--json", given=given)


def test_a_bad_moment_or_file_is_one_clear_line() -> None:
    assert refusal("decide", "--at", "noon", given=OFFICER).startswith("--at: ")
    assert refusal("decide", "no-such-file.json").startswith("no-such-file.json")
    assert "--on 'noon': not a date" in refusal("matrix", "--on", "noon")
    assert "0 sharing policies" in refusal("matrix", "--on", "2001-01-01")


def test_the_matrix_is_a_table_of_every_purpose() -> None:
    lines = run("matrix", "--on", "2026-06-10").stdout.splitlines()
    assert lines[0].split() == ["Purpose", *Category]
    assert [line.split()[0] for line in lines[1:]] == list(Purpose)
    assert "C★" in lines[6]
    assert run("matrix").stdout.splitlines() == lines


def test_the_matrix_in_json_answers_every_cell() -> None:
    answer = json.loads(run("matrix", "--json", "--on", "2026-06-10").stdout)
    policy = policy_on(date(2026, 6, 10))
    assert answer["policy"] == policy.name
    for purpose, row in answer["purposes"].items():
        assert row["cells"] == dict(policy.purposes[purpose].cells)
    assert answer["purposes"]["P12"]["child_cells"] == {"I": "yes"}


def test_help_names_every_field_and_an_example_that_works() -> None:
    shown = RUNNER.invoke(sharing.app, ["decide", "--help"], env={"COLUMNS": "2000"}).stdout
    for name in (*LOOK, *PARTS, *(name for fields in PARTS.values() for name in fields)):
        assert f"{name}:" in shown or f"{name} " in shown, name
    example = next(line for line in shown.splitlines() if '"role"' in line)
    assert run("decide", given=example.strip()).exit_code == 0


def test_the_reference_page_is_fresh() -> None:
    page = ROOT / "docs" / "reference" / "sharing.md"
    assert run("document").stdout == sharing_page()
    assert page.read_text(encoding="utf-8") == sharing_page(), (
        "run: ./run alongside sharing document > docs/reference/sharing.md"
    )


def test_the_page_names_every_gateway_role_and_field() -> None:
    page, policy = sharing_page(), policy_on(date(2026, 6, 10))
    for code in (*policy.gateways, *LOOK):
        assert f"| `{code}` |" in page, code
    for rules in policy.roles.values():
        assert f"| {rules.title[:1].upper()}{rules.title[1:]} |" in page
    assert "not in force" in page
    assert "heeds the national data opt-out" in page

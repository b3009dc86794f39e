"""``alongside law``: the contract of the command, with good input and bad."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from alongside.config.command import law, reading
from alongside.engines.law.examples import EXAMPLES
from alongside.engines.law.questions import QUESTIONS
from alongside.engines.law.reference_page import law_page

RUNNER = CliRunner()
ROOT = Path(__file__).parents[2]
PERIOD: dict[str, Any] = {
    "power": "s136",
    "mode": "removed",
    "power_used_at": "2026-06-10T13:35",
    "arrivals": ["2026-06-10T14:20"],
    "kept_at": None,
    "entered_at": None,
    "extension": None,
    "ended_at": None,
    "now": "2026-06-10T15:20",
}


def run(*words: str, given: object = None) -> Result:
    text = given if isinstance(given, str | bytes) else json.dumps(given)
    result = RUNNER.invoke(law.app, list(words), input=text)
    # Only a deliberate exit: a traceback would be an exception of another kind.
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def ask(question: str, given: object) -> tuple[int, Any]:
    result = run(question, "--json", given=given)
    return result.exit_code, json.loads(result.stdout)


def refusal(*words: str, given: object = None) -> str:
    result = run(*words, given=given)
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1
    return lines[0]


def test_permitted_period_answers_with_the_contracts_keys() -> None:
    code, answer = ask("permitted-period", PERIOD)
    assert code == 0
    assert list(answer) == ["status", "starts_at", "ends_at", "remaining_minutes", "findings"]
    assert (answer["status"], answer["remaining_minutes"]) == ("running", 23 * 60)
    assert answer["starts_at"] == "2026-06-10T14:20:00+01:00"
    assert answer["ends_at"] == "2026-06-11T14:20:00+01:00"
    assert all(
        list(finding) == ["code", "outcome", "sentence", "source"] for finding in answer["findings"]
    )


@pytest.mark.parametrize(
    ("change", "status", "minutes"),
    [
        ({"arrivals": []}, "not_started", None),
        ({"now": "2026-06-11T14:20"}, "lapsed", 0),
        ({"now": "2026-06-11T15:30"}, "lapsed", -70),
        ({"now": "2026-06-12T09:00", "ended_at": "2026-06-11T14:21"}, "lapsed", -1),
        ({"now": "2026-06-12T09:00", "ended_at": "2026-06-11T14:20"}, "ended", None),
        ({"extension": EXAMPLES["permitted-period"]["extension"]}, "extended", 35 * 60),
    ],
)
def test_permitted_period_exits_0_whatever_the_status(
    change: dict[str, object], status: str, minutes: int | None
) -> None:
    code, answer = ask("permitted-period", PERIOD | change)
    assert (code, answer["status"], answer["remaining_minutes"]) == (0, status, minutes)


def test_a_local_time_and_its_instant_give_one_answer() -> None:
    in_utc = {"arrivals": ["2026-06-10T13:20Z"], "now": "2026-06-10T14:20:00+00:00"}
    assert ask("permitted-period", PERIOD | in_utc) == ask("permitted-period", PERIOD)


@pytest.mark.parametrize(
    ("arrived", "ends"),
    [
        ("2026-03-28T15:00", "2026-03-29T16:00:00+01:00"),
        ("2026-10-24T15:00", "2026-10-25T14:00:00+00:00"),
        ("2026-10-25T01:30+01:00", "2026-10-26T00:30:00+00:00"),
        ("2026-10-25T01:30+00:00", "2026-10-26T01:30:00+00:00"),
    ],
)
def test_the_clocks_changing_moves_the_clock_on_the_wall_only(arrived: str, ends: str) -> None:
    _, answer = ask("permitted-period", PERIOD | {"arrivals": [arrived], "now": arrived})
    assert answer["ends_at"] == ends
    began, ended = (datetime.fromisoformat(answer[key]) for key in ("starts_at", "ends_at"))
    assert ended.timestamp() - began.timestamp() == 24 * 3600


def test_a_time_that_did_not_happen_says_which() -> None:
    line = refusal("permitted-period", given=PERIOD | {"arrivals": ["2026-03-29T01:30"]})
    assert line.startswith("arrivals[0]: 01:30 on Sun 29 March 2026 did not happen")
    assert "Did you mean 02:30?" in line


def test_a_time_that_happened_twice_says_which() -> None:
    line = refusal("permitted-period", given=PERIOD | {"now": "2026-10-25T01:30"})
    assert line.startswith("now: 01:30 on Sun 25 October 2026 happened twice")


def test_an_array_in_gives_an_array_out_in_order() -> None:
    nows = ["2026-06-10T18:20", "2026-06-10T14:20", "2026-06-12T14:20"]
    code, answers = ask("permitted-period", [PERIOD | {"now": now} for now in nows])
    assert code == 0
    assert [answer["remaining_minutes"] for answer in answers] == [1200, 1440, -1440]
    assert ask("location", []) == (0, [])
    one = ask("location", [{"place_type": "own_home"}])
    assert (one[0], one[1][0]["outcome"]) == (0, "does_not_apply")


def test_one_bad_record_refuses_the_array_and_is_numbered() -> None:
    line = refusal("location", given=[{"place_type": "park"}, {"place_type": "moon"}])
    assert line.startswith('Record 2: place_type: "moon" is not one of street, park')
    assert refusal("location", given=[None]).startswith("Record 1: null is not an object")
    assert refusal("location", given=[[{"place_type": "park"}]]).startswith("Record 1: ")


EXPECTED = {
    "location": (0, "unclear"),
    "police-station": (0, "met"),
    "extension": (1, "invalid"),
    "rcrp": (1, "not_met"),
    "appropriate-adult": (1, "rejected"),
}


@pytest.mark.parametrize("question", EXPECTED)
def test_a_question_answers_its_example_with_the_contracts_keys(question: str) -> None:
    code, answer = ask(question, EXAMPLES[question])
    assert (code, answer["outcome"]) == EXPECTED[question]
    keys = ["outcome", "unmet", "missing", "findings"]
    assert list(answer) == ([*keys, "owner_confirmed"] if question == "rcrp" else keys)
    assert answer["outcome"] in QUESTIONS[question].outcomes
    for finding in answer["findings"]:
        assert list(finding) == ["code", "outcome", "sentence", "source", "facts"]


@pytest.mark.parametrize(
    ("question", "change", "code", "outcome"),
    [
        ("location", {"place_type": "park"}, 0, "applies"),
        ("location", {"place_type": "own_home"}, 1, "does_not_apply"),
        ("police-station", {"clinician": "none"}, 1, "not_met"),
        ("police-station", {"risk_imminent": None}, 0, "incomplete"),
        ("police-station", {"s48_commenced": "2026-06-10"}, 1, "not_met"),
        ("police-station", {"s48_commenced": "2026-06-11"}, 0, "met"),
        ("extension", {"assessment_at_station": False}, 0, "valid"),
        ("extension", {"s48_commenced": "2026-06-11"}, 0, "valid"),
        ("extension", {"authorised_rank": "superintendent"}, 0, "valid"),
        (
            "extension",
            {"authorised_rank": "superintendent", "earlier_extension": True},
            1,
            "invalid",
        ),
        ("rcrp", {"threat_to_life": None}, 0, "insufficient_information"),
        ("rcrp", {"threat_to_life": True}, 0, "met_B"),
        ("appropriate-adult", {"candidate": None}, 0, "required"),
        (
            "appropriate-adult",
            {"candidate": None, "date_of_birth": "1990-01-01"},
            1,
            "not_required",
        ),
    ],
)
def test_only_a_plain_no_exits_1(
    question: str, change: dict[str, object], code: int, outcome: str
) -> None:
    found = ask(question, EXAMPLES[question] | change)
    assert (found[0], found[1]["outcome"]) == (code, outcome)


def test_without_json_it_says_it_in_words_with_a_picture() -> None:
    result = run("permitted-period", given=PERIOD)
    assert result.exit_code == 0
    assert "Time allowed: running. 23 h left." in result.stdout
    assert "  |=*---" in result.stdout
    assert result.stdout.isascii()
    several = run("permitted-period", given=[PERIOD, PERIOD]).stdout
    assert several.count("Time allowed") == 2
    assert "Record 2\n" in several
    no = run("extension", given=EXAMPLES["extension"])
    assert no.exit_code == 1
    assert "Missing: authorised_rank" in no.stdout


def test_a_file_will_do_instead_of_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "facts.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps({"place_type": "park"}).encode())
    result = RUNNER.invoke(law.app, ["location", str(file), "--json"])
    assert json.loads(result.stdout)["outcome"] == "applies"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("null", "null is not an object of facts"),
        ("3", "3 is not an object of facts"),
        ('"s136"', "is not an object of facts"),
        (b"\xff\xfe\x00", "not text in UTF-8"),
        ('{"hours": NaN}', "NaN is not a number"),
        ('{"hours": 1e999}', "hours: Infinity is not a number of sensible size"),
        ('{"hours": true}', "hours: true is not a number"),
        ('{"hours": "12"}', 'hours: "12" is not a number'),
        ('{"hours": ' + "9" * 6000 + "}", "not JSON"),
        ("[" * 200_000, "nested too deeply"),
        ("{}", "starts_at: needed, and not given."),
        ('{"starts_at": "2026-06-10T14:20", "s48_commenced": "2001-01-01"}', "after 11 December"),
        ('{"starts_at": "99999-06-10T14:20"}', "is not a date and time"),
        ('{"wrong": 1}', "wrong: no such fact."),
        ('{"line\\nbreak": 1}', "no such fact"),
    ],
)
def test_bad_input_is_one_clear_line_and_exit_2(given: object, words: str) -> None:
    assert words in refusal("extension", "--json", given=given)
    assert words in refusal("extension", given=given)


@pytest.mark.parametrize("name", ["no-such-file.json", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_one_clear_line(name: str) -> None:
    assert refusal("location", name).startswith(name)


def test_input_too_large_is_refused_before_it_is_read_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(law, "LARGEST_INPUT", 10)
    assert "send it in parts" in refusal("location", given={"place_type": "park"})


def test_a_terminal_is_told_what_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    class System:
        stdin = Terminal()

    monkeypatch.setattr(reading, "sys", System)
    assert "Give a JSON file" in refusal("location")


@pytest.mark.parametrize("question", QUESTIONS)
def test_help_names_every_fact_and_every_answer(question: str) -> None:
    shown = RUNNER.invoke(law.app, [question, "--help"], env={"COLUMNS": "300"})
    assert shown.exit_code == 0
    for slot in law.slots(QUESTIONS[question].facts):
        assert slot.name in shown.output
    for outcome in QUESTIONS[question].outcomes:
        assert outcome in shown.output


@pytest.mark.parametrize(("day", "hours"), [("2017-12-10", 72), ("2017-12-11", 24)])
def test_parameters_prints_what_is_in_force_on_a_day(day: str, hours: int) -> None:
    result = run("parameters", "--on", day, "--json")
    entries = {entry["key"]: entry for entry in json.loads(result.stdout)}
    assert entries["pos.detention_hours"]["value"] == hours
    assert list(entries["pos.detention_hours"]) == ["key", "value", "unit", "from", "to", "source"]
    words = run("parameters", "--on", day).stdout
    assert f"pos.detention_hours = {hours} hours" in words
    assert ("pos.police_station_allowed_adult = true" in words) is (hours == 24)


def test_parameters_dates_what_is_dated_and_leaves_the_rest_open() -> None:
    entries = json.loads(run("parameters", "--on", "2020-01-01", "--json").stdout)
    found = {entry["key"]: (entry["from"], entry["to"]) for entry in entries}
    assert found["dpa62.justification_required"] == ("2018-05-25", "2025-08-20")
    assert found["pos.police_station_allowed_adult"] == ("2017-12-11", None)
    assert found["child_age_below"] == (None, None)


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "", "\x07"])
def test_a_day_that_is_none_is_refused(day: str) -> None:
    assert "not a date; write it like 2026-06-10" in refusal("parameters", "--on", day)


def test_the_reference_page_is_fresh() -> None:
    kept = (ROOT / "docs" / "reference" / "law.md").read_text(encoding="utf-8")
    assert kept == law_page()
    assert run("document").stdout == kept

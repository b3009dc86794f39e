"""``alongside evaluate`` over time and between places: its, spc, did, synth, power and nulls."""

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from alongside.config.command import evaluate
from examples.make_examples import months, towns

RUNNER = CliRunner()
KEYS = {"estimate", "interval", "p_value", "n", "table", "checks", "sentences", "refusals"}
EXAMPLES = Path(__file__).parents[2] / "examples"
MONTHS, TOWNS = EXAMPLES / "northmoor-months.csv", EXAMPLES / "northmoor-towns.csv"
ITS = ("--time", "month", "--outcome", "detentions", "--intervention", "2024-01")
SPC = ("--time", "month", "--value", "detentions")
SYNTH = ("--unit", "town", "--time", "quarter", "--outcome", "per_100000")
TREATED = ("--treated", "Northmoor", "--from", "2023-Q1")
PLAN = ("--before", "36", "--after", "24", "--mean", "50", "--simulations", "60")


def run(*words: object) -> Result:
    result = RUNNER.invoke(evaluate.app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def answer(*words: object) -> dict:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    seen = json.loads(result.stdout)
    assert set(seen) >= KEYS
    assert set(seen["sentences"]) == {"plain", "technical"}
    return seen


def complaint(*words: object) -> str:
    result = run(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize(("path", "rows"), [(MONTHS, months()), (TOWNS, towns())])
def test_the_examples_are_what_their_script_makes(path, rows):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == [",".join(map(str, row)) for row in rows]


def test_its_answers_with_the_contracts_rows():
    seen = answer("its", MONTHS, *ITS, "--offset", "population", "--harmonics", "2", "--slope")
    terms = [row["term"] for row in seen["table"]]
    assert terms == ["intercept", "time", "level", "slope", "sin_1", "sin_2", "cos_1", "cos_2"]
    for row in seen["table"]:
        assert set(row) >= {"term", "estimate", "se", "ratio", "ci_low", "ci_high"}
    assert seen["dispersion"] > 0
    assert seen["estimate"] == seen["table"][2]["ratio"]
    assert seen["unit"] == "ratio to the earlier path"


def test_its_finds_the_change_that_was_made_and_sets_it_beside_a_column():
    control = ("--control", "riverside", "--control-offset", "riverside_population")
    seen = answer("its", MONTHS, *ITS, "--offset", "population", "--harmonics", "1", *control)
    assert seen["interval"][0] < 0.75 < seen["interval"][1]
    assert seen["comparator"] == "riverside"


def test_its_takes_a_comparator_from_another_file(tmp_path):
    other = tmp_path / "riverside.csv"
    lines = [f"{row[0]},{row[3]}" for row in months()[1:]]
    other.write_text("\n".join(["month,detentions", *lines]), encoding="utf-8")
    one = answer("its", MONTHS, *ITS, "--control", other)
    two = answer("its", MONTHS, *ITS, "--control", "riverside")
    assert one["estimate"] == pytest.approx(two["estimate"], rel=1e-9)
    assert one["comparator"] == "riverside.csv"


def test_the_call_of_a_series_repeats_it():
    seen = answer("its", MONTHS, *ITS, "--newey-west", "3", "--family", "gaussian")
    assert answer(*seen["call"].split()[2:]) == seen


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--outcome", "arrests"), "row 1 has no column 'arrests'"),
        (("--intervention", "2030-01"), "after the last period, 2025-12"),
        (("--intervention", "summer"), "'summer' is not a time"),
        (("--newey-west", "40"), "a lag of 40 is too long for 60 periods"),
        (("--harmonics", "-1"), "pairs of waves are 0 or more"),
        (("--level", "95"), "a level lies between 0 and 1"),
        (("--control", "gone.csv"), "gone.csv: No such file"),
        (("--outcome", "month"), "row 2, column 'month': '2021-01' is not a number"),
    ],
)
def test_its_says_in_one_line_what_is_wrong(words, told):
    options = [one for one in zip(ITS[::2], ITS[1::2], strict=True) if one[0] != words[0]]
    assert told in complaint("its", MONTHS, *sum(options, ()), *words)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("*", "hides a small number"),
        ("<5", "hides a small number"),
        ("", "is blank. Write 0 if nothing happened"),
        ("12%", "is a percentage"),
        ("12.5", "12.5 is not a count"),
        ("-4", "-4 is not a count"),
        ("lots", "is not a number"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(tmp_path, cell, told):
    path = tmp_path / "odd.csv"
    rows = [row[:2] for row in months()]
    rows[7][1] = cell
    path.write_text("\n".join(",".join(map(str, row)) for row in rows), encoding="utf-8")
    said = complaint("its", path, *ITS)
    assert "odd.csv: row 8, column 'detentions'" in said
    assert told in said


def test_spc_answers_with_the_contracts_points():
    seen = answer("spc", MONTHS, *SPC, "--improvement", "decrease", "--freeze", "36")
    assert len(seen["table"]) == 60
    for point in seen["table"]:
        assert set(point) >= {"value", "centre", "lower", "upper", "rule", "icon"}
    assert seen["table"][-1]["icon"] == "special_cause_improvement"


@pytest.mark.parametrize("chart", ["xmr", "c", "u", "u-prime", "p", "p-prime", "g", "t", "mr"])
def test_every_chart_is_drawn_and_reported(chart, tmp_path):
    wholes = ("--n", "population") if chart[0] in "up" else ()
    page = tmp_path / "chart.html"
    assert answer("spc", MONTHS, *SPC, *wholes, "--chart", chart, "--report", page)["estimate"] > 0
    assert "<svg" in page.read_text(encoding="utf-8")


def test_screening_can_be_left_out():
    on = answer("spc", MONTHS, *SPC, "--screen-outliers")
    off = answer("spc", MONTHS, *SPC, "--no-screen-outliers")
    assert on["table"][0]["upper"] <= off["table"][0]["upper"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--chart", "u"), "needs denominators"),
        (("--chart", "c", "--n", "population"), "has no use for --n"),
        (("--freeze", "99"), "A baseline of 99 points is longer than the 60 there are"),
        (("--step", "2031-01"), "after the last period"),
    ],
)
def test_spc_says_in_one_line_what_does_not_fit(words, told):
    assert told in complaint("spc", MONTHS, *SPC, *words)


def test_a_long_series_is_answered_and_its_lists_are_kept_short(tmp_path):
    path, page = tmp_path / "long.csv", tmp_path / "long.html"
    lines = [f"{at},{50 + at % 7}" for at in range(3000)]
    path.write_text("\n".join(["t,n", *lines]), encoding="utf-8")
    said = run("spc", path, "--time", "t", "--value", "n", "--report", page).stdout
    assert "(2,800 earlier rows: --json has them)" in said
    assert "the last 500 of 3,000 rows" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("method", ["did", "sc", "sdid"])
def test_synth_finds_the_change_that_was_made(method):
    seen = answer("synth", TOWNS, *SYNTH, *TREATED, "--method", method)
    assert -9 < seen["estimate"] < -3
    assert sum(seen["weights"].values()) == pytest.approx(1)
    assert seen["unit"] == "per_100000"


def test_did_is_the_same_as_synth_by_did():
    one = answer("did", TOWNS, *SYNTH, *TREATED)
    two = answer("synth", TOWNS, *SYNTH, *TREATED, "--method", "did")
    assert (one["estimate"], one["p_value"]) == (two["estimate"], two["p_value"])


def test_stepped_starts_are_read_from_a_column(tmp_path):
    path = tmp_path / "steps.csv"
    begun = {f"Town {at}": f"{2021 + at // 4}-Q1" for at in range(1, 9)}
    rows = [[*row, begun.get(row[0], "")] for row in towns()[1:]]
    lines = [",".join(map(str, row)) for row in rows]
    path.write_text("\n".join(["town,quarter,per_100000,begun", *lines]), encoding="utf-8")
    seen = answer("did", path, *SYNTH, "--starts", "begun")
    assert seen["comparator"] == "places that had not begun yet"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--treated", "Atlantis", "--from", "2023-Q1"), "no place called 'Atlantis'"),
        (("--treated", "Northmoor", "--from", "2035-Q1"), "after the last period"),
        ((), "Say where something began with --treated"),
    ],
)
def test_places_that_cannot_be_compared_are_one_line(words, told):
    assert told in complaint("synth", TOWNS, *SYNTH, *words)


def test_power_says_how_often_before_there_are_data():
    seen = answer("power", *PLAN, "--ratio", "0.6")
    assert seen["estimate"] > 0.9
    assert "times in 100" in seen["sentences"]["plain"]


@pytest.mark.parametrize("words", [("--ratio", "0"), ("--ratio", "nan"), ("--ratio", "-1")])
def test_a_plan_that_cannot_be_is_one_line(words):
    assert "cannot be planned" in complaint("power", *PLAN, *words)


def test_the_page_of_nulls_has_the_committed_form():
    made = run("nulls", "--simulations", "2", "--seed", "1", "--page").stdout.splitlines()
    kept = EXAMPLES.parent / "docs" / "reference" / "evaluation-nulls.md"
    committed = kept.read_text(encoding="utf-8").splitlines()
    assert [_world(line) for line in made] == [_world(line) for line in committed]
    assert not any(line.endswith("| fails |") for line in committed)


def _world(line: str) -> str:
    """A line without its numbers: a row of the table by its method, world and assumption."""
    return "".join(line.split("|")[:4]) if line.startswith("|") else line.split("--sim")[0]


def test_no_world_is_drawn_no_times():
    assert "--simulations lies between" in complaint("nulls", "--simulations", "0")


def how_to_commands() -> list[list[str]]:
    text = (EXAMPLES.parent / "docs" / "how-to" / "evaluate-a-change.md").read_text("utf-8")
    lines = text.replace("\\\n", " ").splitlines()
    found = [shlex.split(line) for line in lines if line.startswith("./run alongside evaluate ")]
    return [words[3:] for words in found]


@pytest.mark.parametrize("words", how_to_commands(), ids=lambda words: words[0])
def test_every_command_of_the_how_to_runs(words, tmp_path, monkeypatch):
    named = [str(EXAMPLES.parent / word) if "examples/" in word else word for word in words]
    monkeypatch.chdir(tmp_path)
    assert run(*named).exit_code == 0

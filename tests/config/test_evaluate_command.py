"""``alongside evaluate``: the contract of the command, with good input and bad."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from alongside.config.command import evaluate

RUNNER = CliRunner()
KEYS = {"estimate", "interval", "p_value", "n", "table", "checks", "sentences", "refusals"}
JENKINS = """town,period,s136,population
Ipswich,pre,169,442000
Ipswich,post,104,442000
Norwich,pre,87,483000
Norwich,post,93,483000
"""
ASK = ("--group", "town", "--period", "period", "--events", "s136", "--at-risk", "population")
COSTS = """
[[cost]]
key = "custody"
pounds = 1000
low = 800
high = 1250
price_year = "2024/25"
borne_by = "police"
source = "made up"
"""


def run(*words: object) -> Result:
    result = RUNNER.invoke(evaluate.app, [str(word) for word in words])
    # Only a deliberate exit: a traceback would be an exception of another kind.
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def answer(*words: object) -> dict:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def complaint(*words: object) -> str:
    result = run(*words)
    assert result.exit_code == 2
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.fixture
def jenkins(tmp_path: Path) -> Path:
    path = tmp_path / "jenkins.csv"
    path.write_text(JENKINS, encoding="utf-8")
    return path


def test_rates_answers_with_the_contracts_keys(jenkins):
    seen = answer("rates", jenkins, *ASK)
    assert set(seen) >= KEYS
    assert round(seen["estimate"], 3) == 0.576
    assert [round(end, 3) for end in seen["interval"]] == [0.393, 0.843]
    assert round(seen["p_value"], 4) == 0.0045
    assert round(seen["ratios"]["Ipswich"]["estimate"], 3) == 0.615
    assert {check["state"] for check in seen["checks"]} <= {"passed", "failed", "cannot_tell"}
    assert set(seen["sentences"]) == {"plain", "technical"}
    assert seen["refusals"] == []


def test_the_call_repeats_the_answer(jenkins):
    seen = answer("rates", jenkins, *ASK, "--years", "0.5", "--method", "exact")
    words = seen["call"].split()
    assert words[:3] == ["alongside", "evaluate", "rates"]
    assert answer(*words[2:]) == seen


def test_excel_is_read_as_csv_is(jenkins, tmp_path):
    book = Workbook()
    for line in JENKINS.splitlines():
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    book.save(tmp_path / "jenkins.xlsx")
    one, two = answer("rates", jenkins, *ASK), answer("rates", tmp_path / "jenkins.xlsx", *ASK)
    assert one["table"] == two["table"]


def test_in_words_it_says_all_that_must_not_be_left_out(jenkins):
    said = run("rates", jenkins, *ASK, "--printed-p", "0.01").stdout
    for words in ("0.576", "0.393 to 0.843", "Norwich", "cannot tell", "Repeat: alongside",
                  "treats rates as counts", "What would change it"):  # fmt: skip
        assert words in said


def test_rates_given_as_counts_are_declined_with_exit_1(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_text("when,s136,people\npre,76.5,442000\npost,47.1,442000\n", encoding="utf-8")
    options = ("--period", "when", "--events", "s136", "--at-risk", "people", "--json")
    result = run("rates", path, *options)
    assert result.exit_code == 1
    seen = json.loads(result.stdout)
    assert seen["estimate"] is None
    assert "given as counts" in seen["refusals"][0]
    assert seen["refusal_code"] == "unlike.rate_as_count"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--events", "crimes"), "jenkins.csv: row 1 has no column 'crimes'"),
        (("--events", "town"), "jenkins.csv: row 2, column 'town': 'Ipswich' is not a number"),
        (("--method", "guess"), "--method 'guess': choose from auto, wald, exact, midp"),
        (("--before", "2020"), "--before '2020': it is not one of pre, post"),
        (("--changed", "York"), "--changed 'York': it is not one of Ipswich, Norwich"),
        (("--level", "95"), "95 is not a level"),
        (("--years", "-1"), "--years '-1'"),
        (("--report", "page.pdf"), "--report page.pdf: end it in .html"),
    ],
)
def test_bad_input_is_one_line_that_says_what_and_where(jenkins, words, told):
    assert told in complaint("rates", jenkins, *ASK, *words)


def test_a_file_that_is_not_there_or_has_no_rows_is_one_line(tmp_path):
    assert "nowhere.csv: No such file" in complaint("rates", tmp_path / "nowhere.csv", *ASK)
    path = tmp_path / "empty.csv"
    path.write_text("town,period,s136,population\n", encoding="utf-8")
    assert "it has titles and no rows" in complaint("rates", path, *ASK)
    path.write_text("town,period,s136,population\nA,pre,1\n", encoding="utf-8")
    assert "empty.csv: row 2: There are fewer cells" in complaint("rates", path, *ASK)


def test_proportion_of_numbers_and_of_a_file(tmp_path):
    assert answer("proportion", 10, 1156)["estimate"] == pytest.approx(10 / 1156)
    path = tmp_path / "shares.csv"
    path.write_text("who,k,n\na,10,100\nb,30,100\nc,20,100\n", encoding="utf-8")
    seen = answer("proportion", path, "--count", "k", "--of", "n", "--group", "who")
    assert [row["group"] for row in seen["table"]] == ["a", "b", "c"]
    assert seen["p_value"] < 0.01


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("10", "1156", "3"), "pairs of a count and a whole"),
        (("ten", "20"), "'ten': it is not a number"),
        (("30", "20"), "cannot be a percentage"),
        (("1.5", "20"), "is not a count"),
        (("1", "20", "--method", "wald"), "choose from wilson, exact"),
        (("shares.csv",), "name the columns with --count and --of"),
        (("1", "20", "--printed", "lots"), "is not a percentage"),
    ],
)
def test_a_proportion_that_cannot_be_is_one_line(words, told):
    assert told in complaint("proportion", *words)


def test_a_file_of_parts_larger_than_their_wholes_names_the_row(tmp_path):
    path = tmp_path / "shares.csv"
    path.write_text("k,n\n1,2\n9,3\n", encoding="utf-8")
    told = complaint("proportion", path, "--count", "k", "--of", "n")
    assert "shares.csv: row 3, column 'k': 9 is not part of 3" in told


@pytest.mark.parametrize("sign", ["−", "-"])
def test_a_headline_may_begin_with_a_minus(sign):
    seen = answer("headline", f"{sign}33% s136, Leicestershire, 3 months")
    assert (seen["claim_id"], seen["verdict"]) == ("H03", "CANNOT RECOMPUTE")


def test_the_register_and_a_file_of_claims(tmp_path):
    assert answer("headline")["n"] == 20
    path = tmp_path / "claims.csv"
    path.write_text("claim,stated,before,after\nFell,40%,200,120\nFell,50%,,\n", encoding="utf-8")
    assert [row["verdict"] for row in answer("headline", path)["table"]] == [
        "RECOMPUTED",
        "CANNOT RECOMPUTE",
    ]


def test_a_register_of_ones_own(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(
        "[[claim]]\nkey='A'\nwords='Bath triage down 9%'\nsource='us'\nfound='published'\n"
        "figure=[{stated='9%', kind='fall', before=1000, after=910}]\n",
        encoding="utf-8",
    )
    assert answer("headline", "Bath down 9%", "--register", path)["verdict"] == "RECOMPUTED"
    path.write_text("[[claim]]\nkey='A'\n", encoding="utf-8")
    assert "mine.toml: claim 1" in complaint("headline", "x", "--register", path)
    assert "gone.toml" in complaint("headline", "x", "--register", tmp_path / "gone.toml")


def test_cost_says_who_bears_it(tmp_path):
    counts, costs = tmp_path / "counts.csv", tmp_path / "costs.toml"
    counts.write_text("item,before,after\ncustody,119,56\n", encoding="utf-8")
    costs.write_text(COSTS, encoding="utf-8")
    seen = answer("cost", counts, "--costs", costs)
    assert (seen["estimate"], seen["borne_by"]) == (-63_000, ["police"])
    assert "Borne by police" in seen["sentences"]["plain"]
    assert "'custody' has no unit cost" in complaint("cost", counts)
    costs.write_text(COSTS.replace("borne_by", "paid_by"), encoding="utf-8")
    assert "nobody is said to pay" in complaint("cost", counts, "--costs", costs)


def test_rates_are_standardised_for_what_is_named(tmp_path):
    path = tmp_path / "ages.csv"
    path.write_text("age,n,people,std\nyoung,10,1000,3\nold,30,500,1\n", encoding="utf-8")
    options = ("--events", "n", "--at-risk", "people", "--per", "1000", "--stratum", "age")
    seen = answer("rates", path, *options, "--standard", "std")
    assert seen["estimate"] == pytest.approx(22.5)
    assert "go together" in complaint("rates", path, *options)


class Addresses(HTMLParser):
    """Collects what a page would fetch or run."""

    found: list[str]

    def handle_starttag(self, tag, attrs):
        self.found += [tag] if tag in ("script", "link", "img", "iframe") else []
        self.found += [value for name, value in attrs if name in ("src", "style", "onclick")]


def test_the_report_stands_alone_and_says_everything(jenkins, tmp_path):
    page = tmp_path / "out.html"
    assert run("rates", jenkins, *ASK, "--report", page).exit_code == 0
    html = page.read_text(encoding="utf-8")
    reader = Addresses()
    reader.found = []
    reader.feed(html)
    assert reader.found == []
    headings = ("The data", "The answer", "How sure", "What would change it", "Chart", "Table",
                "What was checked", "How to repeat it")  # fmt: skip
    places = [html.index(f">{heading}</h2>") for heading in headings]
    assert places == sorted(places)


def test_a_report_of_a_refusal_says_why(tmp_path):
    path, page = tmp_path / "rates.csv", tmp_path / "out.html"
    path.write_text("when,s136,people\npre,76.5,442000\npost,47.1,442000\n", encoding="utf-8")
    options = ("--period", "when", "--events", "s136", "--at-risk", "people")
    assert run("rates", path, *options, "--report", page).exit_code == 1
    assert "Declined: rates.csv" in page.read_text(encoding="utf-8")


def test_other_commands_do_not_wait_for_scipy():
    ask = (
        "import sys; from alongside.config.command.tree import app; "
        "print([m for m in ('scipy', 'numpy', 'statsmodels', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

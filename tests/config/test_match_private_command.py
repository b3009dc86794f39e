"""``alongside match encode``, ``link-encoded`` and ``reconcile``: answers, and one clear line."""

import csv
import json

import pytest
from typer.testing import CliRunner

from alongside.config.command.match import app
from alongside.engines.matching.made_up.ledgers import LEDGER, ledgers

SECRET = "six words that nobody else knows"
TIMES = ("section", "used_at", "arrived_at", "handed_over_at", "ended_at", "recorded_at")


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("ledgers")
    made = ledgers(60, seed=3)
    for name, rows in (("police", made.police), ("health", made.health)):
        with (path / f"{name}.csv").open("w", newline="") as opened:
            writer = csv.DictWriter(opened, LEDGER)
            writer.writeheader()
            writer.writerows(rows)
    (path / "secret").write_text(SECRET)
    (path / "other").write_text(SECRET[::-1])
    return path


def encoded(run, folder, *, name, secret="secret"):
    out = folder / f"{name}.{secret}.enc"
    carried = [word for title in (*TIMES, "place", "area") for word in ("--carry", title)]
    answer = run(
        "encode", folder / f"{name}.csv", "--out", out, "--secret-file", folder / secret,
        "--exchange", "2026", "--id", "record", *carried, "--json",
    )  # fmt: skip
    assert answer.exit_code == 0, answer.stderr
    assert json.loads(answer.stdout)["encoded"]["born_on"] == "date_of_birth"
    return out


def test_ledgers_are_reconciled_with_names_and_without_alike(run, folder):
    named = run("reconcile", folder / "police.csv", folder / "health.csv",
                "--map", "record=record", "--json")  # fmt: skip
    files = [encoded(run, folder, name=name) for name in ("police", "health")]
    bare = run("reconcile", *files, "--encoded", "--json", "--out", folder / "said.csv")
    assert (named.exit_code, bare.exit_code) == (0, 0)
    one, other = json.loads(named.stdout), json.loads(bare.stdout)
    assert abs(one["matched"] - other["matched"]) <= 1
    assert one["police_rows"] == other["police_rows"] > 50
    assert (folder / "said.csv").read_text().startswith("kind,police,health,words")
    linked = run("link-encoded", *files, "--out", folder / "pairs.csv", "--truth", "used_at")
    assert "linked one to one" in linked.stdout
    assert "Against the truth" in linked.stdout


def test_bad_input_is_one_line_and_exit_2(run, folder):
    file, secret = folder / "police.csv", folder / "secret"
    mine = encoded(run, folder, name="police")
    theirs = encoded(run, folder, name="health", secret="other")
    options = ("--out", folder / "x.enc", "--secret-file", secret, "--exchange", "2026")
    for words, says in (
        (
            ("encode", file, *options, "--id", "colour"),
            "--id colour: police.csv has no such column",
        ),
        (("encode", file, *options, "--carry", "family"), "would say openly who somebody is"),
        (("encode", file, "--out", "x", "--secret-file", "no", "--exchange", "x"), "--secret-file"),
        (("link-encoded", mine, theirs), "different secrets"),
        (("link-encoded", mine, file), "police.csv: not a file of encodings"),
        (("link-encoded", mine, mine, "--truth", "colour"), "carries no such column"),
        (("link-encoded", mine, mine, "--false-match-rate", "2"), "false-match rate"),
        (("link-encoded", mine, mine, "--out", "pairs.txt"), "end it in .csv"),
        (("reconcile", file, folder / "none.csv"), "none.csv"),
        (("reconcile", file, file, "--map", "place=colour"), "has a column 'colour'"),
        (("reconcile", file, file, "--late", "-1"), "0 or more"),
    ):
        answer = run(*words)
        assert answer.exit_code == 2, words
        assert says in answer.stderr
        assert answer.stderr.count("\n") == 1

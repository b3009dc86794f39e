"""``alongside import diversion-episodes`` and ``export diversion-mds``."""

import csv
import json
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from typer.testing import CliRunner, Result

from alongside.areas.diversion.models import Episode, Site
from alongside.config.command import exporting, importing
from alongside.exchange.spreadsheets.column_map import lay_out, read_column_map
from alongside.exchange.spreadsheets.episode_fields import FIELDS
from alongside.exchange.spreadsheets.fields import Shape, codes_of
from alongside.kernel.actor import Role
from tests.support.world import NOW, make_world, on_duty

pytestmark = pytest.mark.django_db
VICTOR = ("--sign-in-name", "victor.lane")
TITLES = (
    "Reference,Identified at,Custody suite,Screened at,Screening result,Consent,Needs,Assessed at,"
    "Referred at,Referral outcome,First appointment,Attended,Hearing,Report sent,Closed,Gender,Age"
)
GOOD = (
    "A1,02/03/2026 09:00,Moorchester,02/03/2026 09:40,Need found,Accepted,Drugs; self-harm,"
    "02/03/2026 11:00,03/03/2026 10:00,Accepted,10/03/2026 10:00,Attended,04/03/2026 10:00,"
    "04/03/2026 09:51,01/04/2026 12:00,Female,17"
)
SECOND = "A2,05/03/2026 09:00,MC1,,,,,,,,,,,,06/03/2026 12:00,Male,40"
WRONG = (
    (
        "A3,05/03/2026 09:00,Atlantis,,,,,,,,,,,,06/03/2026 12:00,Male,40",
        "Custody suite",
        "no place",
    ),
    ("A4,,Moorchester,,,,,,,,,,,,06/03/2026 12:00,Male,40", "Identified at", "one is needed"),
    ("A5,05/03/2026 09:00,Moorchester,,,Perhaps,,,,,,,,,,Male,40", "Consent", "list of answers"),
    ("A6,09/06/2026 09:00,Moorchester,,,,,,,,,,,,,Male,40", "Closed", "may still be running"),
    ("A7,05/03/2026 09:00,Moorchester,,,,,,,,,,,,06/07/2026 12:00,Male,40", "Closed", "not come"),
    (
        "A1,05/03/2026 09:00,Moorchester,,,,,,,,,,,,06/03/2026 12:00,Male,40",
        "Reference",
        "on row 2",
    ),
    ("A8,05/03/2026 09:00,,,,,,,,,,,,,06/03/2026 12:00,Male,40", "Custody suite", "one is needed"),
    ("A9,05/03/2026", "the whole row", "cells"),
)


@pytest.fixture(autouse=True)
def trust():
    with time_machine.travel(NOW, tick=False):
        world = make_world(NOW - timedelta(hours=1))
        Site.objects.create(name="Moorchester", kind="custody", code="MC1", host_id=world.police,
                            provider_id=world.trust)  # fmt: skip
        for role, name in ((Role.ADMINISTRATOR, "Victor Lane"), (Role.ANALYST, "Ana Lyst")):
            on_duty(role, world.trust, name=name, now=NOW - timedelta(hours=1))
        yield world


@pytest.fixture
def file(tmp_path: Path):
    def made(*lines: str) -> Path:
        path = tmp_path / "past.csv"
        path.write_text("\n".join((TITLES, *lines)))
        return path

    return made


def run(app, *words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def bring(path: Path, *more: object) -> Result:
    return run(importing.app, "diversion-episodes", path, *VICTOR, *more)


def test_a_dry_run_comes_first_then_it_is_written_then_left_alone(file):
    path = file(GOOD, SECOND)
    result = bring(path)
    assert result.exit_code == 0
    assert "Dry run: 2 episodes would be imported." in result.output
    assert Episode.objects.count() == 0
    assert "2 episodes imported." in bring(path, "--write").output
    again = json.loads(bring(path, "--write", "--json").output)
    assert (again["imported"], again["already_here"], Episode.objects.count()) == (0, 2, 2)
    row = Episode.objects.get(imported_key__endswith=":A1")
    assert (row.age_band, row.offer, row.stage) == ("under_18", "accepted", "closed")
    kinds = set(row.events.values_list("kind", flat=True))
    assert {"screened", "offered", "referral_made", "report_released", "closed"} <= kinds
    assert row.events.get(kind="vulnerabilities").facts["states"] == {
        "drugs": "known", "self_harm": "known",
    }  # fmt: skip


def test_each_rejected_row_says_its_row_its_column_and_why(file):
    path = file(GOOD, *(line for line, _, _ in WRONG))
    result = bring(path, "--write")
    assert result.exit_code == 1
    assert Episode.objects.count() == 0
    listed = list(csv.DictReader(path.with_suffix(".rejects.csv").read_text().splitlines()))
    assert [row["row"] for row in listed] == [str(3 + at) for at in range(len(WRONG))]
    for row, (_, column, why) in zip(listed, WRONG, strict=True):
        assert row["column"] == column
        assert why in row["reason"], row
        assert "Atlantis" not in row["reason"]
    taken = bring(path, "--write", "--accept-good-rows")
    assert (taken.exit_code, Episode.objects.count()) == (0, 1)
    assert not path.with_suffix(".rejects.csv").exists() or taken.exit_code == 0


def test_bad_input_is_one_line_that_names_it(file, tmp_path):
    path = file(GOOD)
    for words, said in (
        ((tmp_path / "none.csv", *VICTOR), "none.csv"),
        ((path,), "--sign-in-name"),
        ((path, "--sign-in-name", "ana.lyst"), "Administrator"),
        ((file(), *VICTOR), "titles and no rows"),
    ):
        result = run(importing.app, "diversion-episodes", *words)
        assert result.exit_code == 2
        assert said in result.output
        assert "\n" not in result.output.strip()


def test_the_example_map_is_one_that_can_be_read(tmp_path):
    path = tmp_path / "columns.toml"
    path.write_text(run(importing.app, "diversion-columns", "--example").output)
    told = read_column_map(path, FIELDS)
    titles = ("Case number", "Contact date", "Contact time", "Custody suite", "Screened",
              "Screening result", "Consent", "Needs", "Client ID", "Gender", "Age")  # fmt: skip
    assert lay_out(titles, told, fields=FIELDS).unused == ()
    assert "vulnerabilities" in run(importing.app, "diversion-columns").output


def test_every_coded_fact_has_codes_and_no_title_means_two_facts():
    for fact in FIELDS:
        assert fact.shape not in (Shape.CODE, Shape.CODES) or codes_of(fact.system)
        for title in (fact.name, *fact.titles):
            needed = [f for f in FIELDS if f.needed and f is not fact]
            titles = (*(f.name for f in needed), title)
            found = {
                c.field.name: c.title
                for c in lay_out(titles, told_nothing(), fields=FIELDS).columns
            }
            assert found[fact.name] == title


def told_nothing():
    from alongside.exchange.spreadsheets.column_map import ColumnMap

    return ColumnMap()


def send(*words: object) -> Result:
    return run(exporting.app, "diversion-mds", *words)


def test_the_data_set_leaves_as_csv_with_what_to_put_right(file, tmp_path):
    bring(file(GOOD, SECOND), "--write")
    out = tmp_path / "mds.csv"
    result = send("--out", out, "--sign-in-name", "ana.lyst", "--json")
    told = json.loads(result.output)
    assert (result.exit_code, told["rows"], told["pseudonymised"]) == (1, 2, True)
    assert any(line["item"] == "ethnic_category" for line in told["to_put_right"])
    rows = list(csv.DictReader(out.read_text().splitlines()))
    assert rows[0]["vulnerabilities"] == "drugs;self_harm"
    assert rows[0]["reports_in_time"] == "1"
    assert rows[0]["referral_source"] == "M6"


def test_what_cannot_be_sent_is_refused_in_one_line(tmp_path):
    out = tmp_path / "mds.json"
    for words, said in (
        (("--out", tmp_path / "mds.doc"), ".csv or .json"),
        (("--out", out, "--police-references"), "--named"),
        (("--out", out, "--first", "June", "--sign-in-name", "ana.lyst"), "--first"),
        (("--out", out, "--named", "--sign-in-name", "ana.lyst"), "needs the role"),
        (("--out", out, "--sign-in-name", "ana.lyst"), "whose record they are"),
    ):
        result = send(*words)
        assert (result.exit_code, result.output.count("\n")) == (2, 1), result.output
        assert said in result.output

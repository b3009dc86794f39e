"""What two ledgers differ in: kept once, somebody's, with an age, settled with a reason."""

import csv
import io
import json
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from typer.testing import CliRunner

from alongside.areas.crisis.actions import comparing
from alongside.areas.crisis.actions.ledgers import (
    Compared,
    give_difference,
    keep_comparison,
    reopen_difference,
    settle_difference,
)
from alongside.areas.crisis.models import LedgerComparison, LedgerDifference, LedgerStep
from alongside.areas.crisis.queries.ledgers import (
    ledger_difference,
    ledger_differences,
    open_difference_count,
)
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.config.command.importing import app
from alongside.engines.matching.made_up.ledgers import LEDGER, ledgers
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.kit.sheets import xlsx_file
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.contacts import text_of
from tests.support.held import Desk
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MISSED = ("missed_handover", "P1", "H1", "only police recorded it")
ALONE = ("only_health", "", "H2", "no row of the other ledger is near it")


@pytest.fixture(autouse=True)
def stopped_clock(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def world() -> World:
    return make_world()


def compare(world: World, *differences, at=NOW - 9 * DAY, role=Role.FORCE_STATISTICS):
    compared = Compared("May 2026", "p.csv", "h.csv", 10, 11, 9, 8, differences)
    return keep_comparison(world[role], compared, now=at)


@pytest.fixture
def missed(world: World) -> uuid.UUID:
    compare(world, MISSED, ALONE)
    return LedgerDifference.objects.get(kind="missed_handover").id


def test_who_compares_and_who_settles_follow_the_table(world: World, missed):
    lead = world[Role.LIAISON_LEAD]
    for role in Role:
        if role in PERMISSIONS["ledgers.compare"]:
            assert compare(world, MISSED, role=role).still == 1
        else:
            with pytest.raises(NotPermitted):
                compare(world, MISSED, role=role)
        may = role in PERMISSIONS["ledgers.settle"]
        desk = Desk(world[role])
        assert desk.open("ledgers").status_code == (200 if may else 403), role
        sent = desk.send("ledger_settle", missed, at=None, **{"settle-reason": "not_one_use"})
        assert sent.status_code == (302 if may else 403), role
        settled = LedgerDifference.objects.get(pk=missed).settled_at is not None
        assert settled is may, role
        if settled:
            reopen_difference(lead, missed, "For the next", now=NOW)


def test_a_second_comparison_keeps_owner_age_and_story_and_says_what_is_gone(world, missed):
    lead = world[Role.LIAISON_LEAD]
    give_difference(lead, missed, lead.user_id, now=NOW - 8 * DAY)
    kept = compare(world, MISSED, ("times", "P3", "H3", "arrival apart"), at=NOW)
    assert (kept.new, kept.still, kept.gone) == (1, 1, 1)
    page = ledger_differences(lead, now=NOW)
    lines = {line.kind: line for line in page.lines}
    assert [line.kind for line in page.lines][-1] == "times"
    assert lines["missed_handover"].mine
    assert lines["missed_handover"].found_at == NOW - 9 * DAY
    assert {kind: line.gone for kind, line in lines.items()} == {
        "missed_handover": False, "only_health": True, "times": False,
    }  # fmt: skip
    assert [(side.compared_at, side.open) for side in page.sides] == [(NOW, 3)]
    assert open_difference_count(lead) == 1
    assert LedgerComparison.objects.count() == 2


def test_each_step_is_kept_with_its_audit_entry_and_its_author(world, missed):
    lead, supervisor = world[Role.LIAISON_LEAD], world[Role.POLICE_SUPERVISOR]
    give_difference(lead, missed, supervisor.user_id, now=NOW)
    settle_difference(supervisor, missed, "police_put_right", note=" Added ", now=NOW)
    reopen_difference(lead, missed, "It was the wrong row", now=NOW)
    page = ledger_difference(lead, missed, now=NOW)
    assert [(step.words, step.note) for step in page.steps] == [
        (f"Given to {supervisor.name}", ""),
        ("Settled", "The police record was put right. Added"),
        ("Opened again", "It was the wrong row"),
    ]
    assert (page.line.settled_at, page.line.owner) == (None, supervisor.name)
    told = AuditEntry.objects.filter(action__startswith="crisis.ledger_difference_")
    assert told.count() == LedgerStep.objects.count() == 3


def test_without_its_audit_entry_nothing_is_written(world, missed, monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("no audit")

    monkeypatch.setattr("alongside.areas.crisis.actions.ledgers.record", broken)
    with pytest.raises(RuntimeError):
        settle_difference(world[Role.LIAISON_LEAD], missed, "not_one_use", now=NOW)
    assert LedgerDifference.objects.get(pk=missed).settled_at is None
    assert not LedgerStep.objects.exists()


def test_a_form_sent_twice_is_kept_once_and_a_stale_one_is_refused(world, missed):
    lead, key = world[Role.LIAISON_LEAD], uuid.uuid4()
    for _ in range(2):
        settle_difference(lead, missed, "not_one_use", version=1, now=NOW, request_key=key)
    assert LedgerStep.objects.count() == 1
    with pytest.raises(Conflict):
        reopen_difference(lead, missed, "why", version=1, now=NOW)
    with pytest.raises(Refused):
        settle_difference(lead, uuid.uuid4(), "not_one_use", now=NOW)
    with pytest.raises(Refused):
        keep_comparison(lead, Compared("  ", "p", "h", 0, 0, 0, 0, ()), now=NOW)


@pytest.mark.one_database
def test_the_list_says_what_whose_and_how_old_and_can_be_narrowed(world, missed):
    lead = world[Role.LIAISON_LEAD]
    desk = Desk(lead)
    told = text_of(desk.open("ledgers"))
    for words in ("May 2026", "8 of 9", "Handover in one ledger only", "Nobody yet", "9 days ago"):
        assert words in told
    give_difference(lead, missed, lead.user_id, now=NOW)
    for asked, kinds in (
        ({"shown": "mine"}, ["missed_handover"]),
        ({"shown": "nobody"}, ["only_health"]),
        ({"shown": "settled"}, []),
        ({"kind": "only_health"}, ["only_health"]),
        ({"shown": "nonsense", "kind": "nonsense"}, ["missed_handover", "only_health"]),
    ):
        page = ledger_differences(lead, now=NOW, **asked)
        assert sorted(line.kind for line in page.lines) == kinds, asked
    settled = desk.client.get(f"{reverse('crisis:ledgers')}?show=settled&kind=times")
    assert "No difference is settled." in text_of(settled)


@pytest.mark.one_database
def test_a_difference_is_given_settled_and_opened_again_on_its_page(world, missed):
    lead, desk = world[Role.LIAISON_LEAD], Desk(world[Role.LIAISON_LEAD])
    assert "Take it yourself" in text_of(desk.open("ledger", missed))
    desk.send("ledger_give", missed, at=None, **{"give-owner": lead.user_id, "give-version": 1})
    told = text_of(desk.open("ledger", missed))
    assert "(you)" in told
    assert "Take it yourself" not in told
    wrong = desk.send("ledger_settle", missed, at=None, **{"settle-note": "rang"})
    assert wrong.status_code == 422
    assert "There is a problem" in text_of(wrong)
    stale = desk.send("ledger_settle", missed, at=None,
                      **{"settle-reason": "not_one_use", "settle-version": 1})  # fmt: skip
    assert stale.status_code == 422
    assert "Somebody else changed this difference" in text_of(stale)
    desk.send("ledger_settle", missed, at=None, **{"settle-reason": "not_one_use"})
    assert "Open it again" in text_of(desk.open("ledger", missed))
    sent = desk.send("ledger_reopen", missed, at=None, **{"reopen-note": "Wrong row"})
    assert sent.status_code == 302


@pytest.mark.one_database
def test_no_ledgers_yet_says_how_they_come(world):
    assert "No ledgers have been compared yet" in text_of(
        Desk(world[Role.LIAISON_LEAD]).open("ledgers")
    )


def written(rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, LEDGER)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.fixture(scope="module")
def files():
    """Two ledgers of sixty uses as CSV, police first."""
    made = ledgers(60, seed=3)
    return [written(rows) for rows in (made.police, made.health)]


def test_the_command_keeps_what_two_files_differ_in(world, tmp_path, files):
    paths = [tmp_path / f"{name}.csv" for name in ("police", "health")]
    for path, text in zip(paths, files, strict=True):
        path.write_text(text)
    name = User.objects.get(pk=world[Role.FORCE_STATISTICS].user_id).sign_in_name
    words = ["ledgers", *map(str, paths), "--period", "2026", "--map", "record=record", "--json"]
    first, second = (CliRunner().invoke(app, [*words, "--sign-in-name", name]) for _ in range(2))
    assert first.exit_code == 0, first.output
    told, again = json.loads(first.stdout), json.loads(second.stdout)
    assert told["new"] == again["still"] == LedgerDifference.objects.count() > 10
    assert again["new"] == again["gone"] == 0
    refused = CliRunner().invoke(app, words)
    assert refused.exit_code == 2
    assert "--sign-in-name" in refused.stderr


def sent(desk, police, health, **fields):
    typed = {"period": "2026", "request_key": str(uuid.uuid4())} | fields
    for name, file in (("police", police), ("health", health)):
        if file is not None:
            content = file.encode() if isinstance(file, str) else file
            typed[name] = SimpleUploadedFile(fields.get(f"{name}_name", f"{name}.csv"), content)
    return desk.client.post(reverse("crisis:ledgers_compare"), typed)


NAMED = {"police_reference": "record", "health_reference": "Record"}


def test_the_page_takes_two_files_and_keeps_what_differs_once(world, files):
    desk = Desk(world[Role.LIAISON_LEAD])
    assert "Compare two ledgers" in text_of(desk.open("ledgers"))
    key = str(uuid.uuid4())
    for _ in range(2):
        answer = sent(desk, *files, request_key=key, **NAMED)
        assert answer.status_code == 302, text_of(answer)
    assert LedgerComparison.objects.count() == 1
    kept = LedgerDifference.objects.count()
    assert kept > 10
    told = text_of(desk.client.get(answer["Location"]))
    assert "Compared. What differs is kept below" in told
    workbook = xlsx_file([("Health", LEDGER, list(csv.reader(io.StringIO(files[1])))[1:])])
    assert sent(desk, files[0], workbook, health_name="h.xlsx", **NAMED).status_code == 302
    assert LedgerDifference.objects.count() == kept
    assert LedgerComparison.objects.filter(health_ledger="h.xlsx").exists()
    names = {row["given"] for row in csv.DictReader(io.StringIO(files[0])) if row["given"]}
    rows = str(list(LedgerDifference.objects.values_list()))
    assert not any(f" {name} " in rows for name in names)


@pytest.mark.one_database
def test_the_page_is_open_to_who_compares(world, files):
    for role in Role:
        desk, may = Desk(world[role]), role in PERMISSIONS["ledgers.compare"]
        assert desk.open("ledgers_compare").status_code == (200 if may else 403), role
        if not may:
            assert sent(desk, *files, **NAMED).status_code == 403, role
        if role in PERMISSIONS["ledgers.settle"]:
            offered = reverse("crisis:ledgers_compare") in desk.open("ledgers").content.decode()
            assert offered is may, role
    assert not LedgerComparison.objects.exists()


def spoilt(text, number, column, cell):
    rows = list(csv.reader(io.StringIO(text)))
    rows[number - 1][rows[0].index(column)] = cell
    return "\r\n".join(",".join(row) for row in rows)


WRONG = {
    "no period": (lambda p, h: (p, h, {"period": " "}), "Say which period both ledgers cover"),
    "no file": (lambda p, h: (p, None, {}), "Choose the health ledger, a CSV or Excel file"),
    "empty": (lambda p, h: (p, "", {}), "The health ledger is an empty file"),
    "not a table": (lambda p, h: (p, b"\x00\x01", {}), "health.csv: it is not a table"),
    "a time": (
        lambda p, h: (p, spoilt(h, 3, "arrived_at", "noonish"), {}),
        "health.csv: row 3: arrived_at is 'noonish'. Write times as 2026-06-10 14:20.",
    ),
    "a section": (
        lambda p, h: (spoilt(p, 2, "section", "2"), h, {}),
        "police.csv: row 2: section is '2'. Write 136 or 135",
    ),
    "a short row": (
        lambda p, h: (p + "x,y\r\n", h, {}),
        "There are fewer cells than column titles",
    ),
    "no times": (
        lambda p, h: (p, h.replace("arrived_at", "a").replace("used_at", "b"), {}),
        "Say below which column it is, such as: arrived at = Time of arrival.",
    ),
    "no names": (lambda p, h: (p, h.replace("family", "f"), {}), "Say below which column it is"),
    "titles only": (lambda p, h: (p, h.splitlines()[0], {}), "it has titles and no rows"),
    "no such reference": (
        lambda p, h: (p, h, {"health_reference": "Ref"}),
        "health.csv: it has no column 'Ref'. Its columns are record, given",
    ),
    "twice": (
        lambda p, h: (p, h, {"health_reference": "section"}),
        "health.csv: rows 2 and",
    ),
    "a column nobody has": (
        lambda p, h: (p, h, {"columns": "arrived at = When"}),
        "Neither police.csv nor health.csv has a column 'When'.",
    ),
    "a column unsaid": (lambda p, h: (p, h, {"columns": "when"}), "Line 1 does not say which"),
}


@pytest.mark.one_database
@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_with_file_row_and_column_and_nothing_is_kept(world, files, what):
    make, words = WRONG[what]
    police, health, fields = make(*files)
    answer = sent(Desk(world[Role.FORCE_STATISTICS]), police, health, **fields)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert "--map" not in text_of(answer)
    assert not LedgerComparison.objects.exists()


@pytest.mark.one_database
def test_what_is_too_large_for_a_page_goes_by_the_command(world, files, monkeypatch):
    desk = Desk(world[Role.FORCE_STATISTICS])
    for name, words in (
        ("LARGEST_FILE", "it is too large"),
        ("MOST_ROWS", "it has more than 5 rows"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(comparing, name, 5)
            told = text_of(sent(desk, *files))
        assert words in told
        assert "use the command alongside import ledgers" in told


@pytest.mark.one_database
def test_a_title_that_says_nothing_is_named_on_the_page(world, files):
    health = files[1].replace("arrived_at", "Time of arrival at suite")
    health = health.replace("family", "Called")
    columns = "Surname = called\n\narrived_at = Time of  arrival at suite"
    answer = sent(Desk(world[Role.FORCE_STATISTICS]), files[0], health, columns=columns, **NAMED)
    assert answer.status_code == 302, text_of(answer)


def test_a_comparison_that_cannot_be_logged_is_not_kept(world, files, monkeypatch):
    def broken(*_args, **_options):
        raise RuntimeError("no audit")

    monkeypatch.setattr("alongside.areas.crisis.actions.ledgers.record", broken)
    with pytest.raises(RuntimeError):
        sent(Desk(world[Role.FORCE_STATISTICS]), *files, **NAMED)
    assert not LedgerDifference.objects.exists()
    assert not LedgerComparison.objects.exists()

"""What two ledgers differ in: kept once, somebody's, with an age, settled with a reason."""

import csv
import json
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from typer.testing import CliRunner

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


def test_the_command_keeps_what_two_files_differ_in(world, tmp_path):
    made = ledgers(60, seed=3)
    files = []
    for name, rows in (("police", made.police), ("health", made.health)):
        files.append(str(tmp_path / f"{name}.csv"))
        with (tmp_path / f"{name}.csv").open("w", newline="") as opened:
            writer = csv.DictWriter(opened, LEDGER)
            writer.writeheader()
            writer.writerows(rows)
    name = User.objects.get(pk=world[Role.FORCE_STATISTICS].user_id).sign_in_name
    words = ["ledgers", *files, "--period", "2026", "--map", "record=record", "--json"]
    first, second = (CliRunner().invoke(app, [*words, "--sign-in-name", name]) for _ in range(2))
    assert first.exit_code == 0, first.output
    told, again = json.loads(first.stdout), json.loads(second.stdout)
    assert told["new"] == again["still"] == LedgerDifference.objects.count() > 10
    assert again["new"] == again["gone"] == 0
    refused = CliRunner().invoke(app, words)
    assert refused.exit_code == 2
    assert "--sign-in-name" in refused.stderr

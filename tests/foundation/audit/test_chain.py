"""The audit chain: one entry with each change, and no entry changed unseen."""

import time
import uuid
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts.models import User
from alongside.foundation.audit import record as recording
from alongside.foundation.audit.models import AuditEntry, AuditLane, AuditSubject
from alongside.foundation.audit.queries import LAWFUL_PURPOSES, LogQuestion, read_log
from alongside.foundation.audit.record import Entry, Op, Ref, Why, done_before, record
from alongside.foundation.audit.verify import missing_subjects, verify
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
PERSON = Ref("person", uuid.UUID(int=7))


@pytest.fixture
def world() -> World:
    return make_world()


def write(world: World, number: int = 1, **options: object) -> None:
    for _ in range(number):
        with transaction.atomic():
            entry = Entry(Op.CONSULTATION, "test.look", PERSON, why=Why(purpose="P2"))
            record(world[Role.RESPONSE_OFFICER], entry, now=NOW, **options)  # type: ignore[arg-type]


def lift_triggers() -> None:
    """Do as somebody with the database in their hands would."""
    with connection.cursor() as cursor:
        table = " ON audit_auditentry" if connection.vendor == "postgresql" else ""
        for verb in ("UPDATE", "DELETE"):
            cursor.execute(f"DROP TRIGGER audit_no_{verb}{table}")


def test_an_untouched_chain_is_whole(world: World) -> None:
    write(world, 5)
    report = verify()
    assert report.broken == ()
    assert report.entries == AuditEntry.objects.count()
    assert missing_subjects() == 0


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_a_bug() -> None:
    with pytest.raises(RuntimeError):
        record(None, Entry(Op.LOGIN, "test"), now=NOW)


@pytest.mark.parametrize(
    "verb", ["UPDATE audit_auditentry SET action='x'", "DELETE FROM audit_auditentry"]
)
def test_the_database_itself_refuses_to_change_or_remove_an_entry(world: World, verb: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)
    assert verify().broken == ()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("action", "test.other"),
        ("actor_id", uuid.UUID(int=9)),
        ("at", NOW - timedelta(days=1)),
        ("details", {"outcome": "done", "purpose": "P1"}),
        ("op", "print"),
        ("session", "stolen"),
        ("subject_id", uuid.UUID(int=8)),
    ],
)
def test_changing_any_field_by_direct_sql_names_that_link(
    world: World, column: str, value: object
) -> None:
    write(world, 6)
    victim = AuditEntry.objects.order_by("-position")[3]
    lift_triggers()
    AuditEntry.objects.filter(pk=victim.pk).update(**{column: value})
    (broken,) = verify().broken
    assert (broken.lane, broken.position) == (victim.lane, victim.position)


def test_removing_an_entry_from_the_middle_names_the_gap(world: World) -> None:
    write(world, 6)
    victim = AuditEntry.objects.order_by("-position")[3]
    lift_triggers()
    AuditSubject.objects.filter(entry=victim).delete()
    AuditEntry.objects.filter(pk=victim.pk).delete()
    (broken,) = verify().broken
    assert broken.position == victim.position
    assert "missing" in broken.why


def test_cutting_the_end_off_is_seen(world: World) -> None:
    write(world, 4)
    last = AuditEntry.objects.order_by("-position")[0]
    lift_triggers()
    AuditSubject.objects.filter(entry=last).delete()
    AuditEntry.objects.filter(pk=last.pk).delete()
    (broken,) = verify().broken
    assert "cut" in broken.why


def test_rewriting_the_whole_chain_is_seen_against_an_anchor_kept_elsewhere(world: World) -> None:
    write(world, 3)
    anchors = verify().heads
    lift_triggers()
    AuditEntry.objects.filter(action="test.look").update(action="test.nothing")
    previous: dict[int, str] = {}
    for row in AuditEntry.objects.order_by("lane", "position"):
        row.previous_hash = previous.get(row.lane, "")
        row.hash = recording.link_hash(row)
        row.save()
        previous[row.lane] = row.hash
    for lane, head in previous.items():
        AuditLane.objects.filter(lane=lane).update(hash=head)
    assert verify().broken == ()
    assert verify(anchors=anchors).broken != ()


def test_a_chain_gone_with_its_end_is_seen_against_an_anchor_kept_elsewhere(world: World) -> None:
    write(world, 3)
    anchors = verify().heads
    lift_triggers()
    AuditSubject.objects.all().delete()
    AuditEntry.objects.all().delete()
    AuditLane.objects.all().delete()
    assert verify().broken == ()
    assert {link.lane for link in verify(anchors=anchors).broken} == set(anchors)


def test_growing_on_from_an_anchor_is_fine(world: World) -> None:
    anchors = verify().heads
    write(world, 3)
    assert verify(anchors=anchors).broken == ()


def test_a_lost_subject_index_row_is_counted(world: World) -> None:
    write(world)
    AuditSubject.objects.filter(kind="person").delete()
    assert missing_subjects() == 1


def test_a_request_key_answers_what_it_made_and_only_to_its_sender(world: World) -> None:
    key = uuid.uuid4()
    write(world, request_key=key)
    assert done_before(world[Role.RESPONSE_OFFICER], key) == PERSON.id
    assert done_before(world[Role.RESPONSE_OFFICER], uuid.uuid4()) is None
    with pytest.raises(Refused, match="somebody else"):
        done_before(world[Role.DOCTOR], key)


def test_only_information_governance_reads_the_log(world: World) -> None:
    write(world)
    question = LogQuestion("lawfulness", about=PERSON)
    for role in Role:
        if role is Role.INFORMATION_GOVERNANCE:
            (line,) = read_log(world[role], question, now=NOW)
            assert (line.action, line.actor) == ("test.look", "Test response_officer")
        else:
            with pytest.raises(NotPermitted):
                read_log(world[role], question, now=NOW)


@pytest.mark.parametrize("purpose", ["performance", "league_table", ""])
def test_the_log_is_not_read_for_a_league_table(world: World, purpose: str) -> None:
    with pytest.raises(Refused, match="not read for that"):
        read_log(world[Role.INFORMATION_GOVERNANCE], LogQuestion(purpose), now=NOW)


@pytest.mark.parametrize("purpose", sorted(LAWFUL_PURPOSES))
def test_reading_the_log_is_in_the_log(world: World, purpose: str) -> None:
    read_log(world[Role.INFORMATION_GOVERNANCE], LogQuestion(purpose, op="login"), now=NOW)
    row = AuditEntry.objects.get(action="audit.read_log")
    assert row.details["purpose"] == purpose


def test_the_log_page_asks_why_first_and_refuses_what_the_law_does_not_allow(
    world: World, client: Client
) -> None:
    client.force_login(User.objects.get(pk=world[Role.INFORMATION_GOVERNANCE].user_id))
    session = client.session
    session["seen_at"] = time.time()
    session.save()
    address = reverse("audit:log")
    assert "What is the log being read for?" in client.get(address).content.decode()
    assert client.get(address, {"purpose": "performance"}).status_code == 422
    assert client.get(address, {"purpose": "integrity", "person": "no"}).status_code == 422
    pasted = f"https://desk.example/people/{PERSON.id}/?purpose=P2"
    assert client.get(address, {"purpose": "integrity", "person": pasted}).status_code == 200
    page = client.get(address, {"purpose": "integrity"})
    assert page.status_code == 200
    assert "accounts.start_duty" in page.content.decode()


def test_an_entry_names_fields_and_never_their_contents(world: World) -> None:
    with transaction.atomic():
        entry = Entry(Op.ALTERATION, "test.change", PERSON, fields=("family",), changed=("a", "b"))
        record(world[Role.RESPONSE_OFFICER], entry, now=NOW)
    row = AuditEntry.objects.get(action="test.change")
    assert row.details == {"outcome": "done", "fields": ["family"], "before": "a", "after": "b"}

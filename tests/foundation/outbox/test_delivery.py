"""Messages commit with their cause and arrive at least once, acted on once."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.utils import timezone

from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox import inbox, messages, worker
from alongside.foundation.outbox.messages import Message, deliver_with, send
from alongside.foundation.outbox.models import InboxItem, OutboxMessage
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def heard() -> Iterator[list[UUID]]:
    found: list[UUID] = []
    deliver_with("test.heard", lambda message: found.append(message.id))
    yield found
    messages._DELIVERERS.pop("test.heard")


def test_a_message_arrives(heard: list[UUID]) -> None:
    with transaction.atomic():
        send("test.heard", {}, now=NOW)
    assert worker.work_once(NOW) == 1
    assert worker.work_once(NOW) == 0
    assert len(heard) == 1


def test_a_cause_rolled_back_takes_its_message_with_it(heard: list[UUID]) -> None:
    def refuse_at_the_end() -> None:
        with transaction.atomic():
            send("test.heard", {}, now=NOW)
            raise Refused("test", "No.")

    with pytest.raises(Refused):
        refuse_at_the_end()
    worker.work_once(NOW)
    assert heard == []


def test_a_message_for_later_waits(heard: list[UUID]) -> None:
    with transaction.atomic():
        send("test.heard", {}, now=NOW, due_at=NOW + timedelta(hours=1))
    assert worker.work_once(NOW) == 0
    assert worker.work_once(NOW + timedelta(hours=1)) == 1


def test_the_same_once_key_is_one_message(heard: list[UUID]) -> None:
    with transaction.atomic():
        for _ in range(3):
            send("test.heard", {}, now=NOW, once_key="same")
    assert worker.work_once(NOW) == 1


def test_a_failed_delivery_is_tried_again_later_and_given_up_in_the_end() -> None:
    def fail(message: Message) -> None:
        raise OSError("no route")

    deliver_with("test.fails", fail)
    with transaction.atomic():
        send("test.fails", {}, now=NOW)
    now = NOW
    for attempt in range(1, worker.MOST_ATTEMPTS + 1):
        worker.work_once(now)
        row = OutboxMessage.objects.get(topic="test.fails")
        assert row.attempts == attempt
        assert worker.work_once(now) == 0
        now = row.due_at
    assert row.given_up_at is not None
    assert row.last_error == "OSError"
    messages._DELIVERERS.pop("test.fails")


def test_what_a_failed_delivery_half_wrote_is_undone(world: World) -> None:
    def half(message: Message) -> None:
        inbox.tell([world[Role.DOCTOR].user_id], message, title="Half", link="/")
        raise OSError("broke off")

    deliver_with("test.half", half)
    with transaction.atomic():
        send("test.half", {}, now=NOW)
    worker.work_once(NOW)
    assert not InboxItem.objects.exists()
    messages._DELIVERERS.pop("test.half")


def test_an_unknown_topic_is_kept_and_said_so() -> None:
    with transaction.atomic():
        send("test.nobody", {}, now=NOW)
    worker.work_once(NOW)
    assert OutboxMessage.objects.get().last_error == "no deliverer for this topic"


def test_telling_twice_is_one_line_in_the_inbox(world: World) -> None:
    doctor = world[Role.DOCTOR]
    User.objects.filter(pk=doctor.user_id).update(email="doctor@northmoor.example")
    with transaction.atomic():
        send("test.x", {}, now=NOW)
    row = OutboxMessage.objects.get(topic="test.x")
    message = Message(row.id, row.topic, {}, NOW)
    for _ in range(2):
        inbox.tell([doctor.user_id], message, title="Due: something", link="/x/", urgent=True)
    assert [line.title for line in inbox.inbox_of(doctor)] == ["Due: something"]
    assert inbox.unread_count(doctor) == 1
    assert len(mail.outbox) == 1
    assert inbox.mark_read(doctor, inbox.inbox_of(doctor)[0].id, now=NOW) == "/x/"
    assert inbox.unread_count(doctor) == 0


def test_what_is_urgent_and_unread_stands_before_newer_messages(world: World) -> None:
    doctor = world[Role.DOCTOR]
    for number, (title, urgent) in enumerate((("old", True), ("new", False))):
        with transaction.atomic():
            send("test.y", {"number": str(number)}, now=NOW)
        row = OutboxMessage.objects.get(payload__number=str(number))
        message = Message(row.id, row.topic, {}, NOW + timedelta(minutes=number))
        inbox.tell([doctor.user_id], message, title=title, link="/", urgent=urgent)
    assert [line.title for line in inbox.inbox_of(doctor)] == ["old", "new"]
    inbox.mark_read(doctor, inbox.inbox_of(doctor)[0].id, now=NOW)
    assert [line.title for line in inbox.inbox_of(doctor)] == ["new", "old"]


def test_nobody_opens_somebody_else_s_message(world: World) -> None:
    doctor = world[Role.DOCTOR]
    with transaction.atomic():
        send("test.x", {}, now=NOW)
    row = OutboxMessage.objects.get(topic="test.x")
    inbox.tell([doctor.user_id], Message(row.id, row.topic, {}, NOW), title="t", link="/")
    with pytest.raises(InboxItem.DoesNotExist):
        inbox.mark_read(world[Role.AMHP], inbox.inbox_of(doctor)[0].id, now=NOW)


def test_a_repeating_job_runs_when_it_is_due_and_not_before() -> None:
    ran: list[object] = []
    job = worker.RepeatingJob("test.job", timedelta(minutes=5), lambda now: ran.append(now) or 0)  # type: ignore[func-returns-value]
    worker.repeat(job)
    for minutes in (0, 1, 4, 5, 6):
        worker.work_once(NOW + timedelta(minutes=minutes))
    worker._JOBS[:] = [kept for kept in worker._JOBS if kept.name != "test.job"]
    assert len(ran) == 2


def test_health_says_when_the_worker_has_gone_silent(client: Client) -> None:
    assert client.get("/health/").json()["worker"] == "silent"
    worker.work_once(timezone.now())
    assert client.get("/health/").json()["worker"] == "running"
    worker.work_once(timezone.now() - timedelta(minutes=3))
    assert client.get("/health/").json()["worker"] == "silent"


def test_messages_of_a_made_up_past_are_settled_and_told_to_nobody(heard: list[UUID]) -> None:
    with transaction.atomic():
        send("test.heard", {}, now=NOW)
    assert messages.settle_waiting(now=NOW) == 1
    assert AuditEntry.objects.filter(action="outbox.settle_waiting").count() == 1
    assert worker.work_once(NOW) == 0
    assert heard == []

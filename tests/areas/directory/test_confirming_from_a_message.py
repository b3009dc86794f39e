"""A message that asks something is answered from where it is read, once, by who it was sent to."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.test import Client

from alongside.areas.directory import actions
from alongside.areas.directory.actions import OptionEntry
from alongside.areas.directory.chasing import CHASE_AGAIN_EVERY, chase_again
from alongside.areas.directory.models import ServiceOption
from alongside.areas.directory.rules.confirmation import CONFIRMED_FOR, EntryKind
from alongside.areas.directory.rules.options import OptionKind
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox import inbox, worker
from alongside.foundation.outbox.models import InboxItem
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STALE = NOW + CONFIRMED_FOR[EntryKind.OPTION]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def keeper(world: World) -> Actor:
    return world[Role.LIAISON_LEAD]


@pytest.fixture
def entry(world: World) -> OptionEntry:
    return OptionEntry(
        organisation_id=world.trust,
        name="Crisis cafe",
        kind=OptionKind.CRISIS_CAFE,
        for_whom="Anyone over 16",
        phone="01632 960322",
        address="",
        hours="every day 18:00-02:00",
    )


@pytest.fixture
def asked(world: World, entry: OptionEntry) -> ServiceOption:
    """An option confirmed by the administrator, gone stale, and its owner asked."""
    option = actions.add_option(world[Role.ADMINISTRATOR], entry, now=NOW)
    worker.work_once(STALE)
    return ServiceOption.objects.get(pk=option)


def browse(actor: Actor) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(pk=actor.user_id),
        backend="alongside.foundation.accounts.backend.SignInBackend",
    )
    session = client.session
    session[SEEN_AT] = NOW.timestamp()
    session.save()
    return client


def test_the_owner_confirms_from_the_message_in_one_tap(world: World, asked: ServiceOption) -> None:
    owner = world[Role.ADMINISTRATOR]
    (line,) = inbox.inbox_of(owner)
    assert line.title == ("Still right? Crisis cafe: 01632 960322, Every day 18:00 to 02:00")
    assert line.tap is not None
    assert line.tap.other_href == f"/directory/options/{asked.id}/change/"
    for _ in range(2):
        inbox.answer(owner, line.id, now=STALE)
    asked.refresh_from_db()
    assert asked.confirmed_at == STALE
    (line,) = inbox.inbox_of(owner)
    assert (line.tap, line.answered, line.read) == (None, True, True)
    assert AuditEntry.objects.filter(action="outbox.answer").count() == 1
    assert AuditEntry.objects.filter(action="directory.confirm_entry").count() == 1


def test_the_page_offers_the_button_and_the_way_to_change_it(
    world: World, asked: ServiceOption
) -> None:
    item, owner = InboxItem.objects.get(), world[Role.ADMINISTRATOR]
    accounts.start_duty(  # the worker ended every duty of weeks ago
        owner.user_id, role=owner.role, seat="", phone="", ends_at=NOW + HOUR, now=NOW
    )
    with time_machine.travel(NOW, tick=False):
        browser = browse(owner)
        page = browser.get("/messages/").content.decode()
        answered = browser.post(f"/messages/{item.id}/answer/", follow=True)
    assert "Still right" in page
    assert "No longer right: change it" in page
    assert "Thank you. It is kept, with your name." in answered.content.decode()
    assert "You answered this." in answered.content.decode()


def test_nobody_answers_anothers_message_nor_what_asks_nothing(
    world: World, asked: ServiceOption, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = InboxItem.objects.get()
    with pytest.raises(ObjectDoesNotExist):
        inbox.answer(world[Role.LIAISON_LEAD], item.id, now=STALE)
    monkeypatch.setattr("alongside.foundation.outbox.one_tap._ANSWERS", {})
    with pytest.raises(Refused) as refused:
        inbox.answer(world[Role.ADMINISTRATOR], item.id, now=STALE)
    assert refused.value.code == "message.nothing_to_answer"


def test_an_entry_changed_since_is_not_confirmed_unseen(
    world: World, keeper: Actor, entry: OptionEntry, asked: ServiceOption
) -> None:
    actions.change_option(keeper, asked.id, entry, version=1, now=STALE)
    item = InboxItem.objects.get()
    owner = world[Role.ADMINISTRATOR]
    assert inbox.inbox_of(owner)[0].tap is None
    with pytest.raises(Refused) as refused:
        inbox.answer(owner, item.id, now=STALE)
    assert refused.value.code == "entry.confirmed_since"
    item.refresh_from_db()
    assert item.answered_at is None


def test_an_owner_who_left_is_not_asked_the_liaison_leads_are(
    world: World, keeper: Actor, entry: OptionEntry
) -> None:
    owner = world[Role.ADMINISTRATOR]
    actions.add_option(owner, entry, now=NOW)
    User.objects.filter(pk=owner.user_id).update(is_active=False)
    worker.work_once(STALE)
    assert inbox.inbox_of(owner) == []
    assert len(inbox.inbox_of(keeper)) == 1


def test_what_stays_stale_is_asked_about_again_and_the_leads_with_it(
    world: World, keeper: Actor, asked: ServiceOption
) -> None:
    assert chase_again(STALE) == 0
    for _ in range(2):
        assert chase_again(STALE + CHASE_AGAIN_EVERY) == 1
    worker.work_once(STALE + CHASE_AGAIN_EVERY)
    assert len(inbox.inbox_of(world[Role.ADMINISTRATOR])) == 2
    assert len(inbox.inbox_of(keeper)) == 1


def test_a_role_that_may_not_confirm_is_refused_and_nothing_is_kept(
    world: World, asked: ServiceOption
) -> None:
    item = InboxItem.objects.get()
    officer = world[Role.RESPONSE_OFFICER]
    InboxItem.objects.update(user=officer.user_id)
    with pytest.raises(NotPermitted):
        inbox.answer(officer, item.id, now=STALE)
    item.refresh_from_db()
    assert (item.answered_at, item.read_at) == (None, None)


def test_whoever_rings_a_wrong_number_says_so_and_the_owner_is_asked_once(
    world: World, entry: OptionEntry
) -> None:
    owner, officer = world[Role.ADMINISTRATOR], world[Role.RESPONSE_OFFICER]
    option = actions.add_option(owner, entry, now=NOW)
    for hours in (1, 2):
        actions.doubt_entry(officer, EntryKind.OPTION, option, now=NOW + hours * HOUR)
    row = ServiceOption.objects.get()
    assert row.confirm_again_at == NOW + HOUR
    worker.work_once(NOW + 3 * HOUR)
    (line,) = inbox.inbox_of(owner)
    assert line.title.startswith("Somebody rang and doubts it. Still right? Crisis cafe")
    inbox.answer(owner, line.id, now=NOW + 3 * HOUR)
    row.refresh_from_db()
    assert row.confirm_again_at > NOW + DAY


@pytest.mark.both_databases
def test_the_database_itself_refuses_an_answer_never_read(asked: ServiceOption) -> None:
    with (
        pytest.raises(IntegrityError, match="inbox_answered_once_it_was_read"),
        transaction.atomic(),
    ):
        InboxItem.objects.update(answered_at=STALE)

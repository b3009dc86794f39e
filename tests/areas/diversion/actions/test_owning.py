"""Who looks after somebody: who may change it, what the lists then say, and who is told."""

import uuid
from dataclasses import replace
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.areas.diversion.actions.first_look import record_first_look
from alongside.areas.diversion.actions.owning import pass_on, take_on
from alongside.areas.diversion.actions.recording import record_step
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.models import Episode
from alongside.areas.diversion.queries.follow_ups import follow_ups
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.areas.diversion.actions.test_pathway_actions import LOOK, actor_of
from tests.support.contacts import Browser, text_of
from tests.support.custody import Suite, elsewhere, make_suite
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def suite(time_machine) -> Suite:
    time_machine.move_to(NOW, tick=False)
    return make_suite(make_world())


@pytest.fixture
def episode(suite: Suite) -> UUID:
    return suite.notice(suite.person())


def owner() -> UUID | None:
    return Episode.objects.values_list("owner_id", flat=True).get()


def test_who_may_look_after_somebody_follows_the_table(suite, episode) -> None:
    for role in Role:
        actor = actor_of(suite, role)
        attempts = (
            lambda: take_on(actor, episode, shown=owner(), now=NOW),  # noqa: B023
            lambda: pass_on(actor, episode, suite.link.user_id, shown=owner(), now=NOW),  # noqa: B023
        )
        for attempt in attempts:
            if role in PERMISSIONS["episode.own"]:
                attempt()
            else:
                with pytest.raises(NotPermitted):
                    attempt()
    with pytest.raises(NotPermitted, match="Another service"):
        take_on(elsewhere(), episode, shown=owner(), now=NOW)


def test_whoever_does_the_first_look_looks_after_them_until_a_colleague_does(
    suite, episode
) -> None:
    record_first_look(suite.nurse, episode, LOOK, now=NOW)
    assert owner() == suite.nurse.user_id
    assert AuditEntry.objects.get(action="diversion.take_on").details["fields"] == ["owner"]
    record_first_look(suite.link, episode, replace(LOOK, words="Again"), now=NOW)
    assert owner() == suite.nurse.user_id
    key = uuid.uuid4()
    for _ in range(2):
        take_on(suite.link, episode, shown=suite.nurse.user_id, now=NOW, request_key=key)
    assert owner() == suite.link.user_id
    record_step(suite.nurse, episode, NewEvent("not_seen", NOW, {"reason": "left"}), now=NOW)
    work_once(NOW)
    assert titles(suite.nurse) == ["A colleague took on somebody you looked after"]
    assert titles(suite.link) == []


def titles(actor) -> list[str]:
    return [line.title.split(" · ")[0] for line in inbox_of(actor) if "olleague" in line.title]


def test_a_colleague_is_told_and_finds_them_among_theirs(suite, episode) -> None:
    pass_on(suite.nurse, episode, suite.link.user_id, shown=None, now=NOW)
    work_once(NOW)
    assert titles(suite.link) == ["A colleague passed somebody to you to look after"]
    record_step(suite.nurse, episode, NewEvent("left_custody", NOW, {"to": "home"}), now=NOW)
    found = follow_ups(suite.link, now=NOW)
    every = (*found.overdue, *found.today, *found.ahead, *found.undated)
    assert [line.mine for line in every] == [True]


def test_what_was_refused_changes_nothing(suite, episode) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(Refused, match="Choose a colleague"):
        pass_on(suite.nurse, episode, suite.sergeant.user_id, shown=None, now=NOW)
    with pytest.raises(Conflict, match="Nobody looks after them now"):
        take_on(suite.nurse, episode, shown=suite.link.user_id, now=NOW)
    assert (owner(), AuditEntry.objects.count()) == (None, before)
    record_step(suite.nurse, episode, NewEvent("closed", NOW, {}), now=NOW)
    with pytest.raises(Refused, match="closed"):
        take_on(suite.nurse, episode, shown=None, now=NOW)


@pytest.mark.one_database
def test_the_page_says_who_looks_after_them_and_lets_them_change_hands(suite, episode) -> None:
    nurse, story = Browser(suite.nurse).client, reverse("diversion:episode", args=[episode])
    passing = reverse("diversion:pass_on", args=[episode])
    assert "Nobody looks after them yet" in text_of(nurse.get(story))
    assert "Look after them" not in text_of(Browser(suite.sergeant).client.get(story))
    taken = nurse.post(reverse("diversion:take_on", args=[episode]), {"shown": ""})
    assert "You look after them now" in text_of(nurse.get(taken["Location"]))
    shown = nurse.get(passing)
    assert "Hope Test" in text_of(shown)
    assert "Fern Test" not in text_of(shown).partition("Who looks after")[2]
    assert "Choose a colleague" in text_of(nurse.post(passing, {}))
    sent = {"colleague": str(suite.link.user_id), "shown": str(suite.nurse.user_id)}
    passed = nurse.post(passing, sent)
    assert "Hope Test looks after them" in text_of(nurse.get(passed["Location"]))
    stale = nurse.post(passing, sent)
    assert stale.status_code == 409
    assert "Hope Test looks after them now" in text_of(stale)
    assert Browser(suite.sergeant).client.get(passing).status_code == 403

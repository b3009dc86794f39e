"""Hearings and decisions: recorded once, owed moved, and joined to the desk in both directions."""

import uuid
from datetime import timedelta
from uuid import UUID

import pytest

from alongside.areas.crisis import actions as crisis
from alongside.areas.crisis.actions import NewEvent as DeskEvent
from alongside.areas.crisis.models import Contact, Event
from alongside.areas.diversion.actions import desk
from alongside.areas.diversion.actions.custody_marking import Mark, mark_custody
from alongside.areas.diversion.actions.hearings import (
    NewHearing,
    hold_hearing,
    list_hearing,
    move_hearing,
    vacate_hearing,
)
from alongside.areas.diversion.actions.justice import record_justice
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.models import (
    CustodyEntry,
    DeskLink,
    Episode,
    EpisodeEvent,
    Hearing,
)
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.models import OutboxMessage
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.contacts import OPENING
from tests.support.custody import HOUR, Suite, elsewhere, make_suite
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(hours=19)


@pytest.fixture
def suite() -> Suite:
    return make_suite(make_world())


@pytest.fixture
def episode(suite: Suite) -> UUID:
    return suite.notice(suite.person())


def listed(suite: Suite, episode: UUID) -> Hearing:
    new = NewHearing(suite.court, TOMORROW, "first_hearing")
    list_hearing(suite.link, episode, new, now=NOW)
    return Hearing.objects.get(episode=episode)


def owed_next(episode: UUID) -> str:
    return Episode.objects.get(pk=episode).next_what


def test_who_records_justice_follows_the_table(suite: Suite, episode: UUID) -> None:
    new = NewHearing(suite.court, TOMORROW, "bail")
    for role in set(Role) - PERMISSIONS["justice.record"]:
        with pytest.raises(NotPermitted):
            record_justice(suite.world[role], episode, NewEvent("charged", NOW), now=NOW)
        with pytest.raises(NotPermitted):
            list_hearing(suite.world[role], episode, new, now=NOW)
    assert EpisodeEvent.objects.count() == 1


def test_a_hearing_is_listed_once_moved_and_held(suite: Suite, episode: UUID) -> None:
    key = uuid.uuid4()
    new = NewHearing(suite.court, TOMORROW, "first_hearing")
    for _ in range(2):
        list_hearing(suite.link, episode, new, now=NOW, request_key=key)
    hearing = Hearing.objects.get()
    move_hearing(
        suite.link,
        hearing.id,
        site_id=suite.court,
        at=TOMORROW + HOUR,
        reason="Van late",
        version=1,
        now=NOW,
    )
    later = TOMORROW + 2 * HOUR
    hold_hearing(
        suite.link,
        hearing.id,
        result="adjourned",
        next_words="Reports",
        held_at=later,
        version=2,
        now=later,
    )
    hearing.refresh_from_db()
    assert (hearing.at, hearing.state, hearing.result) == (TOMORROW + HOUR, "held", "adjourned")
    kinds = EpisodeEvent.objects.exclude(kind="identified").order_by("happened_at")
    assert [one.kind for one in kinds] == ["hearing_listed", "hearing_moved", "hearing_held"]
    assert Episode.objects.get().justice_stage == "first_hearing"
    assert verify().broken == ()


def test_two_people_changing_a_hearing_lose_neither(suite: Suite, episode: UUID) -> None:
    hearing = listed(suite, episode)
    at = TOMORROW + HOUR
    move = {"site_id": suite.court, "at": at, "reason": "", "version": 1, "now": NOW}
    move_hearing(suite.link, hearing.id, **move)  # type: ignore[arg-type]
    with pytest.raises(Conflict) as conflict:
        vacate_hearing(suite.nurse, hearing.id, words="", version=1, now=NOW)
    assert conflict.value.theirs["at"] == at.isoformat()


def test_a_hearing_taken_out_cannot_be_held(suite: Suite, episode: UUID) -> None:
    hearing = listed(suite, episode)
    vacate_hearing(suite.link, hearing.id, words="Case stopped", version=1, now=NOW)
    with pytest.raises(Refused, match="no longer listed"):
        hold_hearing(
            suite.link,
            hearing.id,
            result="adjourned",
            next_words="",
            held_at=NOW,
            version=2,
            now=NOW,
        )


@pytest.mark.parametrize(
    ("kind", "facts", "code"),
    [
        ("seen", {}, "justice.not_here"),
        ("remanded", {}, "justice.missing"),
        ("remanded", {"to": "moon"}, "justice.unknown_code"),
        ("sentenced", {"outcome": "youth_caution"}, "justice.unknown_code"),
        ("disposed", {"justice_outcome": "fine"}, "justice.unknown_code"),
        ("left_custody", {"to": "moon"}, "justice.unknown_code"),
        ("bailed", {"until": "2026-06-01"}, "justice.ends_before"),
        ("handed_over", {"to_service": "Prison"}, "justice.missing"),
    ],
)
def test_what_is_in_no_list_is_not_recorded(
    suite: Suite, episode: UUID, kind: str, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        record_justice(suite.nurse, episode, NewEvent(kind, NOW, facts), now=NOW)
    assert refused.value.code == code
    assert EpisodeEvent.objects.count() == 1


def test_another_services_episode_is_not_found(suite: Suite, episode: UUID) -> None:
    with pytest.raises(Refused) as refused:
        record_justice(elsewhere(), episode, NewEvent("charged", NOW), now=NOW)
    assert refused.value.code == "episode.not_found"


def test_leaving_custody_takes_them_off_the_list(suite: Suite) -> None:
    entry = suite.take()["NM/1"]
    mark_custody(suite.nurse, suite.custody, [Mark(entry.person_id, "seen")], at=NOW, now=NOW)
    episode = Episode.objects.get()
    left = NewEvent("left_custody", NOW, {"to": "home"})
    record_justice(suite.sergeant, episode.id, left, now=NOW)
    entry.refresh_from_db()
    assert (entry.left_at, entry.left_to) == (NOW, "home")


def test_an_arrest_at_the_desk_is_looked_out_for_in_custody(suite: Suite) -> None:
    officer, person = suite.world[Role.RESPONSE_OFFICER], suite.person()
    contact = crisis.open_contact(officer, OPENING, now=NOW)
    crisis.name_person(officer, contact, person, now=NOW)
    decision = DeskEvent("decision", NOW, {"decision": "arrest", "reasons": "Broke a window"})
    crisis.record_decision(officer, contact, decision, now=NOW)
    payload = OutboxMessage.objects.get(topic="crisis.arrested").payload
    assert set(payload) == {"contact", "person", "force", "at"}
    for _ in range(2):
        work_once(NOW)
    link = DeskLink.objects.get()
    assert (link.contact_id, link.person_id, link.settled_at) == (contact, person, None)
    entry = CustodyEntry.objects.create(
        site_id=suite.custody,
        person_id=person,
        arrived_at=NOW,
        age_band="adult",
        recorded_at=NOW,
        recorded_by_id=suite.nurse.user_id,
    )
    mark_custody(suite.nurse, suite.custody, [Mark(person, "seen")], at=NOW, now=NOW)
    link.refresh_from_db()
    episode = Episode.objects.get(person_id=entry.person_id)
    assert (link.episode_id, link.settled_at) == (episode.id, NOW)
    assert EpisodeEvent.objects.get(kind="identified").facts["source"] == "street_triage"


def test_who_is_coming_is_learnt_when_the_desk_learns_it(suite: Suite) -> None:
    officer = suite.world[Role.RESPONSE_OFFICER]
    contact = crisis.open_contact(officer, OPENING, now=NOW)
    decision = DeskEvent("decision", NOW, {"decision": "arrest", "reasons": "Broke a window"})
    crisis.record_decision(officer, contact, decision, now=NOW)
    work_once(NOW)
    assert DeskLink.objects.get().person_id is None
    person = suite.person()
    crisis.name_person(officer, contact, person, now=NOW)
    work_once(NOW)
    assert DeskLink.objects.get().person_id == person


def test_who_is_not_coming_is_waited_for_no_longer(suite: Suite) -> None:
    link = DeskLink.objects.create(
        contact_id=uuid.uuid4(),
        way="arrest",
        force_id=suite.world.police,
        happened_at=NOW,
        received_at=NOW,
    )
    desk.not_coming(suite.nurse, link.id, now=NOW)
    assert DeskLink.objects.get().settled_by_id == suite.nurse.user_id
    with pytest.raises(Refused):
        desk.not_coming(suite.nurse, link.id, now=NOW)


def test_custody_that_ends_in_section_136_goes_on_at_the_desk(suite: Suite, episode: UUID) -> None:
    record_justice(suite.sergeant, episode, NewEvent("moved_to_136", NOW), now=NOW)
    for _ in range(2):
        work_once(NOW)
    link = DeskLink.objects.get()
    contact = Contact.objects.get(pk=link.contact_id)
    assert (link.way, link.episode_id) == ("section_136", episode)
    assert contact.person_id == Episode.objects.get().person_id
    assert (contact.source, contact.owner_id, contact.closed_at) == ("custody", None, None)
    assert Event.objects.filter(contact=contact).count() == 2
    assert owed_next(episode) in ("see", "ask_after_136")


def test_a_contact_the_desk_already_has_is_joined_and_not_doubled(
    suite: Suite, episode: UUID
) -> None:
    officer = suite.world[Role.RESPONSE_OFFICER]
    had = crisis.open_contact(officer, OPENING, now=NOW)
    crisis.name_person(officer, had, Episode.objects.get().person_id, now=NOW)
    record_justice(suite.sergeant, episode, NewEvent("moved_to_136", NOW), now=NOW)
    for _ in range(2):
        work_once(NOW)
    assert Contact.objects.count() == 1
    assert DeskLink.objects.get().contact_id == had

"""Corrections, handovers and telling people: nothing taken away, nobody named."""

import uuid
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.crisis import actions, queries
from alongside.areas.crisis.actions import NewEvent, Opening
from alongside.areas.crisis.actions.asking import TITLE, ask_to_put_right
from alongside.areas.crisis.models import Contact, Detention, Event, Task
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.world import NOW, World, make_world, on_duty

pytestmark = pytest.mark.django_db
AT = NOW - timedelta(hours=2)


@pytest.fixture
def world() -> World:
    return make_world(NOW - timedelta(days=1))


@pytest.fixture
def officer(world: World) -> Actor:
    return world[Role.RESPONSE_OFFICER]


def opening(at: datetime = AT, **more: object) -> Opening:
    facts: dict[str, object] = {
        "opened_at": at,
        "source": "street",
        "place_words": "Mill Lane",
        "place_type": "street",
    }
    return Opening(**(facts | more))  # type: ignore[arg-type]


def detain(officer: Actor, at: datetime = AT) -> UUID:
    """Open a contact and use section 136 on it."""
    contact = actions.open_contact(officer, opening(at), now=NOW)
    actions.record_decision(
        officer,
        contact,
        NewEvent("decision", at, {"decision": "section_136", "reasons": "Not safe otherwise"}),
        power_used=NewEvent("power_used", at, {"power": "s136", "mode": "removed"}),
        now=NOW,
    )
    return contact


def arrive(actor: Actor, contact: UUID, at: datetime, **facts: object) -> UUID:
    return actions.record_step(actor, contact, NewEvent("arrived", at, facts), now=NOW)


# --- corrections


def test_a_correction_stands_and_what_it_replaced_stays_in_the_story(officer: Actor) -> None:
    contact = detain(officer)
    wrong = arrive(officer, contact, AT + timedelta(minutes=20))
    right = NewEvent("arrived", AT + timedelta(minutes=35))
    actions.correct_event(officer, wrong, right, reason="read the wrong clock", now=NOW)
    story = queries.contact_story(officer, contact, now=NOW)
    (entry,) = [e for e in story.entries if e.kind == "arrived"]
    assert entry.happened_at == right.happened_at
    assert entry.corrected[0].happened_at == AT + timedelta(minutes=20)
    assert entry.corrected[0].reason == "read the wrong clock"
    assert story.clock is not None
    assert story.clock.starts_at == right.happened_at


def test_entries_of_one_moment_are_told_as_they_were_recorded_also_after_a_correction(
    officer: Actor,
) -> None:
    contact = detain(officer)
    decision = Event.objects.get(kind="decision")
    facts = {"decision": "section_136", "reasons": "In the road"}
    again = NewEvent("decision", AT, facts)
    actions.correct_event(officer, decision.id, again, reason="misheard", now=NOW)
    told = queries.contact_story(officer, contact, now=NOW).entries
    assert [entry.kind for entry in told] == ["opened", "decision", "power_used"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(supersedes=None).update(sequence=1)


def test_a_correction_says_why_and_keeps_its_kind(officer: Actor) -> None:
    contact = detain(officer)
    event = arrive(officer, contact, AT + timedelta(minutes=20))
    with pytest.raises(Refused, match="Say why"):
        actions.correct_event(officer, event, NewEvent("arrived", AT), reason=" ", now=NOW)
    with pytest.raises(Refused, match="same kind"):
        actions.correct_event(officer, event, NewEvent("note", AT), reason="x", now=NOW)
    with pytest.raises(Refused, match="not here"):
        actions.correct_event(officer, uuid.uuid4(), NewEvent("note", AT), reason="x", now=NOW)


def test_a_second_correction_of_the_same_entry_shows_the_first(
    world: World, officer: Actor
) -> None:
    contact = detain(officer)
    event = arrive(officer, contact, AT + timedelta(minutes=20))
    actions.correct_event(officer, event, NewEvent("arrived", AT), reason="first", now=NOW)
    with pytest.raises(Conflict) as conflict:
        actions.correct_event(
            world[Role.DOCTOR], event, NewEvent("arrived", AT), reason="second", now=NOW
        )
    assert conflict.value.theirs["correction_reason"] == "first"


def test_changing_details_somebody_else_changed_shows_theirs_and_loses_neither(
    world: World, officer: Actor
) -> None:
    contact = actions.open_contact(officer, opening(), now=NOW)
    details = actions.ContactDetails("Mill Lane, by the bins", "street", "NM-1")
    actions.change_details(officer, contact, details, version=1, now=NOW)
    with pytest.raises(Conflict) as conflict:
        actions.change_details(
            world[Role.DOCTOR],
            contact,
            actions.ContactDetails("Mill Lane car park", "street", ""),
            version=1,
            now=NOW,
        )
    assert conflict.value.theirs["place_words"] == "Mill Lane, by the bins"
    assert Contact.objects.get(pk=contact).place_words == "Mill Lane, by the bins"


# --- handover


def test_one_person_does_not_sign_both_sides_of_a_handover(world: World) -> None:
    custody = world[Role.CUSTODY_OFFICER]
    contact = detain(custody)
    arrive(custody, contact, AT + timedelta(minutes=20))
    offer = NewEvent("handover_offered", AT + timedelta(minutes=25))
    actions.record_step(custody, contact, offer, now=NOW)
    accept = NewEvent("handover_accepted", AT + timedelta(minutes=40))
    with pytest.raises(Refused, match="somebody else signs"):
        actions.record_step(custody, contact, accept, now=NOW)
    actions.record_step(world[Role.PLACE_OF_SAFETY_COORDINATOR], contact, accept, now=NOW)
    handing = queries.contact_story(custody, contact, now=NOW).handing
    assert handing is not None
    assert (handing.offered_by, handing.accepted_by) == (
        "Test custody_officer",
        "Test place_of_safety_coordinator",
    )
    assert handing.minutes == 20


def test_a_shift_is_taken_on_by_somebody_else(world: World, officer: Actor) -> None:
    contact = detain(officer)
    row = actions.hand_over_shift(officer, "Ring his sister at six", [contact], now=NOW)
    with pytest.raises(Refused, match="somebody else takes it on"):
        actions.accept_shift(officer, row, now=NOW)
    actions.accept_shift(world[Role.DOCTOR], row, now=NOW)
    with pytest.raises(Refused, match="already"):
        actions.accept_shift(world[Role.AMHP], row, now=NOW)
    (line,) = queries.handovers(world[Role.DOCTOR], now=NOW)
    assert (line.accepted_by, line.contacts[0].contact_id) == ("Test doctor", contact)


# --- telling


def test_somebody_waiting_at_the_place_is_told_and_the_message_names_nobody(
    world: World, officer: Actor
) -> None:
    contact = detain(officer)
    work_once(NOW)
    (line,) = inbox_of(world[Role.PLACE_OF_SAFETY_COORDINATOR])
    assert line.title == "Somebody is being brought to a place of safety"
    assert str(contact) in line.link


def test_a_task_that_falls_due_is_told_once_and_not_if_it_was_done(
    world: World, officer: Actor
) -> None:
    contact = detain(officer, NOW - timedelta(minutes=10))
    work_once(NOW)
    due = NOW + timedelta(minutes=50)
    work_once(due)
    told = [line for line in inbox_of(officer) if line.title.startswith("Due:")]
    assert len(told) == 1
    work_once(due + timedelta(minutes=5))
    assert len([x for x in inbox_of(officer) if x.title.startswith("Due:")]) == 1
    other = detain(on_duty(Role.RESPONSE_OFFICER, world.police, name="Second officer"), NOW)
    arrive(officer, other, NOW)
    work_once(NOW + timedelta(minutes=61))
    assert not [x for x in inbox_of(officer) if str(other) in x.link and "arrived" in x.title]
    assert contact != other


def test_the_chain_is_whole_after_all_of_it(world: World, officer: Actor) -> None:
    contact = detain(officer)
    arrive(officer, contact, AT + timedelta(minutes=20))
    queries.desk(officer, now=NOW)
    queries.contact_story(world[Role.DOCTOR], contact, now=NOW)
    work_once(NOW)
    assert verify().broken == ()


def test_a_contact_opened_after_it_all_ended_closes_as_it_opens(officer: Actor) -> None:
    contact = detain(officer)
    earlier = AT - timedelta(minutes=20)
    ended = actions.record_step(
        officer, contact, NewEvent("ended", earlier, {"reason": "discharged"}), now=NOW
    )
    assert Event.objects.get(pk=ended).happened_at == earlier
    assert Contact.objects.get().closed_at == AT
    assert Detention.objects.get().ended_at == earlier


def test_a_step_typed_to_the_minute_follows_the_power_used_in_that_minute(officer: Actor) -> None:
    used = AT + timedelta(seconds=35)
    contact = detain(officer, used)
    left = actions.record_step(officer, contact, NewEvent("left_scene", AT), now=NOW)
    assert Event.objects.get(pk=left).happened_at == used
    told = actions.record_step(officer, contact, NewEvent("note", AT, {"words": "x"}), now=NOW)
    assert Event.objects.get(pk=told).happened_at == AT
    earlier = AT - timedelta(minutes=1)
    asked = actions.record_step(officer, contact, NewEvent("ambulance_requested", earlier), now=NOW)
    assert Event.objects.get(pk=asked).happened_at == earlier


def test_an_entry_of_something_that_did_not_happen_is_struck_out_and_stays_to_be_seen(
    world: World, officer: Actor
) -> None:
    contact = detain(officer)
    arrive(officer, contact, AT + timedelta(minutes=20))
    coordinator = world[Role.PLACE_OF_SAFETY_COORDINATOR]
    given = NewEvent("rights_given", AT + timedelta(minutes=30), {"orally": True})
    event = actions.record_step(coordinator, contact, given, now=NOW)
    assert Task.objects.get(contact=contact, kind="rights").done_at is not None
    actions.strike_out(coordinator, event, reason="pressed by mistake", now=NOW)
    assert Task.objects.get(contact=contact, kind="rights").done_at is None
    story = queries.contact_story(officer, contact, now=NOW)
    (entry,) = [e for e in story.entries if e.kind == "rights_given"]
    assert (entry.struck_out, entry.struck_out_reason) == (True, "pressed by mistake")
    assert "rights_given" not in story.kinds_done
    with pytest.raises(Conflict):
        actions.strike_out(coordinator, event, reason="again", now=NOW)


def test_the_power_itself_is_not_struck_out(officer: Actor) -> None:
    contact = detain(officer)
    used = Event.objects.get(contact=contact, kind="power_used").id
    with pytest.raises(Refused, match="rests on"):
        actions.strike_out(officer, used, reason="x", now=NOW)
    with pytest.raises(Refused, match="not here"):
        actions.strike_out(officer, uuid.uuid4(), reason="x", now=NOW)


def test_the_statistics_office_asks_the_owner_of_a_record_to_put_it_right(
    world: World, officer: Actor
) -> None:
    contact = detain(officer)
    for _ in range(2):
        ask_to_put_right(world[Role.FORCE_STATISTICS], contact, now=NOW)
    work_once(NOW)
    asked = [line for line in inbox_of(officer) if line.title == TITLE]
    assert len(asked) == 1
    assert str(contact) in asked[0].link
    with pytest.raises(NotPermitted):
        ask_to_put_right(world[Role.DOCTOR], contact, now=NOW)

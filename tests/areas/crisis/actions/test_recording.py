"""Recording contacts and detentions: who may, what is written, what is never lost."""

import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from alongside.areas.crisis import actions, queries
from alongside.areas.crisis.actions import NewEvent, Opening, writing
from alongside.areas.crisis.models import Contact, Detention, Event, Task
from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.rules.projection import project
from alongside.areas.people import actions as people
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.outbox.models import OutboxMessage
from alongside.kernel.actor import Actor, Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW, World, make_world

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


# --- who may


STEPS = sorted(set(KINDS) - {"opened", "decision", "power_used"})


@pytest.mark.parametrize("role", list(Role))
def test_each_kind_is_recorded_by_the_roles_that_hold_it_and_by_no_others(
    world: World, role: Role
) -> None:
    contact = detain(world[Role.RESPONSE_OFFICER])
    for kind in STEPS:
        before = Event.objects.count()
        step = NewEvent(kind, AT + timedelta(minutes=30))
        if role in PERMISSIONS[KINDS[kind].permission]:
            actions.record_step(world[role], contact, step, now=NOW)
            assert Event.objects.count() == before + 1, kind
        else:
            with pytest.raises(NotPermitted):
                actions.record_step(world[role], contact, step, now=NOW)
            assert Event.objects.count() == before, kind


@pytest.mark.parametrize("role", list(Role))
def test_only_the_police_use_the_power(world: World, role: Role) -> None:
    if role in PERMISSIONS["power.use"]:
        assert Detention.objects.filter(contact=detain(world[role])).exists()
    else:
        with pytest.raises(NotPermitted):
            detain(world[role])
        assert not Detention.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_the_desk_is_seen_by_those_who_work_from_it(world: World, role: Role) -> None:
    if role in PERMISSIONS["desk.see"]:
        queries.desk(world[role], now=NOW)
    else:
        with pytest.raises(NotPermitted):
            queries.desk(world[role], now=NOW)


def test_nobody_off_duty_records_anything(world: World, officer: Actor) -> None:
    from dataclasses import replace

    with pytest.raises(NotPermitted, match="not on duty"):
        actions.open_contact(replace(officer, on_duty=False), opening(), now=NOW)


# --- no audit, no write


def test_every_recorded_step_has_its_audit_row(officer: Actor) -> None:
    contact = detain(officer)
    arrive(officer, contact, AT + timedelta(minutes=20))
    events = {row.id for row in Event.objects.filter(contact=contact)}
    audited = set(
        AuditEntry.objects.filter(subject_kind="event").values_list("subject_id", flat=True)
    )
    opened = Event.objects.get(contact=contact, kind="opened").id
    assert events - audited == {opened}
    assert AuditEntry.objects.filter(subject_kind="contact", subject_id=contact).exists()


WRITES: dict[str, Callable[[World, UUID], object]] = {
    "open_contact": lambda w, c: actions.open_contact(w[Role.RESPONSE_OFFICER], opening(), now=NOW),
    "record_step": lambda w, c: actions.record_step(
        w[Role.RESPONSE_OFFICER], c, NewEvent("note", AT, {"words": "x"}), now=NOW
    ),
    "take_contact": lambda w, c: actions.take_contact(w[Role.DOCTOR], c, now=NOW),
    "correct_event": lambda w, c: actions.correct_event(
        w[Role.RESPONSE_OFFICER],
        Event.objects.get(contact=c, kind="power_used").id,
        NewEvent("power_used", AT, {"power": "s136"}),
        reason="x",
        now=NOW,
    ),
    "hand_over_shift": lambda w, c: actions.hand_over_shift(w[Role.DOCTOR], "x", [c], now=NOW),
}


@pytest.mark.parametrize("name", sorted(WRITES))
def test_where_the_audit_fails_nothing_is_written(
    world: World, officer: Actor, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact = detain(officer)

    def counts() -> tuple[int, ...]:
        tables = (Contact, Event, Detention, Task, OutboxMessage, AuditEntry)
        return tuple(table.objects.count() for table in tables)  # type: ignore[attr-defined]

    before = (counts(), Contact.objects.get(pk=contact).owner_id)

    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    for module in (writing, actions.opening, actions.shift):
        monkeypatch.setattr(module, "record", fail)
    with pytest.raises(OSError, match="disk is full"):
        WRITES[name](world, contact)
    assert (counts(), Contact.objects.get(pk=contact).owner_id) == before


# --- once, however often it is sent


def test_the_same_form_sent_twice_opens_one_contact(officer: Actor) -> None:
    key = uuid.uuid4()
    first = actions.open_contact(officer, opening(), now=NOW, request_key=key)
    again = actions.open_contact(officer, opening(), now=NOW, request_key=key)
    assert first == again
    assert Contact.objects.count() == 1


def test_the_same_step_sent_twice_is_one_event(officer: Actor) -> None:
    contact, key = detain(officer), uuid.uuid4()
    step = NewEvent("arrived", AT + timedelta(minutes=20))
    ids = {actions.record_step(officer, contact, step, now=NOW, request_key=key) for _ in range(3)}
    assert len(ids) == 1
    assert Event.objects.filter(kind="arrived").count() == 1


def test_somebody_else_s_form_is_not_sent_again(world: World, officer: Actor) -> None:
    key = uuid.uuid4()
    actions.open_contact(officer, opening(), now=NOW, request_key=key)
    with pytest.raises(Refused, match="somebody else"):
        actions.open_contact(world[Role.POLICE_SUPERVISOR], opening(), now=NOW, request_key=key)


# --- what follows


def test_what_is_kept_beside_the_events_is_what_they_come_to(officer: Actor) -> None:
    contact = detain(officer)
    arrive(officer, contact, AT + timedelta(minutes=20), transport="ambulance")
    kept = Detention.objects.get(contact=contact)
    projection = project(writing.timeline_of(Contact.objects.get(pk=contact)), NOW)
    assert projection is not None
    for name in projection.__dataclass_fields__:
        assert getattr(kept, name) == getattr(projection, name), name


def test_arrival_moves_the_clock_and_withdraws_the_arrival_task(officer: Actor) -> None:
    contact = detain(officer)
    assert Task.objects.get(contact=contact, kind="arrival").withdrawn_at is None
    at = AT + timedelta(minutes=45)
    arrive(officer, contact, at)
    detention = Detention.objects.get(contact=contact)
    assert detention.clock_ends_at == at + timedelta(hours=24)
    assert Task.objects.get(contact=contact, kind="arrival").withdrawn_at == NOW


def test_ending_closes_the_contact_and_settles_its_tasks(world: World, officer: Actor) -> None:
    contact = detain(officer)
    arrive(officer, contact, AT + timedelta(minutes=20))
    ended = NewEvent("ended", AT + timedelta(minutes=90), {"reason": "admitted_informal"})
    actions.record_step(world[Role.AMHP], contact, ended, now=NOW)
    row = Contact.objects.get(pk=contact)
    assert (row.closed_at, row.outcome) == (ended.happened_at, "admitted_informal")
    assert not Task.objects.filter(contact=contact, done_at=None, withdrawn_at=None).exists()


def test_a_record_of_a_breach_is_saved_and_flagged(officer: Actor) -> None:
    contact = detain(officer)
    child = people.add_unknown_person(
        officer, description="Boy, about 15", sex="1", age_low=14, age_high=16, now=NOW
    )
    actions.name_person(officer, contact, child, now=NOW)
    arrive(officer, contact, AT + timedelta(minutes=20), place_type="police_station")
    story = queries.contact_story(officer, contact, now=NOW)
    (station,) = [h for h in story.headings if "police station" in h.title]
    assert station.answer.outcome == "not_met"


def test_arriving_before_the_power_was_used_is_saved_with_a_warning(officer: Actor) -> None:
    contact = detain(officer)
    arrive(officer, contact, AT - timedelta(minutes=5))
    story = queries.contact_story(officer, contact, now=NOW)
    assert any(warning.outcome == "flag" for warning in story.warnings)


@pytest.mark.parametrize("minutes", [2, 60 * 24 * 400])
def test_a_time_still_to_come_is_refused(officer: Actor, minutes: int) -> None:
    with pytest.raises(Refused, match="not come yet"):
        actions.open_contact(officer, opening(NOW + timedelta(minutes=minutes)), now=NOW)
    assert not Contact.objects.exists()


def test_an_unknown_kind_and_an_unknown_fact_are_refused(officer: Actor) -> None:
    contact = detain(officer)
    for step, code in (
        (NewEvent("risk_score", AT), "event.unknown_kind"),
        (NewEvent("note", AT, {"do_not_attend": True}), "event.unknown_fact"),
    ):
        with pytest.raises(Refused) as refused:
            actions.record_step(officer, contact, step, now=NOW)
        assert refused.value.code == code


def test_a_step_of_a_detention_needs_a_power_first(officer: Actor) -> None:
    contact = actions.open_contact(officer, opening(), now=NOW)
    with pytest.raises(Refused, match="No power"):
        arrive(officer, contact, AT)


def test_a_power_is_recorded_once_for_a_contact(officer: Actor) -> None:
    contact = detain(officer)
    with pytest.raises(Refused, match="already recorded"):
        actions.record_decision(
            officer,
            contact,
            NewEvent("decision", AT, {"decision": "section_136"}),
            power_used=NewEvent("power_used", AT, {"power": "s136"}),
            now=NOW,
        )


def test_a_decision_to_use_a_power_says_when_it_was_used(officer: Actor) -> None:
    contact = actions.open_contact(officer, opening(), now=NOW)
    decision = NewEvent("decision", AT, {"decision": "section_136"})
    with pytest.raises(Refused, match="when the power was used"):
        actions.record_decision(officer, contact, decision, now=NOW)


def test_a_contact_that_is_not_here_is_said_so(officer: Actor) -> None:
    with pytest.raises(Refused, match="not here"):
        actions.record_step(officer, uuid.uuid4(), NewEvent("note", AT), now=NOW)
    with pytest.raises(Refused, match="not here"):
        queries.contact_story(officer, uuid.uuid4(), now=NOW)


def test_a_closing_told_as_before_the_opening_is_kept_as_told(officer: Actor) -> None:
    contact = actions.open_contact(officer, opening(), now=NOW)
    closed = NewEvent("closed", AT - timedelta(minutes=10), {"outcome": "advice"})
    event = actions.record_step(officer, contact, closed, now=NOW)
    assert Event.objects.get(pk=event).happened_at == closed.happened_at
    assert Contact.objects.get(pk=contact).closed_at == AT

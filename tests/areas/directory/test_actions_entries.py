"""Adding, changing and confirming what the directory keeps."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.areas.directory import actions, queries
from alongside.areas.directory.actions import ShiftEntry
from alongside.areas.directory.chasing import chase
from alongside.areas.directory.models import (
    AreaServed,
    Contact,
    Cover,
    CoverStep,
    Locality,
    NeedAnswered,
    PlaceOfSafety,
    ServiceOption,
    Shift,
    Team,
)
from alongside.areas.directory.rules import PERMISSIONS
from alongside.areas.directory.rules.answerers import Answerer
from alongside.areas.directory.rules.confirmation import CONFIRMED_FOR, EntryKind
from alongside.areas.directory.rules.cover_steps import CoverWhen, NewStep
from alongside.areas.directory.rules.seats import Seat
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox import inbox
from alongside.foundation.outbox.messages import Message
from alongside.foundation.outbox.models import OutboxMessage
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def shift_of(actor, **changed):
    entry = ShiftEntry(Seat.CONTROL_ROOM_CLINICIAN, actor.user_id, NOW + DAY, NOW + DAY + 12 * HOUR)
    return replace(entry, **changed)


@pytest.fixture
def tries(world, keeper, suite_entry, team_entry, option_entry, contact_entry):
    """Every action by its permission: call it with an actor."""
    place = actions.add_place(keeper, suite_entry, now=NOW)
    team = actions.add_team(keeper, team_entry, now=NOW)
    option = actions.add_option(keeper, option_entry, now=NOW)
    town = actions.add_locality(keeper, name="Harrow", latitude=54.7, longitude=-2.5, now=NOW)
    clinician = world[Role.CONTROL_ROOM_CLINICIAN]
    shift = actions.plan_shift(keeper, shift_of(clinician), now=NOW)
    contact = actions.add_contact(keeper, contact_entry, now=NOW)
    cover = [NewStep(CoverWhen.NO_ANSWER, to_seat=Seat.DUTY_AMHP)]
    later = shift_of(clinician, starts_at=NOW + 3 * DAY, ends_at=NOW + 3 * DAY + HOUR)
    return {
        "place.add": lambda a: actions.add_place(a, replace(suite_entry, name="New"), now=NOW),
        "place.change": lambda a: actions.change_place(a, place, suite_entry, version=1, now=NOW),
        "entry.confirm": lambda a: actions.confirm_entry(a, EntryKind.PLACE, place, now=NOW),
        "team.add": lambda a: actions.add_team(a, replace(team_entry, name="New"), now=NOW),
        "team.change": lambda a: actions.change_team(a, team, team_entry, version=1, now=NOW),
        "option.add": lambda a: actions.add_option(a, replace(option_entry, name="New"), now=NOW),
        "option.change": lambda a: actions.change_option(
            a, option, option_entry, version=1, now=NOW
        ),
        "cover.set": lambda a: actions.set_cover(
            a, Seat.DUTY_AMHP, name="Duty team", phone="01632 960305", version=None, now=NOW
        ),
        "shift.plan": lambda a: actions.plan_shift(a, later, now=NOW),
        "shift.cancel": lambda a: actions.cancel_shift(a, shift, now=NOW),
        "locality.add": lambda a: actions.add_locality(
            a, name="Westbeck", latitude=54.7, longitude=-2.5, now=NOW
        ),
        "contact.add": lambda a: actions.add_contact(
            a, replace(contact_entry, name="New"), now=NOW
        ),
        "contact.change": lambda a: actions.change_contact(
            a, contact, replace(contact_entry, phone="01632 960999"), version=1, now=NOW
        ),
        "chain.set": lambda a: actions.set_cover_chain(
            a, EntryKind.TEAM, team, steps=cover, now=NOW
        ),
        "need.set": lambda a: actions.set_need(
            a, "amhp_assessment", [Answerer(seat=Seat.DUTY_AMHP)], now=NOW
        ),
        "entry.doubt": lambda a: actions.doubt_entry(a, EntryKind.TEAM, team, now=NOW + HOUR),
        "areas.set": lambda a: actions.set_areas(
            a, EntryKind.TEAM, team, localities=[town], now=NOW
        ),
    }


def test_every_role_may_do_what_the_table_says_through_the_actions(world, tries):
    may = {(permission, role) for permission, roles in PERMISSIONS.items() for role in roles}
    for permission, attempt in tries.items():
        for role in Role:
            if (permission, role) not in may:
                with pytest.raises(NotPermitted):
                    attempt(world[role])
        attempt(world[next(r for r in Role if (permission, r) in may)])


def test_without_its_audit_row_no_entry_is_written(world, tries, keeper, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the audit is down")

    kinds = ("places", "teams", "options", "cover", "shifts", "localities", "confirming")
    kinds = (*kinds, "contacts", "chains", "needs")
    for kind in kinds:
        monkeypatch.setattr(f"alongside.areas.directory.actions.{kind}.record", fail)
    tables = (PlaceOfSafety, Team, ServiceOption, Cover, Shift, Locality)
    tables = (*tables, Contact, CoverStep, NeedAnswered, AreaServed)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    for attempt in tries.values():
        with pytest.raises(RuntimeError, match="audit is down"):
            attempt(keeper)
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_two_people_editing_lose_neither_version(keeper, world, suite_entry):
    place = actions.add_place(keeper, suite_entry, now=NOW)
    theirs = replace(suite_entry, phone="01632 960999", takes_children=True)
    actions.change_place(keeper, place, theirs, version=1, now=NOW)
    with pytest.raises(Conflict) as clash:
        actions.change_place(world[Role.ADMINISTRATOR], place, suite_entry, version=1, now=NOW)
    assert clash.value.theirs == {"phone": "01632 960999", "takes_children": "Yes"}
    actions.change_place(world[Role.ADMINISTRATOR], place, suite_entry, version=2, now=NOW)
    assert queries.place(keeper, place, now=NOW).line.phone == "01632 960201"


def test_a_cover_number_changed_by_two_people_shows_both(keeper):
    say = {"seat": Seat.DUTY_AMHP, "name": "Duty team", "now": NOW}
    actions.set_cover(keeper, phone="01632 960305", version=None, **say)
    with pytest.raises(Conflict) as clash:
        actions.set_cover(keeper, phone="01632 960306", version=None, **say)
    assert clash.value.theirs == {"phone": "01632 960305"}
    actions.set_cover(keeper, phone="01632 960306", version=1, **say)
    assert Cover.objects.get().version == 2


def test_a_coordinator_changes_only_their_own_organisations_places(
    keeper, coordinator, world, suite_entry
):
    own = actions.add_place(keeper, suite_entry, now=NOW)
    council_house = replace(suite_entry, name="House", organisation_id=world.council)
    other = actions.add_place(keeper, council_house, now=NOW)
    actions.change_place(coordinator, own, suite_entry, version=1, now=NOW)
    with pytest.raises(NotPermitted):
        actions.change_place(coordinator, other, council_house, version=1, now=NOW)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "Larch Suite"}, "place.name_taken"),
        ({"name": "X", "type": "cell"}, "place.type_not_known"),
        ({"name": "X", "takes_adults": False}, "place.takes_nobody"),
        ({"name": "X", "latitude": 91.0}, "point.not_on_the_globe"),
    ],
)
def test_a_place_that_cannot_be_is_refused(keeper, suite_entry, changed, code):
    actions.add_place(keeper, suite_entry, now=NOW)
    before = AuditEntry.objects.count()
    with pytest.raises(Refused) as refused:
        actions.add_place(keeper, replace(suite_entry, **changed), now=NOW)
    assert refused.value.code == code
    assert (PlaceOfSafety.objects.count(), AuditEntry.objects.count()) == (1, before)


def test_names_and_hours_of_teams_and_options_are_checked(keeper, team_entry, option_entry):
    actions.add_team(keeper, team_entry, now=NOW)
    actions.add_option(keeper, option_entry, now=NOW)
    attempts = {
        "team.name_taken": lambda: actions.add_team(keeper, team_entry, now=NOW),
        "option.name_taken": lambda: actions.add_option(keeper, option_entry, now=NOW),
        "option.cannot_be_reached": lambda: actions.add_option(
            keeper, replace(option_entry, name="X", phone="", address=""), now=NOW
        ),
        "hours.not_understood": lambda: actions.add_team(
            keeper, replace(team_entry, name="X", hours="often"), now=NOW
        ),
    }
    for code, attempt in attempts.items():
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == code


def test_a_missing_entry_is_said_to_be_missing(keeper, suite_entry, team_entry, option_entry):
    nobody = uuid4()
    attempts = {
        "place.not_here": lambda: actions.change_place(
            keeper, nobody, suite_entry, version=1, now=NOW
        ),
        "team.not_here": lambda: actions.change_team(
            keeper, nobody, team_entry, version=1, now=NOW
        ),
        "option.not_here": lambda: actions.change_option(
            keeper, nobody, option_entry, version=1, now=NOW
        ),
        "entry.not_here": lambda: actions.confirm_entry(keeper, EntryKind.TEAM, nobody, now=NOW),
        "shift.not_here": lambda: actions.cancel_shift(keeper, nobody, now=NOW),
    }
    for code, attempt in attempts.items():
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == code


def test_an_entry_sent_twice_is_kept_once(keeper, suite_entry, team_entry, option_entry, world):
    sends = [
        lambda key: actions.add_place(keeper, suite_entry, now=NOW, request_key=key),
        lambda key: actions.add_team(keeper, team_entry, now=NOW, request_key=key),
        lambda key: actions.add_option(keeper, option_entry, now=NOW, request_key=key),
        lambda key: actions.plan_shift(
            keeper, shift_of(world[Role.CONTROL_ROOM_CLINICIAN]), now=NOW, request_key=key
        ),
    ]
    for send in sends:
        key = uuid4()
        assert send(key) == send(key)


def test_confirming_again_starts_the_time_again_and_says_who(keeper, coordinator, suite_entry):
    place = actions.add_place(keeper, suite_entry, now=NOW)
    late = NOW + CONFIRMED_FOR[EntryKind.PLACE]
    assert queries.place(keeper, place, now=late).line.confirmed.stale
    actions.confirm_entry(coordinator, EntryKind.PLACE, place, now=late)
    confirmed = queries.place(keeper, place, now=late).line.confirmed
    assert not confirmed.stale
    assert (confirmed.by, confirmed.at) == (coordinator.name, late)


def test_a_stale_entry_chases_whoever_confirmed_it_unless_it_was_confirmed_since(
    keeper, coordinator, suite_entry
):
    place = actions.add_place(keeper, suite_entry, now=NOW)
    due = OutboxMessage.objects.get(topic="directory.confirm_again")
    assert due.due_at == NOW + CONFIRMED_FOR[EntryKind.PLACE]
    message = Message(due.id, due.topic, due.payload, due.due_at)
    chase(message)
    chase(message)
    (line,) = inbox.inbox_of(keeper)
    assert line.title == "Still right? Larch Suite: 01632 960201, Fellside Hospital"
    assert line.link == f"/directory/places/{place}/"
    actions.confirm_entry(coordinator, EntryKind.PLACE, place, now=NOW + DAY)
    chase(replace(message, id=uuid4()))
    assert len(inbox.inbox_of(keeper)) == 1


def test_a_chased_team_leads_to_the_page_of_teams(keeper, team_entry):
    actions.add_team(keeper, team_entry, now=NOW)
    due = OutboxMessage.objects.get(topic="directory.confirm_again")
    chase(Message(due.id, due.topic, due.payload, due.due_at))
    assert inbox.inbox_of(keeper)[0].link == "/directory/teams/"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"starts_at": NOW + DAY + HOUR}, "shift.overlaps"),
        ({"ends_at": NOW + DAY}, "shift.ends_before_it_starts"),
        ({"ends_at": NOW + 3 * DAY}, "shift.too_long"),
        ({"seat": Seat.DUTY_AMHP}, "shift.role_not_held"),
    ],
)
def test_a_shift_that_cannot_be_worked_is_refused(keeper, world, changed, code):
    clinician = world[Role.CONTROL_ROOM_CLINICIAN]
    actions.plan_shift(keeper, shift_of(clinician), now=NOW)
    with pytest.raises(Refused) as refused:
        actions.plan_shift(keeper, shift_of(clinician, **changed), now=NOW)
    assert refused.value.code == code
    assert Shift.objects.count() == 1


def test_a_shift_called_off_makes_room_for_another(keeper, world):
    clinician = world[Role.CONTROL_ROOM_CLINICIAN]
    shift = actions.plan_shift(keeper, shift_of(clinician), now=NOW)
    actions.cancel_shift(keeper, shift, now=NOW)
    actions.cancel_shift(keeper, shift, now=NOW + HOUR)
    assert Shift.objects.get().cancelled_at == NOW
    actions.plan_shift(keeper, shift_of(clinician), now=NOW)


def test_a_town_is_kept_once_however_it_is_typed(keeper):
    add = lambda name: actions.add_locality(  # noqa: E731
        keeper, name=name, latitude=54.7, longitude=-2.5, now=NOW
    )
    add("St Aidan's Quay")
    for name, code in {"st aidans quay": "locality.name_taken", "!": "locality.no_name"}.items():
        with pytest.raises(Refused) as refused:
            add(name)
        assert refused.value.code == code


def test_somebody_elses_key_is_refused(keeper, world, suite_entry):
    key = uuid4()
    actions.add_place(keeper, suite_entry, now=NOW, request_key=key)
    with pytest.raises(Refused) as refused:
        actions.add_place(world[Role.ADMINISTRATOR], suite_entry, now=NOW, request_key=key)
    assert refused.value.code == "request_key.not_yours"


def test_the_chain_still_verifies_after_every_action(tries, keeper):
    for attempt in tries.values():
        attempt(keeper)
    assert verify().broken == ()
    on_duty(Role.DOCTOR, keeper.organisation_id, name="Dr Late")
    assert verify().broken == ()

"""Each constraint of the database, broken on purpose."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.directory import actions
from alongside.areas.directory.models import (
    AreaServed,
    AvailabilityClaim,
    Contact,
    ContactAway,
    Cover,
    CoverStep,
    Locality,
    NeedAnswered,
    PlaceOfSafety,
    ServiceOption,
    Shift,
    Team,
)
from alongside.areas.directory.rules.answerers import Answerer
from alongside.areas.directory.rules.availability import ClaimState
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.cover_steps import CoverWhen, NewStep
from alongside.areas.directory.rules.seats import Seat
from alongside.kernel.actor import Role
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def rows(world, keeper, coordinator, suite_entry, team_entry, option_entry, contact_entry):
    """One row in each table."""
    place = actions.add_place(keeper, suite_entry, now=NOW)
    actions.say_availability(coordinator, place, state=ClaimState.FREE, spaces=1, now=NOW)
    team = actions.add_team(keeper, team_entry, now=NOW)
    actions.add_option(keeper, option_entry, now=NOW)
    actions.set_cover(
        keeper, Seat.DUTY_AMHP, name="Team", phone="01632 960305", version=None, now=NOW
    )
    town = actions.add_locality(keeper, name="Westbeck", latitude=54.7, longitude=-2.5, now=NOW)
    entry = actions.ShiftEntry(Seat.DUTY_AMHP, world[Role.AMHP].user_id, NOW + HOUR, NOW + 2 * HOUR)
    actions.plan_shift(keeper, entry, now=NOW)
    _rows_of_contacts(keeper, contact_entry, team, town)


def _rows_of_contacts(keeper, contact_entry, team, town):
    contact = actions.add_contact(keeper, contact_entry, now=NOW)
    actions.say_away(keeper, contact, from_at=NOW, until_at=NOW + HOUR, now=NOW)
    step = NewStep(CoverWhen.AWAY, to_phone="01632 960305", to_name="Bleep-holder")
    actions.set_cover_chain(keeper, EntryKind.CONTACT, contact, steps=[step], now=NOW)
    actions.set_need(keeper, "interpreter", [Answerer(contact_id=contact)], now=NOW)
    actions.set_areas(keeper, EntryKind.TEAM, team, localities=[town], now=NOW)


@pytest.mark.parametrize(
    ("table", "broken", "constraint"),
    [
        (PlaceOfSafety, {"confirm_again_at": NOW}, "placeofsafety_confirmed_before_it_expires"),
        (PlaceOfSafety, {"latitude": 90.5}, "place_within_the_globe"),
        (PlaceOfSafety, {"longitude": -180.5}, "place_within_the_globe"),
        (PlaceOfSafety, {"name": ""}, "place_has_a_name"),
        (PlaceOfSafety, {"type": ""}, "place_has_a_type"),
        (PlaceOfSafety, {"takes_adults": False}, "place_takes_somebody"),
        (AvailabilityClaim, {"state": "maybe", "spaces": None}, "claim_state_is_known"),
        (AvailabilityClaim, {"way": "dreamt"}, "claim_way_is_known"),
        (AvailabilityClaim, {"expires_at": NOW}, "claim_expires_after_it_is_said"),
        (AvailabilityClaim, {"spaces": 0}, "claim_spaces_fit_the_state"),
        (AvailabilityClaim, {"state": "full", "spaces": 1}, "claim_spaces_fit_the_state"),
        (AvailabilityClaim, {"withdrawn_at": NOW}, "claim_withdrawn_by_somebody"),
        (Team, {"confirm_again_at": NOW}, "team_confirmed_before_it_expires"),
        (Team, {"phone": ""}, "team_has_a_phone"),
        (Team, {"hours": ""}, "team_has_hours"),
        (Team, {"answers_within_days": 2}, "team_that_waits_takes_somebody"),
        (Shift, {"seat": "armchair"}, "shift_seat_is_known"),
        (Shift, {"ends_at": NOW + HOUR}, "shift_ends_after_it_starts"),
        (Cover, {"confirm_again_at": NOW}, "cover_confirmed_before_it_expires"),
        (Cover, {"seat": "armchair"}, "cover_seat_is_known"),
        (Cover, {"phone": ""}, "cover_has_a_phone"),
        (ServiceOption, {"confirm_again_at": NOW}, "serviceoption_confirmed_before_it_expires"),
        (ServiceOption, {"kind": "magic"}, "option_kind_is_known"),
        (ServiceOption, {"hours": ""}, "option_has_hours"),
        (ServiceOption, {"phone": "", "address": ""}, "option_can_be_reached"),
        (Locality, {"latitude": -91}, "locality_within_the_globe"),
        (Locality, {"key": ""}, "locality_has_a_name"),
        (Contact, {"confirm_again_at": NOW}, "contact_confirmed_before_it_expires"),
        (Contact, {"phone": "", "email": ""}, "contact_can_be_reached"),
        (Contact, {"hours": ""}, "contact_has_hours"),
        (Contact, {"name": ""}, "contact_has_a_name_and_a_job"),
        (Contact, {"job_title": ""}, "contact_has_a_name_and_a_job"),
        (ContactAway, {"until_at": NOW}, "away_ends_after_it_begins"),
        (CoverStep, {"contact": None}, "cover_step_of_one"),
        (CoverStep, {"to_phone": None}, "cover_step_leads_to_one"),
        (CoverStep, {"to_seat": "duty_amhp"}, "cover_step_leads_to_one"),
        (CoverStep, {"when": "whenever"}, "cover_step_when_is_known"),
        (CoverStep, {"to_name": ""}, "cover_step_number_has_a_name"),
        (NeedAnswered, {"contact": None}, "need_answered_by_one"),
        (NeedAnswered, {"seat": "duty_amhp"}, "need_answered_by_one"),
        (NeedAnswered, {"need": ""}, "need_is_named"),
        (AreaServed, {"team": None}, "area_served_by_one"),
    ],
)
def test_the_database_itself_refuses(rows, table, broken, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        table.objects.update(**broken)


@pytest.mark.parametrize(
    "table",
    [
        PlaceOfSafety,
        ServiceOption,
        Team,
        Cover,
        Locality,
        Shift,
        Contact,
        CoverStep,
        NeedAnswered,
        AreaServed,
    ],
)
def test_the_database_keeps_one_of_each(rows, table):
    twin = table.objects.get()
    twin.pk = None
    twin._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize("table", [Contact, ServiceOption])
def test_each_serves_an_area_once_and_has_its_steps_in_order(rows, table):
    served = AreaServed.objects.get()
    column = "contact" if table is Contact else "option"
    AreaServed.objects.update(team=None, **{column: table.objects.get()})
    twin = AreaServed(locality_id=served.locality_id, **{column: table.objects.get()})
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    team_step = {"team": Team.objects.get(), "when": "away", "position": 1, "to_seat": "duty_amhp"}
    CoverStep.objects.create(**team_step)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverStep.objects.create(**team_step)
    here = {"need": "interpreter", "position": 1, "seat": "duty_amhp"}
    NeedAnswered.objects.create(locality_id=served.locality_id, **here)
    with pytest.raises(IntegrityError), transaction.atomic():
        NeedAnswered.objects.create(locality_id=served.locality_id, **here)


def test_a_cancelled_shift_may_be_planned_again(rows):
    twin = Shift.objects.get()
    Shift.objects.update(cancelled_at=NOW)
    twin.pk = None
    twin._state.adding = True
    twin.save(force_insert=True)
    assert Shift.objects.count() == 2

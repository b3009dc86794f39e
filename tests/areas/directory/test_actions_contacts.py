"""Contacts, who is away, who answers instead, whom to ring for what."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.areas.directory import actions, queries
from alongside.areas.directory.models import ContactAway, CoverStep, NeedAnswered
from alongside.areas.directory.rules.answerers import Answerer
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.cover_steps import CoverWhen, NewStep
from alongside.areas.directory.rules.needs import need_called
from alongside.areas.directory.rules.seats import Seat
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NIGHT = NOW.replace(hour=1)  # 02:00 in England
AMHP = need_called("amhp_assessment")


@pytest.fixture
def contact(keeper, contact_entry):
    return actions.add_contact(keeper, contact_entry, now=NOW)


@pytest.fixture
def team(keeper, team_entry):
    return actions.add_team(keeper, team_entry, now=NOW)


@pytest.fixture
def towns(keeper):
    return {
        name: actions.add_locality(keeper, name=name, latitude=54.7, longitude=-2.5, now=NOW)
        for name in ("Westbeck", "Moorchester")
    }


def rung(viewer, need=AMHP, at=NOW, **more):
    answer = queries.whom_to_ring(viewer, need, at=at, now=NOW, **more)
    return [step.line.name for step in (*answer.passed, answer.first, *answer.then)]


def test_a_contact_is_added_changed_and_retired(keeper, officer, contact, contact_entry):
    line = queries.contact(officer, contact, now=NOW)
    assert (line.name, line.languages_words, line.confirmed.by) == (
        "Rowan Ellery",
        "Polish",
        keeper.name,
    )
    retired = replace(contact_entry, active=False, languages=["ur"])
    actions.change_contact(keeper, contact, retired, version=1, now=NOW)
    assert queries.contacts(officer, now=NOW) == []
    assert [one.id for one in queries.contacts(officer, now=NOW, retired=True)] == [contact]
    with pytest.raises(Conflict) as clash:
        actions.change_contact(keeper, contact, contact_entry, version=1, now=NOW)
    assert clash.value.theirs == {"active": "No", "languages": "ur"}


def test_a_contact_that_cannot_be_is_refused(keeper, world, contact, contact_entry, team):
    council = replace(contact_entry, name="New", organisation_id=world.council)
    for entry, code in (
        (contact_entry, "contact.name_taken"),
        (replace(contact_entry, name="New", phone=""), "contact.cannot_be_reached"),
        (replace(contact_entry, name="New", languages=["xx"]), "languages.not_known"),
        (replace(contact_entry, name="New", hours="mornings"), "hours.not_understood"),
        (replace(council, team_id=team), "contact.other_organisation"),
    ):
        before = AuditEntry.objects.count()
        with pytest.raises(Refused) as refused:
            actions.add_contact(keeper, entry, now=NOW)
        assert (refused.value.code, AuditEntry.objects.count()) == (code, before)
    with pytest.raises(Refused) as refused:
        actions.change_contact(keeper, uuid4(), contact_entry, version=1, now=NOW)
    assert refused.value.code == "contact.not_here"


def test_a_contact_says_themselves_that_they_are_away_and_back(
    world, keeper, officer, contact_entry
):
    entry = replace(contact_entry, user_id=officer.user_id)
    contact = actions.add_contact(keeper, entry, now=NOW)
    key = uuid4()
    for _ in range(2):
        actions.say_away(
            officer, contact, from_at=NOW, until_at=NOW + DAY, now=NOW, request_key=key
        )
    with pytest.raises(NotPermitted):
        actions.say_back(world[Role.AMHP], contact, now=NOW)
    with pytest.raises(Refused) as refused:
        actions.say_away(keeper, contact, from_at=NOW + HOUR, until_at=NOW + 2 * DAY, now=NOW)
    assert refused.value.code == "away.overlaps"
    line = queries.contact(officer, contact, now=NOW)
    assert (line.standing.words, line.may_say_away) == ("Away, back 15:00 tomorrow", True)
    for _ in range(2):
        actions.say_back(officer, contact, now=NOW + HOUR)
    assert ContactAway.objects.get().ended_at == NOW + HOUR
    assert queries.contact(officer, contact, now=NOW + HOUR).standing.answers
    assert AuditEntry.objects.filter(action="directory.say_back").count() == 1
    actions.confirm_entry(officer, EntryKind.CONTACT, contact, now=NOW + HOUR)
    with pytest.raises(NotPermitted):
        actions.confirm_entry(world[Role.AMHP], EntryKind.CONTACT, contact, now=NOW)


def test_a_chain_is_replaced_whole_and_two_people_editing_learn_of_it(keeper, team, contact):
    first = [NewStep(CoverWhen.NO_ANSWER, to_contact_id=contact)]
    actions.set_cover_chain(keeper, EntryKind.TEAM, team, steps=first, now=NOW, version=None)
    kept = queries.chain_of(keeper, EntryKind.TEAM, team, now=NOW)
    assert kept.steps == first
    more = [*first, NewStep(CoverWhen.AWAY, to_seat=Seat.DUTY_AMHP)]
    actions.set_cover_chain(keeper, EntryKind.TEAM, team, steps=more, now=NOW, version=kept.version)
    with pytest.raises(Conflict):
        actions.set_cover_chain(
            keeper, EntryKind.TEAM, team, steps=[], now=NOW, version=kept.version
        )
    assert CoverStep.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "step", "code"),
    [
        (EntryKind.OPTION, None, "chain.not_here"),
        (EntryKind.CONTACT, None, "contact.not_here"),
        (EntryKind.TEAM, NewStep(CoverWhen.AWAY, to_team_id=uuid4()), "cover_step.leads_nowhere"),
    ],
)
def test_a_chain_of_nobody_or_to_nobody_is_refused(keeper, team, kind, step, code):
    steps = [step] if step else []
    with pytest.raises(Refused) as refused:
        actions.set_cover_chain(keeper, kind, team, steps=steps, now=NOW)
    assert refused.value.code == code


def test_the_number_shown_is_one_that_is_answered_and_the_chain_goes_on_to_111(
    keeper, officer, team, contact
):
    actions.set_need(keeper, AMHP.code, [Answerer(team_id=team)], now=NOW)
    steps = [NewStep(CoverWhen.NO_ANSWER, to_contact_id=contact)]
    actions.set_cover_chain(keeper, EntryKind.TEAM, team, steps=steps, now=NOW)
    seat = "Test control_room_clinician, Control-room clinician"
    last = ["Police control room", "NHS 111, mental health option"]
    by_day = ["Crisis team", "Rowan Ellery, Bed manager", seat, *last]
    assert rung(officer) == by_day
    answer = queries.whom_to_ring(officer, AMHP, at=NIGHT, now=NOW)
    assert [step.words for step in answer.passed] == ["Shut: opens 09:00"]
    assert answer.first.line.phone == "01632 960399"
    assert [step.line.name for step in answer.then][-2:] == last
    unknown = rung(officer, need_called("journalist"), at=NOW + 300 * DAY)
    assert unknown == ["Control-room clinician", *last]


def test_whoever_serves_other_areas_is_not_rung_and_an_areas_own_come_first(
    keeper, officer, team, contact, towns
):
    actions.set_need(keeper, AMHP.code, [Answerer(team_id=team)], now=NOW)
    own = [Answerer(contact_id=contact)]
    actions.set_need(keeper, AMHP.code, own, now=NOW, locality_id=towns["Westbeck"])
    here, there = towns["Westbeck"], towns["Moorchester"]
    assert rung(officer, locality_id=here)[:2] == ["Rowan Ellery, Bed manager", "Crisis team"]
    assert rung(officer, locality_id=there)[0] == "Crisis team"
    actions.set_areas(keeper, EntryKind.TEAM, team, localities=[here], now=NOW)
    assert "Crisis team" not in rung(officer, locality_id=there)
    assert "Crisis team" in rung(officer, locality_id=here)
    assert queries.team(officer, team, now=NOW).areas == ("Westbeck",)


def test_what_nobody_vouched_for_lately_sinks_in_every_list(
    keeper, officer, team, contact, contact_entry, team_entry
):
    later = NOW + 77 * DAY  # a Wednesday: the contact is stale after 60 days, the team is not
    fresh = actions.add_contact(keeper, replace(contact_entry, name="Zoe Ash"), now=later)
    assert [one.id for one in queries.contacts(officer, now=later)] == [fresh, contact]
    both = [Answerer(contact_id=contact), Answerer(team_id=team)]
    actions.set_need(keeper, AMHP.code, both, now=NOW)
    answer = queries.whom_to_ring(officer, AMHP, at=later, now=later)
    assert answer.first.line.name == "Crisis team"
    actions.add_team(keeper, replace(team_entry, name="Other team"), now=NOW + 50 * DAY)
    names = [line.name for line in queries.teams(officer, now=NOW + 100 * DAY)]
    assert names == ["Other team", "Crisis team"]


def test_needs_and_areas_that_cannot_be_are_refused(keeper, team, towns):
    for attempt, code in (
        (lambda: actions.set_need(keeper, "lift", [], now=NOW), "need.not_known"),
        (
            lambda: actions.set_need(keeper, AMHP.code, [], now=NOW, locality_id=uuid4()),
            "locality.not_here",
        ),
        (
            lambda: actions.set_areas(keeper, EntryKind.COVER, team, localities=[], now=NOW),
            "areas.not_here",
        ),
        (
            lambda: actions.set_areas(keeper, EntryKind.TEAM, uuid4(), localities=[], now=NOW),
            "team.not_here",
        ),
        (
            lambda: actions.set_areas(keeper, EntryKind.TEAM, team, localities=[uuid4()], now=NOW),
            "locality.not_here",
        ),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.code == code
    actions.set_need(keeper, AMHP.code, [Answerer(team_id=team)], now=NOW)
    with pytest.raises(Conflict):
        actions.set_need(keeper, AMHP.code, [], now=NOW, version=1)
    assert NeedAnswered.objects.count() == 1

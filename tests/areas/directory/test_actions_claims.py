"""Saying whether a place has space, passing on what was heard, taking it back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from alongside.areas.directory import actions, queries
from alongside.areas.directory.models import AvailabilityClaim
from alongside.areas.directory.rules.availability import ClaimState
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW, on_duty

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def space(viewer, place_id, now=NOW):
    return queries.place(viewer, place_id, now=now).line.space


def test_a_coordinator_says_it_and_everyone_sees_it(coordinator, officer, places):
    actions.say_availability(
        coordinator, places.near, state=ClaimState.FREE, spaces=2, note="Side door", now=NOW
    )
    shown = space(officer, places.near, NOW + 12 * MINUTE)
    assert shown.state is ClaimState.FREE
    assert shown.sentence == (
        "2 spaces free, as said by Test place_of_safety_coordinator, Northmoor MH 12 minutes ago"
    )
    assert shown.claim.note == "Side door"


@pytest.mark.parametrize("role", Role)
def test_only_the_coordinator_speaks_for_a_place_and_everyone_may_pass_on(role, world, places):
    if role is Role.PLACE_OF_SAFETY_COORDINATOR:
        actions.say_availability(world[role], places.near, state=ClaimState.FREE, now=NOW)
    else:
        with pytest.raises(NotPermitted):
            actions.say_availability(world[role], places.near, state=ClaimState.FREE, now=NOW)
    actions.ring_and_report(world[role], places.near, state=ClaimState.FULL, now=NOW + MINUTE)
    assert space(world[role], places.near, NOW + MINUTE).state is ClaimState.FULL


def test_a_coordinator_of_another_trust_may_only_pass_on_what_they_heard(world, places):
    other = on_duty(Role.PLACE_OF_SAFETY_COORDINATOR, world.council, name="Other ward")
    with pytest.raises(NotPermitted) as refused:
        actions.say_availability(other, places.near, state=ClaimState.FREE, now=NOW)
    assert refused.value.code == "place.not_yours"
    actions.ring_and_report(other, places.near, state=ClaimState.FREE, now=NOW)


def test_what_was_heard_stands_over_what_the_ward_said_before(coordinator, officer, places):
    actions.say_availability(coordinator, places.near, state=ClaimState.FREE, now=NOW)
    actions.ring_and_report(officer, places.near, state=ClaimState.FULL, now=NOW + MINUTE)
    shown = space(officer, places.near, NOW + 2 * MINUTE)
    assert shown.label == "Full"
    assert "heard by Test response_officer" in shown.sentence


def test_undo_lets_what_was_said_before_speak_again(coordinator, officer, places):
    actions.say_availability(coordinator, places.near, state=ClaimState.FREE, now=NOW)
    heard = actions.ring_and_report(officer, places.near, state=ClaimState.FULL, now=NOW + MINUTE)
    assert queries.claim_to_undo(officer, heard).place_name == "Larch Suite"
    assert queries.claim_to_undo(coordinator, heard) is None
    assert actions.withdraw_claim(officer, heard, now=NOW + 2 * MINUTE) == places.near
    assert queries.claim_to_undo(officer, heard) is None
    assert space(officer, places.near, NOW + 2 * MINUTE).state is ClaimState.FREE


def test_taking_back_twice_is_recorded_once(officer, places):
    heard = actions.ring_and_report(officer, places.near, state=ClaimState.FULL, now=NOW)
    actions.withdraw_claim(officer, heard, now=NOW + MINUTE)
    actions.withdraw_claim(officer, heard, now=NOW + 2 * MINUTE)
    assert AvailabilityClaim.objects.get(pk=heard).withdrawn_at == NOW + MINUTE
    assert AuditEntry.objects.filter(action="directory.withdraw_claim").count() == 1


def test_only_who_said_it_or_the_places_coordinator_may_take_it_back(
    world, coordinator, officer, places
):
    heard = actions.ring_and_report(officer, places.near, state=ClaimState.FULL, now=NOW)
    with pytest.raises(NotPermitted) as refused:
        actions.withdraw_claim(world[Role.AMHP], heard, now=NOW)
    assert refused.value.code == "claim.not_yours"
    actions.withdraw_claim(coordinator, heard, now=NOW)


def test_a_claim_that_lasts_is_stale_at_its_own_time(coordinator, officer, places):
    actions.say_availability(
        coordinator, places.near, state=ClaimState.FREE, lasts=15 * MINUTE, now=NOW
    )
    assert space(officer, places.near, NOW + 14 * MINUTE).live
    assert not space(officer, places.near, NOW + 15 * MINUTE).live


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"spaces": 0}, "claim.spaces_do_not_fit"),
        ({"lasts": MINUTE}, "claim.lasts_out_of_range"),
    ],
)
def test_a_refused_claim_leaves_no_trace(coordinator, places, extra, code):
    before = AuditEntry.objects.count()
    with pytest.raises(Refused) as refused:
        actions.say_availability(coordinator, places.near, state=ClaimState.FREE, now=NOW, **extra)
    assert refused.value.code == code
    assert (AvailabilityClaim.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_no_space_is_kept_for_a_police_station_nor_for_no_place(officer, places):
    with pytest.raises(Refused) as station:
        actions.ring_and_report(officer, places.station, state=ClaimState.FREE, now=NOW)
    with pytest.raises(Refused) as nowhere:
        actions.ring_and_report(officer, uuid4(), state=ClaimState.FREE, now=NOW)
    with pytest.raises(Refused) as nothing:
        actions.withdraw_claim(officer, uuid4(), now=NOW)
    assert station.value.code == "place.has_no_availability"
    assert nowhere.value.code == "place.not_here"
    assert nothing.value.code == "claim.not_here"


def test_a_tap_sent_twice_is_kept_once(officer, places):
    key = uuid4()
    sent = [
        actions.ring_and_report(
            officer, places.near, state=ClaimState.FULL, now=NOW, request_key=key
        )
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    assert AvailabilityClaim.objects.count() == 1


def test_without_its_audit_row_nothing_is_written(officer, places, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("the audit is down")

    monkeypatch.setattr("alongside.areas.directory.actions.claims.record", fail)
    with pytest.raises(RuntimeError, match="audit is down"):
        actions.ring_and_report(officer, places.near, state=ClaimState.FULL, now=NOW)
    assert AvailabilityClaim.objects.count() == 0


def test_the_audit_names_the_claim_and_its_place(officer, places):
    heard = actions.ring_and_report(officer, places.near, state=ClaimState.FULL, now=NOW)
    entry = AuditEntry.objects.get(action="directory.ring_and_report")
    seen = set(AuditSubject.objects.filter(entry=entry).values_list("kind", "subject_id"))
    assert seen == {("availability_claim", heard), ("place", places.near)}
    assert entry.actor_id == officer.user_id

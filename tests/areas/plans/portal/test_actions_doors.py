"""Doors are made, entered and closed by those who may, and leave a trace of it."""

from datetime import timedelta

import pytest

from alongside.areas.plans.actions import door_entry
from alongside.areas.plans.actions.doors import (
    Invitation,
    close_door,
    close_own_door,
    end_permissions,
    invite,
    renew_code,
    take_back_permission,
)
from alongside.areas.plans.models import Door, EntryCode
from alongside.areas.plans.queries.doors import authors, carers_of, door_of, person_of_door
from alongside.areas.plans.rules.doors import CODE_LASTS, Allowance
from alongside.foundation.accounts.models import User
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from alongside.kernel.refusal import NotPermitted, Refused
from tests.areas.plans.portal.conftest import PIN, carer_of
from tests.support.world import NOW

pytestmark = pytest.mark.django_db
MAY = {
    Role.CONTROL_ROOM_CLINICIAN,
    Role.TRIAGE_CLINICIAN,
    Role.PLACE_OF_SAFETY_COORDINATOR,
    Role.AMHP,
    Role.DOCTOR,
    Role.LIAISON_LEAD,
    Role.KEYWORKER,
}
DAY = timedelta(days=1)


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_record_words_make_a_door(role, world, jamie):
    if role in MAY:
        assert invite(world[role], jamie, Invitation(Role.PERSON), now=NOW).code
        return
    with pytest.raises(NotPermitted):
        invite(world[role], jamie, Invitation(Role.PERSON), now=NOW)
    assert not Door.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_only_they_close_one_or_make_a_new_code(role, world, jamie, keyworker):
    made = invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    if role in MAY:
        assert renew_code(world[role], made.door_id, now=NOW).code != made.code
        close_door(world[role], made.door_id, reason="Moved away", now=NOW)
        assert Door.objects.get().closed_why == "by_staff"
        return
    with pytest.raises(NotPermitted):
        renew_code(world[role], made.door_id, now=NOW)
    with pytest.raises(NotPermitted):
        close_door(world[role], made.door_id, reason="Moved away", now=NOW)
    assert Door.objects.get().closed_at is None


def test_a_door_leads_to_one_person_and_nobody_else_has_one(come_by, jamie, priya, world):
    mine, theirs = come_by(jamie), come_by(priya)
    assert (person_of_door(mine.actor), person_of_door(theirs.actor)) == (jamie, priya)
    for role in Role:
        with pytest.raises(NotPermitted):
            person_of_door(world[role])


def test_a_code_opens_once(keyworker, jamie):
    made = invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    code = door_entry.try_code(made.code.lower().replace("-", " "), now=NOW)
    again = door_entry.try_code(made.code, now=NOW)
    door_entry.choose_pin(code, PIN, now=NOW)
    with pytest.raises(Refused, match="did not work"):
        door_entry.choose_pin(again, "739 152", now=NOW)
    with pytest.raises(Refused, match="did not work"):
        door_entry.try_code(made.code, now=NOW)


def test_five_wrong_tries_lock_a_code_and_the_answer_is_always_the_same(keyworker, jamie):
    made = invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    wrong = made.code[:11] + ("BABA" if not made.code.endswith("BABA") else "DADA")
    said = set()
    for typed in [wrong] * 5 + [made.code, "ZZZZZ-2222-ZAZA", ""]:
        with pytest.raises(Refused) as refused:
            door_entry.try_code(typed, now=NOW)
        said.add(str(refused.value))
    assert len(said) == 1
    assert EntryCode.objects.get().state == "locked"
    refusals = AuditEntry.objects.filter(action="plans.try_code")
    assert {entry.details["outcome"] for entry in refusals} == {"refused"}
    assert refusals.count() == 8
    renewed = renew_code(keyworker, made.door_id, now=NOW)
    assert door_entry.try_code(renewed.code, now=NOW)


def test_a_code_ends_after_fourteen_days(keyworker, jamie):
    made = invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    assert door_entry.try_code(made.code, now=NOW + CODE_LASTS - timedelta(seconds=1))
    with pytest.raises(Refused):
        door_entry.try_code(made.code, now=NOW + CODE_LASTS)


def test_neither_code_nor_pin_is_kept_in_clear_or_on_the_log(keyworker, jamie, come_by):
    came = come_by(jamie)
    plain = came.sheet.code.replace("-", "")
    row = EntryCode.objects.get()
    assert plain[5:] not in row.hashed
    said = " ".join(str(vars(entry)) for entry in AuditEntry.objects.all())
    for secret in (came.sheet.code, plain, plain[5:], PIN, PIN.replace(" ", "")):
        assert secret not in said
    assert PIN.replace(" ", "") not in User.objects.get(pk=came.actor.user_id).password


def test_the_name_and_the_pin_open_it_from_then_on(come_by, jamie):
    came = come_by(jamie)
    name = came.sheet.sign_in_name.replace("-", "  ").upper()
    assert door_entry.come_in(name, "428-617", now=NOW).pk == came.actor.user_id


def test_five_wrong_pins_make_them_wait(come_by, jamie):
    came = come_by(jamie)
    for _ in range(5):
        with pytest.raises(Refused, match="not right"):
            door_entry.come_in(came.sheet.sign_in_name, "111 222", now=NOW)
    with pytest.raises(Refused, match="too many wrong tries"):
        door_entry.come_in(came.sheet.sign_in_name, PIN, now=NOW)
    later = NOW + timedelta(minutes=16)
    assert door_entry.come_in(came.sheet.sign_in_name, PIN, now=later)


def test_nobody_at_work_comes_in_by_the_persons_door(world):
    user = User.objects.get(pk=world[Role.KEYWORKER].user_id)
    user.set_password(PIN)
    user.save()
    with pytest.raises(Refused, match="not right"):
        door_entry.come_in(user.sign_in_name, PIN, now=NOW)


def test_a_pin_that_is_the_persons_birthday_is_refused_and_the_code_lives_on(keyworker, jamie):
    made = invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    code = door_entry.try_code(made.code, now=NOW)
    with pytest.raises(Refused, match="birthday"):
        door_entry.choose_pin(code, "010392", now=NOW)
    assert door_entry.choose_pin(code, PIN, now=NOW)


def test_a_new_code_gives_a_new_pin_to_the_same_name(come_by, jamie, keyworker):
    came = come_by(jamie)
    renewed = renew_code(keyworker, came.sheet.door_id, now=NOW)
    assert renewed.sign_in_name == came.sheet.sign_in_name
    door_entry.choose_pin(door_entry.try_code(renewed.code, now=NOW), "951 753", now=NOW)
    with pytest.raises(Refused):
        door_entry.come_in(came.sheet.sign_in_name, PIN, now=NOW)


def test_a_person_has_one_way_in_of_their_own(keyworker, jamie):
    invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    with pytest.raises(Refused, match="way in already"):
        invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)


def test_a_carer_does_what_was_agreed_until_the_day_it_ends(come_by, jamie):
    carer = come_by(jamie, carer_of())
    door = door_of(carer.actor, now=NOW + 90 * DAY)
    assert door.may(Allowance.SEE_WORDS)
    assert not door.may(Allowance.SEE_LOOKS)
    with pytest.raises(NotPermitted):
        door_of(carer.actor, now=NOW + 91 * DAY)
    assert end_permissions(NOW + 91 * DAY) == 1
    assert end_permissions(NOW + 91 * DAY) == 0
    with pytest.raises(NotPermitted):
        person_of_door(carer.actor)
    assert not User.objects.get(pk=carer.actor.user_id).is_active


def test_the_person_takes_a_permission_back_and_a_carer_takes_back_nobodys(come_by, jamie, priya):
    me, carer, stranger = come_by(jamie), come_by(jamie, carer_of()), come_by(priya)
    for actor in (stranger.actor, carer.actor):
        with pytest.raises(NotPermitted):
            take_back_permission(actor, carer.sheet.door_id, now=NOW)
    take_back_permission(me.actor, carer.sheet.door_id, now=NOW)
    assert [line.open for line in carers_of(me.actor, now=NOW)] == [False]
    assert carers_of(stranger.actor, now=NOW) == []
    with pytest.raises(NotPermitted):
        carers_of(carer.actor, now=NOW)


def test_the_person_closes_their_own_door_and_can_be_given_another(come_by, jamie):
    me = come_by(jamie)
    close_own_door(me.actor, now=NOW)
    with pytest.raises(NotPermitted):
        door_of(me.actor, now=NOW)
    assert come_by(jamie).actor.user_id != me.actor.user_id


def test_whoever_wrote_is_named_as_the_reader_would(come_by, jamie, keyworker):
    me, carer = come_by(jamie), come_by(jamie, carer_of())
    everybody = [me.actor.user_id, carer.actor.user_id, keyworker.user_id]
    assert authors(me.actor, everybody) == {
        me.actor.user_id: "you",
        carer.actor.user_id: "your carer, Mo Marsh",
    }
    assert authors(carer.actor, everybody)[me.actor.user_id] == "the person themselves"


def test_an_invitation_that_cannot_be_logged_makes_no_door(keyworker, jamie, monkeypatch):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("alongside.areas.plans.actions.doors.record", fail)
    with pytest.raises(RuntimeError):
        invite(keyworker, jamie, Invitation(Role.PERSON), now=NOW)
    assert not Door.objects.exists()
    assert not User.objects.exclude(own_door="").exists()

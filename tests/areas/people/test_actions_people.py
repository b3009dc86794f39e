from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction

from alongside.areas.people import actions
from alongside.areas.people.actions import NewAddress, NewName, NewNeed, NewPerson, PersonChanges
from alongside.areas.people.models import (
    Person,
    PersonAddress,
    PersonIdentifier,
    PersonName,
)
from alongside.foundation.audit import record as audit
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import OWN_DOOR, Role, Sector
from alongside.kernel.refusal import NotPermitted, Refused
from tests.areas.people.cases import JAMIE, newest, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def jamie(officer, now):
    return actions.add_person(officer, JAMIE, now=now)


@pytest.fixture
def unknown(officer, now):
    return actions.add_unknown_person(
        officer, description="grey coat", sex="1", age_low=38, age_high=42, now=now
    )


def every_action(actor, person, unknown, now):
    changes = PersonChanges(given="Jo", family="Marsh", sex="1")
    return {
        "add": lambda: actions.add_person(actor, NewPerson(given="A"), now=now),
        "unknown": lambda: actions.add_unknown_person(
            actor, description="tall", sex="X", age_low=None, age_high=None, now=now
        ),
        "identify": lambda: actions.identify_person(
            actor, unknown, NewPerson(given="A"), version=1, now=now
        ),
        "change": lambda: actions.change_person(actor, person, changes, version=1, now=now),
        "name": lambda: actions.add_name(actor, person, kind="alias", name=NewName("Jay"), now=now),
        "address": lambda: actions.add_address(actor, person, NewAddress("2 Mill Lane"), now=now),
        "phone": lambda: actions.add_phone(actor, person, "01632 960001", now=now),
        "identifier": lambda: actions.add_identifier(
            actor, person, kind="nhs_number", value="9990000026", now=now
        ),
        "pnc": lambda: actions.add_identifier(
            actor, person, kind="pnc_id", value="81/34U", now=now
        ),
        "need": lambda: actions.add_communication_need(actor, person, NewNeed("bsl"), now=now),
        "words": lambda: actions.record_words(
            actor, person, text="Be calm", helps="", worse="", now=now
        ),
        "withdraw": lambda: actions.withdraw_words(actor, person, now=now),
    }


DESK = {
    Role.RESPONSE_OFFICER,
    Role.POLICE_SUPERVISOR,
    Role.CUSTODY_OFFICER,
    Role.CONTROL_ROOM_CLINICIAN,
    Role.TRIAGE_CLINICIAN,
    Role.PLACE_OF_SAFETY_COORDINATOR,
    Role.AMHP,
    Role.DOCTOR,
    Role.LIAISON_LEAD,
    Role.KEYWORKER,
    Role.DIVERSION_PRACTITIONER,
    Role.COURT_LINK_WORKER,
}
POLICE = {Role.RESPONSE_OFFICER, Role.POLICE_SUPERVISOR, Role.CUSTODY_OFFICER}
MAY = {
    "add": DESK,
    "unknown": DESK,
    "identify": DESK,
    "change": DESK,
    "name": DESK,
    "address": DESK,
    "phone": DESK,
    "identifier": DESK,
    "pnc": POLICE,
    "need": DESK,
    "words": DESK - POLICE,
    "withdraw": DESK | OWN_DOOR,
}


@pytest.mark.parametrize("role", Role)
def test_each_role_does_what_it_may_and_a_refusal_leaves_no_trace(
    role, on_duty, nurse, jamie, unknown, now
):
    actions.record_words(nurse, jamie, text="Be calm", helps="", worse="", now=now)
    doing = every_action(on_duty(role), jamie, unknown, now)
    assert doing.keys() == MAY.keys()
    for name, act in doing.items():
        before = rows()
        if role in MAY[name]:
            with transaction.atomic():
                act()
            assert rows()["AuditEntry"] == before["AuditEntry"] + 1, name
        else:
            with pytest.raises(NotPermitted):
                act()
            assert rows() == before, name


def test_off_duty_nothing_is_recorded(on_duty, now):
    resting = on_duty(Role.RESPONSE_OFFICER, duty=False)
    with pytest.raises(NotPermitted) as refused:
        actions.add_person(resting, JAMIE, now=now)
    assert refused.value.code == "not_permitted.off_duty"
    assert Person.objects.count() == 0


def test_a_police_number_is_refused_from_a_police_role_outside_the_police(officer, jamie, now):
    stranger = replace(officer, sector=Sector.CHARITY)
    with pytest.raises(NotPermitted) as refused:
        actions.add_identifier(stranger, jamie, kind="pnc_id", value="81/34U", now=now)
    assert refused.value.code == "not_permitted.sector"


def test_no_audit_no_write(monkeypatch, officer, nurse, jamie, unknown, now):
    actions.record_words(nurse, jamie, text="Be calm", helps="", worse="", now=now)

    def broken(*_arguments, **_options):
        raise OSError("the disk is full")

    monkeypatch.setattr(audit, "link_hash", broken)
    before = rows()
    doing = {**every_action(officer, jamie, unknown, now)}
    doing["words"] = every_action(nurse, jamie, unknown, now)["words"]
    for name, act in doing.items():
        with pytest.raises(OSError, match="disk is full"):
            act()
        assert rows() == before, name


def test_a_person_is_recorded_with_all_that_was_said(jamie, officer, now):
    person = Person.objects.get(pk=jamie)
    assert (person.known, person.sex, person.version) == (True, "1", 1)
    assert person.controller_id == officer.organisation_id
    kinds = PersonName.objects.filter(person=jamie).values_list("kind", "given", "family")
    assert set(kinds) == {
        ("legal", "Jamie", "Marsh"),
        ("preferred", "Jam", ""),
        ("alias", "Jay", "Marsh"),
    }
    number = PersonIdentifier.objects.get(person=jamie)
    assert (number.value, number.regime, number.status) == ("9990000018", "general", "02")
    address = PersonAddress.objects.get(person=jamie)
    assert (address.text, address.postcode) == ("1 Mill Lane, Skelby", "ZN6 1AB")
    entry = newest()
    assert (entry.action, entry.op, entry.subject_id) == ("people.add_person", "collection", jamie)
    assert "Jamie" not in str(entry.details)


def test_a_form_sent_twice_is_saved_once(officer, now):
    key = uuid4()
    first = actions.add_person(officer, JAMIE, now=now, request_key=key)
    assert actions.add_person(officer, JAMIE, now=now, request_key=key) == first
    assert Person.objects.count() == 1
    assert PersonName.objects.count() == 3


def test_two_sendings_that_race_are_saved_once(monkeypatch, officer, now):
    key = uuid4()
    first = actions.add_person(officer, JAMIE, now=now, request_key=key)
    # The second looked before the first had committed.
    answers = iter([None, first])
    monkeypatch.setattr("alongside.foundation.audit.once.done_before", lambda *_: next(answers))
    assert actions.add_person(officer, JAMIE, now=now, request_key=key) == first
    assert Person.objects.count() == 1


def test_another_failure_of_the_database_is_not_swallowed(monkeypatch, officer, now):
    from django.db import IntegrityError

    def broken(*_arguments, **_options):
        raise IntegrityError("something else")

    monkeypatch.setattr(Person.objects, "create", broken)
    with pytest.raises(IntegrityError, match="something else"):
        actions.add_person(officer, JAMIE, now=now, request_key=uuid4())


def test_somebody_elses_form_is_refused(officer, nurse, now):
    key = uuid4()
    actions.add_person(officer, JAMIE, now=now, request_key=key)
    with pytest.raises(Refused) as refused:
        actions.add_person(nurse, JAMIE, now=now, request_key=key)
    assert refused.value.code == "request_key.not_yours"


def test_an_unknown_person_needs_a_description(officer, now):
    with pytest.raises(Refused) as refused:
        actions.add_unknown_person(
            officer, description=" ", sex="1", age_low=None, age_high=None, now=now
        )
    assert refused.value.field == "description"


def test_the_chain_holds_over_all_of_it(officer, nurse, jamie, unknown, now):
    actions.record_words(nurse, jamie, text="Be calm", helps="", worse="", now=now)
    for act in every_action(officer, jamie, unknown, now).values():
        try:
            act()
        except NotPermitted:
            continue
    assert verify().broken == ()

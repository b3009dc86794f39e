"""The return's page: whose it is to see, what it names, and its files."""

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from alongside.areas.crisis.actions.importing import Force, PastUse, import_history
from alongside.areas.crisis.models import Contact
from alongside.areas.crisis.queries.annual_return import annual_return, return_forces, return_years
from alongside.areas.crisis.rules.history import PastDetention
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.people.actions.bulk import UnnamedPerson
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.middleware import SEEN_AT
from alongside.foundation.accounts.models import Organisation, User
from alongside.foundation.audit.models import AuditEntry, AuditSubject
from alongside.kernel.actor import Role, Sector
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
USED = NOW - timedelta(days=120)
YEAR = "2025/26"
CANARY = "Unknown woman, about 34"


@pytest.fixture
def world() -> World:
    return make_world(NOW - timedelta(hours=1))


@pytest.fixture
def history(world: World) -> None:
    """One that is whole, one with an error, one child at a police station."""
    adult = UnnamedPerson("Woman aged 34", sex="2", age_low=34, age_high=34, as_of=USED.date(),
                          ethnicity_self="A", local_reference="P1")  # fmt: skip
    whole = PastDetention(
        key="1", origin="f", power_used_at=USED, reference="NM-1", consulted="yes",
        arrived_at=USED + timedelta(minutes=30), place_of_safety_type="emergency_department",
        transport="ambulance", ended_at=USED + timedelta(hours=5), end_reason="admitted_informal",
    )  # fmt: skip
    car = replace(whole, key="2", reference="NM-2", transport="police_vehicle")
    station = replace(
        whole, key="3", reference="=NM-3", place_of_safety_type="police_station",
        police_station_reason="conditions_met", power="s135(1)",
    )  # fmt: skip
    child = replace(adult, age_low=15, age_high=15, local_reference="P2")
    uses = [PastUse(whole, adult), PastUse(car, adult), PastUse(station, child)]
    Organisation.objects.filter(pk=world.police).update(code="11")
    force = Force(world.police, "Northmoor Police")
    import_history(world[Role.FORCE_STATISTICS], uses, force=force, now=NOW)


@pytest.fixture
def browse(world: World):
    def signed_in(role: Role) -> Client:
        client = Client()
        user = User.objects.get(pk=world[role].user_id)
        client.force_login(user, "alongside.foundation.accounts.backend.SignInBackend")
        session = client.session
        session[SEEN_AT] = NOW.timestamp()
        session.save()
        return client

    with time_machine.travel(NOW, tick=False):
        yield signed_in


def page(client: Client, url: str, **asked: object):
    return client.get(url, asked)


def test_the_return_of_a_force_and_a_year(world, history):
    made = annual_return(world[Role.FORCE_STATISTICS], YEAR, world.police, now=NOW)
    assert (made.s136, made.s135) == (2, 1)
    assert (made.force.pnc, made.force.area) == ("11", "E23000008")
    assert [line.record for line in made.lines] == ["=NM-3", "NM-1", "NM-2"]
    assert made.to_look_at[0].issue.code == "return.child_at_police_station"
    assert made.severities == {"critical": 1, "error": 1}


def test_the_same_person_twice_is_two_rows(world, history):
    made = annual_return(world[Role.FORCE_STATISTICS], YEAR, world.police, now=NOW)
    people = [line.person_id for line in made.lines]
    assert (len(people), len(set(people))) == (3, 2)


def test_statistics_sees_references_and_no_person(world, history):
    counted = annual_return(world[Role.FORCE_STATISTICS], YEAR, world.police, now=NOW)
    assert {(line.who, line.may_open) for line in counted.to_look_at} == {("", False)}
    led = annual_return(world[Role.LIAISON_LEAD], YEAR, world.police, now=NOW)
    assert {line.who for line in led.to_look_at} == {CANARY, "Unknown girl, about 15"}
    assert all(line.may_open for line in led.to_look_at)


def test_what_the_list_showed_is_kept(world, history):
    annual_return(world[Role.FORCE_STATISTICS], YEAR, world.police, now=NOW)
    entry = AuditEntry.objects.get(action="crisis.annual_return")
    shown = AuditSubject.objects.filter(entry=entry, kind="contact")
    assert shown.count() == 2


def test_a_year_with_nothing_and_a_force_that_is_none(world, history):
    assert annual_return(world[Role.LIAISON_LEAD], "2019/20", world.police, now=NOW).lines == ()
    for wrong in (world.trust, world[Role.AMHP].user_id):
        with pytest.raises(Refused) as refused:
            annual_return(world[Role.LIAISON_LEAD], YEAR, wrong, now=NOW)
        assert refused.value.code == "return.no_such_force"


@pytest.mark.parametrize("role", list(Role))
def test_who_may_make_the_return(world, history, browse, role):
    allowed = role in PERMISSIONS["return.make"]
    urls = [
        reverse("crisis:annual_return"),
        reverse("crisis:annual_return_file", args=[2025, "csv"]) + f"?force={world.police}",
    ]
    for url in urls:
        assert browse(role).get(url).status_code == (200 if allowed else 403)
    if not allowed:
        for ask in (return_years, return_forces):
            with pytest.raises(NotPermitted):
                ask(world[role])
        assert not AuditEntry.objects.filter(op="export").exists()


def test_the_page_says_what_to_look_at_without_people(world, history, browse):
    text = page(browse(Role.FORCE_STATISTICS), reverse("crisis:annual_return"), year=YEAR,
                force=world.police).content.decode()  # fmt: skip
    assert "Somebody under 18 was taken to a police station." in text
    assert "1 of 2" in text
    assert "50.0 %" in text
    assert "42 %" in text
    assert CANARY not in text
    contact = Contact.objects.get(incident_reference="NM-2")
    assert reverse("crisis:contact", args=[contact.id]) not in text


def test_the_liaison_lead_may_open_each(history, browse):
    text = page(browse(Role.LIAISON_LEAD), reverse("crisis:annual_return")).content.decode()
    contact = Contact.objects.get(incident_reference="NM-2")
    assert reverse("crisis:contact", args=[contact.id]) in text
    assert CANARY in text


def test_with_nothing_recorded_the_page_says_so(browse):
    text = page(browse(Role.FORCE_STATISTICS), reverse("crisis:annual_return")).content.decode()
    assert "Nothing to return yet" in text


def test_a_force_that_used_nothing_is_said_so(world, history, browse):
    Organisation.objects.create(name="Railway Police", short_name="R", sector="railway_police")
    other = Organisation.objects.get(name="Railway Police").id
    text = page(browse(Role.LIAISON_LEAD), reverse("crisis:annual_return"), force=other)
    assert "No use of the power is recorded" in text.content.decode()


def test_a_statistics_officer_works_for_their_own_force_alone(world, history, browse):
    other = accounts.add_organisation(
        name="Railway Police", short_name="R", sector=Sector.RAILWAY_POLICE, now=NOW
    )
    theirs = [force.name for force in return_forces(world[Role.FORCE_STATISTICS])]
    assert theirs == ["Northmoor Police"]
    assert len(return_forces(world[Role.LIAISON_LEAD])) == 2
    url = reverse("crisis:annual_return_file", args=[2025, "csv"]) + f"?force={other}"
    assert browse(Role.FORCE_STATISTICS).get(url).status_code == 403
    assert browse(Role.LIAISON_LEAD).get(url).status_code == 200
    with pytest.raises(NotPermitted) as refused:
        import_history(world[Role.FORCE_STATISTICS], [], force=Force(other, "R"), now=NOW)
    assert refused.value.code == "force.not_yours"
    assert import_history(world[Role.ADMINISTRATOR], [], force=Force(other, "R"), now=NOW).made == 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_names_nobody_runs_nothing_and_is_kept(world, history, browse, kind):
    url = reverse("crisis:annual_return_file", args=[2025, kind])
    answer = page(browse(Role.FORCE_STATISTICS), url, force=world.police)
    assert answer.status_code == 200
    assert f"section-136-return-2025-26.{kind}" in answer["Content-Disposition"]
    if kind == "csv":
        lines = list(csv.reader(io.StringIO(answer.content.decode())))
    else:
        sheet = load_workbook(io.BytesIO(answer.content))["Return"]
        lines = [[str(c or "") for c in row] for row in sheet.iter_rows(values_only=True)]
    assert lines[0][:4] == ["Force", "PNC force code", "ONS area code", "Record"]
    assert [line[3] for line in lines[1:]] == ["'=NM-3", "NM-1", "NM-2"]
    assert CANARY not in str(lines)
    entry = AuditEntry.objects.get(op="export")
    assert entry.details["method"] == kind
    assert AuditSubject.objects.filter(entry=entry, kind="contact").count() == 3


def test_a_file_asked_for_wrongly(browse, world, history):
    client = browse(Role.FORCE_STATISTICS)
    assert client.get(reverse("crisis:annual_return_file", args=[2025, "pdf"])).status_code == 422
    mine = client.get(reverse("crisis:annual_return_file", args=[2025, "csv"]) + "?force=x")
    assert mine.status_code == 200

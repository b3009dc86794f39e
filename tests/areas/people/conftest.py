"""A small world: a police force, a trust, and people at work in them."""

from datetime import UTC, date, datetime

import pytest

from alongside.areas.people import actions as people
from alongside.areas.people.actions import NewAddress, NewNeed, NewPerson
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts.models import Organisation, User
from alongside.foundation.accounts.queries import actor_of
from alongside.foundation.accounts.rules import DUTY_LASTS
from alongside.kernel.actor import Role, Sector
from tests.areas.people.cases import CANARIES

NOW = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
SECTORS = {
    Role.RESPONSE_OFFICER: Sector.POLICE,
    Role.POLICE_SUPERVISOR: Sector.POLICE,
    Role.CUSTODY_OFFICER: Sector.POLICE,
    Role.FORCE_STATISTICS: Sector.POLICE,
    Role.AMHP: Sector.COUNCIL,
}


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def on_duty(db):
    """Make somebody on duty in a role: ``on_duty(Role.AMHP)``."""

    def make(role, sector=None, *, duty=True):
        sector = sector or SECTORS.get(role, Sector.MENTAL_HEALTH_TRUST)
        name = f"Northmoor {sector}"
        organisation = Organisation.objects.filter(name=name).first()
        organisation_id = (
            organisation.id
            if organisation
            else accounts.add_organisation(name=name, short_name=name, sector=sector, now=NOW)
        )
        user_id = accounts.add_user(
            sign_in_name=f"user{User.objects.count()}",
            display_name="Sam Aldous",
            organisation_id=organisation_id,
            roles=(role,),
            password=None,
            now=NOW,
        )
        if duty:
            accounts.start_duty(
                user_id, role=role, seat="", phone="", ends_at=NOW + DUTY_LASTS, now=NOW
            )
        return actor_of(User.objects.select_related("organisation", "duty").get(pk=user_id))

    return make


@pytest.fixture
def officer(on_duty):
    return on_duty(Role.RESPONSE_OFFICER)


@pytest.fixture
def nurse(on_duty):
    return on_duty(Role.TRIAGE_CLINICIAN)


@pytest.fixture
def browse(client, time_machine):
    """Sign somebody in for the test client, with the clock at the world's instant."""
    time_machine.move_to(NOW, tick=False)

    def sign_in(actor):
        client.force_login(
            User.objects.get(pk=actor.user_id),
            backend="alongside.foundation.accounts.backend.SignInBackend",
        )
        session = client.session
        session["seen_at"] = NOW.timestamp()
        session.save()
        return client

    return sign_in


@pytest.fixture
def jamie(officer, nurse, now):
    person = people.add_person(
        officer,
        NewPerson(
            given=CANARIES["I"],
            family="Marsh",
            sex="1",
            born_on=date(1992, 3, 1),
            nhs_number="9990000018",
            address=NewAddress("1 Mill Lane, Skelby", "ZN6 1AB"),
            needs=(NewNeed("hearing", CANARIES["M"]),),
        ),
        now=now,
    )
    people.record_words(
        nurse, person, text=CANARIES["C"], helps="Weak tea", worse="Shouting", now=now
    )
    people.add_identifier(officer, person, kind="pnc_id", value=CANARIES["O"], now=now)
    return person


@pytest.fixture
def unknown(officer, now):
    return people.add_unknown_person(
        officer, description="grey coat", sex="1", age_low=38, age_high=42, now=now
    )

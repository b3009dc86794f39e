"""The words everyone shares: actor, period, refusal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alongside.kernel.actor import Actor, Role, Sector, holds, require
from alongside.kernel.period import Period
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

START = datetime(2026, 6, 10, 13, 20, tzinfo=UTC)
HOUR = timedelta(hours=1)
NURSE = Actor(
    user_id=UUID(int=1),
    name="Nurse Test",
    organisation_id=UUID(int=2),
    organisation_name="Northmoor Mental Health NHS Trust",
    sector=Sector.MENTAL_HEALTH_TRUST,
    role=Role.TRIAGE_CLINICIAN,
    on_duty=True,
)
MAY = {"contact.open": frozenset({Role.TRIAGE_CLINICIAN})}


def test_a_period_holds_its_start_and_not_its_end() -> None:
    period = Period(START, START + HOUR)
    assert START in period
    assert START + HOUR not in period
    assert START - HOUR not in period
    assert period.elapsed(START + 9 * HOUR) == HOUR


def test_an_open_period_runs_until_now() -> None:
    period = Period(START)
    assert START + 99 * HOUR in period
    assert period.elapsed(START + 2 * HOUR) == 2 * HOUR


def test_a_period_needs_instants_in_order() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        Period(START, START - HOUR)
    with pytest.raises(ValueError, match="time zone"):
        Period(datetime(2026, 6, 10))


def test_a_role_on_duty_may_do_what_its_table_says() -> None:
    require(NURSE, MAY, "contact.open")
    assert holds(NURSE, MAY, "contact.open")


@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (replace(NURSE, role=Role.ADMINISTRATOR), "not_permitted.role"),
        (replace(NURSE, on_duty=False), "not_permitted.off_duty"),
    ],
)
def test_another_role_or_one_off_duty_is_refused(actor: Actor, code: str) -> None:
    with pytest.raises(NotPermitted) as refused:
        require(actor, MAY, "contact.open")
    assert refused.value.code == code
    assert not holds(actor, MAY, "contact.open")


@pytest.mark.parametrize("sector", list(Sector))
def test_police_sectors_are_the_two_police_ones(sector: Sector) -> None:
    assert sector.is_police is (sector in {Sector.POLICE, Sector.RAILWAY_POLICE})


def test_a_refusal_says_what_and_what_next() -> None:
    refused = Refused("a.b", "No.", next_step="Try again.", field="when")
    assert (str(refused), refused.field) == ("No. Try again.", "when")
    assert str(Refused("a.b", "No.")) == "No."


def test_a_conflict_carries_their_version() -> None:
    conflict = Conflict("a.b", "Changed.", theirs={"name": "Sam"})
    assert conflict.theirs == {"name": "Sam"}
    assert isinstance(conflict, Refused)

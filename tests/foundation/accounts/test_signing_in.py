"""Signing in, being locked out, duty, and coming back to what was typed."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from alongside.foundation.accounts import actions, rules
from alongside.foundation.accounts.ending import GRACE, end_overdue_duties
from alongside.foundation.accounts.models import Duty, User
from alongside.foundation.accounts.queries import actor_of, seats_filled
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role, Sector
from alongside.kernel.refusal import Refused
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def officer(world: World) -> UUID:
    return actions.add_user(
        sign_in_name="A.Okafor",
        display_name="PC Ade Okafor",
        organisation_id=world.police,
        roles=(Role.RESPONSE_OFFICER, Role.CUSTODY_OFFICER),
        password=PASSWORD,
        now=NOW,
    )


def test_the_right_password_signs_in_whatever_the_case_of_the_name(officer: UUID) -> None:
    assert actions.sign_in(" a.okafor ", PASSWORD, now=NOW).id == officer


@pytest.mark.parametrize(("name", "password"), [("a.okafor", "wrong"), ("nobody", PASSWORD)])
def test_a_wrong_name_and_a_wrong_password_are_refused_in_the_same_words(
    officer: UUID, name: str, password: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.sign_in(name, password, now=NOW)
    assert refused.value is actions.WRONG


def test_five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour(officer: UUID) -> None:
    for _ in range(rules.ATTEMPTS_BEFORE_LOCK):
        with pytest.raises(Refused, match="not right"):
            actions.sign_in("a.okafor", "wrong", now=NOW)
    with pytest.raises(Refused, match="locked for 15 more minutes"):
        actions.sign_in("a.okafor", PASSWORD, now=NOW + timedelta(seconds=1))
    assert actions.sign_in("a.okafor", PASSWORD, now=NOW + timedelta(minutes=15))


def test_a_right_password_forgets_the_wrong_ones(officer: UUID) -> None:
    for _ in range(3):
        for _ in range(rules.ATTEMPTS_BEFORE_LOCK - 1):
            with pytest.raises(Refused):
                actions.sign_in("a.okafor", "wrong", now=NOW)
        actions.sign_in("a.okafor", PASSWORD, now=NOW)


def test_every_try_is_in_the_audit(officer: UUID) -> None:
    with pytest.raises(Refused):
        actions.sign_in("a.okafor", "wrong", now=NOW)
    actions.sign_in("a.okafor", PASSWORD, now=NOW)
    tries = AuditEntry.objects.filter(action="accounts.sign_in").order_by("id")
    assert [row.details["outcome"] for row in tries] == ["refused", "done"]


def test_passwords_are_kept_with_argon2(officer: UUID) -> None:
    assert User.objects.get(pk=officer).password.startswith("argon2$argon2id$")


def test_duty_is_in_a_role_one_holds_and_one_at_a_time(officer: UUID) -> None:
    end = NOW + timedelta(hours=8)
    with pytest.raises(Refused, match="do not hold"):
        actions.start_duty(officer, role=Role.DOCTOR, seat="", phone="", ends_at=end, now=NOW)
    first = actions.start_duty(
        officer, role=Role.RESPONSE_OFFICER, seat="Car 4", phone="", ends_at=end, now=NOW
    )
    second = actions.start_duty(
        officer, role=Role.CUSTODY_OFFICER, seat="", phone="", ends_at=end, now=NOW
    )
    assert (first.role, second.role) == (Role.RESPONSE_OFFICER, Role.CUSTODY_OFFICER)
    assert Duty.objects.filter(user_id=officer, ended_at=None).count() == 1
    actions.end_duty(second, now=NOW)
    assert not actor_of(User.objects.get(pk=officer)).on_duty
    actions.end_duty(second, now=NOW)


@pytest.mark.parametrize("hours", [-1, 0, 25])
def test_duty_ends_within_a_day(officer: UUID, hours: int) -> None:
    with pytest.raises(Refused, match="24 hours"):
        actions.start_duty(
            officer,
            role=Role.RESPONSE_OFFICER,
            seat="",
            phone="",
            ends_at=NOW + timedelta(hours=hours),
            now=NOW,
        )


def test_duty_that_was_not_ended_ends_itself_two_hours_late(officer: UUID) -> None:
    end = NOW + timedelta(hours=8)
    actions.start_duty(officer, role=Role.RESPONSE_OFFICER, seat="", phone="", ends_at=end, now=NOW)
    Duty.objects.exclude(user_id=officer).update(ends_at=NOW + timedelta(days=2))
    assert end_overdue_duties(end + GRACE - timedelta(seconds=1)) == 0
    assert end_overdue_duties(end + GRACE) == 1
    assert not actor_of(User.objects.get(pk=officer)).on_duty
    assert AuditEntry.objects.filter(action="accounts.end_overdue_duty").count() == 1
    assert end_overdue_duties(end + GRACE) == 0


def test_who_is_on_is_named_with_a_number_to_ring(world: World) -> None:
    (seat,) = seats_filled([Role.DOCTOR])
    assert seat.phone == "01632 960001"


def test_a_taken_name_and_a_person_without_a_role_are_refused(officer: UUID, world: World) -> None:
    for roles, words in (((Role.DOCTOR,), "taken"), ((), "at least one role")):
        with pytest.raises(Refused, match=words):
            actions.add_user(
                sign_in_name="a.okafor",
                display_name="x",
                organisation_id=world.police,
                roles=roles,
                password=None,
                now=NOW,
            )


def test_one_click_never_opens_an_account_that_has_a_password(officer: UUID) -> None:
    with pytest.raises(Refused, match="password"):
        actions.open_demo_account(officer, now=NOW)


def test_sectors_that_are_police_are_named() -> None:
    assert {sector for sector in Sector if sector.is_police} == {
        Sector.POLICE,
        Sector.RAILWAY_POLICE,
    }


@pytest.mark.parametrize(
    "path", ["/", "/crisis/", "/people/", "/directory/places/", "/messages/", "/duty/"]
)
def test_nothing_is_shown_to_anybody_not_signed_in(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=")


def test_a_form_sent_after_the_session_ended_keeps_what_was_typed(
    client: Client, officer: UUID
) -> None:
    typed = "He says the red notebook helps"
    response = client.post("/crisis/contacts/new/", {"words": typed, "kinds": ["a", "b"]})
    assert response.status_code == 401
    assert typed in response.content.decode()
    sent = {
        "sign_in_name": "a.okafor",
        "password": PASSWORD,
        "held.path": "/crisis/contacts/new/",
        "held.words": typed,
        "held.kinds": ["a", "b"],
    }
    page = client.post(reverse("accounts:sign_in"), sent)
    text = page.content.decode()
    assert page.status_code == 200
    assert typed in text
    assert 'action="/crisis/contacts/new/"' in text
    assert text.count('name="kinds"') == 2


def test_a_form_made_for_somebody_else_is_not_sent_as_ours(
    client: Client, officer: UUID, world: World
) -> None:
    from alongside.foundation.accounts.reentry import typed_by_token

    sent = {
        "sign_in_name": "a.okafor",
        "password": PASSWORD,
        "held.path": "/crisis/contacts/new/",
        "held.words": "somebody else's words here",
        "held.typed_by": typed_by_token(world[Role.DOCTOR].user_id),
    }
    page = client.post(reverse("accounts:sign_in"), sent)
    assert page.status_code == 403
    assert "somebody else's words here" not in page.content.decode()


def test_what_is_held_never_leads_to_another_site(client: Client, officer: UUID) -> None:
    sent = {
        "sign_in_name": "a.okafor",
        "password": PASSWORD,
        "held.path": "https://elsewhere.example/",
        "next": "https://elsewhere.example/",
    }
    response = client.post(reverse("accounts:sign_in"), sent)
    assert (response.status_code, response["Location"]) == (302, "/")

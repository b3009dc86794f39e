"""Organisations and accounts from the command line: who may sign in, and who no longer may."""

import pytest
from typer.testing import CliRunner

from alongside.config.command.accounts import app
from alongside.foundation.accounts import actions, rules
from alongside.foundation.accounts.models import Duty, Organisation, RoleHeld, User
from alongside.foundation.audit.models import AuditEntry
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused
from tests.support.world import NOW, World, make_world

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery staple"
ADD = ["add", "J.Marsh", "--name", "J Marsh", "--organisation", "northmoor mh"]


@pytest.fixture
def world() -> World:
    return make_world()


def run(*words: str, typed: str = "") -> tuple[int, str]:
    """Run the command and answer its exit code and everything it said."""
    done = CliRunner().invoke(app, list(words), input=typed)
    return done.exit_code, done.output


def added(*, typed: str = PASSWORD + "\n") -> tuple[int, str]:
    """Add somebody with two roles."""
    return run(*ADD, "--role", "doctor", "--role", "amhp", "--password-stdin", typed=typed)


def test_an_organisation_is_added_once_whatever_the_case_of_its_name(world: World) -> None:
    words = ("add-organisation", "Harbour Light", "--sector", "charity")
    assert run(*words) == (0, "Harbour Light is added.\n")
    assert Organisation.objects.get(name="Harbour Light").short_name == "Harbour Light"
    code, said = run("add-organisation", "HARBOUR LIGHT", "--sector", "charity")
    assert (code, Organisation.objects.filter(sector="charity").count()) == (2, 1)
    assert "is here already" in said


def test_somebody_added_signs_in_and_holds_each_role(world: World) -> None:
    assert added() == (0, "J Marsh may now sign in as j.marsh.\n")
    user = actions.sign_in("j.marsh", PASSWORD, now=NOW)
    roles = RoleHeld.objects.filter(user=user).values_list("role", flat=True)
    assert set(roles) == {Role.DOCTOR, Role.AMHP}
    assert user.organisation_id == world.trust


def test_a_password_that_is_asked_for_is_typed_twice_and_not_shown(world: World) -> None:
    code, said = run(*ADD, "--role", "doctor", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert code == 0
    assert PASSWORD not in said


@pytest.mark.parametrize(
    ("words", "typed", "said"),
    [
        ((*ADD, "--role", "doctor"), "too short\n", "at least 12 characters"),
        ((*ADD, "--role", "doctor"), "the j.marsh password\n", "does not hold the sign-in name"),
        ((*ADD[:5], "Elsewhere", "--role", "doctor"), PASSWORD, "no such organisation"),
    ],
)
def test_what_cannot_be_is_one_line_exit_2_and_no_account(
    world: World, words: tuple[str, ...], typed: str, said: str
) -> None:
    code, told = run(*words, "--password-stdin", typed=typed)
    assert (code, said in told, told.count("\n")) == (2, True, 1)
    assert not User.objects.filter(sign_in_name="j.marsh").exists()


def test_a_name_that_is_taken_is_refused(world: World) -> None:
    added()
    code, said = added()
    assert (code, "taken" in said) == (2, True)


def test_a_new_password_unlocks_and_the_old_one_no_longer_opens(world: World) -> None:
    added()
    for _ in range(rules.ATTEMPTS_BEFORE_LOCK):
        with pytest.raises(Refused):
            actions.sign_in("j.marsh", "wrong", now=NOW)
    before = User.objects.get(sign_in_name="j.marsh").get_session_auth_hash()
    assert run("set-password", "j.marsh", "--password-stdin", typed="another three words\n")[0] == 0
    assert actions.sign_in("j.marsh", "another three words", now=NOW)
    with pytest.raises(Refused):
        actions.sign_in("j.marsh", PASSWORD, now=NOW)
    after = User.objects.get(sign_in_name="j.marsh").get_session_auth_hash()
    assert before != after, "sessions opened with the old password would go on"


def test_a_closed_account_no_longer_opens_and_its_duty_ends(world: World) -> None:
    added()
    user = User.objects.get(sign_in_name="j.marsh")
    actions.start_duty(
        user.id,
        role=Role.DOCTOR,
        seat="",
        phone="",
        ends_at=NOW + rules.DUTY_LASTS,
        now=NOW,
    )
    assert run("close", "j.marsh") == (0, "j.marsh is closed.\n")
    assert not Duty.objects.filter(user=user, ended_at=None).exists()
    with pytest.raises(Refused):
        actions.sign_in("j.marsh", PASSWORD, now=NOW)


@pytest.mark.parametrize("words", [("close",), ("set-password", "--password-stdin")])
def test_an_account_that_is_not_there_is_said_so(world: World, words: tuple[str, ...]) -> None:
    code, said = run(words[0], "nobody", *words[1:], typed=PASSWORD)
    assert (code, said) == (2, "alongside: There is no such account.\n")


def test_each_change_to_an_account_is_in_the_audit(world: World) -> None:
    added()
    run("set-password", "j.marsh", "--password-stdin", typed="another three words\n")
    run("close", "j.marsh")
    user = User.objects.get(sign_in_name="j.marsh")
    rows = AuditEntry.objects.filter(subject_id=user.id).order_by("id")
    assert [row.action for row in rows] == [
        "accounts.add_user",
        "accounts.set_password",
        "accounts.close_account",
    ]

"""Sign in, start and end duty: one intention each."""

from datetime import datetime
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import transaction

from alongside.foundation.accounts import rules
from alongside.foundation.accounts.models import Duty, Organisation, RoleHeld, User
from alongside.foundation.accounts.queries import actor_of
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, Role, Sector
from alongside.kernel.refusal import Refused

WRONG = Refused(
    "sign_in.wrong",
    "The sign-in name or the password is not right.",
    next_step="Check both and try again. After five wrong passwords the sign-in is locked.",
    field="password",
)


def sign_in(
    sign_in_name: str, password: str, *, now: datetime, own_door_only: bool = False
) -> User:
    """Check a password and answer whose it is.

    A wrong password is counted and recorded even though it is refused.

    Args:
        sign_in_name: As it was typed.
        password: As it was typed.
        now: The server's instant.
        own_door_only: Whether only those who come by a person's own door are let in.

    Raises:
        Refused: ``sign_in.wrong`` or ``sign_in.locked``; never says which part was wrong.
    """
    refusal: Refused | None = None
    with transaction.atomic():
        user = (
            User.objects.select_for_update()
            .filter(sign_in_name=sign_in_name.strip().lower(), is_active=True)
            .exclude(**({"own_door": ""} if own_door_only else {"pk": None}))
            .first()
        )
        if user is None:
            make_password(password)  # as slow as a real check, so names cannot be guessed
            record(None, Entry(Op.LOGIN, "accounts.sign_in", outcome="refused"), now=now)
            refusal = WRONG
        else:
            refusal = _check_password(user, password, now)
    if refusal is not None or user is None:
        raise refusal or WRONG
    return user


def _check_password(user: User, password: str, now: datetime) -> Refused | None:
    refusal: Refused | None = None
    try:
        rules.check_not_locked(user.locked_until, now)
        if user.check_password(password):
            user.failed_sign_ins, user.locked_until = 0, None
        else:
            user.failed_sign_ins += 1
            user.locked_until = rules.lock_after(user.failed_sign_ins, now)
            user.failed_sign_ins = 0 if user.locked_until else user.failed_sign_ins
            refusal = WRONG
    except Refused as locked:
        refusal = locked
    user.save(update_fields=["failed_sign_ins", "locked_until"])
    outcome = "refused" if refusal else "done"
    entry = Entry(Op.LOGIN, "accounts.sign_in", subject=Ref("user", user.id), outcome=outcome)
    record(actor_of(user) if not refusal else None, entry, now=now)
    return refusal


def open_demo_account(user_id: UUID, *, now: datetime) -> User:
    """Sign in to an account that has no password, as only demo accounts do.

    Raises:
        Refused: ``sign_in.has_password`` for any account that has one.
    """
    with transaction.atomic():
        user = User.objects.select_related("organisation", "duty").get(pk=user_id, is_active=True)
        if user.has_usable_password():
            raise Refused("sign_in.has_password", "This account is opened with its password.")
        entry = Entry(Op.LOGIN, "accounts.open_demo_account", Ref("user", user.id))
        record(actor_of(user), entry, now=now)
    return user


def record_sign_out(actor: Actor, *, now: datetime) -> None:
    """Keep that somebody signed out."""
    with transaction.atomic():
        record(actor, Entry(Op.LOGIN, "accounts.sign_out", Ref("user", actor.user_id)), now=now)


def start_duty(
    user_id: UUID, *, role: Role, seat: str, phone: str, ends_at: datetime, now: datetime
) -> Actor:
    """Start a spell of duty, ending any that was open.

    Raises:
        Refused: ``duty.role_not_held`` or ``duty.ends_before_it_starts``.
    """
    if ends_at <= now or ends_at - now > 2 * rules.DUTY_LASTS:
        raise Refused(
            "duty.ends_before_it_starts",
            "The end of duty has to be within the next 24 hours.",
            next_step="Check the time your shift ends.",
            field="ends_at",
        )
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user_id)
        if not RoleHeld.objects.filter(user=user, role=role).exists():
            raise Refused(
                "duty.role_not_held",
                "You do not hold that role.",
                next_step="Choose one of your own roles.",
                field="role",
            )
        Duty.objects.filter(user=user, ended_at=None).update(ended_at=now)
        duty = Duty.objects.create(
            user=user, role=role, seat=seat, phone=phone, started_at=now, ends_at=ends_at
        )
        user.duty = duty
        user.save(update_fields=["duty"])
        actor = actor_of(user)
        entry = Entry(Op.ALTERATION, "accounts.start_duty", Ref("duty", duty.id), fields=(role,))
        record(actor, entry, now=now)
    return actor


def end_duty(actor: Actor, *, now: datetime) -> None:
    """End the open spell of duty; does nothing when there is none."""
    with transaction.atomic():
        user = (
            User.objects.select_for_update(of=("self",))
            .select_related("duty")
            .get(pk=actor.user_id)
        )
        if user.duty is None:
            return
        Duty.objects.filter(pk=user.duty.pk).update(ended_at=now)
        entry = Entry(Op.ALTERATION, "accounts.end_duty", Ref("duty", user.duty.pk))
        user.duty = None
        user.save(update_fields=["duty"])
        record(actor, entry, now=now)


def add_organisation(
    *,
    name: str,
    short_name: str,
    sector: Sector,
    code: str = "",
    now: datetime,
    organisation_id: UUID | None = None,
) -> UUID:
    """Add an organisation, as the installer or an administrator.

    ``organisation_id`` is given where another directory knows it by that key already.
    """
    with transaction.atomic():
        row = Organisation.objects.create(
            id=organisation_id or uuid4(),
            name=name,
            short_name=short_name,
            sector=sector,
            code=code,
        )
        record(
            None,
            Entry(Op.CONFIGURATION, "accounts.add_organisation", Ref("organisation", row.id)),
            now=now,
        )
    return row.id


def add_user(
    *,
    sign_in_name: str,
    display_name: str,
    organisation_id: UUID,
    roles: tuple[Role, ...],
    password: str | None,
    now: datetime,
    phone: str = "",
    email: str = "",
    reference: str = "",
) -> UUID:
    """Add somebody who may sign in, with the roles they may take up.

    Args:
        password: ``None`` makes an account that only the demo's one-click sign-in opens.

    Raises:
        Refused: ``user.name_taken`` or ``user.no_role``.
    """
    name = sign_in_name.strip().lower()
    if not roles:
        raise Refused("user.no_role", "A person who signs in needs at least one role.")
    with transaction.atomic():
        _check_name_is_free(name)
        user = User(
            sign_in_name=name,
            display_name=display_name,
            organisation_id=organisation_id,
            phone=phone,
            email=email,
            reference=reference,
        )
        if password is None:
            user.set_unusable_password()
        else:
            user.set_password(password)
        user.save()
        RoleHeld.objects.bulk_create(RoleHeld(user=user, role=role) for role in roles)
        entry = Entry(
            Op.CONFIGURATION,
            "accounts.add_user",
            Ref("user", user.id),
            fields=tuple(roles),
            why=Why(purpose="administration"),
        )
        record(None, entry, now=now)
    return user.id


def _check_name_is_free(name: str) -> None:
    if User.objects.filter(sign_in_name=name).exists():
        raise Refused(
            "user.name_taken",
            "That sign-in name is taken.",
            next_step="Choose another.",
            field="sign_in_name",
        )


def set_password(sign_in_name: str, password: str, *, now: datetime) -> UUID:
    """Give somebody a new password, which signs them out everywhere and unlocks the account.

    Raises:
        Refused: ``user.unknown``, ``password.too_short`` or ``password.holds_name``.
    """
    rules.check_password_is_long(password, sign_in_name)
    with transaction.atomic():
        user = _open_account(sign_in_name)
        user.set_password(password)
        user.failed_sign_ins, user.locked_until = 0, None
        user.save(update_fields=["password", "failed_sign_ins", "locked_until"])
        entry = Entry(Op.CONFIGURATION, "accounts.set_password", Ref("user", user.id))
        record(None, entry, now=now)
    return user.id


def close_account(sign_in_name: str, *, now: datetime) -> UUID:
    """Close an account for good: its duty ends, and it is signed out with its next request.

    What they did stays on record in their name.

    Raises:
        Refused: ``user.unknown``.
    """
    with transaction.atomic():
        user = _open_account(sign_in_name)
        Duty.objects.filter(user=user, ended_at=None).update(ended_at=now)
        user.duty, user.is_active = None, False
        user.save(update_fields=["duty", "is_active"])
        entry = Entry(Op.CONFIGURATION, "accounts.close_account", Ref("user", user.id))
        record(None, entry, now=now)
    return user.id


def _open_account(sign_in_name: str) -> User:
    name = sign_in_name.strip().lower()
    user = User.objects.select_for_update().filter(sign_in_name=name, is_active=True).first()
    if user is None:
        raise Refused("user.unknown", "There is no such account.", field="sign_in_name")
    return user

"""Whose account a command acts for. What it does is recorded as theirs."""

from typing import NoReturn

import typer

from alongside.kernel.actor import Actor, Permissions, Role, Sector

BAD_INPUT = 2


def bad_input(line: str) -> NoReturn:
    """Say in one line what is wrong with what was given, and exit 2."""
    typer.echo(f"alongside: {' '.join(line.split())}", err=True)
    raise typer.Exit(BAD_INPUT)


def acting_for(sign_in_name: str, permissions: Permissions, permission: str) -> Actor:
    """Answer the account a command acts for, in a role of theirs that may do it.

    Whoever may run the command on the server already holds the database, so no password is
    asked; the account says whose act it was, and it must hold a role that may.

    Args:
        sign_in_name: As they sign in.
        permissions: The area's table.
        permission: What is about to be done.
    """
    from alongside.foundation.accounts.models import RoleHeld, User
    from alongside.foundation.accounts.rules import ROLE_LABELS

    if not sign_in_name:
        bad_input("whose act is this? Give --sign-in-name, the account it is recorded for.")
    user = (
        User.objects.select_related("organisation")
        .filter(sign_in_name=sign_in_name.strip().lower(), is_active=True)
        .first()
    )
    if user is None:
        bad_input(f"--sign-in-name {sign_in_name!a}: there is no such account.")
    held = RoleHeld.objects.filter(user=user).order_by("pk").values_list("role", flat=True)
    role = next((Role(role) for role in held if Role(role) in permissions[permission]), None)
    if role is None:
        may = " or ".join(sorted(ROLE_LABELS[role] for role in permissions[permission]))
        bad_input(f"--sign-in-name {sign_in_name!a}: this needs the role {may}.")
    return Actor(
        user_id=user.id,
        name=user.display_name,
        organisation_id=user.organisation_id,
        organisation_name=user.organisation.short_name,
        sector=Sector(user.organisation.sector),
        role=role,
        on_duty=True,
        session="command line",
    )

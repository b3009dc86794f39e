"""``alongside accounts``: organisations, and who may sign in. For whoever runs the server."""

import sys
from typing import Annotated, Final

import typer

from alongside.config.command.acting import bad_input
from alongside.config.command.setting_up import set_up
from alongside.kernel.actor import Role, Sector
from alongside.kernel.refusal import Refused

app = typer.Typer(help="Organisations, and who may sign in.", no_args_is_help=True)

FROM_INPUT: Final = "Read the password from standard input instead of asking for it."
SignInName = Annotated[str, typer.Argument(help="What they sign in with.")]
FromInput = Annotated[bool, typer.Option("--password-stdin", help=FROM_INPUT)]


@app.callback()
def accounts() -> None:
    """Organisations, and who may sign in."""


@app.command("add-organisation")
def add_organisation(
    name: Annotated[str, typer.Argument(help="Its full name.")],
    sector: Annotated[Sector, typer.Option(help="What kind of organisation.")],
    short_name: Annotated[str, typer.Option(help="Its short name; the full one.")] = "",
    code: Annotated[str, typer.Option(help="Its ODS code or police force code.")] = "",
) -> None:
    """Add a police force, trust, council or charity that works here."""
    set_up()
    from django.utils import timezone

    from alongside.foundation.accounts import actions
    from alongside.foundation.accounts.queries import organisations

    if name.casefold() in (row.name.casefold() for row in organisations()):
        bad_input(f"{name!a}: that organisation is here already.")
    actions.add_organisation(
        name=name, short_name=short_name or name, sector=sector, code=code, now=timezone.now()
    )
    typer.echo(f"{name} is added.")


@app.command("add")
def add(
    sign_in_name: SignInName,
    name: Annotated[str, typer.Option(help="How they are named on the record.")],
    organisation: Annotated[str, typer.Option(help="Name or short name of their organisation.")],
    role: Annotated[list[Role], typer.Option(help="A role they may take up.")],
    phone: Annotated[str, typer.Option(help="A number colleagues may ring.")] = "",
    email: Annotated[str, typer.Option(help="Where urgent messages go.")] = "",
    reference: Annotated[str, typer.Option(help="Collar or staff number.")] = "",
    password_stdin: FromInput = False,
) -> None:
    """Add somebody who may sign in, with the roles they may take up."""
    set_up()
    from django.utils import timezone

    from alongside.foundation.accounts import actions, rules
    from alongside.foundation.accounts.queries import organisations

    wanted = organisation.strip().casefold()
    rows = organisations()
    found = [r.id for r in rows if wanted in (r.name.casefold(), r.short_name.casefold())]
    if not found:
        named = ", ".join(row.name for row in rows) or "none yet: use add-organisation"
        bad_input(f"--organisation {organisation!a}: there is no such organisation ({named}).")
    try:
        password = _password(from_input=password_stdin)
        rules.check_password_is_long(password, sign_in_name)
        actions.add_user(
            sign_in_name=sign_in_name,
            display_name=name,
            organisation_id=found[0],
            roles=tuple(dict.fromkeys(role)),
            password=password,
            phone=phone,
            email=email,
            reference=reference,
            now=timezone.now(),
        )
    except Refused as refusal:
        bad_input(str(refusal))
    typer.echo(f"{name} may now sign in as {sign_in_name.strip().lower()}.")


@app.command("set-password")
def set_password(sign_in_name: SignInName, password_stdin: FromInput = False) -> None:
    """Give somebody a new password; signs them out everywhere and unlocks the account."""
    set_up()
    from django.utils import timezone

    from alongside.foundation.accounts import actions

    try:
        password = _password(from_input=password_stdin)
        actions.set_password(sign_in_name, password, now=timezone.now())
    except Refused as refusal:
        bad_input(str(refusal))
    typer.echo(f"{sign_in_name} has a new password.")


@app.command("close")
def close(sign_in_name: SignInName) -> None:
    """Close an account for good. What they did stays on record in their name."""
    set_up()
    from django.utils import timezone

    from alongside.foundation.accounts import actions

    try:
        actions.close_account(sign_in_name, now=timezone.now())
    except Refused as refusal:
        bad_input(str(refusal))
    typer.echo(f"{sign_in_name} is closed.")


def _password(*, from_input: bool) -> str:
    """Ask twice without showing it, or read one line."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return asked

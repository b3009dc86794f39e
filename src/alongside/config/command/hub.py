"""``alongside hub``: take what came by e-mail."""

import typer

from alongside.config.command.hub_mail import take_mail

app = typer.Typer(help="The liaison hub.", no_args_is_help=True)
app.command("take-mail")(take_mail)


@app.callback()
def hub() -> None:
    """The liaison hub."""

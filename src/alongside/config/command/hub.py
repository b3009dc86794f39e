"""``alongside hub``: find what was published, take mail in, and who came to training."""

import typer

from alongside.config.command.hub_mail import take_mail
from alongside.config.command.hub_search import find, reindex
from alongside.config.command.hub_training import import_attendance

app = typer.Typer(help="The liaison hub.", no_args_is_help=True)
app.command("find")(find)
app.command("reindex")(reindex)
app.command("take-mail")(take_mail)
app.command("import-attendance")(import_attendance)


@app.callback()
def hub() -> None:
    """The liaison hub."""

"""``alongside match``: is this the same person? Answers from files, without a database.

Each command is a module here with a function of the same name; ``COMMANDS`` lists them. They
import the engine, and so Splink, only when they run. Only ``reindex`` needs the database.
"""

from importlib import import_module
from typing import Final

import typer

COMMANDS: Final = (
    "link",
    "dedupe",
    "encode",
    "link_encoded",
    "reconcile",
    "reindex",
)

app = typer.Typer(
    help="Is this the same person? Links, duplicates and ledgers, with reasons.",
    no_args_is_help=True,
)

for _name in COMMANDS:
    _module = import_module(f"{__name__}.{_name}")
    app.command(_name.replace("_", "-"))(getattr(_module, _name))

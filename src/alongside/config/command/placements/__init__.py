"""``alongside placements``: who goes where, when; and why not. Answers from files.

Each command is a module here with a function of the same name; ``COMMANDS`` lists them. They
import the engine, and so OR-Tools, only when they run.
"""

from importlib import import_module
from typing import Final

import typer

COMMANDS: Final = ("plan", "repair", "explain", "why_not")

app = typer.Typer(
    help="Placements of officers with services: plan, mend, explain.",
    no_args_is_help=True,
)

for _name in COMMANDS:
    _module = import_module(f"{__name__}.{_name}")
    app.command(_name.replace("_", "-"))(getattr(_module, _name))

"""``alongside evaluate``: did it work? Answers from a file, without a database.

Each question is a module here with a function of the same name; ``QUESTIONS`` lists them. They
import the engine, and so SciPy and statsmodels, only when they run.
"""

from importlib import import_module
from typing import Final

import typer

QUESTIONS: Final = (
    "rates",
    "proportion",
    "its",
    "power",
    "did",
    "synth",
    "spc",
    "headline",
    "cost",
    "nulls",
)

app = typer.Typer(
    help="Did it work? Rates, series and headlines, with interval, comparator and checks.",
    no_args_is_help=True,
)

for _name in QUESTIONS:
    _module = import_module(f"{__name__}.{_name}")
    # A question may carry SETTINGS for its command: a headline can begin with a minus sign.
    app.command(_name, context_settings=getattr(_module, "SETTINGS", None))(getattr(_module, _name))

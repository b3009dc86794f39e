"""Everything the ``alongside`` command can do, joined together.

The engines' commands work without a database; the others set Django up when they run.
"""

from importlib import import_module

import typer

app = typer.Typer(
    help="One liaison desk for police and mental-health services.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

GROUPS = {
    "law": "alongside.config.command.law",
    "evaluate": "alongside.config.command.evaluate",
    "match": "alongside.config.command.match",
    "placements": "alongside.config.command.placements",
    "sharing": "alongside.config.command.sharing",
    "codes": "alongside.config.command.reference",
    "plans": "alongside.config.command.plans",
    "pathway": "alongside.config.command.pathway",
    "hub": "alongside.config.command.hub",
    "accounts": "alongside.config.command.accounts",
    "audit": "alongside.config.command.audit",
    "import": "alongside.config.command.importing",
    "export": "alongside.config.command.exporting",
}
SINGLE = {
    "demo": "alongside.config.command.demo",
    "serve": "alongside.config.command.serving",
    "work": "alongside.config.command.serving",
    "migrate": "alongside.config.command.serving",
    "document": "alongside.config.command.documents",
}


def _join() -> None:
    for name, module in GROUPS.items():
        app.add_typer(import_module(module).app, name=name)
    for name, module in SINGLE.items():
        app.command(name)(getattr(import_module(module), name))


_join()

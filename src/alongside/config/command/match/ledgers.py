"""Reads two ledgers for ``alongside match reconcile`` and ``alongside import ledgers``."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.matching.reconcile.episodes import Ledger

IsEncoded = Annotated[
    bool, typer.Option("--encoded", help="Both are files of `alongside match encode`.")
]
LedgerMap = Annotated[
    list[str] | None,
    typer.Option("--map", help="What a column is, as arrived_at=COLUMN; may be given many times."),
]


def read_ledgers(police: Path, health: Path, *, asked: list[str], encoded: bool) -> "list[Ledger]":
    """Read the police's ledger and the health service's, with names or without.

    Raises:
        Refused: A file cannot be read; one line that names it, its row and column.
    """
    return _encoded(police, health, asked) if encoded else _named(police, health, asked)


def _encoded(police: Path, health: Path, asked: list[str]) -> "list[Ledger]":
    from alongside.engines.matching.private.encoded import check_same_key, read_encoded
    from alongside.engines.matching.reconcile.reading import check_asked, encoded_ledger

    files = [read_encoded(police), read_encoded(health)]
    check_same_key(*files)
    check_asked(asked, {file.name: list(file.carried) for file in files})
    return [encoded_ledger(file, asked=asked) for file in files]


def _named(police: Path, health: Path, asked: list[str]) -> "list[Ledger]":
    from rich.console import Console
    from rich.progress import Progress

    from alongside.engines.matching.reconcile.reading import (
        check_asked,
        key_of_a_desk,
        named_ledger,
    )
    from alongside.exchange.spreadsheets.sheet import open_sheet

    sheets = [open_sheet(path) for path in (police, health)]
    check_asked(asked, {sheet.name: sheet.titles for sheet in sheets})
    key, ledgers = key_of_a_desk(), []
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        for sheet in sheets:
            rows = []
            for row in sheet.rows:
                if row.wrong:
                    raise Refused("table.row", f"{sheet.name}: row {row.number}: {row.wrong}")
                rows.append((row.number, row.cells))
            told = partial(bar.advance, bar.add_task(f"Reading {sheet.name}", total=len(rows)))
            ledgers.append(
                named_ledger(sheet.name, sheet.titles, rows, asked=asked, key=key, told=told)
            )
    return ledgers

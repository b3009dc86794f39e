"""Read two ledgers from files somebody sends, set them side by side and keep what differs."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol, TypeVar
from uuid import UUID

from alongside.areas.crisis.actions.ledgers import Compared, ComparisonKept, keep_comparison
from alongside.areas.crisis.rules.ledgers import LARGEST_FILE, MOST_ROWS, read_columns
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from alongside.engines.matching.private.secret import Key
    from alongside.engines.matching.reconcile.episodes import Ledger
    from alongside.engines.matching.reconcile.reconciling import Reconciled

WHICH_COLUMN: Final = "Say below which column it is, such as: arrived at = Time of arrival."
AT_THE_COMMAND: Final = "Send it in parts, or use the command alongside import ledgers."


class TableRow(Protocol):
    """One row of a table, as a spreadsheet numbers it."""

    @property
    def number(self) -> int:
        """The titles are row 1."""

    @property
    def cells(self) -> Sequence[object]:
        """As many as there are titles."""

    @property
    def wrong(self) -> str:
        """Why it cannot be read; empty when it can."""


class Table(Protocol):
    """A table that was read from a file."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Of the columns."""

    @property
    def rows(self) -> Iterator[TableRow]:
        """Below the titles, once."""


Read = TypeVar("Read")
ReadTable = Callable[[str, bytes], Table]
_READERS: list[ReadTable] = []


def learn_tables_from(read: ReadTable) -> None:
    """Name what reads a CSV or Excel file, by its name and all of it. Called at start."""
    _READERS[:] = [read]


@dataclass(frozen=True, slots=True)
class LedgerFile:
    """A ledger that somebody sends.

    Attributes:
        name: What the file is called.
        content: All of it.
        reference: Which column names a row, in a way that lasts; the row's number where empty.
        field: What the form calls it.
    """

    name: str
    content: bytes
    reference: str = ""
    field: str = ""


def compare_ledgers(
    actor: Actor,
    police: LedgerFile,
    health: LedgerFile,
    *,
    period: str,
    columns: str = "",
    now: datetime,
    request_key: UUID | None = None,
) -> ComparisonKept:
    """Compare two ledgers of section 136 and keep every difference, for somebody to find out.

    Nothing is written unless both can be read to the end. No names are kept.

    Args:
        actor: Whose act it is.
        police, health: The files, CSV or Excel.
        period: What both cover.
        columns: Which column is which where the titles do not say, one a line:
            ``arrived at = Time of arrival``.
        now: The server's instant.
        request_key: The form's, so that it is kept once.

    Raises:
        NotPermitted: The role does not compare ledgers.
        Refused: ``file.…``, ``ledger.…``, ``ledgers.…`` or ``encode.names``: one file, row and
            column is named, and the field of the form.
    """
    require(actor, PERMISSIONS, "ledgers.compare")
    asked = read_columns(columns)
    files = (police, health)
    tables = [_at(file, partial(_table, file)) for file in files]
    _check_named(asked, files, tables)
    from alongside.engines.matching.reconcile.reading import key_of_a_desk
    from alongside.engines.matching.reconcile.reconciling import reconcile

    key = key_of_a_desk()
    read = [
        _at(file, partial(_ledger, file, table, asked=asked, key=key))
        for file, table in zip(files, tables, strict=True)
    ]
    compared = _compared(period, files, reconcile(*read))
    return keep_comparison(actor, compared, now=now, request_key=request_key)


def _compared(period: str, files: Sequence[LedgerFile], found: "Reconciled") -> Compared:
    police, health = files
    return Compared(
        period=period,
        police_ledger=police.name,
        health_ledger=health.name,
        police_rows=found.police_rows,
        health_rows=found.health_rows,
        matched=len(found.pairs),
        agreeing=found.agreeing,
        differences=[
            (one.kind.value, one.police, one.health, one.words) for one in found.differences
        ],
    )


def _at(file: LedgerFile, read: Callable[[], Read]) -> Read:
    """Say what is wrong with a file beside its box, in the page's words."""
    try:
        return read()
    except Refused as wrong:
        next_step = WHICH_COLUMN if "--map" in wrong.next_step else wrong.next_step
        raise Refused(
            wrong.code, wrong.message, next_step=next_step, field=file.field or None
        ) from None


def _table(file: LedgerFile) -> Table:
    if len(file.content) > LARGEST_FILE:
        raise Refused("file.too_large", f"{file.name}: it is too large.", next_step=AT_THE_COMMAND)
    table = _READERS[0](file.name, file.content)
    if file.reference and not _has(table, file.reference):
        raise Refused(
            "ledgers.no_such_column",
            f"{file.name}: it has no column {file.reference!a}.",
            next_step=f"Its columns are {', '.join(table.titles)}.",
        )
    return table


def _check_named(
    asked: Sequence[tuple[str, str]], files: Sequence[LedgerFile], tables: Sequence[Table]
) -> None:
    for _code, title in asked:
        if not any(_has(table, title) for table in tables):
            raise Refused(
                "ledgers.no_such_column",
                f"Neither {' nor '.join(file.name for file in files)} has a column {title!a}.",
                next_step="Write the title as it stands in row 1 of the file.",
                field="columns",
            )


def _has(table: Table, title: str) -> bool:
    return title.casefold() in {one.casefold() for one in table.titles}


def _ledger(
    file: LedgerFile, table: Table, *, asked: Sequence[tuple[str, str]], key: "Key"
) -> "Ledger":
    from alongside.engines.matching.reconcile.reading import RECORD, named_ledger

    rows = _rows(file, table)
    said = [f"{code}={title}" for code, title in asked if _has(table, title)]
    named = [f"{RECORD}={file.reference}"] if file.reference else []
    return named_ledger(file.name, table.titles, rows, asked=[*named, *said], key=key)


def _rows(file: LedgerFile, table: Table) -> list[tuple[int, Sequence[object]]]:
    rows: list[tuple[int, Sequence[object]]] = []
    for row in table.rows:
        if row.wrong:
            raise Refused("table.row", f"{file.name}: row {row.number}: {row.wrong}")
        if len(rows) == MOST_ROWS:
            raise Refused(
                "ledgers.too_long",
                f"{file.name}: it has more than {MOST_ROWS:,} rows.",
                next_step=AT_THE_COMMAND,
            )
        rows.append((row.number, row.cells))
    if not rows:
        raise Refused("file.no_rows", f"{file.name}: it has titles and no rows.")
    return rows

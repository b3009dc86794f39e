"""Reads a file into DuckDB, every cell as it was written, and says what its columns hold."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alongside.engines.matching.batch.roles.content import MISSING, Cells
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOOKED_AT: Final = 3000
"""How many cells of a column are looked at to say what it is."""
ROW: Final = "row__"
"""The column added to every file: 0 for the first row under the titles."""
READ_AS_TABLE: Final = (".parquet", ".pq")


@dataclass(frozen=True, slots=True)
class Opened:
    """A file in DuckDB.

    Attributes:
        name: The file's name, without its folder.
        table: What it is called in DuckDB; its columns are text, beside ``row__``.
        titles: Its columns in order, trimmed.
        rows: How many rows it has.
    """

    name: str
    table: str
    titles: tuple[str, ...]
    rows: int


def quoted(name: str) -> str:
    """A name as SQL writes it, whatever is in it."""
    escaped = name.replace('"', '""')
    return f'"{escaped}"'


def text(value: str) -> str:
    """Text as SQL writes it."""
    escaped = value.replace("'", "''")
    return f"'{escaped}'"


def one_row(connection: "DuckDBPyConnection", sql: str) -> tuple[Any, ...]:
    """The one row that a query answers, read to its end."""
    return tuple(connection.execute(sql).fetchall()[0])


def open_file(connection: "DuckDBPyConnection", path: Path, *, table: str) -> Opened:
    """Read a CSV or Parquet file.

    Raises:
        Refused: ``file.unreadable``, ``file.empty`` or ``file.titles``, naming the file.
    """
    import duckdb

    if not path.is_file():
        raise Refused("file.unreadable", f"{path}: there is no such file.")
    where = text(str(path))
    parquet = path.suffix.lower() in READ_AS_TABLE
    source = (
        f"read_parquet({where})"
        if parquet
        else f"read_csv({where}, all_varchar=true, header=true, sample_size=-1)"
    )
    try:
        connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM {source}")  # nosec B608
    except duckdb.Error as fault:
        raise Refused("file.unreadable", f"{path.name}: {_first_line(str(fault))}") from None
    return _as_opened(connection, path.name, table=table)


def cells_of(connection: "DuckDBPyConnection", opened: Opened) -> dict[str, Cells]:
    """What each column holds: how full, how various, and a look at its cells."""
    # The test of missing cells is the one that preparation uses.
    found: dict[str, Cells] = {}
    for title in opened.titles:
        value = present(quoted(title))
        filled, distinct = one_row(
            connection,
            f"SELECT count({value}), count(DISTINCT {value}) FROM {opened.table}",  # nosec B608
        )
        step = max(1, opened.rows // LOOKED_AT)
        seen = connection.execute(
            f"SELECT {value} v FROM {opened.table} "  # nosec B608
            f"WHERE v IS NOT NULL AND {ROW} % {step} = 0 ORDER BY {ROW} LIMIT {LOOKED_AT}"
        ).fetchall()
        if not seen and filled:
            seen = connection.execute(
                f"SELECT {value} v FROM {opened.table} "  # nosec B608
                f"WHERE v IS NOT NULL ORDER BY {ROW} LIMIT {LOOKED_AT}"
            ).fetchall()
        found[title] = Cells(tuple(row[0] for row in seen), opened.rows, filled, distinct)
    return found


def present(column: str) -> str:
    """SQL for a cell, trimmed, or nothing where it says nothing."""
    listed = ", ".join(text(word) for word in sorted(MISSING))
    trimmed = f"trim({column})"
    return (
        f"CASE WHEN {trimmed} = 'NA' OR lower({trimmed}) IN ({listed}) THEN NULL ELSE {trimmed} END"
    )


def _as_opened(connection: "DuckDBPyConnection", name: str, *, table: str) -> Opened:
    described = connection.execute(f"DESCRIBE {table}").fetchall()
    held = [row[0] for row in described]
    titles = [title.strip() for title in held]
    if len(set(map(str.casefold, titles))) < len(titles) or "" in titles:
        raise Refused("file.titles", f"{name}: row 1 has a blank title, or two the same.")
    (rows,) = one_row(connection, f"SELECT count(*) FROM {table}")  # nosec B608
    if not rows:
        raise Refused("file.empty", f"{name}: it has titles and no rows.")
    columns = ", ".join(
        f"CAST({quoted(was)} AS VARCHAR) AS {quoted(title)}"
        for was, title in zip(held, titles, strict=True)
    )
    connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS "  # nosec B608
        f"SELECT (row_number() OVER ()) - 1 AS {ROW}, {columns} FROM {table}"
    )
    return Opened(name, table, tuple(titles), int(rows))


def _cell(value: object) -> str | None:
    if value is None:
        return None
    moment = getattr(value, "isoformat", None)
    written = str(moment()) if moment is not None else str(value)
    return written.removesuffix("T00:00:00").removesuffix(".0")


def _first_line(fault: str) -> str:
    lines = [line.strip() for line in fault.splitlines() if line.strip()]
    told = lines[0] if lines else "it cannot be read"
    found = [line for line in lines if line.startswith(("Line:", "LINE", "Original Line"))]
    return f"{told} {found[0] if found else ''}"[:240].strip()

"""New rows against the people of an earlier answer, who keep their keys."""

from pathlib import Path
from typing import TYPE_CHECKING

from alongside.engines.matching.batch.keys import PERSON, earlier_keys
from alongside.engines.matching.batch.reading import ROW, Opened, open_file, quoted
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def open_with_earlier(
    connection: "DuckDBPyConnection", file: Path, previous: Path
) -> tuple[Opened, dict[int, str]]:
    """Put the rows of an earlier answer before new ones, in one table.

    Returns:
        The rows of both, and the key of each row of the earlier answer.

    Raises:
        Refused: ``keys.…`` or ``file.…`` naming file, row and column.
    """
    before = open_file(connection, previous, table="before")
    new = open_file(connection, file, table="new_rows")
    if PERSON not in before.titles:
        raise Refused(
            "keys.column",
            f"--clusters {previous.name}: row 1 has no column {PERSON!a}.",
            next_step="Give a file that alongside match dedupe wrote with --out.",
        )
    missing = [title for title in new.titles if title not in before.titles]
    if missing:
        raise Refused(
            "keys.columns",
            f"--clusters {previous.name}: it has no column {missing[0]!a}, which {file.name} has.",
            next_step="Give both files the same columns.",
        )
    cells = connection.execute(f"SELECT {PERSON} FROM before ORDER BY {ROW}").fetchall()  # nosec B608
    keys = earlier_keys([row[0] for row in cells], file=previous.name)
    titles = ", ".join(quoted(title) for title in new.titles)
    connection.execute(
        f"CREATE OR REPLACE TABLE raw_a AS SELECT {ROW}, {titles} FROM before UNION ALL "  # nosec B608
        f"SELECT {ROW} + {before.rows}, {titles} FROM new_rows"
    )
    return Opened(file.name, "raw_a", new.titles, before.rows + new.rows), keys

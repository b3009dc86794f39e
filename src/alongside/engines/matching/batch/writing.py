"""Writes answers: links with reasons, rows with their person, pairs for review."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from alongside.engines.matching.batch.clusters import Edge
from alongside.engines.matching.batch.keys import PERSON
from alongside.engines.matching.batch.preparing.table import Side
from alongside.engines.matching.batch.reading import READ_AS_TABLE, ROW, quoted, text
from alongside.engines.matching.batch.reasons import reasons_sql
from alongside.engines.matching.batch.roles.role import Role
from alongside.engines.matching.batch.run import Scored
from alongside.engines.matching.batch.running.scoring import SCORED, SURE
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FIRST_ROW: Final = 2
"""As a spreadsheet numbers it: the titles are row 1."""
TOLD: Final = "told"
"""The table of pairs with their reasons."""


def check_path(path: Path | None, option: str) -> None:
    """Refuse a path that cannot be written, before any work is done.

    Raises:
        Refused: ``out.path`` naming the option.
    """
    if path is None:
        return
    if path.suffix.lower() not in (".csv", *READ_AS_TABLE):
        raise Refused("out.path", f"{option} {path.name}: end it in .csv or .parquet.")
    if not path.absolute().parent.is_dir():
        raise Refused("out.path", f"{option} {path}: there is no such folder.")


def tell_pairs(connection: "DuckDBPyConnection", scored: Scored, pairs: Sequence[Edge]) -> None:
    """Make the table ``told``: row and row, weight, chance and reasons of these pairs."""
    import pyarrow as pa

    held = pa.table(
        {
            "a": pa.array([edge[0] for edge in pairs], pa.int64()),
            "b": pa.array([edge[1] for edge in pairs], pa.int64()),
            "said": pa.array([edge[2] >= SURE for edge in pairs], pa.bool_()),
        }
    )
    connection.register("pairs__", held)
    starts = scored.work.prepared.starts
    left, right = starts[0] - FIRST_ROW, starts[-1] - FIRST_ROW
    connection.execute(
        f"CREATE OR REPLACE TABLE {TOLD} AS SELECT a - ({left}) AS left_row, "  # nosec B608
        f"b - ({right}) AS right_row, round(weight, 3) AS weight, "
        "round(1 / (1 + pow(2, -least(greatest(weight, -60), 60))), 6) AS chance, "
        f"concat_ws('; ', {reasons_sql(scored.work.compared)}, "
        "CASE WHEN said THEN 'somebody who looked said so' END) AS reasons "
        f"FROM pairs__ LEFT JOIN {SCORED} ON a = unique_id_l AND b = unique_id_r ORDER BY a, b"
    )
    connection.unregister("pairs__")


def told_pairs(connection: "DuckDBPyConnection", most: int) -> list[dict[str, Any]]:
    """The pairs of ``told``, for another program."""
    rows = connection.execute(
        f"SELECT left_row, right_row, weight, chance, reasons FROM {TOLD} "  # nosec B608
        f"ORDER BY left_row, right_row LIMIT {most}"
    ).fetchall()
    titles = ("left_row", "right_row", "weight", "chance", "reasons")
    return [dict(zip(titles, row, strict=True)) for row in rows]


def write_links(connection: "DuckDBPyConnection", scored: Scored, path: Path) -> None:
    """Write the links: each side's row and record numbers, weight, chance and reasons."""
    left, right = scored.sides[0], scored.sides[-1]
    columns = ["left_row", "right_row"]
    columns += _records(left, "l", "left") + _records(right, "r", "right")
    columns += ["weight", "chance", "reasons"]
    query = (
        f"SELECT {', '.join(columns)} FROM {TOLD} "  # nosec B608
        f"JOIN {left.opened.table} l ON l.{ROW} = left_row - {FIRST_ROW} "
        f"JOIN {right.opened.table} r ON r.{ROW} = right_row - {FIRST_ROW} "
        "ORDER BY left_row, right_row"
    )
    copy_out(connection, query, path)


def write_people(
    connection: "DuckDBPyConnection", scored: Scored, *, people: Sequence[str], path: Path
) -> None:
    """Write every row with its person and, where it shares one, the pair that ties it best."""
    import pyarrow as pa

    held = pa.table(
        {"at": pa.array(range(len(people)), pa.int64()), PERSON: pa.array(people, pa.string())}
    )
    connection.register("people__", held)
    side = scored.sides[0].opened
    titles = ", ".join(
        f"f.{quoted(title)}" for title in side.titles if title.casefold() not in ADDED
    )
    both_ways = (
        f"SELECT left_row AS row, right_row AS other, weight, chance, reasons FROM {TOLD} "  # nosec B608
        f"UNION ALL SELECT right_row, left_row, weight, chance, reasons FROM {TOLD}"
    )
    tie = (
        "SELECT row, arg_max(other, (weight, -other)) AS tied_to_row, max(weight) AS weight, "  # nosec B608
        "arg_max(chance, (weight, -other)) AS chance, "
        f"arg_max(reasons, (weight, -other)) AS reasons FROM ({both_ways}) GROUP BY row"
    )
    query = (
        f"SELECT p.{PERSON}, {titles}, tied_to_row, weight, chance, reasons "  # nosec B608
        f"FROM {side.table} f JOIN people__ p ON p.at = f.{ROW} "
        f"LEFT JOIN ({tie}) t ON t.row = f.{ROW} + {FIRST_ROW} ORDER BY f.{ROW}"
    )
    copy_out(connection, query, path)
    connection.unregister("people__")


ADDED: Final = (PERSON, "tied_to_row", "weight", "chance", "reasons")


def copy_out(connection: "DuckDBPyConnection", query: str, path: Path) -> None:
    """Write what a query answers.

    Raises:
        Refused: ``out.path`` where it cannot be written.
    """
    import duckdb

    form = "PARQUET" if path.suffix.lower() in READ_AS_TABLE else "CSV, HEADER"
    try:
        connection.execute(f"COPY ({query}) TO {text(str(path))} (FORMAT {form})")
    except duckdb.IOException:
        raise Refused("out.path", f"{path}: it cannot be written.") from None


def _records(side: Side, alias: str, prefix: str) -> list[str]:
    """The record numbers a file has of its own, so that a link can be followed back."""
    return [
        f"{alias}.{quoted(one.column)} AS {quoted(f'{prefix}_{one.column}')}"
        for one in side.assigned
        if one.role is Role.RECORD
    ]

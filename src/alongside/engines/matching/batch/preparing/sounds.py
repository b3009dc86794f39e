"""How a name sounds and what it is short for, worked out once for each different name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from alongside.engines.matching.batch.preparing.short_forms import ROOTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def sound(name: str) -> str:
    """How a name sounds, as a short key; empty where it cannot be told."""
    import jellyfish

    return jellyfish.metaphone(name)


def root(name: str) -> str:
    """The name that a short form stands for; itself where it is none."""
    return ROOTS.get(name, name)


def look_up(
    connection: "DuckDBPyConnection",
    tables: list[str],
    column: str,
    *,
    table: str,
    work: Callable[[str], str],
) -> None:
    """Make a table of what ``work`` answers for every different name of a column."""
    import pyarrow as pa

    union = " UNION ".join(
        f"SELECT DISTINCT {column} v FROM {one} WHERE {column} IS NOT NULL" for one in tables
    )
    names = [row[0] for row in connection.execute(f"{union} ORDER BY v").fetchall()]
    answers = [work(name) or None for name in names]
    held = pa.table({"v": pa.array(names, pa.string()), "answer": pa.array(answers, pa.string())})
    connection.register("names__", held)
    connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM names__")
    connection.unregister("names__")

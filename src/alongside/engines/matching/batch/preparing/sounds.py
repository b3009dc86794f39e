"""How a name sounds and which names it is a form of, worked out once for each different name."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.vocabulary.nicknames import formal_names
from alongside.engines.matching.vocabulary.sounds import sound

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LOOKED_UP: Final = (
    ("given_name", "sound"),
    ("given_name", "root"),
    ("given_name", "root2"),
    ("surname", "sound"),
)
"""Columns, and what is looked up of each."""


def root(name: str) -> str:
    """A word that stands for all forms of a name; the name itself where it has none."""
    forms = sorted(formal_names(name))
    return f"form {forms[0]}" if forms else name


def root2(name: str) -> str:
    """The same for a form that may be short for another name too, as Alex; else empty."""
    forms = sorted(formal_names(name))
    return f"form {forms[1]}" if len(forms) > 1 else ""


WORK: Final[dict[str, Callable[[str], str]]] = {"sound": sound, "root": root, "root2": root2}


def look_up(
    connection: "DuckDBPyConnection", tables: Sequence[str], column: str, *, what: str, table: str
) -> None:
    """Make a table of what is looked up for every different name of a column."""
    import pyarrow as pa

    union = " UNION ".join(
        f"SELECT DISTINCT {column} v FROM {one} WHERE {column} IS NOT NULL"  # nosec B608
        for one in tables
    )
    names = [row[0] for row in connection.execute(f"{union} ORDER BY v").fetchall()]
    work = WORK[what]
    answers = [work(name) or None for name in names]
    held = pa.table({"v": pa.array(names, pa.string()), "answer": pa.array(answers, pa.string())})
    connection.register("names__", held)
    connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM names__")  # nosec B608
    connection.unregister("names__")

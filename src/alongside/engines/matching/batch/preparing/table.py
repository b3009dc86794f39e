"""Makes the prepared tables of one file, or of two with the columns they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.batch.preparing.columns import columns_of, derived_from
from alongside.engines.matching.batch.preparing.expressions import month_before_day
from alongside.engines.matching.batch.preparing.letters import ENDING, know_letters
from alongside.engines.matching.batch.preparing.sounds import LOOKED_UP, look_up
from alongside.engines.matching.batch.reading import ROW, Opened, one_row, present, quoted
from alongside.engines.matching.batch.roles.role import Assigned, Role
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SIDES: Final = ("a", "b")


@dataclass(frozen=True, slots=True)
class Side:
    """One file and what its columns are about."""

    opened: Opened
    assigned: tuple[Assigned, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Tables ready to be compared.

    Attributes:
        tables: One name, or two; each has ``unique_id``, never shared between them.
        columns: The prepared columns they hold.
        starts: The first ``unique_id`` of each; a row's own number is ``unique_id`` less it.
        rows: How many rows each has.
    """

    tables: tuple[str, ...]
    columns: tuple[str, ...]
    starts: tuple[int, ...]
    rows: tuple[int, ...]

    @property
    def linking(self) -> bool:
        """Whether two files are linked rather than one searched for duplicates."""
        return len(self.tables) == 2

    @property
    def possible_pairs(self) -> int:
        """How many pairs there are altogether."""
        if self.linking:
            return self.rows[0] * self.rows[1]
        return self.rows[0] * (self.rows[0] - 1) // 2


def prepare(connection: "DuckDBPyConnection", sides: Sequence[Side]) -> Prepared:
    """Make the tables to be compared.

    Raises:
        Refused: ``rows.one`` or ``roles.none`` where there is nothing to compare.
    """
    if len(sides) == 1 and sides[0].opened.rows == 1:
        raise Refused("rows.one", f"{sides[0].opened.name}: one row has none to be compared with.")
    made = [columns_of(side.assigned, month_first=_month_first(connection, side)) for side in sides]
    shared = [name for name in made[0] if all(name in one for one in made)]
    if not shared:
        raise Refused(
            "roles.none",
            f"{' and '.join(side.opened.name for side in sides)}: no column to compare was found.",
            next_step="Say what the columns are with --map role=column.",
        )
    know_letters(connection)
    tables, starts, start = [], [], 0
    for place, (side, expressions) in enumerate(zip(sides, made, strict=True)):
        table = f"plain_{SIDES[place]}"
        chosen = ", ".join(f"{expressions[name]} AS {name}" for name in shared)
        connection.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT {ROW} + {start} AS unique_id, {chosen} "  # nosec B608
            f"FROM {side.opened.table} ORDER BY unique_id"
        )
        tables.append(table)
        starts.append(start)
        start += side.opened.rows
    derived = derived_from(made[0] | dict.fromkeys(shared, ""))
    derived = {name: sql for name, sql in derived.items() if _base_of(name) in shared}
    looked_up = [(base, what) for base, what in LOOKED_UP if base in shared]
    for base, what in looked_up:
        look_up(connection, tables, base, what=what, table=f"{base}_{what}s")
    prepared = tuple(_finish(connection, t, derived, looked_up) for t in tables)
    columns = (*shared, *derived, *(f"{base}_{what}" for base, what in looked_up))
    return Prepared(prepared, columns, tuple(starts), tuple(side.opened.rows for side in sides))


def _finish(
    connection: "DuckDBPyConnection",
    table: str,
    derived: dict[str, str],
    looked_up: list[tuple[str, str]],
) -> str:
    finished = table.replace("plain", "prepared")
    more = "".join(f", {sql} AS {name}" for name, sql in derived.items())
    more += "".join(f", {base}_{what}s.answer AS {base}_{what}" for base, what in looked_up)
    joins = "".join(
        f" LEFT JOIN {base}_{what}s ON {table}.{base} = {base}_{what}s.v"
        for base, what in looked_up
    )
    connection.execute(
        f"CREATE OR REPLACE TABLE {finished} AS SELECT {table}.*{more} FROM {table}{joins} "  # nosec B608
        f"ORDER BY unique_id"
    )
    connection.execute(f"DROP TABLE {table}")
    return finished


def _base_of(derived: str) -> str:
    for ending in ("_number", "_user", "_district", "_sorted", "_days", ENDING):
        if derived.endswith(ending):
            return derived.removesuffix(ending)
    return derived


def _month_first(connection: "DuckDBPyConnection", side: Side) -> bool:
    """Whether dates can only be read month first; day first unless the file shows otherwise."""
    born = next((one for one in side.assigned if one.role is Role.DATE_OF_BIRTH), None)
    if born is None:
        return False
    value = present(quoted(born.column))
    (counted,) = one_row(connection, f"SELECT {month_before_day(value)} FROM {side.opened.table}")  # nosec B608
    return bool(counted > 0)

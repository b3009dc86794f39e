"""Pairs for a person's eye, written out; and what they said of them, read back.

Rows are known by a print of what they hold, so that answers keep their place when rows are added
or put in another order.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.batch.clusters import Edge, Settled
from alongside.engines.matching.batch.deciding import Decided
from alongside.engines.matching.batch.preparing.table import Side
from alongside.engines.matching.batch.reading import ROW, open_file, quoted
from alongside.engines.matching.batch.roles.role import EVIDENCE
from alongside.engines.matching.batch.run import Scored
from alongside.engines.matching.batch.thresholds import chance
from alongside.engines.matching.batch.writing import FIRST_ROW, TOLD, copy_out, tell_pairs
from alongside.kernel.refusal import Refused

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

DOUBTFUL: Final = (0.05, 0.95)
"""Pairs whose chance lies between these are for a person's eye."""
SAME: Final = "same_person"
YES: Final = frozenset(("yes", "y", "true", "1", "same"))
NO: Final = frozenset(("no", "n", "false", "0", "different"))


def doubtful(decided: Decided, *, linked: bool) -> list[Edge]:
    """Pairs for a person's eye: near even odds, or decided against what the pair itself says."""
    low, high = DOUBTFUL
    together = {edge[:2] for edge in decided.links}
    found = []
    for edge in decided.edges:
        likely = float(chance(edge[2]))
        cluster = decided.cluster.get(edge[0])
        one = (
            edge[:2] in together
            if linked
            else (cluster is not None and cluster == decided.cluster.get(edge[1]))
        )
        if low < likely < high or one != (likely >= 0.5):
            found.append(edge)
    return found


def write_review(
    connection: "DuckDBPyConnection", scored: Scored, *, decided: Decided, path: Path
) -> int:
    """Write the doubtful pairs, the most doubtful first, with both rows and their reasons.

    Returns:
        How many there are.
    """
    pairs = doubtful(decided, linked=scored.work.prepared.linking)
    tell_pairs(connection, scored, pairs)
    left, right = scored.sides[0], scored.sides[-1]
    columns = [
        "left_row",
        "right_row",
        f"'' AS {SAME}",
        "weight",
        "chance",
        "reasons",
        *_shown(left, "l", "left"),
        *_shown(right, "r", "right"),
        f"{print_of(left, 'l')} AS left_print",
        f"{print_of(right, 'r')} AS right_print",
    ]
    query = (
        f"SELECT {', '.join(columns)} FROM {TOLD} "  # nosec B608
        f"JOIN {left.opened.table} l ON l.{ROW} = left_row - {FIRST_ROW} "
        f"JOIN {right.opened.table} r ON r.{ROW} = right_row - {FIRST_ROW} "
        "ORDER BY abs(chance - 0.5), left_row, right_row"
    )
    copy_out(connection, query, path)
    return len(pairs)


def read_labels(
    connection: "DuckDBPyConnection", path: Path, *, sides: Sequence[Side], starts: Sequence[int]
) -> Settled:
    """Read a review file that somebody has filled in.

    Blank answers are passed by, and so are rows that are gone.

    Raises:
        Refused: ``labels.…`` naming file, row and column.
    """
    opened = open_file(connection, path, table="labels")
    for column in ("left_print", "right_print", SAME):
        if column not in opened.titles:
            raise Refused(
                "labels.column",
                f"--labels {path.name}: row 1 has no column {column!a}.",
                next_step="Fill in a file that --review wrote.",
            )
    rows = connection.execute(
        f"SELECT left_print, right_print, {SAME} FROM labels ORDER BY {ROW}"  # nosec B608
    ).fetchall()
    where = [_places(connection, side, start) for side, start in zip(sides, starts, strict=True)]
    together: set[tuple[int, int]] = set()
    apart: set[tuple[int, int]] = set()
    for number, (left, right, cell) in enumerate(rows, start=FIRST_ROW):
        said = _answer(cell, name=f"--labels {path.name}: row {number}, column {SAME!a}")
        for a in where[0].get(left, ()) if said is not None else ():
            pairs = {(min(a, b), max(a, b)) for b in where[-1].get(right, ()) if a != b}
            (together if said else apart).update(pairs)
    return Settled(tuple(sorted(together)), tuple(sorted(apart - together)))


def print_of(side: Side, alias: str) -> str:
    """SQL for a print of what a row holds in the columns that are compared."""
    cells = ", ".join(
        f"coalesce({alias}.{quoted(one.column)}, '')"
        for one in side.assigned
        if one.role in EVIDENCE
    )
    return f"md5(concat_ws(chr(31), {cells}))"


def _places(connection: "DuckDBPyConnection", side: Side, start: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = connection.execute(
        f"SELECT {print_of(side, 'f')}, {ROW} FROM {side.opened.table} f ORDER BY {ROW}"  # nosec B608
    ).fetchall()
    for printed, row in rows:
        found.setdefault(printed, []).append(int(row) + start)
    return found


def _answer(cell: str | None, *, name: str) -> bool | None:
    word = (cell or "").strip().casefold()
    if not word:
        return None
    if word not in YES | NO:
        why = f"{name}: {word[:40]!a} is neither yes nor no."
        raise Refused("labels.answer", why, next_step="Leave it blank where you cannot tell.")
    return word in YES


def _shown(side: Side, alias: str, prefix: str) -> list[str]:
    return [
        f"{alias}.{quoted(one.column)} AS {quoted(f'{prefix}_{one.column}')}"
        for one in side.assigned
        if one.role in EVIDENCE
    ]

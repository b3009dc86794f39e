"""Learns the shares from a sample of the rows, and says which of its pairs are likely."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.batch.blocking import Rule, pairs_of
from alongside.engines.matching.batch.reading import one_row
from alongside.engines.matching.batch.running.backend import Backend
from alongside.engines.matching.batch.running.scoring import Work, linker_for
from alongside.engines.matching.batch.settings.build import Shares, first_shares
from alongside.engines.matching.batch.settings.level import Compared, same
from alongside.engines.matching.batch.training import Learnt, Patterns, chances_of, learn

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

CHANCE_PAIRS: Final = 400_000
"""Pairs taken at random to learn how often two people agree."""
CHANCE_ROWS: Final = 20_000
"""Rows of a file that these pairs are made of, at most."""
SEEN_ENOUGH: Final = 0.001
"""The share of those pairs from which a sample's own count will do."""
LEARNING_PAIRS: Final = 800_000
"""Compared pairs to learn from; more are sampled, the same ones each time."""
LEVELS: Final = "sampled"
LIKELY: Final = "likely"
LIKELY_FROM: Final = 0.5


def train(connection: "DuckDBPyConnection", backend: Backend, work: Work) -> tuple[Learnt, bool]:
    """Learn the shares from the rows themselves.

    Returns:
        What was learnt, and whether it was from a sample; then the likely pairs of the sample
        are in the table ``likely``.
    """
    parts = max(1, round(float((work.pairs / LEARNING_PAIRS) ** 0.5)))
    by_chance = None
    if not work.every_pair:
        few = _patterns(connection, backend, _at_random(connection, work))
        by_chance = _the_same_counted(connection, work, _marginal(few, work.compared))
    sampled = work if parts == 1 else _one_part(connection, work, parts=parts)
    patterns = _patterns(connection, backend, sampled)
    learnt = learn(patterns, work.compared, by_chance or _marginal(patterns, work.compared))
    if parts > 1:
        _keep_likely(connection, work, patterns=patterns, learnt=learnt)
    return learnt, parts > 1


def _at_random(connection: "DuckDBPyConnection", work: Work) -> Work:
    """Many rows of each file, put into lots by chance; pairs within a lot are compared.

    Pairs of a few rows, each with each, would be as many and tell less: one common name among
    the few counts in every pair it is in.
    """
    tables, rows = [], []
    for table, held in zip(work.prepared.tables, work.prepared.rows, strict=True):
        rows.append(min(held, CHANCE_ROWS))
        tables.append(table.replace("prepared", "by_chance"))
    prepared = replace(work.prepared, tables=tuple(tables), rows=tuple(rows))
    lots = max(1, prepared.possible_pairs // CHANCE_PAIRS)
    for made, table, most in zip(tables, work.prepared.tables, rows, strict=True):
        connection.execute(
            f"CREATE OR REPLACE TABLE {made} AS SELECT *, hash(unique_id, 1) % {lots} AS lot "  # nosec B608
            f"FROM {table} ORDER BY hash(unique_id, {work.seed}), unique_id LIMIT {most}"
        )
    return replace(work, prepared=prepared, rules=("l.lot = r.lot",))


def _the_same_counted(
    connection: "DuckDBPyConnection", work: Work, by_chance: Shares
) -> dict[str, Sequence[float]]:
    """Put right how often two rows hold the same, where a sample shows too few that do.

    Counted in all rows, without making the pairs.
    """
    found = dict(by_chance)
    for one in work.compared:
        column, share = one.columns[0], by_chance[one.name][0]
        if share > SEEN_ENOUGH or one.levels[0].sql != same(column):
            continue
        known = [
            one_row(connection, f"SELECT count({column}) FROM {table}")[0]  # nosec B608
            for table in work.prepared.tables
        ]
        able = replace(work.prepared, rows=tuple(known)).possible_pairs
        key = (f"{{}}.{column}",)
        exact = pairs_of(connection, work.prepared, Rule(key, key)) / max(able, 1)
        rest = [(1 - exact) / max(1 - share, 1e-9) * other for other in by_chance[one.name][1:]]
        found[one.name] = (exact, *rest)
    return found


def _one_part(connection: "DuckDBPyConnection", work: Work, *, parts: int) -> Work:
    """One row in so many of each file, compared by the rules."""
    tables, rows = [], []
    for table in work.prepared.tables:
        tables.append(table.replace("prepared", "sampled"))
        connection.execute(
            f"CREATE OR REPLACE TABLE {tables[-1]} AS SELECT * FROM {table} "  # nosec B608
            f"WHERE hash(unique_id, {work.seed}) % {parts} = 0 ORDER BY unique_id"
        )
        rows.append(int(one_row(connection, f"SELECT count(*) FROM {tables[-1]}")[0]))  # nosec B608
    prepared = replace(work.prepared, tables=tuple(tables), rows=tuple(rows))
    return replace(work, prepared=prepared)


def _patterns(connection: "DuckDBPyConnection", backend: Backend, work: Work) -> Patterns:
    """Compare, keep each pair's levels in a table, and count the patterns."""
    import numpy as np

    first = first_shares(work.compared)
    linker = linker_for(backend, work, Learnt(first, first, 0.001, 0.0, 0, False), lean=True)
    found = linker.inference.predict(warning_mode="never")
    gammas = [f"gamma_{one.name}" for one in work.compared]
    backend.keep(found, LEVELS, ["unique_id_l", "unique_id_r", *gammas])
    found.drop_table_from_database_and_remove_from_cache()
    grouped = ", ".join(gammas)
    rows = connection.execute(
        f"SELECT {grouped}, count(*) AS pairs FROM {LEVELS} GROUP BY {grouped} ORDER BY {grouped}"  # nosec B608
    ).fetchnumpy()
    columns = []
    for one in work.compared:
        gamma = np.asarray(rows[f"gamma_{one.name}"]).astype(np.int64)
        columns.append(np.where(gamma < 0, -1, len(one.levels) - 1 - gamma))
    counts = np.asarray(rows["pairs"]).astype(np.float64)
    return Patterns(np.stack(columns, axis=1), counts, float(work.prepared.possible_pairs))


def _keep_likely(
    connection: "DuckDBPyConnection", work: Work, *, patterns: Patterns, learnt: Learnt
) -> None:
    """Keep the pairs of the sample that are likelier one person than not."""
    import pyarrow as pa

    likely = chances_of(patterns, work.compared, learnt) >= LIKELY_FROM
    columns = {}
    for column, one in enumerate(work.compared):
        level = patterns.levels[likely, column]
        columns[f"gamma_{one.name}"] = pa.array(
            [-1 if place < 0 else len(one.levels) - 1 - place for place in level.tolist()],
            pa.int64(),
        )
    connection.register("likely__", pa.table(columns))
    connection.execute(
        f"CREATE OR REPLACE TABLE {LIKELY} AS SELECT unique_id_l, unique_id_r FROM {LEVELS} "  # nosec B608
        f"JOIN likely__ USING ({', '.join(columns)})"
    )
    connection.unregister("likely__")


def _marginal(patterns: Patterns, compared: Sequence[Compared]) -> Shares:
    """How often every pair there is stands at each level."""
    import numpy as np

    found = {}
    for column, one in enumerate(compared):
        level = patterns.levels[:, column]
        known = level >= 0
        count = np.bincount(level[known], weights=patterns.counts[known], minlength=len(one.levels))
        share = count / max(count.sum(), 1.0)
        found[one.name] = tuple(float(value) for value in share)
    return found

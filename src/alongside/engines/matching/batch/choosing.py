"""Which rules earn their pairs: the fewest that still reach the likely pairs of a sample."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from alongside.engines.matching.batch.blocking import Counted
from alongside.engines.matching.batch.preparing.table import Prepared

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WORTH: Final = 0.001
"""A rule is added while it reaches this share more of the likely pairs for each pair a row."""
LEAST: Final = 0.00005
"""And never for less than this share."""


def fewest_rules(
    connection: "DuckDBPyConnection", prepared: Prepared, counted: Sequence[Counted], *, likely: str
) -> list[Counted]:
    """The rules to compare by, chosen one at a time for what each adds for its pairs.

    Args:
        connection: Where the tables are.
        prepared: The tables.
        counted: The rules that were tried, with how many pairs each brings.
        likely: The table of likely pairs, by ``unique_id``.
    """
    able = [one for one in counted if one.kept]
    reached = _reached(connection, prepared, able, likely=likely)
    if not len(reached):
        return able
    rows = sum(prepared.rows)
    left = reached.any(axis=1)
    kept: list[int] = []
    while left.any():
        gains = reached[left].sum(axis=0) / len(reached)
        costs = [max(one.pairs / rows, 0.05) for one in able]
        value, best = max(
            (gain / cost, -place)
            for place, (gain, cost) in enumerate(zip(gains.tolist(), costs, strict=True))
        )
        if value < WORTH or gains[-best] < LEAST:
            break
        kept.append(-best)
        left &= ~reached[:, -best]
    return [able[place] for place in sorted(kept)]


def _reached(
    connection: "DuckDBPyConnection", prepared: Prepared, able: Sequence[Counted], *, likely: str
) -> Any:
    """Which likely pairs each rule reaches: ``(n_pairs, n_rules)`` of true and false."""
    import numpy as np

    tests = ", ".join(
        f"coalesce({one.rule.sql}, false) AS r{place}" for place, one in enumerate(able)
    )
    found = connection.execute(
        f"SELECT {tests} FROM {likely} JOIN {prepared.tables[0]} l ON l.unique_id = unique_id_l "  # nosec B608
        f"JOIN {prepared.tables[-1]} r ON r.unique_id = unique_id_r"
    ).fetchnumpy()
    return np.stack([np.asarray(found[f"r{place}"]) for place in range(len(able))], axis=1)

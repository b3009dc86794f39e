"""Scores the compared pairs, and tempers what people who live together share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.batch.preparing.table import Prepared
from alongside.engines.matching.batch.running.backend import Backend
from alongside.engines.matching.batch.settings.build import (
    Shares,
    first_shares,
    splink_settings,
)
from alongside.engines.matching.batch.settings.level import Compared
from alongside.engines.matching.batch.training import Learnt, Patterns, chances_of, learn

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from splink import Linker

CHANCE_PAIRS: Final = 400_000
"""Pairs taken at random to learn how often two people agree."""
LEARNING_PAIRS: Final = 800_000
"""Compared pairs to learn from; more are sampled, the same ones each time."""
FLOOR: Final = -6.0
"""Pairs below this weight are not kept; in a cluster they count as this."""
SAMPLED: Final = "sampled"
LIKELY: Final = "likely"
LIKELY_FROM: Final = 0.5
SCORED: Final = "scored"
SURE: Final = 60.0
"""The weight of what a person has said; what fields show is held below it."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a run compares and where.

    Attributes:
        prepared: The tables.
        compared: The comparisons.
        rules: Which pairs.
        pairs: About how many there are.
        every_pair: Whether the rules bring every pair.
        seed: For the pairs taken at random.
    """

    prepared: Prepared
    compared: tuple[Compared, ...]
    rules: tuple[str, ...]
    pairs: int
    every_pair: bool
    seed: int


def train(connection: "DuckDBPyConnection", backend: Backend, work: Work) -> tuple[Learnt, bool]:
    """Learn the shares from the rows themselves.

    Returns:
        What was learnt, and whether it was from a sample; then the likely pairs of the sample
        are in the table ``likely``.
    """
    first = first_shares(work.compared)
    linker = _linker(backend, work, Learnt(first, first, 0.001, 0.0, 0, False), lean=True)
    parts = _parts(work.pairs, LEARNING_PAIRS)
    by_chance = None if work.every_pair else _by_chance(linker, work)
    found = (
        linker.inference.predict(warning_mode="never")
        if parts == 1
        else linker.inference.predict_chunk((1, parts), (1, parts), warning_mode="never")
    )
    gammas = [f"gamma_{one.name}" for one in work.compared]
    backend.keep(found, SAMPLED, ["unique_id_l", "unique_id_r", *gammas])
    found.drop_table_from_database_and_remove_from_cache()
    patterns = _patterns(connection, work, parts=parts)
    learnt = learn(patterns, work.compared, by_chance or _marginal(patterns, work.compared))
    if parts > 1:
        _keep_likely(connection, work, patterns=patterns, learnt=learnt)
    return learnt, parts > 1


def score(
    connection: "DuckDBPyConnection",
    backend: Backend,
    work: Work,
    *,
    learnt: Learnt,
    least: float = FLOOR,
    chunks: int = 1,
) -> None:
    """Score every compared pair into the table ``scored``: ids, weight, levels, reasons."""
    linker = _linker(backend, work, learnt)
    found = linker.inference.predict(
        threshold_match_weight=least,
        num_chunks_left=chunks if chunks > 1 else None,
        num_chunks_right=1 if chunks > 1 else None,
        warning_mode="never",
    )
    backend.keep(found, SCORED, _kept_columns(work.compared, learnt))
    found.drop_table_from_database_and_remove_from_cache()


def _linker(backend: Backend, work: Work, learnt: Learnt, *, lean: bool = False) -> "Linker":
    settings = splink_settings(
        work.compared,
        linking=work.prepared.linking,
        rules=work.rules,
        m=learnt.m,
        u=learnt.u,
        prior=learnt.prior,
        weights=not lean,
    )
    return backend.linker(settings, work.prepared)


def _parts(pairs: int, most: int) -> int:
    """Into how many parts each side is cut so that one part of each gives enough pairs."""
    return max(1, round(float((pairs / most) ** 0.5)))


def _by_chance(linker: "Linker", work: Work) -> Shares:
    linker.training.estimate_u_using_random_sampling(max_pairs=CHANCE_PAIRS, seed=work.seed)
    model = linker.misc.save_model_to_json()
    found = {}
    for one in model["comparisons"]:
        levels = [level for level in one["comparison_levels"] if not level.get("is_null_level")]
        found[one["output_column_name"]] = tuple(
            float(level.get("u_probability") or 0.0) for level in levels
        )
    return found


def _patterns(connection: "DuckDBPyConnection", work: Work, *, parts: int) -> Patterns:
    import numpy as np

    gammas = ", ".join(f"gamma_{one.name}" for one in work.compared)
    rows = connection.execute(
        f"SELECT {gammas}, count(*) AS pairs FROM {SAMPLED} GROUP BY {gammas} ORDER BY {gammas}"  # nosec B608
    ).fetchnumpy()
    columns = []
    for one in work.compared:
        gamma = np.asarray(rows[f"gamma_{one.name}"]).astype(np.int64)
        columns.append(np.where(gamma < 0, -1, len(one.levels) - 1 - gamma))
    counts = np.asarray(rows["pairs"]).astype(np.float64)
    return Patterns(np.stack(columns, axis=1), counts, work.prepared.possible_pairs / parts**2)


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
        f"CREATE OR REPLACE TABLE {LIKELY} AS SELECT unique_id_l, unique_id_r FROM {SAMPLED} "  # nosec B608
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


def _kept_columns(compared: Sequence[Compared], learnt: Learnt) -> list[str]:
    """The columns to keep, the weight tempered by the chance of one household."""
    home = "0.0"
    if learnt.household > 0:
        shared = " + ".join(_weight_of(one) for one in compared if one.of_a_household)
        odds = learnt.household / (1 - learnt.prior - learnt.household)
        home = f"log2(1 + {odds!r} * pow(2, least({shared}, 200)))"
    columns = [
        "unique_id_l",
        "unique_id_r",
        f"least(match_weight - ({home}), {SURE - 1}) AS weight",
        f"{home} AS home",
    ]
    for one in compared:
        place = f"{len(one.levels) - 1} - gamma_{one.name}"
        columns.append(
            f"CASE WHEN gamma_{one.name} < 0 THEN -1 ELSE {place} END AS level_{one.name}"
        )
        columns.append(f"{_weight_of(one)} AS weight_{one.name}")
    return columns


def _weight_of(one: Compared) -> str:
    tempered = any(level.frequency for level in one.levels)
    return f"mw_{one.name} + mw_tf_adj_{one.name}" if tempered else f"mw_{one.name}"

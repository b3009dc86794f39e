"""Scores the compared pairs, and tempers what people who live together share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from alongside.engines.matching.batch.preparing.table import Prepared
from alongside.engines.matching.batch.running.backend import Backend
from alongside.engines.matching.batch.settings.build import splink_settings
from alongside.engines.matching.batch.settings.level import Compared
from alongside.engines.matching.batch.training import Learnt

if TYPE_CHECKING:
    from splink import Linker

FLOOR: Final = -6.0
"""Pairs below this weight are not kept; in a cluster they count as this."""
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


def score(
    backend: Backend,
    work: Work,
    *,
    learnt: Learnt,
    least: float = FLOOR,
    chunks: int = 1,
) -> None:
    """Score every compared pair into the table ``scored``: ids, weight, levels, reasons."""
    linker = linker_for(backend, work, learnt)
    found = linker.inference.predict(
        threshold_match_weight=least,
        num_chunks_left=chunks if chunks > 1 else None,
        num_chunks_right=1 if chunks > 1 else None,
        warning_mode="never",
    )
    backend.keep(found, SCORED, _kept_columns(work.compared, learnt))
    found.drop_table_from_database_and_remove_from_cache()


def linker_for(backend: Backend, work: Work, learnt: Learnt, *, lean: bool = False) -> "Linker":
    """Splink over the tables of a run, with what was learnt.

    Args:
        backend: Where to compare.
        work: What to compare.
        learnt: The shares.
        lean: Whether the levels alone are wanted, without weights or how common values are.
    """
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

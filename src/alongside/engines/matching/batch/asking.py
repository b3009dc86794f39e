"""What may be asked of a run, and where it is up to."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

Progress = Callable[[str, int, int], None]
"""Told what is being done, and how many of how many stages are done."""

STAGES: Final = (
    "Reading",
    "Working out what the columns are",
    "Making cells comparable",
    "Choosing which pairs to compare",
    "Learning from the rows",
    "Comparing pairs",
    "Deciding",
    "Writing",
)


def quietly(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked.

    Attributes:
        mapped: Roles set by hand, ``role=column``; in both files where both have the column.
        threshold: The least match weight of one person, in bits; chosen when ``None``.
        truth: The column that holds the right answer, for measuring only.
        truth_pattern: What part of it is the answer: a pattern with one group.
        one_to_one: Whether a row of one file may have only one partner in the other.
        out: Where the answer is written: CSV or Parquet.
        review: Where pairs that need a person's eye are written.
        labels: A review file filled in, read back.
        clusters: An earlier answer of ``dedupe``, whose people keep their keys.
        backend: ``duckdb`` or ``spark``.
        seed: For pairs taken at random to learn from.
    """

    mapped: tuple[str, ...] = ()
    threshold: float | None = None
    truth: str = ""
    truth_pattern: str = ""
    one_to_one: bool = True
    out: Path | None = None
    review: Path | None = None
    labels: Path | None = None
    clusters: Path | None = None
    backend: str = "duckdb"
    seed: int = 20_260_101

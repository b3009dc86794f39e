"""One comparison and its levels of agreement, as reviewed data that Splink is given."""

from dataclasses import dataclass
from typing import Final

from alongside.engines.matching.batch.preparing.letters import ENDING

ELSE: Final = "ELSE"


@dataclass(frozen=True, slots=True)
class Level:
    """One way two values can agree, or not.

    Attributes:
        sql: When it holds, in DuckDB's words; ``ELSE`` for the last.
        words: What it means, to be read after the field's name.
        m: How often one person's two records stand at this level, before anything is learnt.
        frequency: The column whose commonness tempers an exact agreement; empty for none.
        told_twice: Whether another comparison shows the same thing at once.
    """

    sql: str
    words: str
    m: float
    frequency: str = ""
    told_twice: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison of two records.

    Attributes:
        name: What it is called in tables; letters and underscores.
        title: What a reader calls it.
        columns: The prepared columns it reads.
        levels: From the closest agreement to none; a missing value counts neither way.
        of_a_household: Whether people who live together agree on it too.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    levels: tuple[Level, ...]
    of_a_household: bool = False


def same(column: str) -> str:
    """SQL: both sides hold the same."""
    return f"{column}_l = {column}_r"


def slips(column: str, most: int, *, longer_than: int = 3) -> str:
    """SQL: a few letters are missing, added, changed or, for one slip, changed about.

    A change about counts as one slip. It is slow to tell, so it is looked for only where the
    quick count, in which it is two, leaves it possible; and letters are counted only where the
    bits of both (``preparing.letters``) leave it possible.
    """
    left, right = f"{column}_l", f"{column}_r"
    long_enough = f"length({left}) > {longer_than} AND length({right}) > {longer_than}"
    near = f"{long_enough} AND {_bits_apart(left, right)} <= {2 * most}"
    quick = f"levenshtein({left}, {right}) <= {max(2, most)}"
    if most > 1:
        return f"{near} AND {quick}"
    return f"{near} AND {quick} AND damerau_levenshtein({left}, {right}) <= 1"


def alike(left: str, right: str, least: float) -> str:
    """SQL: no more letters differ, of two columns each with its side, than likeness allows.

    Counted in whole letters, which DuckDB and Spark count alike to the last pair. They do not
    agree on Jaro-Winkler: of random pairs of names one in ten thousand falls on another side.

    Args:
        left: A column with its side.
        right: The other.
        least: The least share of letters that agree; a multiple of a hundredth.
    """
    may_differ = f"{round(100 * (1 - least))} * greatest(length({left}), length({right}))"
    near = f"50 * {_bits_apart(left, right)} <= {may_differ}"
    return f"{near} AND levenshtein({left}, {right}) * 100 <= {may_differ}"


def _bits_apart(left: str, right: str) -> str:
    """SQL: in how many bits of their letters two columns differ; no more than twice the slips.

    Written without a sign for "one or the other", which DuckDB and Spark spell each in its way.
    """
    one, two = (f"{side[:-2]}{ENDING}{side[-2:]}" for side in (left, right))
    return f"CAST(bit_count(({one} | {two}) - ({one} & {two})) AS INTEGER)"

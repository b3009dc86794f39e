"""From chances to pairs: one to one, and no more than a stated rate of them false."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.matching.private.candidates import Rows

Floats = NDArray[np.float64]
FARTHEST: Final = 35.0
LEAST: Final = 0.5
"""No pair is taken that is as likely to be two people as one."""
LEFT_OVER: Final = 0.1
"""The least share of records that are supposed to have no partner."""


def chances(pairs: tuple[Rows, Rows], odds: Floats, *, sizes: tuple[int, int]) -> Floats:
    """The chance that each pair is one person, given every other pair of either record.

    Args:
        pairs: Rows of each file.
        odds: Natural logarithm of each pair's odds by itself.
        sizes: Rows that each file has.
    """
    each = np.exp(np.clip(odds, -FARTHEST, FARTHEST))
    mine = np.bincount(pairs[0], each, minlength=sizes[0])[pairs[0]]
    theirs = np.bincount(pairs[1], each, minlength=sizes[1])[pairs[1]]
    told: Floats = each / (1.0 + np.maximum(mine, theirs))
    return told


def null_chances(pairs: tuple[Rows, Rows], odds: Floats, *, size: int) -> Floats:
    """The same for pairs inside one file, where either row is beside all its others."""
    each = np.exp(np.clip(odds, -FARTHEST, FARTHEST))
    total = np.bincount(pairs[0], each, minlength=size)
    total = total + np.bincount(pairs[1], each, minlength=size)
    told: Floats = each / (1.0 + np.maximum(total[pairs[0]], total[pairs[1]]))
    return told


def one_to_one(pairs: tuple[Rows, Rows], chance: Floats) -> Rows:
    """The pairs taken when the surest is taken first and no row twice, surest first.

    Ties go by row, so the order in which pairs come does not matter.
    """
    likely = np.flatnonzero(chance > LEAST)
    order = likely[np.lexsort((pairs[1][likely], pairs[0][likely], -chance[likely]))]
    here: set[int] = set()
    there: set[int] = set()
    taken = []
    for place, one, other in zip(
        order.tolist(), pairs[0][order].tolist(), pairs[1][order].tolist(), strict=True
    ):
        if one not in here and other not in there:
            here.add(one)
            there.add(other)
            taken.append(place)
    return np.array(taken, dtype=np.int64)


def false_of_both(chance: Floats, null: Floats) -> Floats:
    """The more cautious of two estimates of how many of the first k pairs are false.

    Args:
        chance: Of the pairs taken, surest first; what is wanting to 1 is a false pair's share.
        null: As ``expected_false`` answers.

    Returns:
        What the inside of the files says, or its mean with what the chances say if that is more.
    """
    cautious: Floats = np.maximum(null, (null + np.cumsum(1.0 - chance)) / 2.0)
    return cautious


def expected_false(chance: Floats, null: Floats, *, scale: float, most: int) -> Floats:
    """How many of the first k pairs are false, for every k, as the inside of the files tells.

    A pair inside a file is false for certain, so as many as look this sure inside the files are
    expected between them. Between, most records have a partner of their own that takes them
    first; a false pair needs one that has none. One is added, for what was not seen may still be.

    Args:
        chance: Of the pairs taken, surest first.
        null: Chances of pairs inside the files, of which none is true.
        scale: Pairs there are between the files, for one inside.
        most: Rows of the larger file.
    """
    as_sure = np.searchsorted(np.sort(-null), -chance, side="right")
    without = np.maximum(1.0 - np.cumsum(chance) / most, LEFT_OVER)
    false: Floats = scale * without * (as_sure + 1.0)
    return false


def can_show(chance: Floats, *, scale: float, most: int) -> float:
    """The least rate these files can show: that at which no pair inside them is as sure.

    Args:
        chance: Of the pairs taken, surest first.
        scale: Pairs there are between the files, for one inside.
        most: Rows of the larger file.
    """
    if not len(chance):
        return 1.0
    none_seen = expected_false(chance, np.zeros(0), scale=scale, most=most)
    return float(min((none_seen / np.arange(1, len(chance) + 1)).min(), 1.0))


def how_many(chance: Floats, false: Floats, *, rate: float) -> int:
    """How many of the surest pairs may be taken, pairs that are as sure going together."""
    if not len(chance):
        return 0
    number = np.arange(1, len(chance) + 1)
    last_of_its_kind = np.append(chance[1:] < chance[:-1], True)
    allowed = np.flatnonzero((false / number <= rate) & last_of_its_kind)
    return int(allowed[-1]) + 1 if len(allowed) else 0

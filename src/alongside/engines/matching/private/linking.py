"""Linking two files of encodings one to one, at a stated rate of false matches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from alongside.engines.matching.private.candidates import Rows, candidates, within
from alongside.engines.matching.private.choosing import (
    Floats,
    can_show,
    chances,
    expected_false,
    false_of_both,
    how_many,
    null_chances,
    one_to_one,
)
from alongside.engines.matching.private.comparing import bearers, levels, likeness
from alongside.engines.matching.private.filters import Words
from alongside.engines.matching.private.weighing import (
    Cells,
    Weights,
    cell_numbers,
    fit,
    log_odds,
)
from alongside.kernel.refusal import Refused

FALSE_MATCH_RATE: Final = 0.001
LOOKS_DOUBLE: Final = 0.9


@dataclass(frozen=True)
class Linked:
    """Pairs taken for one person, surest first.

    Attributes:
        left, right: Rows of each file, ``(n,)``; none twice.
        chance: That each is one person, given all the others it might be.
        threshold: The least chance taken; 1 where none was.
        false_expected: How many of them are expected to be false, estimated with caution.
        compared: How many pairs were compared, between the files and inside them.
        double: How many pairs inside a file look like one person. If they are many, a file holds
            people twice, and too few are taken.
        weights: What was learned.
        can_show: The least rate of false matches that files of this size can show; a stricter
            one is not to be had of them, and nothing is taken.
    """

    left: Rows
    right: Rows
    chance: Floats
    threshold: float
    false_expected: float
    compared: int
    double: int
    weights: Weights
    can_show: float


@dataclass(frozen=True)
class _Compared:
    pairs: tuple[Rows, Rows]
    cells: Cells


def link(left: Words, right: Words, *, false_match_rate: float = FALSE_MATCH_RATE) -> Linked:
    """Link two files.

    Args:
        left, right: ``(n, WIDTH)`` encodings with one key. Each should hold a person once.
        false_match_rate: The most that may be false among those taken, in expectation.

    Raises:
        Refused: ``rate.range``: it is not above 0 and at most a half.
    """
    if not 0 < false_match_rate <= 0.5:
        raise Refused(
            "rate.range",
            f"A false-match rate of {false_match_rate:g} is not above 0 and at most 0.5.",
            field="false_match_rate",
        )
    mine, theirs = bearers(left, right)
    between = _compared(left, right, candidates(left, right), borne=mine)
    inside = [
        _compared(side, side, within(side), borne=borne)
        for side, borne in ((left, mine), (right, theirs))
    ]
    halves = sum(len(side) * (len(side) - 1) / 2 for side in (left, right))
    scale = len(left) * len(right) / max(halves, 1.0)
    weights = fit(between.cells, np.concatenate([one.cells for one in inside]), scale=scale)
    sizes = (len(left), len(right))
    chance = chances(between.pairs, log_odds(between.cells, weights), sizes=sizes)
    null = _null(between, inside, scale=scale, sizes=sizes)
    taken = one_to_one(between.pairs, chance)
    inside_says = expected_false(chance[taken], null, scale=scale, most=max(sizes))
    false = false_of_both(chance[taken], inside_says)
    kept = taken[: how_many(chance[taken], false, rate=false_match_rate)]
    return Linked(
        left=between.pairs[0][kept],
        right=between.pairs[1][kept],
        chance=chance[kept],
        threshold=float(chance[kept[-1]]) if len(kept) else 1.0,
        false_expected=float(false[len(kept) - 1]) if len(kept) else 0.0,
        compared=len(between.cells) + sum(len(one.cells) for one in inside),
        double=int((null > LOOKS_DOUBLE).sum()),
        weights=weights,
        can_show=can_show(chance[taken], scale=scale, most=max(sizes)),
    )


def _null(
    between: _Compared, inside: Sequence[_Compared], *, scale: float, sizes: tuple[int, int]
) -> Floats:
    """The chances of pairs inside the files, each by weights that were learnt without it.

    Weights learnt from these very pairs would know them for two people better than they know a
    pair between the files that looks the same, and promise too much.
    """
    cells = np.concatenate([one.cells for one in inside])
    odds = np.zeros(len(cells))
    for half in (slice(0, None, 2), slice(1, None, 2)):
        others = np.ones(len(cells), dtype=bool)
        others[half] = False
        odds[half] = log_odds(cells[half], fit(between.cells, cells[others], scale=2 * scale))
    ends = np.cumsum([len(one.cells) for one in inside])[:-1]
    return np.concatenate(
        [
            null_chances(one.pairs, told, size=size)
            for one, told, size in zip(inside, np.split(odds, ends), sizes, strict=True)
        ]
    )


def _compared(left: Words, right: Words, pairs: tuple[Rows, Rows], *, borne: Rows) -> _Compared:
    alike = likeness(left, right, pairs)
    return _Compared(pairs, cell_numbers(levels(alike, borne[pairs[0]] - 2)))

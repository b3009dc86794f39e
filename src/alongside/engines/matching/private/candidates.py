"""Which pairs are worth comparing: those that agree wholly in some filter, or nearly in names.

Only the encodings are looked at, so nothing more than they hold is given away.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.matching.private.filters import Words, parts
from alongside.engines.matching.private.tokens import (
    GROUPS,
    NAMES,
    NUMBERS,
    PLACE,
    SAME_BIRTH,
    SAME_PLACE,
)

Rows = NDArray[np.int64]
AGREEING: Final = (NAMES, PLACE, NUMBERS, SAME_BIRTH, SAME_PLACE)
MOST_OF_A_KIND: Final = 1_000_000
"""Pairs that one value may bring; more are of a stand-in such as "no fixed abode"."""
TABLES: Final = 12
SAMPLED: Final = 40
"""Bits of the names that must agree in one of ``TABLES`` samples of them."""


def numbered(left: Words, right: Words) -> tuple[Rows, Rows]:
    """Number the distinct filters of both: equal filters have equal numbers."""
    both = np.ascontiguousarray(np.concatenate([left, right]))
    whole = both.view(np.dtype((np.void, both.shape[1] * 8))).ravel()
    number = np.unique(whole, return_inverse=True)[1].astype(np.int64)
    return number[: len(left)], number[len(left) :]


def candidates(left: Words, right: Words, *, seed: int = 1) -> tuple[Rows, Rows]:
    """Pairs of rows worth comparing, each once: ``(n,)`` of the left and of the right."""
    found = []
    filters = list(zip(parts(left), parts(right), strict=True))
    for group in AGREEING:
        one, other = filters[group]
        found.append(_joined(*numbered(one, other), here=_held(one), there=_held(other)))
    one, other = filters[NAMES]
    here, there = _held(one), _held(other)
    rng = np.random.default_rng(seed)
    for _ in range(TABLES):
        mask = _mask(rng.choice(GROUPS[NAMES].bits, size=SAMPLED, replace=False))
        found.append(_joined(*numbered(one & mask, other & mask), here=here, there=there))
    pairs = np.unique(np.concatenate([a * len(right) + b for a, b in found]))
    return pairs // len(right), pairs % len(right)


def within(rows: Words, *, seed: int = 1) -> tuple[Rows, Rows]:
    """Pairs of different rows of one file worth comparing, each once."""
    one, other = candidates(rows, rows, seed=seed)
    return one[one < other], other[one < other]


def _held(filters: Words) -> NDArray[np.bool_]:
    held: NDArray[np.bool_] = np.any(filters, axis=1)
    return held


def _mask(bits: Rows) -> Words:
    mask = np.zeros(GROUPS[NAMES].bits, dtype=bool)
    mask[bits] = True
    return np.packbits(mask, bitorder="little").view("<u8").astype(np.uint64)


def _joined(
    one: Rows, other: Rows, *, here: NDArray[np.bool_], there: NDArray[np.bool_]
) -> tuple[Rows, Rows]:
    """Every pair of rows with equal numbers, among rows that hold something."""
    left, right = np.flatnonzero(here), np.flatnonzero(there)
    most = int(max(one.max(initial=0), other.max(initial=0))) + 1
    mine, theirs = (
        np.bincount(number[rows], minlength=most) for number, rows in ((one, left), (other, right))
    )
    kept = (mine * theirs <= MOST_OF_A_KIND) & (theirs > 0)
    left = left[kept[one[left]]]
    right = right[np.argsort(other[right], kind="stable")]
    start = np.cumsum(theirs) - theirs
    times = theirs[one[left]]
    first = np.repeat(start[one[left]] - (np.cumsum(times) - times), times)
    return np.repeat(left, times), right[first + np.arange(len(first))]

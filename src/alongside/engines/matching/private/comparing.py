"""How alike the filters of two records are, and what that says in a few words each."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from alongside.engines.matching.private.candidates import Rows, numbered
from alongside.engines.matching.private.filters import Words, parts
from alongside.engines.matching.private.tokens import (
    BIRTH,
    FAMILY_BY_BIRTH,
    FAMILY_BY_PLACE,
    GIVEN_BY_BIRTH,
    GIVEN_BY_PLACE,
    GROUPS,
    NAMES,
    NUMBERS,
    PLACE,
    SAME_BIRTH,
    SAME_PLACE,
)

Likeness = NDArray[np.float32]
Levels = NDArray[np.int16]

CHUNK: Final = 1 << 16
NOT_RECORDED: Final = -1.0
ALIKE: Final = 0.9999
NAME_STEPS: Final = (0.45, 0.55, 0.62, 0.68, 0.74, 0.80, 0.86, 0.93, ALIKE)
ONE_NAME_STEPS: Final = (0.30, 0.42, 0.50, 0.58, 0.66, 0.75, 0.86, ALIKE)
BOTH_STEPS: Final = (0.50, 0.60, 0.70, 0.80, 0.90, ALIKE)
BIRTH_STEPS: Final = (0.45, 0.60, 0.70, 0.80, ALIKE)
PLACE_STEPS: Final = (0.20, 0.35, 0.50, 0.70, 0.85, ALIKE)
NUMBER_STEPS: Final = (0.50, ALIKE)
OTHERS_STEPS: Final = (1, 2, 4, 8, 16, 32)
"""How many others bear the same names."""

FACTORS: Final = ("names", "birth", "place", "numbers", "given", "family", "both names")
SIZES: Final = (
    2 + len(NAME_STEPS) + 1 + len(OTHERS_STEPS),
    3 + len(BIRTH_STEPS),
    2 + len(PLACE_STEPS),
    2 + len(NUMBER_STEPS),
    3 + len(ONE_NAME_STEPS),
    3 + len(ONE_NAME_STEPS),
    2 + len(BOTH_STEPS),
)
"""Levels of each factor. In ``names``, ``given``, ``family`` and ``both names`` 0 is "not asked":
the two names are compared apart where a date of birth or a postcode agrees, together where not."""


def likeness(left: Words, right: Words, pairs: tuple[Rows, Rows]) -> Likeness:
    """Dice's coefficient of each filter of each pair: ``(n, len(GROUPS))``.

    -1 where either side holds nothing.
    """
    here, there = pairs
    alike = np.empty((len(here), len(GROUPS)), dtype=np.float32)
    for group, (one, other) in enumerate(zip(parts(left), parts(right), strict=True)):
        mine, theirs = _set_bits(one), _set_bits(other)
        one, other = np.ascontiguousarray(one), np.ascontiguousarray(other)
        for start in range(0, len(here), CHUNK):
            rows, others = here[start : start + CHUNK], there[start : start + CHUNK]
            shared = _set_bits(one[rows] & other[others])
            a, b = mine[rows], theirs[others]
            told = 2.0 * shared / np.maximum(a + b, 1)
            alike[start : start + CHUNK, group] = np.where((a == 0) | (b == 0), -1.0, told)
    return alike


def bearers(left: Words, right: Words) -> tuple[Rows, Rows]:
    """How many rows of both files hold the very names of each row, itself among them."""
    one, other = numbered(next(parts(left)), next(parts(right)))
    counts = np.bincount(np.concatenate([one, other]))
    return counts[one], counts[other]


def levels(alike: Likeness, others: Rows) -> Levels:
    """Sort likeness into levels: ``(n, len(FACTORS))``.

    Args:
        alike: As ``likeness`` answers.
        others: How many rows bear the names of the left row, besides the pair.
    """
    by_birth, by_place = alike[:, SAME_BIRTH] > ALIKE, alike[:, SAME_PLACE] > ALIKE
    apart = by_birth | by_place
    names = _step(alike[:, NAMES], NAME_STEPS)
    top = 1 + len(NAME_STEPS)
    names = np.where(names == top, top + np.digitize(others, OTHERS_STEPS), names)
    birth = _step(alike[:, BIRTH], BIRTH_STEPS)
    swapped = by_birth & (birth < 1 + len(BIRTH_STEPS))
    given = np.where(by_birth, alike[:, GIVEN_BY_BIRTH], alike[:, GIVEN_BY_PLACE])
    family = np.where(by_birth, alike[:, FAMILY_BY_BIRTH], alike[:, FAMILY_BY_PLACE])
    columns = (
        np.where(apart, 0, names + 1),
        np.where(swapped, 2 + len(BIRTH_STEPS), birth),
        _step(alike[:, PLACE], PLACE_STEPS),
        _step(alike[:, NUMBERS], NUMBER_STEPS),
        np.where(apart, _step(given, ONE_NAME_STEPS) + 1, 0),
        np.where(apart, _step(family, ONE_NAME_STEPS) + 1, 0),
        np.where(apart, 1 + np.digitize(alike[:, NAMES], BOTH_STEPS), 0),
    )
    return np.stack(columns, axis=1).astype(np.int16)


def _set_bits(filters: Words) -> NDArray[np.int32]:
    counts: NDArray[np.int32] = np.bitwise_count(filters).sum(axis=1, dtype=np.int32)
    return counts


def _step(alike: NDArray[np.float32], steps: tuple[float, ...]) -> Rows:
    """0 not recorded, then 1 for below the first step, up to 1 + ``len(steps)``."""
    placed: Rows = np.where(alike < 0, 0, 1 + np.digitize(alike, steps))
    return placed

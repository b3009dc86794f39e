"""Two files that share some of their people, with what went wrong in the second, and the truth."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from alongside.engines.matching.made_up.drawing import Columns, Numbers, fill, texts
from alongside.engines.matching.made_up.homes import homes
from alongside.engines.matching.made_up.people import people, rows
from alongside.engines.matching.made_up.slips import swapped_date, typo

MAY_BE_MISSING: Final = ("given", "born_on", "postcode", "phone")


@dataclass(frozen=True)
class Rates:
    """How many in a hundredth of the second file's rows are wrong, each apart from the others.

    Attributes:
        given_typo: The given name has a typing slip.
        family_typo: The family name has one.
        day_month_swap: Day and month of birth are exchanged, among those where that is a date.
        moved: Another address, town and postcode, and no phone.
        missing: Each of ``MAY_BE_MISSING`` is empty.
    """

    given_typo: float = 0.20
    family_typo: float = 0.15
    day_month_swap: float = 0.10
    moved: float = 0.30
    missing: float = 0.05


@dataclass(frozen=True)
class Pairs:
    """Two files. A row of each is the same person where ``person`` is the same.

    Attributes:
        left, right: The columns of ``people.people`` and ``record``, unique to a row of a file.
        shared: How many people are in both.
    """

    left: Columns
    right: Columns
    shared: int


def pairs(
    n_left: int, n_right: int, n_shared: int, *, seed: int, rates: Rates | None = None
) -> Pairs:
    """Make two files that share ``n_shared`` people; no file holds anybody twice.

    Both are drawn by chance from one population, so members of a household are in either, as
    twins and fathers and sons of one name are. ``rates`` spoils the right file; NHS numbers are
    not spoilt, so leave them out where names are to be tried.
    """
    rng = np.random.default_rng([seed, n_left, n_right])
    everybody = people(n_left + n_right - n_shared, seed=seed)
    order = rng.permutation(len(everybody["person"]))
    left = rows(everybody, order[:n_left])
    right = rows(everybody, rng.permutation(order[n_left - n_shared :]))
    wrong = rates or Rates()
    right = _spoilt(right, rates=wrong, rng=rng)
    for name in MAY_BE_MISSING:
        right[name] = fill(right[name], rng.random(n_right) < wrong.missing)
    left["record"] = texts([f"L{one:07d}" for one in range(1, n_left + 1)])
    right["record"] = texts([f"R{one:07d}" for one in range(1, n_right + 1)])
    return Pairs(left, right, n_shared)


def _spoilt(side: Columns, *, rates: Rates, rng: np.random.Generator) -> Columns:
    count = len(side["person"])
    spoilt = dict(side)
    for name, rate in (("given", rates.given_typo), ("family", rates.family_typo)):
        where = np.flatnonzero(rng.random(count) < rate)
        typed = texts([typo(one, rng) or one for one in side[name][where]])
        spoilt[name] = fill(side[name], where, typed)
    spoilt["born_on"] = _swapped(side, rate=rates.day_month_swap, rng=rng)
    moved = np.flatnonzero(rng.random(count) < rates.moved)
    for name, column in homes(len(moved), rng).items():
        spoilt[name] = fill(side[name], moved, column)
    spoilt["phone"] = fill(side["phone"], moved)
    return spoilt


def _swapped(side: Columns, *, rate: float, rng: np.random.Generator) -> Numbers:
    """Swap day and month in ``rate`` of all rows, or in all that can be where they are fewer."""
    swapped = texts([swapped_date(one) for one in side["born_on"]])
    able = rng.permutation(np.flatnonzero(swapped != None))  # noqa: E711  # by element
    where = able[: round(rate * len(swapped))]
    return fill(side["born_on"], where, swapped[where])

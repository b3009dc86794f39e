"""Where people live and how they are reached: addresses, postcodes, phones, NHS numbers."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from alongside.engines.matching.made_up.drawing import (
    Columns,
    Numbers,
    Texts,
    by_rank,
    mixed,
    texts,
)

INWARD: Final = "ABDEFGHJLNPQRSTUWXYZ"
"""Letters that the last part of a postcode may hold."""
IN_A_FLAT: Final = 0.18
WITH_A_PHONE: Final = 0.65
WITH_A_NUMBER: Final = 0.85
TEST_NUMBERS: Final = 1_000_000
"""How many begin 999: so many nine-digit beginnings, of which one in eleven has no check digit."""


def homes(count: int, rng: np.random.Generator) -> Columns:
    """Invent ``count`` addresses with their town and postcode."""
    told = _places()
    weights = np.array([town[1] for town in told["towns"]], dtype=float)
    where = rng.choice(len(weights), size=count, p=weights / weights.sum())
    names = texts([town[0] for town in told["towns"]])
    return {
        "address": _addresses(count, rng),
        "town": names[where],
        "postcode": _postcodes(where, rng),
    }


def phones(count: int, rng: np.random.Generator) -> Texts:
    """Invent mobile numbers, 071 or 072 and eight figures; some people have none.

    No network is known to give out numbers that begin so.
    """
    figures = rng.choice(200_000_000, size=count, replace=False, shuffle=False)
    numbers = texts([f"07{100_000_000 + one}" for one in figures.tolist()])
    numbers[rng.random(count) >= WITH_A_PHONE] = None
    return numbers[rng.permutation(count)]


def nhs_numbers(count: int, rng: np.random.Generator) -> Texts:
    """Give NHS numbers that begin 999 and pass their check; some have none.

    There are about 909,000 such numbers, so of more people than that fewer have one.
    """
    valid = _valid_numbers()
    given = min(int(count * WITH_A_NUMBER), len(valid))
    numbers = np.full(count, None, dtype=object)
    chosen = rng.choice(valid, size=given, replace=False).tolist()
    numbers[rng.permutation(count)[:given]] = texts([str(one) for one in chosen])
    return numbers


@cache
def _valid_numbers() -> Numbers:
    firsts = 999_000_000 + np.arange(TEST_NUMBERS)
    total = sum((firsts // 10 ** (8 - place)) % 10 * (10 - place) for place in range(9))
    digit = (11 - total % 11) % 11
    valid: Numbers = (firsts * 10 + digit)[digit != 10]
    return valid


@cache
def _places() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "places.toml").read_text(encoding="utf-8"))


def _addresses(count: int, rng: np.random.Generator) -> Texts:
    told = _places()
    streets = [f"{name} {kind}" for name in told["streets"].split() for kind in _kinds()]
    order = np.random.default_rng(len(streets)).permutation(len(streets))
    shuffled = [streets[place] for place in order]
    street = mixed((shuffled, by_rank(shuffled, flatness=120.0), 1.0)).draw(count, rng)
    house = 1 + np.minimum(rng.exponential(45, count), 320).astype(int)
    flat = np.where(rng.random(count) < IN_A_FLAT, rng.integers(1, 25, count), 0)
    return texts(
        [
            f"Flat {one}, {number} {name}" if one else f"{number} {name}"
            for one, number, name in zip(flat.tolist(), house.tolist(), street, strict=True)
        ]
    )


def _kinds() -> list[str]:
    return str(_places()["kinds"]).split()


def _postcodes(where: Numbers, rng: np.random.Generator) -> Texts:
    districts = [town[2].split() for town in _places()["towns"]]
    start = np.cumsum([0] + [len(one) for one in districts])[:-1]
    sizes = np.array([len(one) for one in districts])
    flat = texts([district for one in districts for district in one])
    district = flat[start[where] + (rng.random(len(where)) * sizes[where]).astype(int)]
    letters = texts([a + b for a in INWARD for b in INWARD])[rng.integers(0, 400, len(where))]
    sector = rng.integers(1, 10, len(where)).tolist()
    return texts([f"{one} {n}{end}" for one, n, end in zip(district, sector, letters, strict=True)])

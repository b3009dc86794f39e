"""The names people are given: by the community they come from, sex and decade of birth."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np

from alongside.engines.matching.made_up.drawing import (
    FIRST_SEED,
    Numbers,
    Weighted,
    by_rank,
    mixed,
)

DECADES: Final = tuple(range(1920, 2030, 10))
COMMON_FLATNESS: Final = 6.0
TAIL_FLATNESS: Final = 60.0
ENDINGS: Final = ("", "", "", "e", "s", "es", "y")


@dataclass(frozen=True)
class Community:
    """Where names come from.

    Attributes:
        younger, elder: Its share of those under 40, and of the others.
        own: How many of its given names come from its own list; the others are English ones.
        keeps: How many women who live with a man go by a family name of their own.
        separate: How many children go by a family name that is not the household's.
    """

    younger: float
    elder: float
    own: float = 0.95
    keeps: float = 0.3
    separate: float = 0.08


COMMUNITIES: Final = {
    "english": Community(0.610, 0.760, own=0.0, keeps=0.22, separate=0.12),
    "welsh": Community(0.040, 0.048, own=0.30, keeps=0.22, separate=0.12),
    "scottish": Community(0.018, 0.022, own=0.30, keeps=0.22, separate=0.12),
    "irish": Community(0.028, 0.034, own=0.40, keeps=0.22, separate=0.10),
    "pakistani": Community(0.048, 0.020, keeps=0.70, separate=0.20),
    "bangladeshi": Community(0.020, 0.007, keeps=0.85, separate=0.35),
    "indian": Community(0.030, 0.022, keeps=0.15),
    "punjabi": Community(0.014, 0.011, keeps=0.70, separate=0.40),
    "polish": Community(0.026, 0.010, keeps=0.10),
    "romanian": Community(0.020, 0.006, keeps=0.20),
    "arabic": Community(0.020, 0.007, keeps=0.70),
    "nigerian": Community(0.024, 0.008, own=0.75),
    "ghanaian": Community(0.010, 0.004, own=0.60),
    "somali": Community(0.010, 0.003, keeps=1.0, separate=0.50),
    "caribbean": Community(0.026, 0.018, own=0.35),
    "chinese": Community(0.014, 0.006, own=0.75, keeps=0.75),
    "portuguese": Community(0.012, 0.005),
    "tamil": Community(0.006, 0.004, keeps=0.60, separate=0.40),
}


@cache
def given_names(community: str, sex: str, decade: int) -> Weighted:
    """The given names of one community, sex ("F" or "M") and decade of birth."""
    english = _english_given(sex, decade)
    if community == "english":
        return mixed(*english)
    own = COMMUNITIES[community].own
    listed = _given()[community][sex].split()
    shares = by_rank(listed, flatness=4.0)
    return mixed((listed, shares, own), *((part, w, s * (1 - own)) for part, w, s in english))


@cache
def family_names(community: str) -> Weighted:
    """The family names of one community, with rarer ones built from parts after the common."""
    told = _family()[community]
    names = list(dict.fromkeys(told["names"].split()))
    common = (names, by_rank(names, flatness=told["flatness"]), float(told["share"]))
    if "tail" in told:
        rare = _built(told["tail"], known=frozenset(names))
        shares = by_rank(rare, flatness=TAIL_FLATNESS)
        return mixed(common, (rare, shares, 1.0 - told["share"]))
    if told["share"] < 1:
        listed = _family()["english"]["names"].split()
        borrowed = [name for name in dict.fromkeys(listed) if name not in names]
        return mixed(common, (borrowed, by_rank(borrowed, flatness=7.0), 1.0 - told["share"]))
    return mixed(common)


def feminine(family: str) -> str:
    """A Polish family name as a woman bears it."""
    return f"{family[:-1]}a" if family.endswith(("ski", "cki", "dzki")) else family


@cache
def _given() -> dict[str, Any]:
    return _read("given.toml")


@cache
def _family() -> dict[str, Any]:
    return _read("family.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))


def _english_given(sex: str, decade: int) -> list[tuple[list[str], Numbers, float]]:
    """Names grew more various: the common ones held nine in ten once, and now half."""
    common = list(dict.fromkeys(_given()["english"][sex][str(decade)].split()))
    tail = [name for name in _given()["english_tail"][sex].split() if name not in common]
    step = DECADES.index(decade)
    rarer = 0.10 + 0.04 * step
    twice = _double_names(sex) if decade >= 1990 else []
    parts = [(common, by_rank(common, flatness=COMMON_FLATNESS + step), 1 - rarer)]
    parts.append((tail, by_rank(tail, flatness=40.0), rarer * (0.9 if twice else 1.0)))
    if twice:
        parts.append((twice, by_rank(twice, flatness=100.0), rarer * 0.1))
    return parts


@cache
def _double_names(sex: str) -> list[str]:
    suffix = "" if sex == "F" else "_m"
    told = _given()["english_tail"]
    firsts, lasts = told[f"double_first{suffix}"].split(), told[f"double_last{suffix}"].split()
    names = [f"{first}-{last}" for first in firsts for last in lasts if first != last]
    return _shuffled(names)


def _built(parts: dict[str, Any], *, known: frozenset[str]) -> list[str]:
    """Names built from a front and an end, in an order that every seed shares."""
    fronts, ends = parts["fronts"].split(), parts["ends"].split()
    plain = [front + end for front in dict.fromkeys(fronts) for end in dict.fromkeys(ends)]
    names = [name for name in _shuffled(plain) if name not in known]
    if len(names) < parts["size"]:
        spelt = [f"{name}{ending}" for name in plain for ending in ENDINGS[3:]]
        taken = known.union(names)
        names += [name for name in _shuffled(spelt) if name not in taken]
    return list(dict.fromkeys(names))[: parts["size"]]


def _shuffled(names: list[str]) -> list[str]:
    order = np.random.default_rng(FIRST_SEED).permutation(len(names))
    return [names[place] for place in order]

"""When people were born, and who lives with whom."""

from datetime import date
from typing import Final

import numpy as np

from alongside.engines.matching.made_up.drawing import Numbers
from alongside.engines.matching.made_up.name_stocks import COMMUNITIES

FIVE_YEARS: Final = np.array(
    [
        *(3.3, 3.6, 3.6, 3.4, 3.6, 3.9, 4.1, 4.0, 3.8, 3.7),
        *(4.1, 4.0, 3.5, 3.0, 2.9, 2.2, 1.5, 0.9, 0.4, 0.1),
    ]
)
"""Millions of people in each five years of age, from 0 to 99, in outline."""
DAYS: Final = 365.25
GROWN_UP: Final = 19
PAIRED: Final = 0.62
CHILDREN_EACH: Final = 1.8
TWINS: Final = 0.03


def ages(count: int, rng: np.random.Generator) -> Numbers:
    """Draw ``(count,)`` ages in years, with a fraction."""
    bands = rng.choice(len(FIVE_YEARS), size=count, p=FIVE_YEARS / FIVE_YEARS.sum())
    return 5 * bands + 5 * rng.random(count)


def sexes(years: Numbers, rng: np.random.Generator) -> Numbers:
    """Whether each is a woman: about half, and more of the old."""
    return rng.random(len(years)) < np.where(years > 80, 0.60, 0.505)


def born_on(years: Numbers, as_at: date) -> Numbers:
    """Dates of birth, ``datetime64[D]``, of people of these ages on a day."""
    return np.datetime64(as_at, "D") - (years * DAYS).astype("timedelta64[D]")


def households(
    community: Numbers, *, years: Numbers, women: Numbers, rng: np.random.Generator
) -> Numbers:
    """Put people into households: couples near in age, their children, and people alone.

    Twins are made here: some brothers and sisters are given one age.

    Returns:
        The number of each person's household, ``(n,)``.
    """
    home = np.arange(len(years))
    for one in range(len(COMMUNITIES)):
        members = np.flatnonzero(community == one)
        _pair(members, home, years=years, women=women, rng=rng)
        _bring_up(members, home, years=years, women=women, rng=rng)
    return np.unique(home, return_inverse=True)[1]


def _pair(
    members: Numbers, home: Numbers, *, years: Numbers, women: Numbers, rng: np.random.Generator
) -> None:
    grown = members[(years[members] >= GROWN_UP) & (rng.random(len(members)) < PAIRED)]
    hers, his = grown[women[grown]], grown[~women[grown]]
    hers = hers[np.argsort(years[hers] + rng.normal(0, 2, len(hers)))]
    his = his[np.argsort(years[his] + rng.normal(0, 2, len(his)))]
    count = min(len(hers), len(his))
    home[his[:count]] = home[hers[:count]]


def _bring_up(
    members: Numbers, home: Numbers, *, years: Numbers, women: Numbers, rng: np.random.Generator
) -> None:
    children = members[years[members] < GROWN_UP]
    age = years[members]
    mothers = members[women[members] & (age > 22) & (age < 55)]
    count = min(len(mothers), int(len(children) / CHILDREN_EACH) + 1)
    if not count or not len(children):
        return
    mothers = rng.choice(mothers, size=count, replace=False)
    mothers = mothers[np.argsort(years[mothers])]
    children = children[np.argsort(years[children] + rng.normal(0, 2.5, len(children)))]
    place = np.arange(len(children)) * count // len(children)
    home[children] = home[mothers[place]]
    twins = 1 + np.flatnonzero((place[1:] == place[:-1]) & (rng.random(len(place) - 1) < TWINS))
    years[children[twins]] = years[children[twins - 1]]

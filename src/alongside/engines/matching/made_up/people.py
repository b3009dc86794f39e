"""Invented people, as many as wanted, with names as common as names are."""

from datetime import date
from typing import Final

import numpy as np

from alongside.engines.matching.made_up.ages import ages, born_on, households, sexes
from alongside.engines.matching.made_up.drawing import Columns, Numbers, Texts, texts
from alongside.engines.matching.made_up.homes import homes, nhs_numbers, phones
from alongside.engines.matching.made_up.name_stocks import (
    COMMUNITIES,
    DECADES,
    family_names,
    feminine,
    given_names,
)

AS_AT: Final = date(2026, 1, 1)
COLUMNS: Final = (
    "person",
    "given",
    "family",
    "sex",
    "born_on",
    "address",
    "town",
    "postcode",
    "phone",
    "nhs_number",
    "household",
    "community",
)
TWO_FAMILY_NAMES: Final = 0.03


def people(n: int, *, seed: int, as_at: date = AS_AT) -> Columns:
    """Invent people.

    Args:
        n: How many.
        seed: The same seed gives the same people.
        as_at: The day their ages are of.

    Returns:
        ``COLUMNS``, each ``(n,)`` texts or ``None``. ``person`` is the truth, "P0000001" on;
        ``born_on`` is year-month-day; ``sex`` is F or M; ``household`` says who lives together;
        ``community`` says which names were drawn from, and is not for matching on.
    """
    rng = np.random.default_rng(seed)
    years = ages(n, rng)
    women = sexes(years, rng)
    community = _communities(years, rng)
    home = households(community, years=years, women=women, rng=rng)
    days = born_on(years, as_at)
    where = {name: column[home] for name, column in homes(int(home.max()) + 1, rng).items()}
    return {
        "person": texts([f"P{one:07d}" for one in range(1, n + 1)]),
        "given": _given(community, women=women, days=days, rng=rng),
        "family": _family(community, home=home, women=women, years=years, rng=rng),
        "sex": texts(["M", "F"])[women.astype(int)],
        "born_on": _dates(days),
        **where,
        "phone": phones(n, rng),
        "nhs_number": nhs_numbers(n, rng),
        "household": texts([f"H{one:07d}" for one in home.tolist()]),
        "community": texts(list(COMMUNITIES))[community],
    }


def rows(columns: Columns, where: Numbers) -> Columns:
    """Some of the rows, in the order asked for, by number or by true and false."""
    return {name: column[where] for name, column in columns.items()}


def _communities(years: Numbers, rng: np.random.Generator) -> Numbers:
    younger = np.cumsum([one.younger for one in COMMUNITIES.values()])
    elder = np.cumsum([one.elder for one in COMMUNITIES.values()])
    drawn = rng.random(len(years))
    found = np.where(
        years < 40,
        np.searchsorted(younger / younger[-1], drawn),
        np.searchsorted(elder / elder[-1], drawn),
    )
    return np.minimum(found, len(COMMUNITIES) - 1)


def _given(community: Numbers, *, women: Numbers, days: Numbers, rng: np.random.Generator) -> Texts:
    year = days.astype("datetime64[Y]").astype(int) + 1970
    decade = np.clip((year - DECADES[0]) // 10, 0, len(DECADES) - 1)
    names = np.full(len(community), None, dtype=object)
    group = (community * 2 + women) * len(DECADES) + decade
    order = np.argsort(group, kind="stable")
    found, start = np.unique(group[order], return_index=True)
    for one, rows_here in zip(found.tolist(), np.split(order, start[1:]), strict=True):
        stock, rest = divmod(one, 2 * len(DECADES))
        woman, step = divmod(rest, len(DECADES))
        listed = given_names(list(COMMUNITIES)[stock], "F" if woman else "M", DECADES[step])
        names[rows_here] = listed.draw(len(rows_here), rng)
    return names


def _family(
    community: Numbers,
    *,
    home: Numbers,
    women: Numbers,
    years: Numbers,
    rng: np.random.Generator,
) -> Texts:
    """One name for each household, save for those who go by their own."""
    stock = np.zeros(int(home.max()) + 1, dtype=int)
    stock[home] = community
    names = _surnames(stock, rng)[home]
    keeps = np.array([one.keeps for one in COMMUNITIES.values()])
    separate = np.array([one.separate for one in COMMUNITIES.values()])
    chance = np.where(years < 19, separate[community], np.where(women, keeps[community], 0.0))
    apart = rng.random(len(home)) < chance
    names[apart] = _surnames(community[apart], rng)
    _as_women_bear_them(names, community=community, women=women)
    return _two_names(names, community=community, years=years, rng=rng)


def _surnames(community: Numbers, rng: np.random.Generator) -> Texts:
    names = np.full(len(community), None, dtype=object)
    for place, one in enumerate(COMMUNITIES):
        here = np.flatnonzero(community == place)
        names[here] = family_names(one).draw(len(here), rng)
    return names


def _as_women_bear_them(names: Texts, *, community: Numbers, women: Numbers) -> None:
    stocks = list(COMMUNITIES)
    polish = np.flatnonzero((community == stocks.index("polish")) & women)
    names[polish] = texts([feminine(name) for name in names[polish]])
    kaur = np.flatnonzero((community == stocks.index("punjabi")) & women & (names == "Singh"))
    names[kaur] = "Kaur"


def _two_names(
    names: Texts, *, community: Numbers, years: Numbers, rng: np.random.Generator
) -> Texts:
    """Some born since about 1985 to English, Welsh and Irish names bear two."""
    may = np.isin(community, [0, 1, 3]) & (years < 40) & (rng.random(len(names)) < TWO_FAMILY_NAMES)
    where = np.flatnonzero(may)
    second = family_names("english").draw(len(where), rng)
    names[where] = texts([f"{a}-{b}" for a, b in zip(names[where], second, strict=True)])
    return names


def _dates(days: Numbers) -> Texts:
    """Dates as texts, each written once and shared."""
    first = days.min()
    span = np.arange(first, days.max() + np.timedelta64(1, "D"))
    written = texts(np.datetime_as_string(span).tolist())
    dates: Texts = written[(days - first).astype(int)]
    return dates

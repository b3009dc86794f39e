"""Which row of one ledger is which of the other: who it is about, and when it was."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from alongside.engines.matching.private.candidates import Rows
from alongside.engines.matching.private.comparing import bearers, levels, likeness
from alongside.engines.matching.private.filters import Words
from alongside.engines.matching.private.weighing import (
    Floats,
    cell_numbers,
    known_weights,
    log_odds,
)
from alongside.engines.matching.reconcile.episodes import Episode, Ledger

WINDOW: Final = timedelta(hours=36)
"""The longest that anybody may be held; rows further apart are not one use of the power."""
CLOSENESS: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "at": ((10, 5.0), (30, 4.0), (60, 3.0), (180, 1.5), (720, 0.0), (np.inf, -2.0)),
    "handed_over_at": ((10, 2.0), (30, 1.0), (120, 0.0), (np.inf, -1.0)),
    "ended_at": ((10, 3.5), (30, 2.5), (60, 1.5), (180, 0.0), (np.inf, -1.5)),
}
"""Minutes apart at most, and what that adds to the odds (natural logarithm) that it is one use:
about how much more often two rows of one use are so near than two of others on one day."""
SAME_PLACE: Final = 1.0
ANOTHER_PLACE: Final = -1.0
SAME_PERSON: Final = 0.0
"""Odds above which two rows of one ledger may be of one person."""
NOT_ANOTHER: Final = -12.0
"""Odds below which two rows are of two people, whatever the times are."""
SAME_USE: Final = 0.0
"""Odds above which they are taken for one use."""
EPOCH: Final = datetime(2000, 1, 1)  # noqa: DTZ001  only differences are used


@dataclass(frozen=True)
class Near:
    """Pairs of rows near in time.

    Attributes:
        here, there: Rows, ``(n,)``.
        person: The odds that the two are of one person.
        use: The odds that they are one use.
    """

    here: Rows
    there: Rows
    person: Floats
    use: Floats


def near(one: Ledger, other: Ledger) -> Near:
    """Every pair of rows of two ledgers, or of one and itself, that were within ``WINDOW``."""
    mine, theirs = _minutes(one.episodes, "at"), _minutes(other.episodes, "at")
    order = np.argsort(theirs, kind="stable")
    reach = WINDOW.total_seconds() / 60
    first = np.searchsorted(theirs[order], mine - reach, side="left")
    last = np.searchsorted(theirs[order], mine + reach, side="right")
    times = np.where(np.isnan(mine), 0, last - first)
    here = np.repeat(np.arange(len(mine)), times)
    step = np.arange(len(here)) - np.repeat(np.cumsum(times) - times, times)
    there = order[np.repeat(first, times) + step]
    person = _person_odds(one.people, other.people, (here, there))
    use = person + _same_place(one, other, (here, there))
    for fact, steps in CLOSENESS.items():
        apart = np.abs(_minutes(one.episodes, fact)[here] - _minutes(other.episodes, fact)[there])
        use = use + _closeness(apart, steps)
    return Near(here, there, person, use)


def _closeness(apart: Floats, steps: tuple[tuple[float, float], ...]) -> Floats:
    """What times this many minutes apart add; nothing where either is not told."""
    most, odds = (np.array(column) for column in zip(*steps, strict=True))
    step = np.minimum(np.searchsorted(most, apart), len(most) - 1)
    return np.where(np.isnan(apart), 0.0, odds[step])


def _same_place(one: Ledger, other: Ledger, pairs: tuple[Rows, Rows]) -> Floats:
    here, there = (
        np.array([episode.place.casefold() for episode in ledger.episodes], dtype=object)[rows]
        for ledger, rows in ((one, pairs[0]), (other, pairs[1]))
    )
    told = np.where(here == there, SAME_PLACE, ANOTHER_PLACE)
    return np.where((here == "") | (there == ""), 0.0, told)


def pair_off(found: Near, one: Ledger, other: Ledger) -> list[tuple[int, int]]:
    """Rows taken for one use of the power, one to one, surest first.

    Ties go by what the rows are called, so the order of a file does not matter.
    """
    likely = np.flatnonzero((found.person > NOT_ANOTHER) & (found.use > SAME_USE))
    mine, theirs = _ranks(one)[found.here[likely]], _ranks(other)[found.there[likely]]
    keys = (theirs, mine, -np.round(found.use[likely], 6))
    here: set[int] = set()
    there: set[int] = set()
    pairs = []
    for place in likely[np.lexsort(keys)].tolist():
        row, beside = int(found.here[place]), int(found.there[place])
        if row not in here and beside not in there:
            here.add(row)
            there.add(beside)
            pairs.append((row, beside))
    return pairs


def companions(ledger: Ledger) -> dict[int, list[int]]:
    """Rows of one ledger that seem to be of one person, near in time: for each, its others."""
    found = near(ledger, ledger)
    alike = (found.person > SAME_PERSON) & (found.here != found.there)
    others: dict[int, list[int]] = {}
    for one, other in zip(found.here[alike].tolist(), found.there[alike].tolist(), strict=True):
        others.setdefault(one, []).append(other)
    return others


def _person_odds(one: Words, other: Words, pairs: tuple[Rows, Rows]) -> Floats:
    mine, _theirs = bearers(one, other)
    cells = cell_numbers(levels(likeness(one, other, pairs), mine[pairs[0]] - 2))
    return log_odds(cells, known_weights())


def _minutes(episodes: tuple[Episode, ...], fact: str) -> Floats:
    times = [getattr(episode, fact) for episode in episodes]
    return np.array(
        [(at - EPOCH).total_seconds() / 60 if at is not None else np.nan for at in times]
    )


def _ranks(ledger: Ledger) -> Rows:
    names = np.array([episode.record for episode in ledger.episodes])
    ranks: Rows = names.argsort(kind="stable").argsort(kind="stable")
    return ranks

"""Two ledgers in, every difference out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.engines.matching.reconcile.differences import (
    Difference,
    Kind,
    Tolerances,
    lateness,
    pair_differences,
    same_row,
)
from alongside.engines.matching.reconcile.episodes import Ledger
from alongside.engines.matching.reconcile.pairing import companions, near, pair_off

ONLY = {"police": Kind.ONLY_POLICE, "health": Kind.ONLY_HEALTH}


@dataclass(frozen=True)
class Reconciled:
    """What two ledgers say of each other.

    Attributes:
        police_rows, health_rows: How many rows each has.
        pairs: Records taken for one use of the power, police first; none twice.
        agreeing: How many of the pairs differ in nothing.
        differences: In the order of the ledgers; several may be of one pair.
    """

    police_rows: int
    health_rows: int
    pairs: tuple[tuple[str, str], ...]
    agreeing: int
    differences: tuple[Difference, ...]

    def counts(self) -> dict[Kind, int]:
        """How many differences there are of each kind."""
        counted = Counter(one.kind for one in self.differences)
        return {kind: counted[kind] for kind in Kind}


def reconcile(police: Ledger, health: Ledger, *, allowed: Tolerances | None = None) -> Reconciled:
    """Match two ledgers one to one and say what differs.

    Args:
        police, health: With people encoded by one key.
        allowed: What is not a difference.
    """
    allowed = allowed or Tolerances()
    pairs = pair_off(near(police, health), police, health)
    found = []
    agreeing = 0
    for one, other in sorted(pairs):
        mine, theirs = police.episodes[one], health.episodes[other]
        differing = [
            Difference(kind, mine.record, theirs.record, words)
            for kind, words in pair_differences(mine, theirs, allowed=allowed)
        ]
        agreeing += not differing
        found += differing
    home = _home(health)
    found += _left_over(
        police, {one for one, _ in pairs}, side="police", home=home, allowed=allowed
    )
    found += _left_over(
        health, {other for _, other in pairs}, side="health", home=home, allowed=allowed
    )
    records = tuple(
        (police.episodes[one].record, health.episodes[other].record) for one, other in sorted(pairs)
    )
    return Reconciled(len(police.episodes), len(health.episodes), records, agreeing, tuple(found))


def _left_over(
    ledger: Ledger, matched: set[int], *, side: str, home: str, allowed: Tolerances
) -> Iterator[Difference]:
    """What a row without a partner is: entered twice, a transfer, or in one ledger only."""
    others = companions(ledger)
    counted = set(matched)
    for row, episode in enumerate(ledger.episodes):
        if row in matched:
            continue
        beside = [other for other in others.get(row, ()) if other in counted]
        kind, words = ONLY[side], f"no row of the other ledger is near {_when(ledger, row)}"
        for other in beside:
            again = same_row(episode, ledger.episodes[other], allowed=allowed)
            kind = Kind.DUPLICATE if again else Kind.TRANSFER_TWICE
            words = f"{side} also have row {ledger.episodes[other].record}"
            if again:
                break
        counted.add(row)
        yield _one_sided(kind, side, episode.record, words)
        if kind == ONLY[side]:
            if episode.area and home and episode.area.casefold() != home.casefold():
                words = f"{side} say {episode.area}, not {home}"
                yield _one_sided(Kind.OUT_OF_AREA, side, episode.record, words)
            late = lateness(episode, allowed.entry)
            if late:
                words = f"{side} entered it {late} after it began"
                yield _one_sided(Kind.LATE_ENTRY, side, episode.record, words)


def _one_sided(kind: Kind, side: str, record: str, words: str) -> Difference:
    police, health = (record, "") if side == "police" else ("", record)
    return Difference(kind, police, health, words)


def _home(health: Ledger) -> str:
    areas = Counter(episode.area for episode in health.episodes if episode.area)
    return areas.most_common(1)[0][0] if areas else ""


def _when(ledger: Ledger, row: int) -> str:
    at = ledger.episodes[row].at
    return f"{at.day} {at:%b %Y %H:%M}" if at else "it, for it has no time"

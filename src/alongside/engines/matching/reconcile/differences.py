"""What may differ between two ledgers, and how each difference is known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.engines.matching.reconcile.episodes import Episode


class Kind(StrEnum):
    """A kind of difference."""

    ONLY_POLICE = "only_police"
    ONLY_HEALTH = "only_health"
    MISSED_HANDOVER = "missed_handover"
    WRONG_SECTION = "wrong_section"
    OUT_OF_AREA = "out_of_area"
    LATE_ENTRY = "late_entry"
    DUPLICATE = "duplicate"
    TRANSFER_TWICE = "transfer_twice"
    TIMES = "times"


WORDS: Final = {
    Kind.ONLY_POLICE: "Only in the police ledger",
    Kind.ONLY_HEALTH: "Only in the health ledger",
    Kind.MISSED_HANDOVER: "Handover in one ledger only",
    Kind.WRONG_SECTION: "Section 135 in one, 136 in the other",
    Kind.OUT_OF_AREA: "Place out of area",
    Kind.LATE_ENTRY: "Entered late",
    Kind.DUPLICATE: "Entered twice",
    Kind.TRANSFER_TWICE: "Transfer counted as a second use",
    Kind.TIMES: "Times disagree",
}


@dataclass(frozen=True)
class Tolerances:
    """What is not a difference.

    Attributes:
        times: How far two times may be apart.
        entry: How long after it began a use may be entered.
        twice: How near two rows of one person are the same row entered twice.
    """

    times: timedelta = timedelta(minutes=15)
    entry: timedelta = timedelta(hours=72)
    twice: timedelta = timedelta(hours=3)


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes:
        kind: What kind.
        police, health: Records of each ledger that it is about; empty where there is none.
        words: What the ledgers say, naming nobody.
    """

    kind: Kind
    police: str
    health: str
    words: str


def pair_differences(
    police: Episode, health: Episode, *, allowed: Tolerances
) -> Iterator[tuple[Kind, str]]:
    """What differs between two rows of one use."""
    if police.section and health.section and police.section != health.section:
        yield Kind.WRONG_SECTION, f"police say {police.section}, health says {health.section}"
    if bool(police.handed_over_at) != bool(health.handed_over_at):
        said = "police" if police.handed_over_at else "health"
        at = police.handed_over_at or health.handed_over_at
        yield Kind.MISSED_HANDOVER, f"only {said} recorded it, at {_clock(at)}"
    if police.area and health.area and police.area.casefold() != health.area.casefold():
        yield Kind.OUT_OF_AREA, f"police say {police.area}, health says {health.area}"
    apart = list(_apart(police, health, allowed.times))
    if apart:
        yield Kind.TIMES, "; ".join(apart)
    for side, episode in (("police", police), ("health", health)):
        late = lateness(episode, allowed.entry)
        if late:
            yield Kind.LATE_ENTRY, f"{side} entered it {late} after it began"


def lateness(episode: Episode, allowed: timedelta) -> str:
    """How long after it began a use was entered, in words; empty when in time or not known."""
    if episode.at is None or episode.recorded_at is None:
        return ""
    after = episode.recorded_at - episode.at
    return _length(after) if after > allowed else ""


def same_row(one: Episode, other: Episode, *, allowed: Tolerances) -> bool:
    """Whether two rows of one person in one ledger are one row entered twice."""
    if one.at is None or other.at is None:
        return False
    near = abs(one.at - other.at) <= allowed.twice
    return near and one.place.casefold() == other.place.casefold()


def _apart(police: Episode, health: Episode, allowed: timedelta) -> Iterator[str]:
    for fact, words in (
        ("arrived_at", "arrival"),
        ("handed_over_at", "handover"),
        ("ended_at", "end"),
    ):
        one, other = getattr(police, fact), getattr(health, fact)
        if one is not None and other is not None and abs(one - other) > allowed:
            yield (f"{words} {_clock(one)} and {_clock(other)}, {_length(abs(one - other))} apart")


def _clock(at: datetime | None) -> str:
    return f"{at.day} {at:%b %Y %H:%M}" if at else "no time"


def _length(length: timedelta) -> str:
    minutes = round(length.total_seconds() / 60)
    if minutes < 120:
        return f"{minutes} minutes"
    hours = round(minutes / 60)
    return f"{hours} hours" if hours < 72 else f"{round(hours / 24)} days"

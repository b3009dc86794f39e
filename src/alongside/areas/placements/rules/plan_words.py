"""Says days, stays and costs in the words of a calendar."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeVar

from alongside.engines.scheduling.scheme import monday_of
from alongside.kernel.local_time import DAYS, MONTHS

FRIDAY: Final = 4
Left = TypeVar("Left")
COST_WORDS: Final[Mapping[str, str]] = {
    "unplaced": "without a place",
    "preference": "at a service other than one they asked for",
    "objective": "where the service does not teach something they want to learn",
    "repeat": "at a service they know already",
    "fairness": "beyond a service’s even share",
}
"""What each kind of wish not met is, by its name in ``engines.scheduling``."""


def week_words(monday: date) -> str:
    """Say a week, such as ``15 to 19 June``; both months where they differ."""
    friday = monday + timedelta(days=FRIDAY)
    if monday.month == friday.month:
        return f"{monday.day} to {friday.day} {MONTHS[monday.month - 1]}"
    return f"{monday.day} {MONTHS[monday.month - 1]} to {friday.day} {MONTHS[friday.month - 1]}"


def days_words(first: date, last: date) -> str:
    """Say days, such as ``Mon 15 to Fri 19 June 2026``."""
    end = f"{DAYS[last.weekday()]} {last.day} {MONTHS[last.month - 1]} {last.year}"
    if first == last:
        return end
    start = f"{DAYS[first.weekday()]} {first.day}"
    if (first.year, first.month) != (last.year, last.month):
        start += f" {MONTHS[first.month - 1]}"
    if first.year != last.year:
        start += f" {first.year}"
    return f"{start} to {end}"


def is_whole_week(first: date, last: date) -> bool:
    """Whether days are Monday to Friday of one week."""
    return first == monday_of(first) and (last - first).days == FRIDAY


def cost_lines(costs: Mapping[str, int], weights: Mapping[str, int]) -> tuple[str, ...]:
    """Say each kind of wish not met and how many there are; empty where all are met.

    Args:
        costs: By kind, in the units of the weights.
        weights: What one of each kind costs.
    """
    lines = []
    for kind, words in COST_WORDS.items():
        many = costs.get(kind, 0) // max(1, weights.get(kind, 1))
        if many:
            lines.append(f"{many} {words}")
    return tuple(lines)


def cost_change(before: Mapping[str, int], after: Mapping[str, int]) -> str:
    """Say in a sentence what changes in wishes met between two plans."""
    more = [COST_WORDS[kind] for kind in COST_WORDS if after.get(kind, 0) > before.get(kind, 0)]
    less = [COST_WORDS[kind] for kind in COST_WORDS if after.get(kind, 0) < before.get(kind, 0)]
    parts = []
    if more:
        parts.append(f"More {' and '.join(more)}")
    if less:
        parts.append(f"{'fewer' if parts else 'Fewer'} {' and '.join(less)}")
    return f"{'; '.join(parts)}." if parts else "It meets as many wishes as before."


@dataclass(frozen=True, slots=True)
class Quality:
    """What is known of how good a plan is.

    Attributes:
        status: As ``engines.scheduling`` says it.
        objective: What its wishes not met cost.
        bound: No plan costs less.
        left_out: How many have no place.
        by_hand: How many stays somebody put there themselves.
        beside: Whether it was made beside what is published.
    """

    status: str
    objective: int
    bound: int
    left_out: int
    by_hand: int
    beside: bool


def quality_sentence(quality: Quality) -> str:
    """Say how good a plan is, claiming no more than is known."""
    left = quality.left_out
    placed = f"{counted(left, 'person')} left without a place" if left else "Everybody is placed"
    if quality.by_hand:
        return f"{placed}. Changed by hand, so nothing is claimed about whether it is the best."
    beside = " beside what is published" if quality.beside else ""
    if quality.status == "optimal":
        return f"{placed}, and no plan{beside} meets more of their wishes."
    if quality.status == "impossible":
        return f"{placed}: it is proved that not everybody can be placed{beside}."
    share = (quality.objective - quality.bound) / quality.objective if quality.objective else 0.0
    return (
        f"{placed}. The best plan found in the time: a better one may exist, but none can cost "
        f"less than {quality.bound} to its {quality.objective} ({share:.1%} less)."
    )


def counted(number: int, word: str) -> str:
    """Say a number of things; *person* becomes *people*."""
    many = {"person": "people"}.get(word, f"{word}s")
    return f"{number} {word if number == 1 else many}"


def by_reason(
    left_out: Iterable[tuple[Left, tuple[str, ...]]],
) -> tuple[tuple[str, tuple[Left, ...]], ...]:
    """Put those left out for the same reasons together, in the order they come."""
    found: dict[str, list[Left]] = {}
    for who, reasons in left_out:
        found.setdefault(" ".join(reasons) or "Nobody said why.", []).append(who)
    return tuple((words, tuple(who)) for words, who in found.items())

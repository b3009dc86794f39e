"""When the demo's cohorts are, and who is in them, around the day it is filled."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from alongside.engines.scheduling.scheme import monday_of
from alongside.kernel.local_time import MONTHS

GIVEN: Final = [
    "Abel",
    "Anouk",
    "Asha",
    "Bea",
    "Callan",
    "Dara",
    "Eira",
    "Finlay",
    "Gwenno",
    "Hamza",
    "Idris",
    "Jonah",
    "Kasia",
    "Leon",
    "Maya",
    "Nabil",
    "Orla",
    "Petra",
    "Rafi",
    "Seren",
    "Tariq",
    "Una",
    "Vikram",
    "Wren",
    "Yusra",
    "Zofia",
]
FAMILY: Final = [
    "Ainsley",
    "Barrow",
    "Clegg",
    "Darwish",
    "Ellery",
    "Fenwick",
    "Garrod",
    "Hollis",
    "Ingham",
    "Jolliffe",
    "Kettle",
    "Lomax",
    "Mistry",
    "Nettle",
    "Osman",
    "Pascoe",
    "Quarmby",
    "Rook",
    "Sandhu",
    "Tolley",
    "Usher",
    "Varga",
    "Wardle",
    "Yarrow",
]
WANTS: Final = ("crisis", "recovery", "the_act", "medication", "families")
VETTED_BEFORE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class DemoCohort:
    """A cohort of the demo.

    Attributes:
        key: Names it here.
        weeks: In how many weeks from this one it begins; less than nought where it is over.
        officers: How many.
    """

    key: str
    weeks: int
    officers: int


NORTHMOOR: Final = (
    DemoCohort("first", -21, 13),
    DemoCohort("second", -15, 13),
    DemoCohort("third", -8, 12),
    DemoCohort("now", 0, 11),
    DemoCohort("next", 5, 25),
)
"""The last cannot fit: twelve services with two seats hold 24 officers in a fortnight."""
CARE_HOME: Final = (DemoCohort("spring", -6, 3), DemoCohort("coming", 3, 3))


@dataclass(frozen=True, slots=True)
class Names:
    """Made-up names, each once; the same seed gives the same."""

    seed: int

    def officers(self) -> Iterator[str]:
        """Name officers."""
        pairs = [(given, family) for given in GIVEN for family in FAMILY]
        random.Random(self.seed).shuffle(pairs)
        return (f"PC {given} {family}" for given, family in pairs)


def named(cohort: DemoCohort, today: date) -> str:
    """Name a cohort by the month it begins in."""
    first = begins(cohort, today)
    return f"{MONTHS[first.month - 1]} {first.year}"


def begins(cohort: DemoCohort, today: date) -> date:
    """Answer the Monday a cohort begins on: one to come is not held over the new year."""
    first = monday_of(today) + timedelta(weeks=cohort.weeks)
    while cohort.weeks > 0 and _over_new_year(first):
        first += timedelta(weeks=1)
    return first


def _over_new_year(first: date) -> bool:
    """Say whether a cohort, with its induction on the Friday before, would meet the holidays."""
    days = {first + timedelta(days=number) for number in range(-3, 12)}
    return any((day.month, day.day) in ((12, 25), (12, 26), (1, 1)) for day in days)


def cohort_rows(
    cohorts: tuple[DemoCohort, ...], *, pattern: str, days: int, today: date, at: str
) -> list[dict[str, Any]]:
    """Answer cohorts as a document of a scheme holds them.

    Args:
        cohorts: Which.
        pattern: What each of their officers does.
        days: How many days from its first to its last.
        today: Where they are counted from.
        at: Where and when they meet before and after.
    """
    rows = []
    for one in cohorts:
        first = begins(one, today)
        rows.append(
            {
                "name": named(one, today),
                "pattern": pattern,
                "from": first,
                "to": first + timedelta(days=days - 1),
                "induction": first - timedelta(days=3),
                "induction_at": at,
                "feedback": first + timedelta(days=days + 3),
                "feedback_at": at,
            }
        )
    return rows


def officer_rows(
    cohorts: tuple[DemoCohort, ...], *, services: list[str], today: date, learner: str, seed: int
) -> list[dict[str, Any]]:
    """Answer officers as a document of a scheme holds them.

    Args:
        cohorts: Which.
        services: Codes they may wish for.
        today: Where cohorts are counted from.
        learner: Who is the first of the cohort under way; empty for nobody.
        seed: Of names and wishes.
    """
    rng, names = random.Random(seed), Names(seed).officers()
    rows = []
    for cohort in cohorts:
        for number in range(cohort.officers):
            is_learner = bool(learner) and cohort.weeks == 0 and number == 0
            first = begins(cohort, today)
            rows.append(
                {
                    "name": learner if is_learner else next(names),
                    "cohort": named(cohort, today),
                    "objectives": rng.sample(WANTS, 2),
                    "prefers": [services[0]] if is_learner else rng.sample(services, 1),
                    "vetted_on": (first - VETTED_BEFORE).isoformat() if cohort.weeks < 5 else "",
                }
            )
    return rows

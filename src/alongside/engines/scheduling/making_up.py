"""Made-up schemes of a stated difficulty, for benchmarks and tests.

What they are like: cohorts spread over the year, each with a window of some weeks; half the
services in the community and half wards, two seats each; some officers on leave, with wishes,
objectives, services to avoid and services they have been to. ``slack`` is the seats there are in
the weeks that count for each seat needed: 1 is as tight as can be. What they are not like: real
schemes have habits (a ward that never takes two, a winter that closes three) that chance has not.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from alongside.engines.scheduling.scheme import (
    Cohort,
    Officer,
    Part,
    Pattern,
    Scheme,
    Service,
    Span,
)

BEGINS: Final = date(2026, 1, 5)
OBJECTIVES: Final = ("risk", "recovery", "older_people", "crisis", "medication", "the_act")
FORTNIGHT: Final = Pattern("community and ward", (Part("community"), Part("ward")))


@dataclass(frozen=True, slots=True)
class Difficulty:
    """How large and how hard.

    Attributes:
        officers: How many.
        services: How many; the first half community, the rest wards.
        weeks: How many weeks the scheme runs.
        cohorts: How many groups the officers come in.
        window_weeks: Weeks within which each cohort's rotations lie.
        slack: Seats for each seat needed; services are shut until it is so.
    """

    officers: int
    services: int
    weeks: int
    cohorts: int = 12
    window_weeks: int = 8
    slack: float = 2.0


def made_up_scheme(difficulty: Difficulty, *, seed: int) -> Scheme:
    """Answer a scheme of a stated difficulty; the same for the same seed."""
    rng = random.Random(seed)
    last = max(0, difficulty.weeks - difficulty.window_weeks)
    cohorts = tuple(
        _cohort(number, round(last * number / max(1, difficulty.cohorts - 1)), difficulty)
        for number in range(difficulty.cohorts)
    )
    services = _services(difficulty, cohorts, rng)
    codes = [one.code for one in services]
    officers = tuple(
        _officer(number, cohorts[number % len(cohorts)], codes, rng)
        for number in range(difficulty.officers)
    )
    return Scheme("Made up", services, officers, cohorts)


def _cohort(number: int, week: int, difficulty: Difficulty) -> Cohort:
    first = BEGINS + timedelta(weeks=week)
    weeks = min(difficulty.window_weeks, difficulty.weeks)
    window = Span(first, first + timedelta(weeks=weeks, days=-3))
    return Cohort(f"Cohort {number + 1}", FORTNIGHT, window, first - timedelta(days=3))


def _services(
    difficulty: Difficulty, cohorts: tuple[Cohort, ...], rng: random.Random
) -> tuple[Service, ...]:
    """Services shut in as many weeks as bring the seats down to the slack asked for."""
    half = difficulty.services // 2
    needed = difficulty.officers * difficulty.slack
    share = min(1.0, needed / (half * 2 * _weeks_used(difficulty, cohorts)))
    made = []
    for number in range(difficulty.services):
        kind = "community" if number < half else "ward"
        closed = tuple(
            Span(BEGINS + timedelta(weeks=week), BEGINS + timedelta(weeks=week, days=4))
            for week in range(difficulty.weeks)
            if rng.random() > share
        )
        teaches = frozenset(rng.sample(OBJECTIVES, 4))
        made.append(
            Service(f"S{number + 1}", f"Service {number + 1}", kind, closed=closed, teaches=teaches)
        )
    return tuple(made)


def _weeks_used(difficulty: Difficulty, cohorts: tuple[Cohort, ...]) -> int:
    used = {
        (cohort.window.first - BEGINS).days // 7 + week
        for cohort in cohorts
        for week in range(min(difficulty.window_weeks, difficulty.weeks))
    }
    return len([week for week in used if week < difficulty.weeks])


def _officer(number: int, cohort: Cohort, codes: list[str], rng: random.Random) -> Officer:
    leave: tuple[Span, ...] = ()
    if rng.random() < 0.15:
        first = cohort.window.first + timedelta(weeks=rng.randrange(4))
        leave = (Span(first, first + timedelta(days=4)),)
    half = len(codes) // 2
    likes = rng.random() < 0.5
    many = min(3, half)
    wished = (*rng.sample(codes[:half], many), *rng.sample(codes[half:], many))
    return Officer(
        f"Officer {number + 1}",
        cohort.name,
        leave=leave,
        objectives=frozenset(rng.sample(OBJECTIVES, 2)),
        prefers=wished if likes else (),
        excluded=frozenset(rng.sample(codes, 1)) if rng.random() < 0.1 else frozenset(),
        earlier=frozenset(rng.sample(codes, 1)) if rng.random() < 0.1 else frozenset(),
    )

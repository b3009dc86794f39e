"""Why a scheme does not fit: rules that clash, none of which can be left out, and ways out."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from alongside.engines.scheduling.exact import Limits
from alongside.engines.scheduling.problem import problem_of
from alongside.engines.scheduling.relaxing import (
    EFFORT,
    Relaxation,
    Step,
    applied,
    can_place_all,
    cheapest_seats,
    fewest_officers,
    least_leave,
)
from alongside.engines.scheduling.rules_off import Rule, RuleKind, rules_of, without
from alongside.engines.scheduling.scheme import Scheme

OFFERED: Final = 3
ONE_TRY_SECONDS: Final = 2.0
NAMED: Final = 6
"""Names said one by one before they are counted instead."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Whether a scheme fits, and if not, why not and what could be done.

    Attributes:
        fits: Whether everybody can be placed; ``None`` when the time ran out first.
        sentence: The answer in one sentence.
        rules: Rules that clash, in words; put any one aside and the rest can be met.
        minimal: Whether that was proved of every one of them.
        relaxations: The cheapest ways out, each tried, the smallest first.
        seconds: How long it took.
    """

    fits: bool | None
    sentence: str
    rules: tuple[str, ...] = ()
    minimal: bool = True
    relaxations: tuple[Relaxation, ...] = ()
    seconds: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """Answer it as JSON holds it, dates as ``YYYY-MM-DD``."""
        return {
            "fits": self.fits,
            "sentence": self.sentence,
            "rules": list(self.rules),
            "minimal": self.minimal,
            "relaxations": [
                {
                    "words": one.words,
                    "verified": one.verified,
                    "steps": [
                        {
                            "kind": step.kind,
                            "about": step.about,
                            "first": step.first.isoformat() if step.first else None,
                            "last": step.last.isoformat() if step.last else None,
                        }
                        for step in one.steps
                    ],
                }
                for one in self.relaxations
            ],
        }


def explain(scheme: Scheme, *, seed: int = 1, time_limit: float = 30.0) -> Conflict:
    """Answer why not everybody can be placed, and the cheapest ways out.

    Args:
        scheme: What to explain.
        seed: For every random choice.
        time_limit: Wall time in seconds.

    Returns:
        A set of rules that cannot all be met, from which none can be left out, and ways out that
        were each tried with success. Rules that keep somebody from a service for safety, such as
        a conflict, are named where they matter and never offered up.
    """
    started = time.monotonic()
    limits = Limits(min(ONE_TRY_SECONDS, time_limit), seed)
    fits = can_place_all(scheme, replace(limits, seconds=time_limit / 2))
    if fits is not False:
        words = "Everybody can be placed." if fits else "The time ran out before it was known."
        return Conflict(fits, words, seconds=time.monotonic() - started)
    ends_at = started + time_limit / 2
    rules, minimal = _clashing(scheme, limits, ends_at)
    ways = _ways_out(scheme, replace(limits, seconds=max(1.0, time_limit / 6)))
    return Conflict(
        False,
        _sentence(scheme, rules, ways),
        tuple(_words(scheme, rules)),
        minimal,
        ways,
        time.monotonic() - started,
    )


def _clashing(scheme: Scheme, limits: Limits, ends_at: float) -> tuple[list[Rule], bool]:
    """Put rules aside one after another; keep those without which the rest can be met.

    Whole kinds of rule go first, so that most are put aside in a few tries.
    """
    rules = list(rules_of(scheme))
    aside: set[Rule] = set()
    for group in _groups(scheme, rules):
        if can_place_all(without(scheme, aside | group), limits) is False:
            aside |= group
    needed: list[Rule] = []
    minimal = True
    for rule in [one for one in rules if one not in aside]:
        if time.monotonic() > ends_at:
            minimal = False
            needed.append(rule)
        elif can_place_all(without(scheme, {*aside, rule}), limits) is False:
            aside.add(rule)
        else:
            needed.append(rule)
    return needed, minimal


def _groups(scheme: Scheme, rules: list[Rule]) -> list[set[Rule]]:
    """Rules that may well be put aside together: all leave, all seats of one kind, and so on."""
    groups: dict[tuple[RuleKind, str], set[Rule]] = {}
    for rule in rules:
        of_service = rule.kind in (RuleKind.CLOSED, RuleKind.SEATS)
        kind = scheme.service(rule.about).kind if of_service else ""
        if rule.kind is not RuleKind.PLACED:
            groups.setdefault((rule.kind, kind), set()).add(rule)
    return list(groups.values())


def _ways_out(scheme: Scheme, limits: Limits) -> tuple[Relaxation, ...]:
    found = [
        cheapest_seats(scheme, "open", limits),
        cheapest_seats(scheme, "seat", limits),
        fewest_officers(scheme, limits),
        least_leave(scheme, limits),
    ]
    ways = []
    for steps in found:
        if steps and can_place_all(applied(scheme, steps), limits) is True:
            ways.append(Relaxation(steps, steps_words(scheme, steps), verified=True))
    ways.sort(key=lambda one: (len(one.steps), EFFORT[one.steps[0].kind]))
    return tuple(ways[:OFFERED])


def steps_words(scheme: Scheme, steps: Iterable[Step]) -> str:
    """Say a way out as one sentence."""
    return " and ".join(_step_words(scheme, step) for step in steps)


def _step_words(scheme: Scheme, step: Step) -> str:
    if step.kind == "officer":
        return f"move {step.about} to another cohort"
    days = _days(step.first, step.last)
    if step.kind == "leave":
        return f"ask {step.about} to move leave in {days}"
    service = scheme.service(step.about)
    if step.kind == "open":
        return f"open {service.name} in {days}"
    return f"allow {_number(service.seats + 1)} at {service.name} in {days}"


def _sentence(scheme: Scheme, rules: list[Rule], ways: tuple[Relaxation, ...]) -> str:
    first = _shortage(scheme, rules)
    if not ways:
        return f"{first}. No single kind of change is enough; the rules below clash."
    options = "; or ".join(one.words for one in ways)
    return f"{first}: {options}."


def _shortage(scheme: Scheme, rules: list[Rule]) -> str:
    """Say how many officers want how many seats, where the clash is one of seats."""
    cohorts = [rule.about for rule in rules if rule.kind is RuleKind.PLACED]
    officers = [one for one in scheme.officers if one.cohort in cohorts]
    codes = {rule.about for rule in rules if rule.kind is RuleKind.SEATS}
    problem = problem_of(replace(scheme, officers=tuple(officers)))
    kinds: dict[str, int] = {}
    for row, service in enumerate(scheme.services):
        if service.code in codes:
            seats = int(problem.seats[row].sum()) if problem.atoms else 0
            kinds[service.kind] = kinds.get(service.kind, 0) + seats
    many = f"{len(officers)} officers" if len(officers) != 1 else "1 officer"
    if not kinds:
        return f"{many} cannot all be placed"
    there = " and ".join(f"{count} {kind} seats" for kind, count in kinds.items())
    return f"{many} for {there} in the weeks of {_list(cohorts)}"


def _words(scheme: Scheme, rules: list[Rule]) -> list[str]:
    """Say each rule, those that only differ in whom they are about as one."""
    words = []
    cohorts = [rule.about for rule in rules if rule.kind is RuleKind.PLACED]
    for name in cohorts:
        many = sum(one.cohort == name for one in scheme.officers)
        window = scheme.cohort(name).window
        words.append(
            f"All {many} officers of {name} are placed between {_days(window.first, window.last)}."
        )
    seats: dict[int, list[str]] = {}
    for rule in rules:
        if rule.kind is RuleKind.SEATS:
            service = scheme.service(rule.about)
            seats.setdefault(service.seats, []).append(service.name)
    words += [
        f"No more than {_number(count)} at once at {_list(names)}."
        for count, names in seats.items()
    ]
    closed = [scheme.service(r.about).name for r in rules if r.kind is RuleKind.CLOSED]
    if closed:
        words.append(f"{_list(closed)} take nobody in the weeks they are shut.")
    leave = [rule.about for rule in rules if rule.kind is RuleKind.LEAVE]
    if leave:
        words.append(f"The leave of {_list(leave)} stands.")
    barred = [rule.about for rule in rules if rule.kind is RuleKind.BARRED]
    if barred:
        words.append(f"Services that {_list(barred)} must not go to stay shut to them.")
    return words


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "their weeks"
    if (last - first).days <= 4:
        return f"the week of {first.day} {first:%B %Y}"
    return f"{first.day} {first:%B %Y} and {last.day} {last:%B %Y}"


def _number(count: int) -> str:
    words = ("none", "one", "two", "three", "four", "five", "six")
    return words[count] if count < len(words) else str(count)


def _list(names: list[str]) -> str:
    shown = (
        names if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1} more"]
    )
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"

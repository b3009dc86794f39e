"""The verdict a claim can carry. A method: nothing here knows any one claim."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from alongside.engines.evaluation.headlines.claims import Claim, Figure, Found, Kind
from alongside.engines.evaluation.headlines.recomputing import (
    Recomputed,
    agrees,
    change_of,
    recompute,
)
from alongside.engines.evaluation.measures import Rate
from alongside.engines.evaluation.printed_p import OFF_BY, exact_p
from alongside.engines.evaluation.result import LEVEL


class Verdict(StrEnum):
    """What can be said of a claim."""

    RECOMPUTED = "RECOMPUTED"
    DIFFERS = "ARITHMETIC DIFFERS"
    CANNOT = "CANNOT RECOMPUTE"
    CONFLICTING = "CONFLICTING SOURCES"
    IN_PART = "IN PART"
    NOT_FROM_RATES = "NOT REPRODUCIBLE FROM ROUNDED RATES"
    NOT_SOUGHT = "NOT SOUGHT"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A claim judged.

    Attributes:
        claim: As made.
        verdict: Its kind.
        words: The verdict in full, with what qualifies it.
        recomputed: Each figure worked out again, where it could be.
    """

    claim: Claim
    verdict: Verdict
    words: str
    recomputed: tuple[Recomputed, ...]


def judge(claim: Claim, *, level: float = LEVEL) -> Judgement:
    """Judge a claim by the counts found behind it.

    Figures with counts are worked out again and held against what was stated, to its last
    printed place. What qualifies a verdict is added after a semicolon: a range that holds no
    change, a printed P that the counts do not give, a place its source does not name, counts
    that contradict it, units that are not alike.

    Raises:
        Refused: The counts found are not counts.
    """
    again = tuple(
        one for one in (recompute(figure, level=level) for figure in claim.figures) if one
    )
    verdict, words = _main(claim, again)
    return Judgement(claim, verdict, words, again)


def _main(claim: Claim, again: tuple[Recomputed, ...]) -> tuple[Verdict, str]:
    if claim.found is Found.NOT_SOUGHT or not claim.figures:
        return Verdict.NOT_SOUGHT, Verdict.NOT_SOUGHT.value
    if _conflicts(claim):
        return Verdict.CONFLICTING, Verdict.CONFLICTING.value
    if not again:
        return _cannot(claim)
    if len(again) < len([f for f in claim.figures if f.kind is not Kind.MONEY]):
        return Verdict.IN_PART, _in_part(claim, again)
    if all(one.figure.rates for one in again):
        right = all(one.agrees for one in again)
        verdict = Verdict.RECOMPUTED if right else Verdict.NOT_FROM_RATES
        return verdict, f"{verdict.value} (from rates)" if right else verdict.value
    return _held_against(claim, again)


def _conflicts(claim: Claim) -> bool:
    """Another source gives another number, or counts of part of it give another figure."""
    if claim.found is Found.CONFLICT or claim.others:
        return True
    if claim.found is not Found.PARTIAL:
        return False
    return any(not _fits(claim.figures, pair_change) for pair_change in _changes(claim))


def _changes(claim: Claim) -> list[float]:
    pairs = [*claim.contradicting, *(f.pair for f in claim.figures if f.pair is not None)]
    return [change_of(pair) for pair in pairs]


def _fits(figures: tuple[Figure, ...], change: float) -> bool:
    return any(agrees(figure, change)[0] for figure in figures if figure.kind.is_change)


def _cannot(claim: Claim) -> tuple[Verdict, str]:
    told = [Verdict.CANNOT.value]
    if claim.found is Found.COUNT_ONLY:
        told.append("count only")
    if claim.attributed_to and claim.attributed_to.casefold() != claim.place.casefold():
        told.append("place attribution questionable")
    changes = _changes(claim) if claim.found is Found.AMBIGUOUS else []
    if changes and not any(_fits(claim.figures, change) for change in changes):
        told.append("contradicting evidence")
    shares = [f for f in claim.figures if f.kind is Kind.SHARE and f.is_percentage]
    if len(shares) > 1:  # two percentages of one group bound its number; one hardly does
        told.append("bound only")
    return Verdict.CANNOT, "; ".join(told)


def _in_part(claim: Claim, again: tuple[Recomputed, ...]) -> str:
    by_figure = {one.figure: one for one in again}
    told = []
    for figure in claim.figures:
        one = by_figure.get(figure)
        if one is None:
            told.append(f"{figure.stated} UNVERIFIED")
        else:
            told.append(f"{figure.stated} {'CONFIRMED' if one.agrees else 'DIFFERS'}")
    return "; ".join(told) + (", unlike units" if unlike_units(claim) else "")


def unlike_units(claim: Claim) -> bool:
    """Say whether a claim sets figures of unlike things side by side."""
    return len({figure.unit.casefold() for figure in claim.figures if figure.unit}) > 1


def _held_against(claim: Claim, again: tuple[Recomputed, ...]) -> tuple[Verdict, str]:
    wrong = [one for one in again if not one.agrees]
    if wrong:
        verdict = Verdict.DIFFERS
        slightly = " (slightly)" if all(one.slightly for one in wrong) else ""
        told = [f"{verdict.value}{slightly}"]
    else:
        verdict = Verdict.RECOMPUTED
        told = [f"{verdict.value}{' (derived counts)' if claim.found is Found.DERIVED else ''}"]
    told += [words for qualify in QUALIFIERS if (words := qualify(claim, again))]
    return verdict, "; ".join(told)


def _printed_p(claim: Claim, again: tuple[Recomputed, ...]) -> str:
    change = next((one for one in again if one.ratio is not None), None)
    if claim.printed_p is None or change is None or change.figure.pair is None:
        return ""
    pair = change.figure.pair
    true = exact_p(Rate(pair.first, pair.first_at_risk), Rate(pair.second, pair.second_at_risk))
    if claim.printed_p > OFF_BY * true:
        return "published P understates"
    return "published P overstates" if claim.printed_p * OFF_BY < true else ""


def _no_change(_claim: Claim, again: tuple[Recomputed, ...]) -> str:
    return "CI includes no change" if any(one.no_change_inside for one in again) else ""


def _units(claim: Claim, _again: tuple[Recomputed, ...]) -> str:
    return "unlike units" if unlike_units(claim) else ""


def _place(claim: Claim, _again: tuple[Recomputed, ...]) -> str:
    elsewhere = claim.attributed_to and claim.attributed_to.casefold() != claim.place.casefold()
    return "place attribution questionable" if elsewhere else ""


Qualifier = Callable[[Claim, tuple[Recomputed, ...]], str]
QUALIFIERS: Final[tuple[Qualifier, ...]] = (_printed_p, _no_change, _units, _place)

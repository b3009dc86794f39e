"""How well barred words are found, on the published list of phrases."""

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.resources import files
from math import sqrt
from typing import Final

from alongside.areas.plans.rules.barred.checking import check_plan_words

INNOCENT: Final = "innocent"
Z: Final = 1.959963984540054
"""Half-width of a 95 % interval in standard deviations."""


@dataclass(frozen=True, slots=True)
class Case:
    """One phrase of the published list.

    Attributes:
        part: Which batch it belongs to.
        kind: What it tells somebody to do, or ``innocent``.
        first_found: Whether it was found when its batch was first tried.
        text: The phrase.
    """

    part: str
    kind: str
    first_found: bool
    text: str

    @property
    def barred(self) -> bool:
        """Whether a plan may not hold it."""
        return self.kind != INNOCENT


@dataclass(frozen=True, slots=True)
class Share:
    """Part of a whole, with its 95 % Wilson interval; nothing where the whole is empty."""

    part: int
    whole: int

    @property
    def interval(self) -> tuple[float, float] | None:
        """Lower and upper end, 0 to 1.

        Source: Wilson, Journal of the American Statistical Association 1927;22:209-212.
        """
        if not self.whole:
            return None
        n, p = self.whole, self.part / self.whole
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        reach = Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)

    def __str__(self) -> str:
        ends = self.interval
        if ends is None:
            return "none"
        low, high = (round(100 * end) for end in ends)
        return (
            f"{self.part} of {self.whole}, {100 * self.part / self.whole:.0f} % ({low} to {high})"
        )


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found of one batch.

    Attributes:
        part: The batch.
        caught: Barred phrases found.
        missed: Barred phrases not found.
        mistaken: Innocent phrases found.
        let_through: Innocent phrases not found.
    """

    part: str
    caught: int
    missed: int
    mistaken: int
    let_through: int

    @property
    def recall(self) -> Share:
        """Of the phrases that are barred, how many were found."""
        return Share(self.caught, self.caught + self.missed)

    @property
    def precision(self) -> Share:
        """Of the phrases that were found, how many are barred."""
        return Share(self.caught, self.caught + self.mistaken)


def published_cases() -> tuple[Case, ...]:
    """Read the published list."""
    folder = files("alongside.areas.plans.rules.barred")
    text = folder.joinpath("cases.csv").read_text(encoding="utf-8")
    return tuple(
        Case(row["part"], row["kind"], row["first_found"] == "yes", row["text"])
        for row in csv.DictReader(io.StringIO(text))
    )


def measured(cases: Iterable[Case], found: Callable[[Case], bool]) -> tuple[Measured, ...]:
    """Count, batch by batch, what was found and what was not.

    Args:
        cases: The phrases.
        found: Whether one is found.
    """
    counts: dict[str, dict[tuple[bool, bool], int]] = {}
    for case in cases:
        batch = counts.setdefault(case.part, {})
        key = (case.barred, found(case))
        batch[key] = batch.get(key, 0) + 1
    return tuple(
        Measured(
            part,
            caught=batch.get((True, True), 0),
            missed=batch.get((True, False), 0),
            mistaken=batch.get((False, True), 0),
            let_through=batch.get((False, False), 0),
        )
        for part, batch in counts.items()
    )


def found_now(case: Case) -> bool:
    """Say whether the check finds a phrase."""
    return bool(check_plan_words({"": case.text}))


def found_at_first(case: Case) -> bool:
    """Say whether the check found a phrase when its batch was first tried."""
    return case.first_found


def wording_report() -> str:
    """Write the two tables of how well barred words are found."""
    cases = published_cases()
    lines = [
        f"{len(cases)} phrases: {sum(case.barred for case in cases)} barred, the rest innocent."
    ]
    for title, found in (
        ("When first tried, before the rules were changed for them", found_at_first),
        ("Now", found_now),
    ):
        lines += ["", f"### {title}", "", HEAD]
        lines += [
            f"| {m.part} | {m.recall} | {m.precision} | {m.mistaken} of "
            f"{m.mistaken + m.let_through} |"
            for m in measured(cases, found)
        ]
    return "\n".join(lines) + "\n"


HEAD: Final = (
    "| Batch | Barred phrases found (recall) | Found phrases that are barred (precision) "
    "| Innocent phrases found by mistake |\n|---|---|---|---|"
)

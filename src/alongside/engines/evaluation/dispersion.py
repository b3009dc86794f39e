"""Do counts vary more than chance alone would make them?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from scipy.special import chdtrc

from alongside.engines.evaluation.measures import Rate
from alongside.engines.evaluation.result import Check, State
from alongside.engines.evaluation.wording import number_words, p_words

TOO_MUCH: Final = 0.05
NAME: Final = "overdispersion"


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How many times more than Poisson counts vary.

    Attributes:
        ratio: Pearson's chi-square for each degree of freedom; 1 is Poisson.
        degrees: Degrees of freedom; nought when there is nothing to tell by.
        p_value: Chance of so much were they Poisson.
    """

    ratio: float
    degrees: int
    p_value: float

    @property
    def scale(self) -> float:
        """What to multiply a variance by: only where the excess is more than chance."""
        return max(1.0, self.ratio) if self.degrees and self.p_value < TOO_MUCH else 1.0


def dispersion(cells: Sequence[Sequence[Rate]]) -> Dispersion:
    """Judge how far repeats of the same thing differ.

    Args:
        cells: For each group and period, the rates it is made of, such as its months.

    Source: McCullagh and Nelder 1989, section 6.2.
    """
    square, degrees = 0.0, 0
    for rates in cells:
        events, at_risk = sum(r.events for r in rates), sum(r.at_risk for r in rates)
        if len(rates) < 2 or events == 0:
            continue
        for rate in rates:
            expected = events * rate.at_risk / at_risk
            square += (rate.events - expected) ** 2 / expected
        degrees += len(rates) - 1
    if degrees == 0:
        return Dispersion(1.0, 0, 1.0)
    return Dispersion(square / degrees, degrees, float(chdtrc(degrees, square)))


def dispersion_check(seen: Dispersion) -> Check:
    """Say whether the counts may be taken as Poisson."""
    if seen.degrees == 0:
        return Check(
            NAME,
            State.CANNOT_TELL,
            "Each count stands alone, so nothing shows whether counts vary more than chance. "
            "Give months or weeks and the range will allow for it.",
        )
    told = f"They vary {number_words(seen.ratio)} times as much as chance alone would make them"
    told += f" (P {p_words(seen.p_value)})"
    if seen.p_value < TOO_MUCH:
        return Check(NAME, State.FAILED, f"{told}; the range has been widened to allow for it.")
    return Check(NAME, State.PASSED, f"{told}: no sign of more.")

"""What is measured: each with its definition, what it is out of, and which way is better."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.engines.evaluation.spc.chart import Direction
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        code: Stable word, in addresses and rows.
        title: Its name.
        noun: What is counted, in the middle of a sentence.
        definition: What it counts, exactly.
        count: Which count of a month.
        whole: Which count it is out of; empty for a rate against the population.
        of: What the whole is, in words.
        better: Which way is better; neutral where neither is.
    """

    code: str
    title: str
    noun: str
    definition: str
    count: str
    whole: str
    of: str
    better: Direction = Direction.NEUTRAL


_ALL: Final = (
    Measure(
        "uses",
        "Uses of section 136",
        "uses of section 136",
        "Each time police used section 136, in the month the power was used, by the force that "
        "used it. One for each use, not each person.",
        "uses",
        "",
        "people who live in the area, for a year",
    ),
    Measure(
        "suite",
        "Taken first to a mental-health suite",
        "uses where a mental-health suite was used first",
        "Uses of section 136 where the first place of safety was a health-based place of safety, "
        "out of all uses in the month. A door that turned somebody away was not used.",
        "place.health_based_place_of_safety",
        "uses",
        "uses of section 136",
        Direction.INCREASE,
    ),
    Measure(
        "station",
        "Police station used first",
        "uses where a police station was used first",
        "Uses of section 136 where the first place of safety was a police station, out of all "
        "uses in the month.",
        "place.police_station",
        "uses",
        "uses of section 136",
        Direction.DECREASE,
    ),
    Measure(
        "handover",
        "Handed over within an hour",
        "handovers within an hour of arriving",
        "Handovers accepted 60 minutes or less after arriving at the first place of safety, out "
        "of all where both times are recorded.",
        "handover.within",
        "handover.timed",
        "handovers with both times recorded",
        Direction.INCREASE,
    ),
    Measure(
        "consulted",
        "Talked to a clinician first",
        "uses where a health professional was consulted",
        "Uses of section 136 where a health professional is recorded as consulted, out of all "
        "uses in the month. Not recorded counts as not consulted.",
        "consulted",
        "uses",
        "uses of section 136",
        Direction.INCREASE,
    ),
    Measure(
        "tried",
        "Something else tried",
        "contacts where something else was tried",
        "Contacts where at least one alternative is recorded, such as the person's own team or a "
        "crisis line, out of all contacts recorded on the desk that have closed, by the month "
        "they were opened. Imported history holds detentions alone, so it is left out.",
        "tried",
        "contacts",
        "closed contacts",
        Direction.INCREASE,
    ),
    Measure(
        "again",
        "Held again within a year",
        "uses where the person had been held in the year before",
        "Uses of section 136 where the same person, when known, had been held under section 136 "
        "or 135 in the 365 days before; out of all uses where the person is known. It says how "
        "often a plan could be offered, and never of whom.",
        "again",
        "known",
        "uses where the person is known",
    ),
)
MEASURES: Final[Mapping[str, Measure]] = {one.code: one for one in _ALL}
AIM_MINUTES: Final = 60


def measure_named(code: str) -> Measure:
    """Answer a measure by its code.

    Raises:
        Refused: ``measure.unknown``.
    """
    if code not in MEASURES:
        raise Refused(
            "measure.unknown",
            f"{code[:30]!a} is not a measure here.",
            next_step="Choose one from the list.",
            field="measure",
        )
    return MEASURES[code]


def median_of(minutes: Sequence[int]) -> tuple[int, int, int] | None:
    """Answer the lower quartile, the median and the upper quartile; ``None`` of nothing."""
    if not minutes:
        return None
    ordered = sorted(minutes)
    last = len(ordered) - 1
    low, middle, high = (ordered[round(last * part)] for part in (0.25, 0.5, 0.75))
    return low, middle, high

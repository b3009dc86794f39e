"""The shape of a return: how much of it is what, each share with what it is a share of."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alongside.areas.crisis.rules.annual_return import POLICE_VEHICLE, ReturnRow
from alongside.foundation.reference import code_list

PUBLISHED_YEAR: Final = "2023/24"
PUBLISHED: Final[Mapping[tuple[str, str], int]] = {
    ("place", "emergency_department"): 42,
    ("place", "police_station"): 1,
    ("transport", "police_vehicle"): 51,
    ("transport", "ambulance"): 35,
}
"""Per cent of 31,213 detentions in England and Wales, 2023/24 (DOMAIN 2.1, S28)."""


@dataclass(frozen=True, slots=True)
class Share:
    """One answer of one question.

    Attributes:
        code: The answer.
        label: The answer in words.
        count: How many rows give it.
        of: How many rows were asked: the denominator.
        published: Per cent in the published national figures, where there is one.
    """

    code: str
    label: str
    count: int
    of: int
    published: int | None

    @property
    def per_cent(self) -> float | None:
        """Share in per cent, to one place; ``None`` when nothing was asked."""
        return round(100 * self.count / self.of, 1) if self.of else None


@dataclass(frozen=True, slots=True)
class Part:
    """One question of the return.

    Attributes:
        name: Name of the column.
        title: The question in words.
        of: What the shares are of, in words.
        shares: Every answer there is, in the list's order.
    """

    name: str
    title: str
    of: str
    shares: tuple[Share, ...]


def _everybody(_: ReturnRow) -> bool:
    return True


def _police_vehicle(row: ReturnRow) -> bool:
    return row.transport == POLICE_VEHICLE


ASKED: Final[tuple[tuple[str, str, str, str, Callable[[ReturnRow], bool]], ...]] = (
    ("place", "Place of safety first used", "return_place", "uses of section 136", _everybody),
    ("transport", "Transport", "transport", "uses of section 136", _everybody),
    ("vehicle_reason", "Why a police vehicle was used", "police_vehicle_reason",
     "uses in which a police vehicle was used", _police_vehicle),
    ("ambulance_requested", "Ambulance requested", "ambulance_requested", "uses of section 136",
     _everybody),
    ("age_band", "Age", "return_age", "uses of section 136", _everybody),
    ("sex", "Sex or gender", "return_sex", "uses of section 136", _everybody),
    ("ethnicity_self", "Self-defined ethnicity", "return_ethnicity", "uses of section 136",
     _everybody),
)  # fmt: skip


def shape(rows: Iterable[ReturnRow]) -> tuple[Part, ...]:
    """Count the uses of section 136 by each question of the return.

    Uses of section 135(1) are rows of the return where a force records them, and are left out
    here so that shares can be compared with what is published.
    """
    counted = [row for row in rows if row.power == "s136"]
    return tuple(
        Part(name, title, of, _shares(name, system, [row for row in counted if asked(row)]))
        for name, title, system, of, asked in ASKED
    )


def _shares(name: str, system: str, rows: Sequence[ReturnRow]) -> tuple[Share, ...]:
    counts = Counter(str(getattr(row, name)) for row in rows)
    shares = [
        Share(code, label, counts.pop(code, 0), len(rows), PUBLISHED.get((name, code)))
        for code, label in code_list(system).choices()
    ]
    rest = sum(counts.values())
    if rest:
        shares.append(Share("", "No reason recorded", rest, len(rows), None))
    return tuple(shares)

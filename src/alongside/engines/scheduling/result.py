"""What a plan answers: who goes where, who does not and why, what it costs, how good it is."""

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final


class Status(StrEnum):
    """How good a plan is known to be."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    IMPOSSIBLE = "impossible"


SENTENCES: Final = {
    Status.OPTIMAL: "Everybody is placed, and no plan is better.",
    Status.FEASIBLE: "The best plan found in the time; none can cost less than its bound.",
    Status.IMPOSSIBLE: "Not everybody can be placed; this plan places as many as can be.",
}


@dataclass(frozen=True, slots=True)
class Assignment:
    """One stay of one officer.

    Attributes:
        officer: Name.
        service: Code.
        start: First day.
        end: Last day.
        kind: Kind of service.
        buddy: Who looks after them there; empty where the scheme names nobody.
        shift: Name of the hours they work.
        from_time: When a day starts, local ``HH:MM``.
        to_time: When it ends.
    """

    officer: str
    service: str
    start: date
    end: date
    kind: str
    buddy: str = ""
    shift: str = ""
    from_time: str = ""
    to_time: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An officer without a rotation.

    Attributes:
        officer: Name.
        reasons: Why, in words.
    """

    officer: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan and how good it is.

    Attributes:
        status: How good it is known to be.
        objective: What it costs, in the units of the weights.
        bound: No plan costs less.
        gap: How far it may be from the best, as a share of what it costs; 0 is proved best.
        assignments: By officer, then by day.
        unplaced: Officers without a rotation.
        costs: What each kind of wish not met costs; they add up to the objective.
        seconds: How long it took.
    """

    status: Status
    objective: int
    bound: int
    gap: float
    assignments: tuple[Assignment, ...]
    unplaced: tuple[Unplaced, ...]
    costs: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def sentence(self) -> str:
        """How good it is, in words."""
        return SENTENCES[self.status]

    def of(self, officer: str) -> tuple[Assignment, ...]:
        """Answer the stays of an officer."""
        return tuple(one for one in self.assignments if one.officer == officer)

    def as_json(self) -> dict[str, Any]:
        """Answer it as JSON holds it, dates as ``YYYY-MM-DD``."""
        return {
            "status": str(self.status),
            "objective": self.objective,
            "bound": self.bound,
            "gap": self.gap,
            "assignments": [_plain(asdict(one)) for one in self.assignments],
            "unplaced": [
                {"officer": one.officer, "reasons": list(one.reasons)} for one in self.unplaced
            ],
            "costs": dict(self.costs),
        }


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()
    }

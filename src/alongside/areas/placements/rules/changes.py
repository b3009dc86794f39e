"""What changes under a plan that stands: a ward shuts, somebody is away or leaves, fewer seats."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from alongside.kernel.refusal import Refused

CLOSED, AWAY, FEWER, LEAVES = "closed", "away", "fewer", "leaves"
KINDS: Final[Mapping[str, str]] = {
    CLOSED: "A ward or team takes nobody for some days",
    AWAY: "Somebody is ill or away",
    FEWER: "A ward or team takes fewer from now on",
    LEAVES: "Somebody leaves the scheme",
}
OF_SERVICE: Final = frozenset({CLOSED, FEWER})
WITH_DAYS: Final = frozenset({CLOSED, AWAY})


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed since the plan was published.

    Attributes:
        kind: A code of ``KINDS``.
        service: Code of the service it is of; empty where it is of somebody.
        learner: Name of whom it is of; empty where it is of a service.
        first_on: First day, of what has days.
        last_on: Last day.
        seats: Officers at once from now on, of ``fewer``.
        why: In a few words; may be empty, but not where somebody leaves.
        busy: Id of the word "too busy" that this answers, or empty.
    """

    kind: str
    service: str = ""
    learner: str = ""
    first_on: date | None = None
    last_on: date | None = None
    seats: int = 0
    why: str = ""
    busy: str = ""

    def as_facts(self) -> dict[str, Any]:
        """Answer it as a plan's event keeps it."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in asdict(self).items()
        }


def change_from(facts: Mapping[str, Any]) -> Change:
    """Read a change as ``Change.as_facts`` wrote it."""
    days = {
        name: date.fromisoformat(facts[name]) if facts[name] else None
        for name in ("first_on", "last_on")
    }
    return Change(**{**facts, **days})


def check_change(change: Change, *, today: date) -> None:
    """Refuse a change that does not say what it is of, or is over.

    Raises:
        Refused: ``change.…``, with the field that is missing.
    """
    if change.kind not in KINDS:
        raise Refused("change.kind", "Choose what has changed.", field="kind")
    about = change.service if change.kind in OF_SERVICE else change.learner
    if not about:
        field = "service" if change.kind in OF_SERVICE else "learner"
        raise Refused("change.of_whom", "Choose who it is about.", field=field)
    if change.kind in WITH_DAYS:
        _check_days(change, today)
    if change.kind == FEWER and change.seats < 1:
        raise Refused(
            "change.seats",
            "Say how many it takes at once, one or more.",
            next_step="Where it takes nobody, choose that it takes nobody for some days.",
            field="seats",
        )
    if change.kind == LEAVES and not change.why.strip():
        raise Refused("change.no_reason", "Say why they leave, in a few words.", field="why")


def _check_days(change: Change, today: date) -> None:
    if change.first_on is None or change.last_on is None:
        field = "first_on" if change.first_on is None else "last_on"
        raise Refused("change.no_days", "Say from which day to which.", field=field)
    if change.last_on < change.first_on:
        raise Refused("change.turned_round", "The last day is before the first.", field="last_on")
    if change.last_on < today:
        raise Refused("change.over", "Those days are over.", field="last_on")

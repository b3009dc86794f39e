"""Where a case stands with police and courts, worked out from events."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.areas.diversion.rules.timeline import Timeline

STAGES: Final[Mapping[str, str]] = {
    "charged": "charged",
    "hearing_listed": "first_hearing",
    "hearing_held": "first_hearing",
    "sentenced": "sentence",
}
"""Which stage of the list ``ld_justice_stage`` an event leads to; one never goes back."""
ORDER: Final = ("pre_charge", "charged", "first_hearing", "sentence")
LEFT_TO: Final[Mapping[str, str]] = {
    "home": "Home or where they live",
    "family": "Family or friends",
    "court": "Court",
    "prison": "Prison",
    "hospital": "Hospital",
    "section_136": "A place of safety, section 136",
    "other_custody": "Another custody suite",
    "accommodation": "Council accommodation for a young person",
    "not_known": "Not known",
}
REMANDED_TO: Final[Mapping[str, str]] = {
    "prison": "Prison",
    "youth_detention": "Youth detention accommodation",
    "council": "Council accommodation",
    "hospital": "Hospital",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands.

    Attributes:
        stage: A code of ``ld_justice_stage``.
        outcome: A code of ``ld_justice_outcome``; empty until there is one.
        left_custody_at: When somebody left custody; nothing while they are there.
    """

    stage: str
    outcome: str
    left_custody_at: datetime | None


def standing(timeline: Timeline) -> Standing:
    """Answer where a case stands."""
    reached = {STAGES[event.kind] for event in timeline.of_kind(*STAGES)}
    stage = max(reached, key=ORDER.index, default="pre_charge")
    decided = timeline.last("sentenced", "disposed")
    outcome = ""
    if decided is not None:
        outcome = str(decided.facts.get("outcome") or decided.facts.get("justice_outcome") or "")
    left = timeline.last("left_custody", "moved_to_136")
    return Standing(stage, outcome, left.happened_at if left else None)

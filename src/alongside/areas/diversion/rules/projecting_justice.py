"""How far a case is and how it ended, as far as the events say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alongside.areas.diversion.rules.timeline import Timeline

STAGES: Final[Mapping[str, str]] = {
    "arrested_for": "pre_charge",
    "bailed": "",
    "charged": "charged",
    "hearing_held": "first_hearing",
    "sentenced": "sentence",
}
"""Where each event takes a case; an empty word leaves it where it is."""


@dataclass(frozen=True, slots=True)
class JusticeStanding:
    """Where a case stands.

    Attributes:
        stage: A code of ``ld_justice_stage``; ``pre_charge`` until more is known.
        outcome: A code of ``ld_justice_outcome``; empty before.
        offence_group: The last recorded; empty where none was.
        left_custody_at: When they left custody.
    """

    stage: str
    outcome: str
    offence_group: str
    left_custody_at: datetime | None


def justice_of(story: Timeline) -> JusticeStanding:
    """Work out where a case stands from the events of an episode."""
    stage, outcome, group = "pre_charge", "", ""
    left: datetime | None = None
    for event in story.events:
        stage = STAGES.get(event.kind) or stage
        group = str(event.facts.get("offence_group") or group)
        if event.kind in ("sentenced", "disposed"):
            said = event.facts.get("outcome") or event.facts.get("justice_outcome")
            outcome = str(said or outcome)
        if event.kind in ("left_custody", "moved_to_136"):
            left = event.happened_at
    return JusticeStanding(stage, outcome, group, left)

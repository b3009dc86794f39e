"""Where somebody is on the pathway, worked out from events."""

from dataclasses import dataclass

from alongside.areas.diversion.rules.case import Case


@dataclass(frozen=True, slots=True)
class Projection:
    """The columns of an episode that follow from its events.

    Attributes:
        stage: Where on the pathway.
    """

    stage: str


def project(case: Case) -> Projection:
    """Work out what follows from the events of an episode."""
    seen = case.timeline.last("seen", "not_seen")
    return Projection(stage=seen.kind if seen else "identified")

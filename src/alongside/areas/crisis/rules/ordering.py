"""Steps recorded before what they follow. Flags only: the record is kept as given."""

from typing import Final

from alongside.areas.crisis.rules.kinds import KINDS
from alongside.areas.crisis.rules.timeline import Timeline
from alongside.engines import law
from alongside.kernel.local_time import say

ORDER: Final = "Order of events, a rule of this product, not of law"
AFTER_ARRIVAL: Final = (
    "handover_offered",
    "handover_accepted",
    "rights_given",
    "examination_started",
    "interview_started",
    "welfare_check",
    "station_review",
)
PAIRS: Final = (
    ("ambulance_requested", "ambulance_arrived"),
    ("handover_offered", "handover_accepted"),
    ("examination_started", "examination_completed"),
    ("interview_started", "interview_completed"),
)


def out_of_order(timeline: Timeline) -> tuple[law.Finding, ...]:
    """Answer a flag for each step that comes before the step it follows.

    Somebody kept where they already were has no arrival to come after.
    """
    pairs = [("arrived", kind) for kind in AFTER_ARRIVAL] + list(PAIRS)
    found = []
    for earlier, later in pairs:
        first, second = timeline.at(earlier), timeline.at(later)
        if first is not None and second is not None and second < first:
            sentence = (
                f"{KINDS[later].label} ({say(second)}) before "
                f"{KINDS[earlier].label.lower()} ({say(first)})."
            )
            found.append(law.Finding(f"order.{later}", law.Outcome.FLAG, sentence, ORDER))
    return tuple(found)

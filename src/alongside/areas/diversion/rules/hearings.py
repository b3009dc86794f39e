"""What can become of a hearing, as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from alongside.kernel.refusal import Refused

LISTED: Final = "listed"

PURPOSES: Final[Mapping[str, str]] = {
    "first_hearing": "First hearing",
    "bail": "Bail",
    "plea": "Plea and case management",
    "trial": "Trial",
    "sentence": "Sentence",
    "breach": "Breach",
    "review": "Review of an order",
    "other": "Something else",
}

RESULTS: Final[Mapping[str, str]] = {
    "adjourned": "Put off to another day",
    "sent_to_crown": "Sent to the Crown Court",
    "bailed": "Bailed to another hearing",
    "remanded": "Remanded in custody",
    "for_reports": "Put off for reports",
    "sentenced": "Sentenced",
    "discontinued": "Case stopped or dismissed",
    "not_guilty": "Found not guilty",
    "not_known": "Not known",
}
GOES_ON: Final = frozenset({"adjourned", "sent_to_crown", "bailed", "remanded", "for_reports"})
"""Results after which another hearing is to come."""

STATES: Final[Mapping[str, str]] = {
    LISTED: "Listed",
    "held": "Held",
    "vacated": "Taken out of the list",
}


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that may be done to a hearing.

    Attributes:
        kind: The event it is recorded as.
        before: Which state it may be done in.
        after: Which state it leads to.
    """

    kind: str
    before: str
    after: str


MOVES: Final[tuple[Move, ...]] = (
    Move("hearing_moved", LISTED, LISTED),
    Move("hearing_held", LISTED, "held"),
    Move("hearing_vacated", LISTED, "vacated"),
)


def state_after(kind: str, state: str) -> str:
    """Answer what a hearing becomes.

    Args:
        kind: The event.
        state: What the hearing is now.

    Raises:
        Refused: ``hearing.settled`` where it was held or taken out of the list already.
    """
    for move in MOVES:
        if (move.kind, move.before) == (kind, state):
            return move.after
    raise Refused(
        "hearing.settled",
        "That hearing is no longer listed.",
        next_step="List another hearing, or put the earlier entry right.",
    )

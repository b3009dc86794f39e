"""Where a report that was asked for may stand, and what leads from one to the next."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused


class ReportState(StrEnum):
    """Where a report stands."""

    ASKED = "asked"
    DRAFTED = "drafted"
    RELEASED = "released"
    CLOSED = "closed"


REPORT_LABELS: Final[Mapping[ReportState, str]] = {
    ReportState.ASKED: "Asked for, not begun",
    ReportState.DRAFTED: "Being written",
    ReportState.RELEASED: "Released",
    ReportState.CLOSED: "No longer needed",
}
REPORT_KINDS: Final[Mapping[str, str]] = {
    "asked": "Asked for",
    "consented": "Agreed to",
    "consent_withdrawn": "Consent taken back",
    "drafted": "Saved",
    "refused": "Not released",
    "released": "Released",
    "told_of_withdrawal": "Recipient told that consent was taken back",
    "safety_told": "Safety told to custody",
    "copy_offered": "Copy offered to the person",
    "not_needed": "No longer needed",
    "hearing_moved": "The hearing it is for was moved",
}
MOVED: Final = "hearing_moved"
A, D, R = ReportState.ASKED, ReportState.DRAFTED, ReportState.RELEASED
ANYWHERE: Final = (
    "consented",
    "consent_withdrawn",
    "refused",
    "safety_told",
    "copy_offered",
    MOVED,
)
REPORT_TRANSITIONS: Final[Mapping[tuple[ReportState, str], ReportState]] = {
    (A, "drafted"): D,
    (D, "drafted"): D,
    (R, "drafted"): R,
    (A, "released"): R,
    (D, "released"): R,
    (R, "released"): R,
    (R, "told_of_withdrawal"): R,
    (A, "not_needed"): ReportState.CLOSED,
    (D, "not_needed"): ReportState.CLOSED,
    **{(state, kind): state for state in (A, D, R) for kind in ANYWHERE},
}
"""A released report may be written again: the version that went stays as it was."""


def next_report_state(state: ReportState, kind: str) -> ReportState:
    """Answer where a report stands after something is done with it.

    Raises:
        Refused: ``report.not_now``.
    """
    after = REPORT_TRANSITIONS.get((state, kind))
    if after is None:
        raise Refused(
            "report.not_now",
            f"This report stands at “{REPORT_LABELS[state].lower()}”, so that cannot be done now.",
            next_step="Open it again: somebody else may have changed it meanwhile.",
        )
    return after

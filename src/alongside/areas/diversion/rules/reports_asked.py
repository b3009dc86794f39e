"""Which reports were asked for in an episode, by when, and whether they went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.rules.deadlines import Deadline, deadline
from alongside.areas.diversion.rules.report_due import LISTED, due_at_of
from alongside.areas.diversion.rules.timeline import Timeline

ASKED, RELEASED = "report_requested", "report_released"
NOT_NEEDED = "report_not_needed"
KINDS = (ASKED, RELEASED, NOT_NEEDED)
READ = (*KINDS, *LISTED)
"""Which events have to be read for them."""


@dataclass(frozen=True, slots=True)
class AskedReport:
    """One report.

    Attributes:
        report_id: Opaque; the page of the report is found by it.
        for_what: Before which decision.
        asked_at: When it was asked for.
        due_at: By when, where that was said.
        released_at: When it went; nothing while it is owed.
        hearing_id: For which hearing, where it is one that is listed here; otherwise empty.
    """

    report_id: str
    for_what: str
    asked_at: datetime
    due_at: datetime | None = None
    released_at: datetime | None = None
    hearing_id: str = ""

    def is_for(self, hearing_id: UUID) -> bool:
        """Whether it is for a hearing, or for none that is named."""
        return self.hearing_id in ("", str(hearing_id))


def reports_asked(timeline: Timeline) -> tuple[AskedReport, ...]:
    """Answer the reports asked for, in the order they were."""
    found: dict[str, AskedReport] = {}
    for event in timeline.of_kind(*KINDS):
        report = str(event.facts.get("report_id", ""))
        if event.kind == ASKED:
            found[report] = AskedReport(
                report,
                str(event.facts.get("for_what", "")),
                event.happened_at,
                due_at_of(timeline, event),
                hearing_id=str(event.facts.get("hearing_id", "")),
            )
        elif event.kind == NOT_NEEDED:
            found.pop(report, None)
        elif report in found:
            found[report] = replace(found[report], released_at=event.happened_at)
    return tuple(found.values())


def tightest(
    reports: Iterable[AskedReport], *, hearing_at: datetime | None, now: datetime
) -> Deadline | None:
    """Answer the deadline to look at: of what is owed, the soonest; else of what went last.

    Args:
        reports: Those asked for.
        hearing_at: The hearing that reports for no named one count to.
        now: The instant.
    """
    owed: list[Deadline] = []
    gone: list[Deadline] = []
    for report in reports:
        one = deadline(
            due_at=report.due_at,
            hearing_at=report.due_at if report.hearing_id else hearing_at,
            released_at=report.released_at,
            now=now,
        )
        if one is not None:
            (gone if report.released_at else owed).append(one)
    if owed:
        return min(owed, key=lambda one: one.at)
    return gone[-1] if gone else None

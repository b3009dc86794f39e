"""Which reports were asked for in an episode, by when, and whether they went."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from alongside.areas.diversion.rules.deadlines import Deadline, deadline
from alongside.areas.diversion.rules.owed_justice import instant_of
from alongside.areas.diversion.rules.timeline import Timeline

ASKED, RELEASED = "report_requested", "report_released"
NOT_NEEDED = "report_not_needed"
KINDS = (ASKED, RELEASED, NOT_NEEDED)


@dataclass(frozen=True, slots=True)
class AskedReport:
    """One report.

    Attributes:
        report_id: Opaque; the page of the report is found by it.
        for_what: Before which decision.
        asked_at: When it was asked for.
        due_at: By when, where that was said.
        released_at: When it went; nothing while it is owed.
    """

    report_id: str
    for_what: str
    asked_at: datetime
    due_at: datetime | None = None
    released_at: datetime | None = None


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
                instant_of(event.facts.get("due_at")),
            )
        elif event.kind == NOT_NEEDED:
            found.pop(report, None)
        elif report in found:
            found[report] = replace(found[report], released_at=event.happened_at)
    return tuple(found.values())


def tightest(
    reports: Iterable[AskedReport], *, hearing_at: datetime | None, now: datetime
) -> Deadline | None:
    """Answer the deadline to look at: of what is owed, the soonest; else of what went last."""
    owed: list[Deadline] = []
    gone: list[Deadline] = []
    for report in reports:
        one = deadline(
            due_at=report.due_at, hearing_at=hearing_at, released_at=report.released_at, now=now
        )
        if one is not None:
            (gone if report.released_at else owed).append(one)
    if owed:
        return min(owed, key=lambda one: one.at)
    return gone[-1] if gone else None

"""Reports owed to courts and others, for lists of hearings and follow-ups."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.diversion.models import ReportRequest
from alongside.areas.diversion.queries.report_words import level_words
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.report_levels import RECIPIENTS
from alongside.areas.diversion.rules.report_states import REPORT_LABELS, ReportState
from alongside.kernel.actor import Actor, require


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One report that was asked for, or went.

    Attributes:
        id: The report.
        episode_id: Of which episode.
        hearing_id: Before which hearing, where it is listed here.
        for_what: Before which decision, in words.
        asked_by: Who asks.
        level_words: How much they ask for.
        state_words: Where it stands.
        due_at: Before when.
        released_at: When it went.
        in_time: Whether that was in time; ``None`` until it went.
    """

    id: UUID
    episode_id: UUID
    hearing_id: UUID | None
    for_what: str
    asked_by: str
    level_words: str
    state_words: str
    due_at: datetime
    released_at: datetime | None
    in_time: bool | None


def owed_reports(viewer: Actor, episode_ids: Collection[UUID]) -> list[OwedReport]:
    """Answer the reports of some episodes, soonest due first, in one query.

    Nothing is logged here: the page that shows the list logs whom it shows.
    """
    require(viewer, PERMISSIONS, "report.see")
    rows = ReportRequest.objects.filter(
        organisation_id=viewer.organisation_id, episode_id__in=list(episode_ids)
    ).exclude(state=ReportState.CLOSED)
    return [
        OwedReport(
            id=row.id,
            episode_id=row.episode_id,
            hearing_id=row.hearing_id,
            for_what=row.for_what,
            asked_by=RECIPIENTS[row.recipient],
            level_words=level_words(row.level),
            state_words=REPORT_LABELS[ReportState(row.state)],
            due_at=row.due_at,
            released_at=row.released_at,
            in_time=row.in_time,
        )
        for row in rows.order_by("due_at")
    ]

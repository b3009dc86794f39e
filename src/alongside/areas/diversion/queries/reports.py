"""Reports that police, prosecutors and courts asked for: a list, and one with all that was done."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.diversion.models import ReportRequest
from alongside.areas.diversion.queries.looking import leave_to_look, log_look
from alongside.areas.diversion.queries.report_lines import ReportBoard, ReportLine, ReportPage
from alongside.areas.diversion.queries.report_words import (
    consent_words,
    level_words,
    refusal_words,
    release_of,
    story_line,
)
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.rules.referral_sharing import Agreed
from alongside.areas.diversion.rules.release import ReportConsent, to_be_told
from alongside.areas.diversion.rules.report_draft import unfinished
from alongside.areas.diversion.rules.report_levels import COPY_ANSWERS, RECIPIENTS
from alongside.areas.diversion.rules.report_states import REPORT_LABELS, ReportState
from alongside.areas.diversion.rules.report_wording import barred_words
from alongside.areas.people.queries import labels
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import NotPermitted, Refused

RELEASED_FOR: Final = timedelta(days=30)
MOST_RELEASED: Final = 30


def report_board(viewer: Actor, *, now: datetime) -> ReportBoard:
    """Answer the reports of the viewer's service, soonest due first, and log who was shown.

    Raises:
        NotPermitted: The role may not.
    """
    require(viewer, PERMISSIONS, "report.see")
    leave = leave_to_look(viewer, now=now)
    rows = ReportRequest.objects.select_related("episode").filter(
        organisation_id=viewer.organisation_id
    )
    owed = list(rows.filter(released_at=None).exclude(state=ReportState.CLOSED).order_by("due_at"))
    gone = list(
        rows.filter(released_at__gte=now - RELEASED_FOR).order_by("-released_at")[:MOST_RELEASED]
    )
    people = [row.episode.person_id for row in (*owed, *gone)]
    shown = [Ref("person", person) for person in people]
    log_look(viewer, "diversion.reports", shown, leave=leave, now=now)
    named = labels(viewer, people, now=now)
    return ReportBoard(
        owed=tuple(_line(row, named[row.episode.person_id].full, now) for row in owed),
        released=tuple(_line(row, named[row.episode.person_id].full, now) for row in gone),
    )


def reports_of(episode_ids: Collection[UUID], *, who: str, now: datetime) -> list[ReportLine]:
    """Answer the reports of episodes, soonest due first, for a page that logs whom it shows."""
    rows = ReportRequest.objects.filter(episode_id__in=list(episode_ids)).order_by("due_at")
    return [_line(row, who, now) for row in rows]


def report_row(viewer: Actor, report_id: UUID) -> ReportRequest:
    """Load one report of the viewer's service.

    Raises:
        NotPermitted: It is another service's.
        Refused: ``report.not_found``.
    """
    require(viewer, PERMISSIONS, "report.see")
    row = ReportRequest.objects.select_related("episode__site").filter(pk=report_id).first()
    if row is None:
        raise Refused(
            "report.not_found",
            "That report is not here.",
            next_step="Go back to the list and open it from there.",
        )
    if row.organisation_id != viewer.organisation_id:
        raise NotPermitted("episode.not_ours", "Another service looks after this.")
    return row


def report_page(viewer: Actor, report_id: UUID, *, now: datetime) -> ReportPage:
    """Answer one report with all that was done, and log the look.

    Raises:
        NotPermitted: The role may not, or it is another service's.
        Refused: ``report.not_found``.
    """
    row = report_row(viewer, report_id)
    leave = leave_to_look(viewer, now=now)
    about = (Ref("report", row.id), Ref("person", row.episode.person_id))
    log_look(viewer, "diversion.report", about, leave=leave, now=now)
    who = labels(viewer, [row.episode.person_id], now=now)[row.episode.person_id].full
    version = row.versions.order_by("-number").first()
    said = version.said if version else {}
    events = list(row.events.select_related("recorded_by").order_by("sequence"))
    tried = [event for event in events if event.kind in ("refused", "released")]
    refused = bool(tried) and tried[-1].kind == "refused"
    return ReportPage(
        line=_line(row, who, now),
        level=row.level,
        recipient=row.recipient,
        contact=row.asked_by_contact,
        child=row.episode.age_band == "under_18",
        consent=consent_held(row),
        consent_words=consent_words(row),
        number=version.number if version else 0,
        said=said,
        locked=version is not None and version.locked_at is not None,
        missing=unfinished(said, row.level) if version else (),
        barred=barred_words(said),
        releases=tuple(release_of(event) for event in events if event.kind == "released"),
        untold=untold(row),
        copy_words=COPY_ANSWERS.get(row.copy_answer, ""),
        story=tuple(story_line(event) for event in events),
        last_refusal=refusal_words(tried[-1].facts) if refused else "",
    )


def consent_held(row: ReportRequest) -> ReportConsent:
    """Answer what was agreed, as release control reads it."""
    return ReportConsent(
        level=row.consent_level,
        recipients=frozenset(row.consent_recipients),
        agreed=Agreed(row.consent_agreed) if row.consent_agreed else Agreed.PERSON,
        withdrawn=row.consent_withdrawn_at is not None,
    )


def untold(row: ReportRequest) -> tuple[str, ...]:
    """Answer who has the report and is not told yet that consent was taken back."""
    released = [e.facts["to_name"] for e in row.events.filter(kind="released")]
    told = [e.facts["recipient"] for e in row.events.filter(kind="told_of_withdrawal")]
    return to_be_told(released, withdrawn=row.consent_withdrawn_at is not None, told=told)


def _line(row: ReportRequest, who: str, now: datetime) -> ReportLine:
    state = ReportState(row.state)
    gone = row.released_at
    early = int((row.due_at - gone).total_seconds() // 60) if gone else None
    return ReportLine(
        id=row.id,
        episode_id=row.episode_id,
        who=who,
        asked_by=f"{RECIPIENTS[row.recipient]}, {row.asked_by_name}",
        for_what=row.for_what,
        level_words=level_words(row.level),
        state=state,
        state_words=REPORT_LABELS[state],
        due_at=row.due_at,
        overdue=gone is None and state is not ReportState.CLOSED and row.due_at <= now,
        released_at=gone,
        in_time=row.in_time,
        minutes_early=early,
    )

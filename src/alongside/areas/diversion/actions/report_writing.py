"""The one place where something is done with a report, and where it then stands is worked out."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.diversion.actions.referring import check_ours
from alongside.areas.diversion.actions.writing import NewEvent, append, locked_episode, refresh
from alongside.areas.diversion.models import ReportEvent, ReportRequest
from alongside.areas.diversion.rules.facts import Facts, plain
from alongside.areas.diversion.rules.report_levels import IN_CUSTODY, RECIPIENTS
from alongside.areas.diversion.rules.report_states import MOVED, ReportState, next_report_state
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

CUSTODY, COURT = "P4", "P5"
DUE: Final = "diversion.report_due"
TOLD_BEFORE: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Kept:
    """How something done with a report is put in the audit.

    Attributes:
        op: What kind of act.
        action: Its name.
        fields: Names of fields or kinds of information touched.
        gateway: The ground it rests on.
        recipient: Who received something.
        method: How.
        outcome: ``done`` or ``refused``.
    """

    op: Op
    action: str
    fields: tuple[str, ...] = ()
    gateway: str = ""
    recipient: str = ""
    method: str = ""
    outcome: str = "done"


def locked_report(actor: Actor, report_id: UUID) -> ReportRequest:
    """Load a report for writing, its episode first, so that two writers take turns.

    Raises:
        Refused: ``report.not_found``.
        NotPermitted: It is another service's.
    """
    for found in ReportRequest.objects.filter(pk=report_id).values_list("episode_id", flat=True):
        check_ours(actor, locked_episode(found))
        return ReportRequest.objects.select_for_update().get(pk=report_id)
    raise Refused(
        "report.not_found",
        "That report is not here.",
        next_step="Go back to the list and open it from there.",
    )


def purpose_of(report: ReportRequest) -> str:
    """Answer what a report is told for: custody (P4) or a court (P5)."""
    return CUSTODY if report.recipient in IN_CUSTODY else COURT


def add_event(
    actor: Actor,
    report: ReportRequest,
    kind: str,
    *,
    facts: Facts,
    happened_at: datetime,
    now: datetime,
) -> ReportEvent:
    """Write one event of a report and where it then stands; the caller saves the report's row.

    Raises:
        Refused: ``report.not_now``.
    """
    report.state = next_report_state(ReportState(report.state), kind).value
    report.version += 1
    return ReportEvent.objects.create(
        report=report,
        sequence=next_place(report.events.all()),
        kind=kind,
        happened_at=happened_at,
        recorded_at=now,
        recorded_by_id=actor.user_id,
        facts={name: plain(value) for name, value in facts.items() if value not in (None, "")},
    )


def tell_episode(
    actor: Actor, report: ReportRequest, kind: str, *, facts: Facts, at: datetime, now: datetime
) -> None:
    """Put what was done in the story of the episode."""
    append(actor, report.episode, NewEvent(kind, at, {"report_id": report.id, **facts}), now=now)
    refresh(report.episode)


def keep(
    actor: Actor,
    report: ReportRequest,
    kept: Kept,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Put what was done in the audit: names, never what a report says."""
    entry = Entry(
        kept.op,
        f"diversion.{kept.action}",
        Ref("report", report.id),
        also=(Ref("episode", report.episode_id), Ref("person", report.episode.person_id)),
        fields=kept.fields,
        why=Why(
            purpose=purpose_of(report),
            gateway=kept.gateway,
            recipient=kept.recipient,
            method=kept.method,
        ),
        outcome=kept.outcome,
    )
    record(actor, entry, now=now, request_key=request_key)


def recipient_words(report: ReportRequest) -> str:
    """Say to whom a report goes."""
    return RECIPIENTS[report.recipient]


def remind_before(report: ReportRequest, *, now: datetime) -> None:
    """Have somebody told shortly before a report is due, unless that moves or it goes first."""
    payload = {"report": str(report.id), "due_at": report.due_at.isoformat()}
    send(DUE, payload, now=now, due_at=report.due_at - TOLD_BEFORE)


def follow_hearing(actor: Actor, hearing_id: UUID, at: datetime, *, now: datetime) -> None:
    """Let reports that have not gone be due when their hearing now starts."""
    waiting = ReportRequest.objects.select_for_update().filter(
        hearing_id=hearing_id, released_at=None
    )
    for report in waiting.exclude(state=ReportState.CLOSED):
        report.due_at = at
        add_event(actor, report, MOVED, facts={"due_at": at}, happened_at=now, now=now)
        report.save()
        remind_before(report, now=now)
        kept = Kept(Op.ALTERATION, "report_follows_hearing", fields=("due_at",))
        keep(actor, report, kept, now=now)

"""What falls due on a contact, when, and whose it is, worked out from its events."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alongside.areas.crisis.rules.findings import owner_confirm_by
from alongside.areas.crisis.rules.station import RECORDED_AS, station_checks
from alongside.areas.crisis.rules.timeline import Timeline, at_police_station, period_facts
from alongside.engines import law
from alongside.kernel.actor import Role
from alongside.kernel.local_time import parse_instant

EXTENSION_WINDOW: Final = timedelta(hours=2)
ARRIVAL_WARNING: Final = timedelta(minutes=60)
ASSESSMENT_AIM: Final = timedelta(hours=3)
TELL_SOMEBODY: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class TaskKind:
    """A kind of task in words.

    Attributes:
        title: What is to be done.
        records: Kind of event that does it; empty when it is not a single event.
    """

    title: str
    records: str = ""


TASK_KINDS: Final = {
    "arrival": TaskKind("Say when they arrived, or what happened on the way", "arrived"),
    "handover": TaskKind("Agree the handover", "handover_accepted"),
    "rights": TaskKind("Tell the person their rights", "rights_given"),
    "tell_amhp": TaskKind("Tell the AMHP service", "amhp_told"),
    "tell_doctor": TaskKind("Tell a doctor", "doctor_told"),
    "assessment": TaskKind("Start the assessment", "examination_started"),
    "extension_window": TaskKind("Two hours left: is the assessment going to be complete?"),
    "period_ended": TaskKind(
        "Permitted period ended: record the outcome, or the lawful basis for anything that follows",
        "ended",
    ),
    "welfare_check": TaskKind("Welfare check by a clinician", "welfare_check"),
    "station_review": TaskKind("Custody officer's review", "station_review"),
    "owner_confirmed": TaskKind("No service has accepted this yet: supervisor to decide"),
    "follow_up": TaskKind("Follow up"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One task the events call for.

    Attributes:
        kind: Code from ``TASK_KINDS``.
        due_at: When it falls due.
        owner_role: Whose it is.
        done_at: When an event did it; ``None`` while open.
        urgent: Whether somebody is told at once when it falls due.
    """

    kind: str
    due_at: datetime
    owner_role: Role
    done_at: datetime | None = None
    urgent: bool = False


def expected_tasks(timeline: Timeline, now: datetime) -> tuple[Expected, ...]:
    """Work out every task a contact's events call for, done or open.

    Args:
        timeline: Standing events of one contact.
        now: Decides only which of a chain of checks is the open one.
    """
    found = [*_contact_tasks(timeline)]
    used, facts = timeline.first("power_used"), period_facts(timeline)
    if used is not None and facts is not None:
        period = law.permitted_period(facts, now)
        found += _detention_tasks(timeline, used.happened_at, period)
    return tuple(found)


def _contact_tasks(timeline: Timeline) -> list[Expected]:
    found = []
    for event in timeline.all("hand_off"):
        if event.text("due_at"):
            due = parse_instant(event.text("due_at"))
            done = timeline.at("closed")
            found.append(Expected("follow_up", due, Role.LIAISON_LEAD, done))
    confirm_by = owner_confirm_by(timeline)
    if confirm_by is not None:
        done = timeline.at("closed")
        found.append(
            Expected("owner_confirmed", confirm_by, Role.POLICE_SUPERVISOR, done, urgent=True)
        )
    return found


def _detention_tasks(
    timeline: Timeline, used_at: datetime, period: law.PermittedPeriod
) -> list[Expected]:
    ended_at = timeline.at("ended")
    if period.starts_at is None or period.ends_at is None:
        due_at = used_at + ARRIVAL_WARNING
        return [Expected("arrival", due_at, Role.RESPONSE_OFFICER, ended_at, urgent=True)]
    found = _on_arrival(timeline, period.starts_at, ended_at)
    found += _at_the_end(timeline, period.ends_at, ended_at)
    return found + _station_tasks(timeline, ended_at)


def _on_arrival(timeline: Timeline, started: datetime, ended_at: datetime | None) -> list[Expected]:
    coordinator = _whoever_is_there(timeline)
    rows = [
        ("rights", TELL_SOMEBODY, coordinator, ("rights_given",)),
        ("tell_doctor", TELL_SOMEBODY, coordinator, ("doctor_told", "examination_started")),
        ("tell_amhp", TELL_SOMEBODY, coordinator, ("amhp_told", "interview_started")),
        ("handover", timedelta(minutes=60), coordinator, ("handover_accepted",)),
        ("assessment", ASSESSMENT_AIM, Role.DOCTOR, ("examination_started", "interview_started")),
    ]
    return [
        Expected(kind, started + after, role, _earliest(timeline.at(*kinds), ended_at))
        for kind, after, role, kinds in rows
    ]


def _at_the_end(timeline: Timeline, ends_at: datetime, ended_at: datetime | None) -> list[Expected]:
    decided = _earliest(timeline.at("extension_given"), ended_at)
    complete = timeline.at("examination_completed")
    return [
        Expected(
            "extension_window",
            ends_at - EXTENSION_WINDOW,
            Role.DOCTOR,
            _earliest(decided, complete),
            urgent=True,
        ),
        Expected("period_ended", ends_at, _whoever_is_there(timeline), ended_at, urgent=True),
    ]


def _whoever_is_there(timeline: Timeline) -> Role:
    """Who answers for the place: at a police station that is the custody officer."""
    if at_police_station(timeline):
        return Role.CUSTODY_OFFICER
    return Role.PLACE_OF_SAFETY_COORDINATOR


def _earliest(*times: datetime | None) -> datetime | None:
    return min((time for time in times if time is not None), default=None)


def _station_tasks(timeline: Timeline, ended_at: datetime | None) -> list[Expected]:
    return [
        Expected(
            RECORDED_AS[check.kind],
            check.due_at,
            Role.CUSTODY_OFFICER,
            check.done_at or ended_at,
            urgent=check.done_at is None,
        )
        for check in station_checks(timeline)
    ]

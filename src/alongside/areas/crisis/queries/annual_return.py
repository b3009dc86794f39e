"""The annual return of one force and one year, with what is to be put right in it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.crisis.models import Detention, Event
from alongside.areas.crisis.queries.looking import leave_to_look
from alongside.areas.crisis.rules.annual_return import PersonAtUse, ReturnRow, return_row, use_of
from alongside.areas.crisis.rules.annual_return_mhsds import LegalStatusRow, legal_status_row
from alongside.areas.crisis.rules.annual_return_quality import Issue, Severity, issues
from alongside.areas.crisis.rules.annual_return_shape import Part, shape
from alongside.areas.crisis.rules.annual_return_table import ForceCodes
from alongside.areas.crisis.rules.forces import check_force, may_work_for
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent
from alongside.areas.people.queries import labels, return_facts
from alongside.foundation.accounts.models import Organisation
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.foundation.reference import check_force_code, code_mapping
from alongside.kernel.actor import Actor, Sector, holds, require
from alongside.kernel.refusal import Refused

ISSUES_SHOWN = 200
PEOPLE_AT_ONCE = 5000
KINDS = (
    "power_used",
    "ambulance_requested",
    "left_scene",
    "arrived",
    "transfer_started",
    "absconded",
    "consultation",
    "handover_offered",
    "handover_accepted",
    "ended",
)


@dataclass(frozen=True, slots=True)
class ReturnLine:
    """One use of the power in the return.

    Attributes:
        contact_id: Its contact.
        person_id: Of whom, when recorded.
        record: What the force calls it: its own reference, or the start of our identifier.
        row: As it is returned.
        issues: What to look at, worst first.
        legal_status: The same as a legal status period.
    """

    contact_id: UUID
    person_id: UUID | None
    record: str
    row: ReturnRow
    issues: tuple[Issue, ...]
    legal_status: LegalStatusRow


@dataclass(frozen=True, slots=True)
class IssueLine:
    """One thing to put right.

    Attributes:
        contact_id: The contact.
        may_open: Whether the viewer opens contacts.
        record: What the force calls it.
        who: The person's initials; empty for a viewer who does not see people.
        used_at: When the power was used.
        issue: What it is.
    """

    contact_id: UUID
    may_open: bool
    record: str
    who: str
    used_at: datetime
    issue: Issue


@dataclass(frozen=True, slots=True)
class AnnualReturn:
    """The return of one force and one year.

    Attributes:
        year: April to March, as ``2025/26``.
        force: How the return names the force.
        force_id: The organisation.
        lines: One for each use, in the order they happened.
        parts: Its shape: shares of section 136 with what they are of.
        severities: How many things there are to look at, by how much they matter.
        to_look_at: The first of them, worst first.
        s136: Uses of section 136.
        s135: Uses of section 135(1).
    """

    year: str
    force: ForceCodes
    force_id: UUID
    lines: tuple[ReturnLine, ...]
    parts: tuple[Part, ...]
    severities: Mapping[Severity, int]
    to_look_at: tuple[IssueLine, ...]
    s136: int
    s135: int


@dataclass(frozen=True, slots=True)
class ReturnForce:
    """A force a return may be made for."""

    id: UUID
    name: str


def return_years(viewer: Actor) -> list[str]:
    """Answer the years there is anything to return for, newest first."""
    require(viewer, PERMISSIONS, "return.make")
    years = Detention.objects.order_by("-financial_year").values_list("financial_year", flat=True)
    return list(years.distinct())


def return_forces(viewer: Actor) -> list[ReturnForce]:
    """Answer the police organisations the viewer may make a return for, by name."""
    require(viewer, PERMISSIONS, "return.make")
    police = [sector for sector in Sector if sector.is_police]
    rows = Organisation.objects.filter(sector__in=police).order_by("name")
    return [ReturnForce(row.id, row.name) for row in rows if may_work_for(viewer, row.id)]


def annual_return(viewer: Actor, year: str, force_id: UUID, *, now: datetime) -> AnnualReturn:
    """Answer the return, and keep which records its list of things to look at showed.

    Raises:
        NotPermitted: The viewer's role makes no return, or not this force's.
        Refused: ``return.no_such_force``.
    """
    made = build_return(viewer, year, force_id, now=now)
    shown = dict.fromkeys(Ref("contact", line.contact_id) for line in made.to_look_at)
    if shown:
        fields = (
            ("identity", "return") if any(line.who for line in made.to_look_at) else ("return",)
        )
        entry = Entry(
            Op.CONSULTATION,
            "crisis.annual_return",
            also=tuple(shown),
            fields=fields,
            why=Why(purpose="statutory_return"),
        )
        record_look(viewer, entry, now=now)
    return made


def build_return(viewer: Actor, year: str, force_id: UUID, *, now: datetime) -> AnnualReturn:
    """Work the return out. The caller keeps who saw it, or sent it out."""
    require(viewer, PERMISSIONS, "return.make")
    force = _force(force_id)
    check_force(viewer, force_id)
    lines = _lines(year, force_id, now)
    counted = Counter(line.row.power for line in lines)
    return AnnualReturn(
        year=year,
        force=force,
        force_id=force_id,
        lines=lines,
        parts=shape(line.row for line in lines),
        severities=Counter(issue.severity for line in lines for issue in line.issues),
        to_look_at=_to_look_at(viewer, lines, now),
        s136=counted["s136"],
        s135=counted["s135(1)"],
    )


def _force(force_id: UUID) -> ForceCodes:
    row = Organisation.objects.filter(pk=force_id).first()
    if row is None or not Sector(row.sector).is_police:
        raise Refused(
            "return.no_such_force",
            "There is no such force.",
            next_step="Choose a force from the list.",
        )
    code = check_force_code(row.code).value or ""
    area = code_mapping("police_force_to_area").pairs.get(code, "")
    return ForceCodes(row.name, code, area)


def _lines(year: str, force_id: UUID, now: datetime) -> tuple[ReturnLine, ...]:
    rows = list(
        Detention.objects.filter(financial_year=year, force_id=force_id)
        .order_by("power_used_at", "contact__incident_reference", "id")
        .values("contact_id", "person_id", "contact__incident_reference")
    )
    timelines = _timelines(year, force_id)
    people = _people({row["person_id"] for row in rows if row["person_id"]})
    lines = []
    for row in rows:
        timeline = Timeline.of(timelines[row["contact_id"]])
        use = use_of(timeline)
        if use is None:
            continue
        person = people.get(row["person_id"], PersonAtUse())
        told = return_row(use, person)
        record = row["contact__incident_reference"] or str(row["contact_id"])[:8]
        lines.append(
            ReturnLine(
                contact_id=row["contact_id"],
                person_id=row["person_id"],
                record=record,
                row=told,
                issues=issues(use, told, person, now=now),
                legal_status=legal_status_row(use, timeline),
            )
        )
    return tuple(lines)


def _timelines(year: str, force_id: UUID) -> dict[UUID, list[TimelineEvent]]:
    found: dict[UUID, list[TimelineEvent]] = defaultdict(list)
    rows = Event.objects.filter(
        contact__detention__financial_year=year,
        contact__detention__force_id=force_id,
        superseded_by=None,
        kind__in=KINDS,
    ).values_list("contact_id", "kind", "happened_at", "recorded_at", "facts", "sequence")
    for contact_id, kind, happened_at, recorded_at, facts, place in rows.iterator(chunk_size=5000):
        event = TimelineEvent(kind, happened_at, recorded_at, facts, sequence=place)
        found[contact_id].append(event)
    return found


def _people(person_ids: Collection[UUID]) -> dict[UUID, PersonAtUse]:
    wanted = list(person_ids)
    found: dict[UUID, PersonAtUse] = {}
    for start in range(0, len(wanted), PEOPLE_AT_ONCE):
        for person_id, facts in return_facts(wanted[start : start + PEOPLE_AT_ONCE]).items():
            found[person_id] = PersonAtUse(
                date_of_birth=facts.birth.date_of_birth,
                age_low=facts.birth.age_low,
                age_high=facts.birth.age_high,
                as_of=facts.birth.as_of,
                sex=facts.sex,
                ethnicity_self=facts.ethnicity_self,
                ethnicity_officer=facts.ethnicity_officer,
            )
    return found


def _to_look_at(
    viewer: Actor, lines: tuple[ReturnLine, ...], now: datetime
) -> tuple[IssueLine, ...]:
    """The worst first. Whoever does not work from the desk sees references, never people."""
    order = list(Severity)
    found = [(order.index(issue.severity), line, issue) for line in lines for issue in line.issues]
    shown = sorted(found, key=lambda item: (item[0], item[1].row.used_at))[:ISSUES_SHOWN]
    opens = holds(viewer, PERMISSIONS, "desk.see")
    people = {line.person_id for _, line, _ in shown if line.person_id}
    names = {}
    if opens and people and leave_to_look(viewer, now=now).identity:
        names = labels(viewer, people, now=now)
    return tuple(
        IssueLine(
            contact_id=line.contact_id,
            may_open=opens,
            record=line.record,
            who=names[line.person_id].initials if line.person_id in names else "",
            used_at=line.row.used_at,
            issue=issue,
        )
        for _, line, issue in shown
    )

"""One contact as a story: what happened, whose each wait was, what the facts show."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from uuid import UUID

from alongside.areas.crisis.models import Contact, Detention, Event, Task
from alongside.areas.crisis.queries.desk import (
    detention_clock,
    names_for,
    outcome_words,
    owed_words,
    task_line,
)
from alongside.areas.crisis.queries.lines import (
    Handing,
    Story,
    StoryCorrection,
    StoryEntry,
)
from alongside.areas.crisis.queries.looking import leave_to_look, log_look
from alongside.areas.crisis.rules import findings, waits
from alongside.areas.crisis.rules.facts import STRUCK_OUT
from alongside.areas.crisis.rules.kinds import KINDS, SOURCES
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.rules.states import STATE_LABELS, State
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent, period_facts
from alongside.areas.crisis.rules.words import fact_words
from alongside.areas.people.queries import PersonLabel, birth_facts
from alongside.engines import law
from alongside.foundation.audit.record import Ref
from alongside.foundation.reference import code_list
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

LATE = timedelta(minutes=30)


@cache
def displays() -> Mapping[str, Mapping[str, str]]:
    """Answer the words of the reference lists that facts use, by fact name."""
    lists = {
        "transport": "transport",
        "police_vehicle_reason": "police_vehicle_reason",
        "police_station_reason": "police_station_reason",
    }
    return {name: dict(code_list(system).choices()) for name, system in lists.items()}


def contact_story(viewer: Actor, contact_id: UUID, *, now: datetime) -> Story:
    """Answer a contact's whole story, and keep that the viewer opened it.

    Raises:
        NotPermitted: The viewer does not work from the desk.
        Refused: ``contact.not_found``.
    """
    require(viewer, PERMISSIONS, "desk.see")
    leave = leave_to_look(viewer, now=now)
    contact = (
        Contact.objects.select_related(
            "detention__current_place", "owner", "opened_by", "organisation"
        )
        .filter(pk=contact_id)
        .first()
    )
    if contact is None:
        raise Refused(
            "contact.not_found",
            "That contact is not here.",
            next_step="Go back to the desk and open it from there.",
        )
    also = [Ref("person", contact.person_id)] if contact.person_id else []
    subject = Ref("contact", contact.id)
    log_look(viewer, "crisis.contact", subject, leave=leave, also=also, now=now)
    names = names_for(viewer, [contact], leave=leave, now=now)
    label = next(iter(names.values()), None)
    return _story(contact, label, viewer, now)


def _story(contact: Contact, label: PersonLabel | None, viewer: Actor, now: datetime) -> Story:
    rows = list(
        Event.objects.filter(contact=contact)
        .select_related("recorded_by", "organisation")
        .order_by("happened_at", "sequence")
    )
    timeline = _standing(rows)
    detention: Detention | None = getattr(contact, "detention", None)
    facts = period_facts(timeline)
    period = law.permitted_period(facts, now) if facts else None
    gaps = waits.waits(timeline)
    tasks = Task.objects.filter(contact=contact, withdrawn_at=None).order_by("due_at")
    return Story(
        contact_id=contact.id,
        version=contact.version,
        person_id=contact.person_id,
        person=label,
        place_words=contact.place_words,
        place_type=contact.place_type,
        source=SOURCES.get(contact.source, contact.source),
        incident_reference=contact.incident_reference,
        latitude=contact.latitude,
        longitude=contact.longitude,
        opened_at=contact.opened_at,
        opened_by=contact.opened_by.display_name,
        organisation=contact.organisation.short_name,
        owner=contact.owner.display_name if contact.owner else "",
        owner_is_viewer=contact.owner_id == viewer.user_id,
        closed_at=contact.closed_at,
        outcome=outcome_words(contact.outcome),
        held=detention is not None,
        power=detention.power if detention else "",
        state=detention.state if detention else "",
        state_label=STATE_LABELS[State(detention.state)] if detention else "",
        current_place=_current_place(detention),
        current_place_id=detention.current_place_id if detention else None,
        ended_at=detention.ended_at if detention else None,
        end_reason=outcome_words(detention.end_reason) if detention else "",
        clock=detention_clock(detention, now) if detention else None,
        owed=owed_words(detention),
        owed_since=detention.owed_since if detention else None,
        entries=_entries(rows, gaps),
        headings=_headings(contact, timeline),
        warnings=_warnings(contact, timeline, period, now),
        waits=gaps,
        tasks=tuple(task_line(row, now) for row in tasks),
        handing=_handing(rows, timeline, now),
        kinds_done=frozenset(event.kind for event in timeline.events),
    )


def _current_place(detention: Detention | None) -> str:
    return detention.current_place.name if detention and detention.current_place else ""


def _standing(rows: list[Event]) -> Timeline:
    replaced = {row.supersedes_id for row in rows}
    return Timeline.of(
        TimelineEvent(row.kind, row.happened_at, row.recorded_at, row.facts, row.id, row.sequence)
        for row in rows
        if row.id not in replaced
    )


def _entries(rows: list[Event], gaps: tuple[waits.Wait, ...]) -> tuple[StoryEntry, ...]:
    by_id = {row.id: row for row in rows}
    replaced = {row.supersedes_id for row in rows}
    ended_by = {(gap.until, gap.ends_at): gap for gap in gaps}
    return tuple(
        StoryEntry(
            id=row.id,
            kind=row.kind,
            title=KINDS[row.kind].label,
            happened_at=row.happened_at,
            recorded_at=row.recorded_at,
            by=row.recorded_by.display_name,
            organisation=row.organisation.short_name,
            late=row.recorded_at - row.happened_at > LATE,
            words=() if _struck(row) else fact_words(row.kind, row.facts, displays()),
            gap=None if _struck(row) else ended_by.get((row.kind, row.happened_at)),
            corrected=_corrections(row, by_id),
            struck_out=_struck(row),
            struck_out_by=row.recorded_by.display_name if _struck(row) else "",
            struck_out_reason=row.correction_reason if _struck(row) else "",
        )
        for row in rows
        if row.id not in replaced
    )


def _struck(row: Event) -> bool:
    return row.facts.get(STRUCK_OUT) is True


def _corrections(row: Event, by_id: Mapping[UUID, Event]) -> tuple[StoryCorrection, ...]:
    found = []
    newer = row
    while newer.supersedes_id is not None:
        old = by_id[newer.supersedes_id]
        words = fact_words(old.kind, old.facts, displays())
        found.append(
            StoryCorrection(
                old.happened_at, newer.recorded_by.display_name, newer.correction_reason, words
            )
        )
        newer = old
    return tuple(reversed(found))


def _headings(contact: Contact, timeline: Timeline) -> tuple[findings.Heading, ...]:
    age = _age(contact.person_id)
    used = timeline.first("power_used")
    by_s136 = used is not None and used.text("power") == "s136"
    asked = {
        "Right Care Right Person": findings.threshold_answer(timeline),
        "Can section 136 be used here?": findings.location_answer(contact.place_type)
        if used is None or by_s136
        else None,
        "Grounds for section 136": findings.grounds_answer(timeline),
        "Talking to a clinician first": findings.consultation_answer(timeline)
        if by_s136 or (used is None and timeline.first("consultation"))
        else None,
        "A police station as a place of safety": findings.station_answer(timeline, age),
        "How it ended": findings.end_answer(timeline),
    }
    headings = [findings.Heading(title, answer) for title, answer in asked.items() if answer]
    headings += [
        findings.Heading("Extension", answer) for answer in findings.extension_answers(timeline)
    ]
    headings += [findings.Heading("Search", answer) for answer in findings.search_answers(timeline)]
    return tuple(headings)


def _age(person_id: UUID | None) -> findings.Age:
    if person_id is None:
        return findings.Age()
    born = birth_facts(person_id)
    return findings.Age(born.date_of_birth, born.age_low, born.age_high)


def _warnings(
    contact: Contact, timeline: Timeline, period: law.PermittedPeriod | None, now: datetime
) -> tuple[law.Finding, ...]:
    if period is None:
        return ()
    child = findings.child_at_station(timeline, _age(contact.person_id))
    found = [
        *([child] if child else []),
        *period.findings,
        *findings.order_findings(timeline, period.ends_at),
        *findings.late_checks(timeline),
    ]
    repeat = _repeat(contact, timeline)
    if repeat is not None:
        found.append(repeat)
    return tuple(found)


def _repeat(contact: Contact, timeline: Timeline) -> law.Finding | None:
    used = timeline.at("power_used")
    if contact.person_id is None or used is None:
        return None
    before = (
        Detention.objects.filter(person_id=contact.person_id, ended_at__lte=used)
        .exclude(contact=contact)
        .order_by("-ended_at")
        .values_list("ended_at", flat=True)
        .first()
    )
    return law.repeat_use(used, before) if before else None


def _handing(rows: list[Event], timeline: Timeline, now: datetime) -> Handing | None:
    answer = findings.handover_answer(timeline, now)
    if answer is None:
        return None
    names = {row.id: row.recorded_by.display_name for row in rows}
    offered, accepted = timeline.last("handover_offered"), timeline.last("handover_accepted")
    return Handing(
        offered_by=names[offered.id] if offered and offered.id else "",
        offered_at=offered.happened_at if offered else None,
        accepted_by=names[accepted.id] if accepted and accepted.id else "",
        accepted_at=accepted.happened_at if accepted else None,
        finding=answer.finding,
        minutes=answer.minutes,
    )

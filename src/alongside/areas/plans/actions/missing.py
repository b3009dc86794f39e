"""Missing people: report, judge, review, find, and see that they are well."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from alongside.areas.plans.actions.joint_writing import audit
from alongside.areas.plans.actions.missing_writing import (
    FOR_THE_MISSING,
    append,
    audit_event,
    check_entry,
    locked,
    refresh,
    standing,
    with_power,
)
from alongside.areas.plans.models import MissingRecord
from alongside.areas.plans.rules.joint_permissions import JOINT_PERMISSIONS
from alongside.areas.plans.rules.joint_story import NewEntry, check_happened_at
from alongside.areas.plans.rules.missing import MISSING_FACTS, MissingState, check_may_happen
from alongside.areas.plans.rules.missing_levels import (
    Level,
    check_factors,
    check_lowering,
    check_next_review,
    check_rationale,
    level_meant,
)
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Ref
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Judgement:
    """A level as somebody chose it.

    Attributes:
        level: As it was typed or tapped; older words are understood.
        rationale: Why, in their own words.
        next_review_due_at: When the level is to be looked at again.
        lowering_reason: What has changed, where the level is lower than it was.
    """

    level: str
    rationale: str
    next_review_due_at: datetime | None
    lowering_reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known when somebody is reported missing.

    Attributes:
        reported_at: When police were told.
        reported_by: By whom, in words.
        circumstances: What happened.
        last_seen_at: When they were last seen, if anybody knows.
        last_seen_place: Where.
        factors: Prompt facts, codes of ``FACTORS``.
    """

    reported_at: datetime
    reported_by: str
    circumstances: str
    last_seen_at: datetime | None = None
    last_seen_place: str = ""
    factors: tuple[str, ...] = field(default=())


@for_standing_person
def report_missing(
    actor: Actor,
    person_id: UUID,
    report: Report,
    *,
    judgement: Judgement,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Open a missing record, with a level that somebody chose and when it is next reviewed.

    Returns:
        The record.

    Raises:
        NotPermitted: The role may not.
        Refused: ``missing.already`` when they are recorded as missing now; otherwise what is
            wrong with the report or the level.
    """

    def work() -> UUID:
        require(actor, JOINT_PERMISSIONS, "missing.open")
        _check_report(report, now)
        level, facts = _judged(judgement, None, now)
        record = _opened(actor, person_id, report, level=level, judgement=judgement, now=now)
        said = {name: getattr(report, name) for name in MISSING_FACTS["reported"]}
        append(actor, record, NewEntry("reported", report.reported_at, said), now=now)
        append(actor, record, NewEntry("level_set", now, facts), now=now)
        audit(
            actor,
            "plans.report_missing",
            Ref("missing_record", record.id),
            person_id=person_id,
            fields=("reported", "level_set"),
            why=FOR_THE_MISSING,
            now=now,
            request_key=request_key,
        )
        refresh(actor, record, now=now)
        return record.id

    return once(actor, request_key, work)


def _check_report(report: Report, now: datetime) -> None:
    check_happened_at(report.reported_at, now)
    check_factors(report.factors)
    if report.last_seen_at is not None and report.last_seen_at > now:
        raise Refused(
            "event.in_the_future",
            "That time is still to come.",
            next_step="Enter when they were last seen.",
            field="last_seen_at",
        )


def _opened(
    actor: Actor,
    person_id: UUID,
    report: Report,
    *,
    level: Level,
    judgement: Judgement,
    now: datetime,
) -> MissingRecord:
    if MissingRecord.objects.filter(person_id=person_id, closed_at=None).exists():
        raise Refused(
            "missing.already",
            "They are recorded as missing already.",
            next_step="Open that record and add to it.",
        )
    return MissingRecord.objects.create(
        person_id=person_id,
        organisation_id=actor.organisation_id,
        opened_by_id=actor.user_id,
        recorded_at=now,
        reported_at=report.reported_at,
        state=MissingState.MISSING,
        level=level,
        level_set_at=now,
        next_review_due_at=judgement.next_review_due_at,
    )


def review_level(
    actor: Actor,
    record_id: UUID,
    judgement: Judgement,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Look at a level again: keep it or choose another, say why, and when it is next looked at.

    Raises:
        NotPermitted: The role may not.
        Refused: ``missing.lowered_without_reason``, ``missing.no_rationale``,
            ``missing.no_next_review`` or a state in which nothing is reviewed.
    """

    def work() -> UUID:
        require(actor, JOINT_PERMISSIONS, "missing.judge")
        record = locked(record_id)
        check_may_happen(MissingState(record.state), "reviewed")
        _, facts = _judged(judgement, Level(record.level), now)
        event = append(actor, record, NewEntry("reviewed", now, facts), now=now)
        audit_event(
            actor,
            record,
            event,
            action="plans.review_missing",
            now=now,
            request_key=request_key,
        )
        refresh(actor, record, now=now)
        return event.id

    return once(actor, request_key, work)


def record_missing_entry(
    actor: Actor,
    record_id: UUID,
    entry: NewEntry,
    *,
    well: NewEntry | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record one thing that happened, other than a level.

    Args:
        actor: Who records.
        record_id: Of which missing record.
        entry: What happened.
        well: With ``found``, that somebody has seen that they are well, in the same breath.
            Without it the record stays open.
        now: The server's instant.
        request_key: Of the form, so that it is saved once.

    Returns:
        The event.

    Raises:
        NotPermitted: The role does not record this kind.
        Refused: What cannot be so now, or a fact that is missing.
    """
    entries = (entry, well) if well else (entry,)

    def work() -> UUID:
        record = locked(record_id)
        written = []
        for new in entries:
            check_entry(actor, new, now)
            check_may_happen(standing(record).state, new.kind)
            written.append(append(actor, record, with_power(new), now=now))
        for place, event in enumerate(written):
            key = request_key if place == 0 else None
            audit_event(
                actor,
                record,
                event,
                action=f"plans.record_{event.kind}",
                now=now,
                request_key=key,
            )
        refresh(actor, record, now=now)
        return written[0].id

    return once(actor, request_key, work)


def _judged(
    judgement: Judgement, before: Level | None, now: datetime
) -> tuple[Level, dict[str, object]]:
    level = level_meant(judgement.level)
    check_rationale(judgement.rationale)
    if before is not None:
        check_lowering(before, level, judgement.lowering_reason)
    facts: dict[str, object] = {
        "level": level,
        "rationale": judgement.rationale,
        "next_review_due_at": check_next_review(judgement.next_review_due_at, now),
    }
    if judgement.level != level:
        facts["level_said"] = judgement.level
    if before is not None and judgement.lowering_reason.strip():
        facts["lowering_reason"] = judgement.lowering_reason
    return level, facts

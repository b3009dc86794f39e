"""Put a question before its answer is seen; amend it with a reason; look at the answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.insight.models import AnswerLook, QuestionAmendment, RegisteredQuestion
from alongside.areas.insight.queries.leave import leave_to_count
from alongside.areas.insight.queries.question_rows import method_now, question_state
from alongside.areas.insight.rules.asking import (
    Method,
    check_amended,
    check_question,
    check_ready,
)
from alongside.areas.insight.rules.measures import measure_named
from alongside.areas.insight.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, content_hash, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.months import Month, read_month
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """What is asked.

    Attributes:
        change: What began, in the asker's words.
        measure: Code of the measure.
        area_id: Whose record.
        locality: One town; empty for the whole area.
        start: First month under the change.
        months_after: How many months from the start on are waited for.
        method: How it will be answered.
        seen_before: Whether the asker has seen numbers from after the start.
    """

    change: str
    measure: str
    area_id: UUID
    locality: str
    start: Month
    months_after: int
    method: Method
    seen_before: bool


def register_question(
    actor: Actor, asked: NewQuestion, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Register a question and fix its method.

    Raises:
        NotPermitted: The role registers none, or may not count this area or its comparator.
        Refused: What ``check_question`` refuses, or ``measure.unknown``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "question.register")
        measure_named(asked.measure)
        check_question(asked.start, asked.months_after, asked.method, now=now)
        _check_areas(actor, asked.area_id, asked.locality, asked.method, now)
        row = RegisteredQuestion.objects.create(
            registered_at=now,
            registered_by_id=actor.user_id,
            registered_by_name=actor.name,
            organisation_id=actor.organisation_id,
            change=asked.change,
            measure=asked.measure,
            area_id=asked.area_id,
            locality=asked.locality,
            start_month=str(asked.start),
            months_after=asked.months_after,
            method=asked.method.as_json(),
            seen_before=asked.seen_before,
        )
        entry = Entry(
            Op.COLLECTION, "insight.register_question", Ref("question", row.id), fields=("method",)
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def amend_question(
    actor: Actor,
    question_id: UUID,
    method: Method,
    *,
    reason: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Change how a question will be answered. The method before it stays, and is answered too.

    Raises:
        NotPermitted: The role registers none, or may not count the comparator.
        Refused: ``question.not_here``, ``question.not_amended`` or ``question.method``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "question.register")
        row = locked_question(question_id)
        before = method_now(row)
        check_amended(before, method)
        _check_areas(actor, row.area_id, row.locality, method, now)
        QuestionAmendment.objects.create(
            question=row,
            amended_at=now,
            amended_by_id=actor.user_id,
            amended_by_name=actor.name,
            method=method.as_json(),
            reason=reason,
            data_seen=row.seen_before or row.looks.exists(),
        )
        entry = Entry(
            Op.ALTERATION,
            "insight.amend_question",
            Ref("question", row.id),
            fields=("method",),
            changed=(content_hash(before.as_json()), content_hash(method.as_json())),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def look_at_answer(actor: Actor, question_id: UUID, *, now: datetime) -> None:
    """Keep that the answer was looked at; from the first look on the data have been seen.

    Raises:
        NotPermitted: The role sees no counts, or not this area's.
        Refused: ``question.not_here`` or ``question.waiting``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "insight.see")
        row = locked_question(question_id)
        leave_to_count(actor, now=now).area(row.area_id)
        start = read_month(row.start_month, field="start")
        check_ready(question_state(row, now=now), start, row.months_after)
        if row.looks.exists():
            return
        AnswerLook.objects.create(
            question=row, looked_at=now, looked_by_id=actor.user_id, looked_by_name=actor.name
        )
        entry = Entry(
            Op.CONSULTATION,
            "insight.look_at_answer",
            Ref("question", row.id),
            fields=("counts",),
            why=Why(purpose="P13"),
        )
        record(actor, entry, now=now)


def locked_question(question_id: UUID) -> RegisteredQuestion:
    """Answer one question, locked.

    Raises:
        Refused: ``question.not_here``.
    """
    row = RegisteredQuestion.objects.select_for_update().filter(pk=question_id).first()
    if row is None:
        raise Refused("question.not_here", "There is no such question.")
    return row


def _check_areas(actor: Actor, area_id: UUID, locality: str, method: Method, now: datetime) -> None:
    leave = leave_to_count(actor, now=now)
    leave.area(area_id)
    if not method.comparator_area:
        return
    leave.area(UUID(method.comparator_area))
    if method.comparator_area == str(area_id) and method.comparator_locality == locality:
        raise Refused(
            "question.beside_itself",
            "An area cannot be set beside itself.",
            next_step="Choose another area or town, or none.",
            field="comparator",
        )

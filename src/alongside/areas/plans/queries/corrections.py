"""What was asked to be put right: the person's own list, and what waits for an answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.people import queries as people
from alongside.areas.plans.models import CorrectionRequest
from alongside.areas.plans.queries.doors import authors, door_of
from alongside.areas.plans.rules.corrections import (
    ABOUT_WORDS,
    ANSWER_WITHIN,
    OUTCOME_WORDS,
    About,
    Outcome,
    is_late,
)
from alongside.areas.plans.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record_look
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One request.

    Attributes:
        id: The request.
        about: What it is about, in words.
        words: What was asked, in their own words; empty on the list of those that wait.
        asked_by: Who asked, as the reader would say.
        asked_at: When.
        answer_by: Until when an answer is due.
        late: Whether that has passed without one.
        outcome: What came of it, in words; empty while it waits.
        answer: The answer; empty while it waits.
        answered_at: When it was answered.
        answered_for: Which service answered; names of staff are not shown.
        person_id: Whom it is about.
        full_name: Their name, on the page where it is answered; empty elsewhere.
    """

    id: UUID
    about: str
    words: str
    asked_by: str
    asked_at: datetime
    answer_by: datetime
    late: bool
    outcome: str
    answer: str
    answered_at: datetime | None
    answered_for: str
    person_id: UUID
    full_name: str = ""


def my_corrections(viewer: Actor, *, now: datetime) -> list[CorrectionLine]:
    """Answer what was asked by this person's own doors, newest first.

    Raises:
        NotPermitted: They came by no open door.
    """
    door = door_of(viewer, now=now)
    rows = CorrectionRequest.objects.filter(person_id=door.person_id)
    found = list(rows.select_related("controller", "door").order_by("-asked_at"))
    named = authors(viewer, [row.door.user_id for row in found])
    return [_line(row, now, asked_by=named[row.door.user_id]) for row in found]


def waiting_corrections(viewer: Actor, *, now: datetime) -> list[CorrectionLine]:
    """Answer what waits for an answer from the viewer's service, longest first; names nobody.

    Raises:
        NotPermitted: The role does not answer.
    """
    require(viewer, PERMISSIONS, "correction.answer")
    rows = CorrectionRequest.objects.filter(
        controller_id=viewer.organisation_id, answered_at=None
    ).select_related("controller", "door")
    return [_line(row, now, words="") for row in rows.order_by("asked_at")]


def waiting_count(viewer: Actor) -> int:
    """Answer how many wait for an answer from the viewer's service."""
    return CorrectionRequest.objects.filter(
        controller_id=viewer.organisation_id, answered_at=None
    ).count()


def correction(viewer: Actor, correction_id: UUID, *, now: datetime) -> CorrectionLine:
    """Answer one request with whom it is about, and log the look.

    Raises:
        NotPermitted: The role does not answer.
        Refused: ``correction.not_here``.
    """
    require(viewer, PERMISSIONS, "correction.answer")
    row = (
        CorrectionRequest.objects.select_related("controller", "door")
        .filter(pk=correction_id, controller_id=viewer.organisation_id)
        .first()
    )
    if row is None:
        raise Refused("correction.not_here", "There is no such request here.")
    entry = Entry(
        Op.CONSULTATION,
        "plans.correction",
        Ref("person", row.person_id),
        also=(Ref("correction_request", row.id),),
        fields=("I:shown",),
        why=Why(purpose="correction", gateway="consent_common_law", regime="general"),
    )
    with transaction.atomic():
        record_look(viewer, entry, now=now)
    name = people.labels(viewer, [row.person_id], now=now)[row.person_id].full
    return _line(row, now, full_name=name)


def _line(
    row: CorrectionRequest,
    now: datetime,
    *,
    asked_by: str = "",
    words: str | None = None,
    full_name: str = "",
) -> CorrectionLine:
    by = "the person" if row.door.as_whom == "person" else f"their carer, {row.door.carer_name}"
    return CorrectionLine(
        id=row.id,
        about=ABOUT_WORDS[About(row.about)],
        words=row.words if words is None else words,
        asked_by=asked_by or by,
        asked_at=row.asked_at,
        answer_by=row.asked_at + ANSWER_WITHIN,
        late=row.answered_at is None and is_late(row.asked_at, now),
        outcome=OUTCOME_WORDS[Outcome(row.outcome)] if row.outcome else "",
        answer=row.answer,
        answered_at=row.answered_at,
        answered_for=row.controller.name if row.answered_at else "",
        person_id=row.person_id,
        full_name=full_name,
    )

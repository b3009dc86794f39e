"""Tells those on placement what is due and what was planned, and coordinators who lacks what."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Coalesce
from django.urls import reverse

from alongside.areas.placements.actions.sessions import CANCELLED, CHANGED, PLANNED
from alongside.areas.placements.actions.starting import HELD, LIFTED
from alongside.areas.placements.models import Learner, PlacementCohort, ReflectiveSession
from alongside.areas.placements.queries.before_day_one import lacking
from alongside.areas.placements.queries.coordinators import coordinators_of
from alongside.areas.placements.rules.checklist import (
    REMIND_BEFORE,
    lack_words,
    met_by,
    reminder_is_due,
)
from alongside.areas.placements.rules.sessions import KINDS
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Deliver, Message, send
from alongside.kernel.local_time import local_date

CHECKLIST_DUE: Final = "placements.checklist_due"
CHECKLIST_LACKING: Final = "placements.checklist_lacking"


def remind_of_checklists(now: datetime) -> int:
    """Remind those who lack something two days before, and tell coordinators on the day itself.

    Runs often and tells once.

    Returns:
        How many learners and cohorts were in question.
    """
    today = local_date(now)
    asked = 0
    by = Coalesce("induction_on", "first_on")
    cohorts = PlacementCohort.objects.annotate(by=by).filter(
        by__gte=today, by__lte=today + REMIND_BEFORE, scheme__ended_at=None
    )
    for cohort in cohorts:
        with transaction.atomic():
            asked += _remind(cohort, now)
    return asked


def _remind(cohort: PlacementCohort, now: datetime) -> int:
    by = met_by(cohort.induction_on, cohort.first_on)
    learners = list(cohort.learners.filter(withdrawn_at=None))
    lack = [row for row, left in _with_lacks(learners) if left]
    if reminder_is_due(by, local_date(now)):
        for row in lack:
            key = f"{CHECKLIST_DUE}:{row.id}:{by}"
            send(CHECKLIST_DUE, {"learner": str(row.id)}, now=now, once_key=key)
        return len(lack)
    if lack:
        key = f"{CHECKLIST_LACKING}:{cohort.id}:{by}"
        send(CHECKLIST_LACKING, {"cohort": str(cohort.id)}, now=now, once_key=key)
    return bool(lack)


def _with_lacks(learners: list[Learner]) -> Iterable[tuple[Learner, tuple[str, ...]]]:
    left = lacking(learners)
    return ((row, left[row.id]) for row in learners)


def tell_checklist_due(message: Message) -> None:
    """Tell somebody on placement what is left to do, if something still is."""
    row = _learner(message)
    left = lacking([row])[row.id] if row else ()
    if row and left:
        title = f"Before your placement: {lack_words(left)}"
        _tell_learner(row, message, title=title, link=reverse("placements:checklist"))


def tell_checklist_lacking(message: Message) -> None:
    """Tell the coordinators of both organisations that some of a cohort are not ready."""
    cohort = (
        PlacementCohort.objects.select_related("scheme")
        .filter(pk=UUID(message.payload["cohort"]))
        .first()
    )
    if cohort is None:
        return
    link = reverse("placements:cohort_checklist", args=[cohort.id])
    title = f"{cohort.name}: some have not done the checklist"
    tell(coordinators_of(cohort.scheme), message, title=title, link=link)


def tell_start_held(message: Message) -> None:
    """Tell somebody on placement that they do not start yet."""
    if row := _learner(message):
        title = "You do not start your placement yet: see why"
        link = reverse("placements:mine", args=[row.id])
        _tell_learner(row, message, title=title, link=link, urgent=True)


def tell_start_lifted(message: Message) -> None:
    """Tell somebody on placement that they may start after all."""
    if row := _learner(message):
        link = reverse("placements:mine", args=[row.id])
        _tell_learner(row, message, title="You can start your placement", link=link, urgent=True)


def tell_session_planned(message: Message) -> None:
    """Tell a cohort of a new session."""
    _tell_cohort(message, "{} planned: add it to your calendar")


def tell_session_changed(message: Message) -> None:
    """Tell a cohort that a session moved."""
    _tell_cohort(message, "{} changed: look at the time and place")


def tell_session_cancelled(message: Message) -> None:
    """Tell a cohort that a session is off."""
    _tell_cohort(message, "{} called off", off=True)


def _tell_cohort(message: Message, words: str, *, off: bool = False) -> None:
    row = ReflectiveSession.objects.filter(pk=UUID(message.payload["session"])).first()
    if row is None or (row.cancelled_at is not None) is not off:
        return
    title = words.format(KINDS[row.kind])
    for learner in row.cohort.learners.filter(withdrawn_at=None):
        _tell_learner(
            learner, message, title=title, link=reverse("placements:mine", args=[learner.id])
        )


def _learner(message: Message) -> Learner | None:
    wanted = UUID(message.payload["learner"])
    return Learner.objects.filter(pk=wanted, withdrawn_at=None).first()


def _tell_learner(
    row: Learner, message: Message, *, title: str, link: str, urgent: bool = False
) -> None:
    if row.user_id is not None:
        tell([row.user_id], message, title=title, link=link, urgent=urgent)


DELIVERIES: Final[Mapping[str, Deliver]] = {
    CHECKLIST_DUE: tell_checklist_due,
    CHECKLIST_LACKING: tell_checklist_lacking,
    HELD: tell_start_held,
    LIFTED: tell_start_lifted,
    PLANNED: tell_session_planned,
    CHANGED: tell_session_changed,
    CANCELLED: tell_session_cancelled,
}

"""Tells those who go to training, and those who teach it, what has changed and what falls due."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.areas.liaison.actions.training_writing import (
    CANCELLED,
    CHANGED,
    LAPSES,
    OFFERED,
    TRAINER_PUT_DOWN,
)
from alongside.areas.liaison.models import (
    SessionTrainer,
    TrainingCourse,
    TrainingPlace,
    TrainingSession,
)
from alongside.areas.liaison.queries.training_in_date import lapsing
from alongside.areas.liaison.queries.training_rows import session_rows
from alongside.areas.liaison.rules.training_places import OPEN_PLACES, PlaceState
from alongside.areas.liaison.rules.training_sessions import SessionState
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Deliver, Message, send
from alongside.kernel.local_time import say, say_date

LONGEST: Final = 160


def remind_of_lapses(now: datetime) -> int:
    """Remind everybody of what lapses soon, each once for each time it lapses.

    Returns:
        How many lapse soon.
    """
    found = lapsing(now)
    with transaction.atomic():
        for course_id, user_id, until in found:
            payload = {"course": str(course_id), "user": str(user_id), "until": until.isoformat()}
            key = f"{LAPSES}:{course_id}:{user_id}:{until}"
            send(LAPSES, payload, now=now, once_key=key)
    return len(found)


def tell_lapses(message: Message) -> None:
    """Tell somebody that a course lapses, if it is still in the catalogue."""
    course_id = UUID(message.payload["course"])
    row = TrainingCourse.objects.filter(pk=course_id, retired_at=None).first()
    if row is not None:
        until = date.fromisoformat(message.payload["until"])
        title = f"{row.title}: counts until {say_date(until)}, do it again by then"
        link = reverse("liaison:training_mine")
        tell([UUID(message.payload["user"])], message, title=title[:LONGEST], link=link)


def tell_changed(message: Message) -> None:
    """Tell those with a place, and those who teach, that a session moved."""
    row = _session(message)
    if row is not None and row.state == SessionState.PLANNED:
        title = f"{row.course.title}: now {say(row.starts_at)}, look at the time and place"
        _tell(_concerned(row), message, row, title)


def tell_cancelled(message: Message) -> None:
    """Tell everybody with a place, in the queue or teaching that a session is off."""
    row = _session(message)
    if row is not None and row.state == SessionState.CANCELLED:
        title = f"{row.course.title} on {say(row.starts_at)} is called off"
        _tell(_concerned(row), message, row, title, urgent=True)


def tell_offered(message: Message) -> None:
    """Tell whoever waited longest that a place is theirs to take, if it still is."""
    rows = TrainingPlace.objects.select_related("session__course")
    place = rows.filter(pk=UUID(message.payload["place"]), state=PlaceState.OFFERED).first()
    if place is not None and place.offer_ends_at is not None:
        title = f"A place in {place.session.course.title}: take it by {say(place.offer_ends_at)}"
        _tell([place.user_id], message, place.session, title, urgent=True)


def tell_trainer(message: Message) -> None:
    """Tell somebody with an account that they are down to teach."""
    rows = SessionTrainer.objects.select_related("session__course")
    one = rows.filter(pk=UUID(message.payload["trainer"])).first()
    if one is not None and one.user_id is not None:
        session = one.session
        title = f"You are down to teach {session.course.title}, {say(session.starts_at)}"
        _tell([one.user_id], message, session, title)


def _session(message: Message) -> TrainingSession | None:
    return session_rows().filter(pk=UUID(message.payload["session"])).first()


def _concerned(row: TrainingSession) -> list[UUID]:
    going = TrainingPlace.objects.filter(session=row, state__in=OPEN_PLACES)
    teaching = SessionTrainer.objects.filter(session=row, user__isnull=False)
    return [
        *going.values_list("user_id", flat=True),
        *teaching.values_list("user_id", flat=True),
    ]


def _tell(
    users: Iterable[UUID],
    message: Message,
    row: TrainingSession,
    title: str,
    *,
    urgent: bool = False,
) -> None:
    link = reverse("liaison:training_session", args=[row.id])
    tell(users, message, title=title[:LONGEST], link=link, urgent=urgent)


DELIVERIES: Final[Mapping[str, Deliver]] = {
    LAPSES: tell_lapses,
    CHANGED: tell_changed,
    CANCELLED: tell_cancelled,
    OFFERED: tell_offered,
    TRAINER_PUT_DOWN: tell_trainer,
}

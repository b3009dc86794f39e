"""Ask for a place, take one that is offered, give one up; the queue moves up in its order."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from alongside.areas.liaison.actions.training_writing import OFFERED, keep
from alongside.areas.liaison.models import TrainingPlace, TrainingSession
from alongside.areas.liaison.queries.training_rows import session_locked
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_places import (
    OPEN_PLACES,
    TAKEN,
    PlaceState,
    check_can_book,
    check_place_becomes,
    offer_ends_at,
    places_to_offer,
    state_asked_for,
)
from alongside.areas.liaison.rules.training_sessions import SessionState
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def ask_for_place(
    actor: Actor, session_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Book a place, or join the end of the queue where the session is full.

    Asked again, it answers the place there is.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``training.not_found`` or ``place.closed``.
    """
    require(actor, PERMISSIONS, "training.see")

    def work() -> UUID:
        session = session_locked(session_id)
        planned = session.state == SessionState.PLANNED
        check_can_book(planned=planned, starts_at=session.starts_at, now=now)
        mine = _open(session).filter(user_id=actor.user_id).first()
        if mine is not None:
            return mine.id
        taken, waiting = _numbers(session)
        state = state_asked_for(taken=taken, places=session.places, waiting=waiting)
        row = TrainingPlace.objects.create(
            session=session, user_id=actor.user_id, state=state.value, asked_at=now
        )
        also = (Ref("training_session", session.id),)
        keep(
            actor,
            row,
            "ask_for_training_place",
            op=Op.COLLECTION,
            now=now,
            also=also,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def take_offer(actor: Actor, session_id: UUID, *, now: datetime) -> None:
    """Take the place that was offered from the queue.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``place.not_yours_now`` or ``place.offer_over``.
    """
    require(actor, PERMISSIONS, "training.see")
    with transaction.atomic():
        row = _mine(actor, session_locked(session_id))
        check_place_becomes(PlaceState(row.state), PlaceState.BOOKED)
        if row.offer_ends_at is not None and now >= row.offer_ends_at:
            raise Refused(
                "place.offer_over",
                "The offer has ended, and the place goes to whoever waits next.",
                next_step="Ask for a place again.",
            )
        TrainingPlace.objects.filter(pk=row.pk).update(state=PlaceState.BOOKED.value)
        keep(actor, row, "take_training_place", now=now, fields=("state",))


def give_up_place(actor: Actor, session_id: UUID, *, now: datetime) -> None:
    """Give up a place, an offer or a turn in the queue; whoever waits next is offered it.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``place.not_yours_now`` or ``place.closed``.
    """
    require(actor, PERMISSIONS, "training.see")
    with transaction.atomic():
        session = session_locked(session_id)
        row = _mine(actor, session)
        planned = session.state == SessionState.PLANNED
        check_can_book(planned=planned, starts_at=session.starts_at, now=now)
        _leave(row, now)
        keep(actor, row, "give_up_training_place", now=now, fields=("state",))
        fill_from_queue(session, now=now)


def pass_on_offers(now: datetime) -> int:
    """End offers nobody took, and offer those places to whoever waits next.

    Returns:
        How many offers ended.
    """
    over = TrainingPlace.objects.filter(
        state=PlaceState.OFFERED,
        offer_ends_at__lte=now,
        session__state=SessionState.PLANNED,
        session__starts_at__gt=now,
    )
    sessions = sorted(set(over.values_list("session_id", flat=True)))
    ended = 0
    for session_id in sessions:
        with transaction.atomic():
            session = session_locked(session_id)
            for row in over.filter(session=session):
                _leave(row, now)
                keep(None, row, "end_training_offer", now=now, fields=("state",))
                ended += 1
            fill_from_queue(session, now=now)
    return ended


def fill_from_queue(session: TrainingSession, *, now: datetime) -> None:
    """Offer free places to those who wait, first come first, in the caller's transaction."""
    if session.state != SessionState.PLANNED or now >= session.starts_at:
        return
    taken, waiting = _numbers(session)
    number = places_to_offer(taken=taken, places=session.places, waiting=waiting)
    queue = _open(session).filter(state=PlaceState.WAITING).order_by("asked_at", "id")
    for row in queue[:number]:
        TrainingPlace.objects.filter(pk=row.pk).update(
            state=PlaceState.OFFERED.value, offer_ends_at=offer_ends_at(now, session.starts_at)
        )
        keep(None, row, "offer_training_place", now=now, fields=("state",))
        send(OFFERED, {"place": str(row.id)}, now=now)


def _open(session: TrainingSession) -> QuerySet[TrainingPlace]:
    return TrainingPlace.objects.filter(session=session, state__in=OPEN_PLACES)


def _numbers(session: TrainingSession) -> tuple[int, int]:
    """How many places are taken, and how many wait."""
    states = list(_open(session).values_list("state", flat=True))
    return sum(one in TAKEN for one in states), states.count(PlaceState.WAITING)


def _mine(actor: Actor, session: TrainingSession) -> TrainingPlace:
    row = _open(session).filter(user_id=actor.user_id).first()
    if row is None:
        raise Refused(
            "place.not_yours_now",
            "You have no place in this session.",
            next_step="Ask for one on its page.",
        )
    return row


def _leave(row: TrainingPlace, now: datetime) -> None:
    TrainingPlace.objects.filter(pk=row.pk).update(state=PlaceState.LEFT.value, left_at=now)

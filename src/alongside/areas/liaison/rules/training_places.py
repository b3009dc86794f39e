"""Places in a session, and the queue once it is full."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.kernel.refusal import Refused

OFFER_LASTS: Final = timedelta(hours=48)


class PlaceState(StrEnum):
    """Somebody's place, from asking for it to leaving it."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"


OPEN_PLACES: Final = (PlaceState.WAITING, PlaceState.OFFERED, PlaceState.BOOKED)
TAKEN: Final = (PlaceState.OFFERED, PlaceState.BOOKED)
"""What fills a seat: a place that is offered is kept until the offer ends."""
PLACE_STATES: Final[Mapping[PlaceState, frozenset[PlaceState]]] = {
    PlaceState.WAITING: frozenset({PlaceState.OFFERED, PlaceState.LEFT}),
    PlaceState.OFFERED: frozenset({PlaceState.BOOKED, PlaceState.LEFT}),
    PlaceState.BOOKED: frozenset({PlaceState.LEFT}),
    PlaceState.LEFT: frozenset(),
}
"""What a place can become."""


def state_asked_for(*, taken: int, places: int, waiting: int) -> PlaceState:
    """Answer what somebody gets who asks: a place, or the end of the queue.

    While somebody waits, a free place is theirs and not the next asker's.
    """
    return PlaceState.BOOKED if taken < places and not waiting else PlaceState.WAITING


def places_to_offer(*, taken: int, places: int, waiting: int) -> int:
    """Answer how many of those who wait are to be offered a place now."""
    return max(0, min(places - taken, waiting))


def offer_ends_at(now: datetime, starts_at: datetime) -> datetime:
    """Answer until when an offer stands: two days, and never past the start."""
    return min(now + OFFER_LASTS, starts_at)


def check_can_book(*, planned: bool, starts_at: datetime, now: datetime) -> None:
    """Refuse a place in a session that is off, over or under way.

    Raises:
        Refused: ``place.closed``.
    """
    if not planned or now >= starts_at:
        raise Refused(
            "place.closed",
            "Places in this session cannot be booked any more.",
            next_step="Choose another session of the course.",
        )


def check_place_becomes(state: PlaceState, wanted: PlaceState) -> None:
    """Refuse what a place cannot become.

    Raises:
        Refused: ``place.not_yours_now``.
    """
    if wanted not in PLACE_STATES[state]:
        raise Refused(
            "place.not_yours_now",
            "That place is not yours to take or give up now.",
            next_step="Look at the session again: ask for a place there.",
        )

"""Who may be named to answer a need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from alongside.areas.directory.rules.seats import Seat
from alongside.kernel.refusal import Refused

MOST_ANSWERERS: Final = 6


@dataclass(frozen=True, slots=True)
class Answerer:
    """The one team, contact, option or seat that answers a need."""

    team_id: UUID | None = None
    contact_id: UUID | None = None
    option_id: UUID | None = None
    seat: Seat | None = None


def check_answerers(answerers: Sequence[Answerer]) -> None:
    """Refuse a list that names nobody somewhere, somebody twice, or too many.

    Raises:
        Refused: ``need.answered_by_nobody``, ``need.answered_twice`` or ``need.too_many``.
    """
    for one in answerers:
        if sum(bool(getattr(one, name)) for name in one.__slots__) != 1:
            raise Refused(
                "need.answered_by_nobody",
                "Each line names one team, contact, option or seat.",
                next_step="Choose one, or leave the line empty.",
            )
    if len(set(answerers)) != len(answerers):
        raise Refused(
            "need.answered_twice",
            "The same one is there twice.",
            next_step="Leave one of the two out.",
        )
    if len(answerers) > MOST_ANSWERERS:
        raise Refused(
            "need.too_many",
            f"A need has {MOST_ANSWERERS} answers at most.",
            next_step="Keep those to ring first; each has a chain of its own.",
        )

"""Plan copies whose time is over, as the area that keeps them knows and erases them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PlanCopy:
    """A copy of a plan that is past its review date and was not renewed.

    Attributes:
        id: Opaque.
        person_id: Whose plan it is.
        review_on: When it was to be looked at again.
        fields: Names of the fields that hold words, never what they say.
    """

    id: UUID
    person_id: UUID
    review_on: date
    fields: tuple[str, ...] = ()


PastReview = Callable[[date], Iterable[PlanCopy]]
"""Answers the copies past review on a day that still hold words."""

Erase = Callable[[UUID, datetime], bool]
"""Erases the words of one copy; false when there was nothing left to erase."""

_KEEPERS: list[tuple[PastReview, Erase]] = []


def erase_copies_with(past_review: PastReview, erase: Erase) -> None:
    """Name who keeps plan copies. Called from ``config.wiring`` at start."""
    _KEEPERS[:] = [(past_review, erase)]


def copies_past_review(today: date) -> list[PlanCopy]:
    """Answer the plan copies past review that still hold words."""
    return [copy for past_review, _ in _KEEPERS for copy in past_review(today)]


def erase_copy(copy_id: UUID, now: datetime) -> bool:
    """Erase the words of one copy, in the caller's transaction."""
    return any(erase(copy_id, now) for _, erase in _KEEPERS)

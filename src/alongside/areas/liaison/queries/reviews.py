"""Reviews in a list: where each stands, and whose account is waited for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from alongside.areas.liaison.models import IncidentReview, ReviewParty
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_states import ENDED, STATE_WORDS, ReviewState
from alongside.kernel.actor import Actor, Role, holds, require

SHOWS: Final[Mapping[str, str]] = {"open": "Open", "ended": "Ended"}


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One review in a list. Says who has handed in, and nothing of what.

    Attributes:
        number: As people call it.
        waits_for: Short names of services whose account is not in, while accounts are written.
        asked: How many services were asked.
        yours_waits: Whether the account of the viewer's own service is not in.
        late: Whether an account is waited for past its day.
    """

    id: UUID
    number: int
    title: str
    state: ReviewState
    state_words: str
    raised_at: datetime
    accounts_due_on: date
    waits_for: tuple[str, ...]
    asked: int
    yours_waits: bool
    late: bool


def open_reviews(viewer: Actor, *, today: date) -> list[ReviewLine]:
    """Answer the reviews that have not ended and that the viewer may see, oldest first."""
    rows = _seen_by(viewer).exclude(state__in=ENDED).order_by("raised_at")
    return _lines(viewer, rows, today)


def ended_reviews(viewer: Actor, *, today: date) -> list[ReviewLine]:
    """Answer the reviews that have ended and that the viewer may see, newest first."""
    rows = _seen_by(viewer).filter(state__in=ENDED).order_by("-ended_at")
    return _lines(viewer, rows, today)


def accounts_waiting(viewer: Actor) -> int:
    """Answer how many accounts the viewer's own service has still to give."""
    if not holds(viewer, PERMISSIONS, "review.account"):
        return 0
    return _waiting().filter(organisation_id=viewer.organisation_id).count()


def seen_rows(viewer: Actor) -> QuerySet[IncidentReview]:
    """Answer the rows of reviews that the viewer may see, as ``rules.review_seeing`` says."""
    return _seen_by(viewer)


def _seen_by(viewer: Actor) -> QuerySet[IncidentReview]:
    require(viewer, PERMISSIONS, "review.see")
    rows = IncidentReview.objects.all()
    sees_all = holds(viewer, PERMISSIONS, "review.run")
    if sees_all or viewer.role is Role.INFORMATION_GOVERNANCE:
        return rows
    own = ReviewParty.objects.filter(organisation_id=viewer.organisation_id)
    return rows.filter(Q(raised_by_id=viewer.user_id) | Q(pk__in=own.values("review_id")))


def _waiting() -> QuerySet[ReviewParty]:
    """Parties whose account is not in, while accounts are written."""
    handed = Count("accounts", filter=Q(accounts__handed_in_at__isnull=False))
    rows = ReviewParty.objects.filter(review__state=ReviewState.GATHERING)
    return rows.annotate(handed=handed).filter(handed=0)


def _lines(viewer: Actor, rows: QuerySet[IncidentReview], today: date) -> list[ReviewLine]:
    reviews = list(rows.annotate(asked=Count("parties")))
    waits: dict[UUID, list[ReviewParty]] = {}
    waiting = _waiting().filter(review__in=reviews).select_related("organisation")
    for party in waiting.order_by("organisation__short_name"):
        waits.setdefault(party.review_id, []).append(party)
    writes = holds(viewer, PERMISSIONS, "review.account")
    return [
        ReviewLine(
            id=review.id,
            number=review.number,
            title=review.title,
            state=ReviewState(review.state),
            state_words=STATE_WORDS[ReviewState(review.state)],
            raised_at=review.raised_at,
            accounts_due_on=review.accounts_due_on,
            waits_for=tuple(one.organisation.short_name for one in waits.get(review.id, ())),
            asked=review.asked,
            yours_waits=writes
            and any(
                one.organisation_id == viewer.organisation_id for one in waits.get(review.id, ())
            ),
            late=review.id in waits and review.accounts_due_on < today,
        )
        for review in reviews
    ]

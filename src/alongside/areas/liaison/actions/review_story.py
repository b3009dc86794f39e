"""Moves a review on: where it stands, one event, one audit entry, in the caller's transaction."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.models import IncidentReview, ReviewEvent, ReviewParty
from alongside.areas.liaison.rules.review_states import ENDED, Said, check_reason, state_after
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.story_order import next_place
from alongside.kernel.actor import Actor

REVIEW: Final = "hub_review"


@dataclass(frozen=True, slots=True)
class Step:
    """What is said of a review.

    Attributes:
        said: What it is.
        words: Its reason, or what it is about; holds nothing of an account.
        party: Whose, where it is about one service.
        also: What else was written or changed.
        fields: Names of what was written.
    """

    said: Said
    words: str = ""
    party: ReviewParty | None = None
    also: tuple[Ref, ...] = ()
    fields: tuple[str, ...] = ()


def move(
    actor: Actor,
    review: IncidentReview,
    step: Step,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Write what is said of a review and what follows from it.

    The caller holds the review's lock and has asked whether the actor may.

    Raises:
        Refused: ``review.not_now`` or ``review.no_reason``.
    """
    check_reason(step.said, step.words)
    after = state_after(review.state, step.said)
    if step.said in (Said.ALL_IN, Said.OPENED):
        review.opened_at = now
    review.state = after
    review.ended_at = (review.ended_at or now) if after in ENDED else None
    review.version += 1
    review.save(update_fields=["state", "opened_at", "ended_at", "version"])
    write_step(actor, review, step, op=Op.ALTERATION, now=now, request_key=request_key)


def write_step(
    actor: Actor,
    review: IncidentReview,
    step: Step,
    *,
    op: Op,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Write one event of a review with its audit entry."""
    ReviewEvent.objects.create(
        review=review,
        sequence=next_place(review.events.all()),
        kind=step.said,
        happened_at=now,
        by_id=actor.user_id,
        party=step.party,
        words=step.words.strip(),
    )
    contact = (Ref("contact", review.contact_id),) if review.contact_id else ()
    entry = Entry(
        op,
        f"liaison.review_{step.said}",
        Ref(REVIEW, review.id),
        also=(*step.also, *contact),
        fields=step.fields,
    )
    record(actor, entry, now=now, request_key=request_key)

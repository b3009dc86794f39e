"""What services do once their accounts are open: differences, factors, actions, times again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from alongside.areas.liaison.actions.agreeing import NewAgreed, write_agreed
from alongside.areas.liaison.actions.review_story import Step, move
from alongside.areas.liaison.actions.reviewing import keep_times
from alongside.areas.liaison.models import (
    AccountLine,
    IncidentReview,
    ReviewDifference,
    ReviewFact,
    ReviewFactor,
)
from alongside.areas.liaison.queries.record_facts import record_source
from alongside.areas.liaison.queries.review_rows import review_for, standing_of
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_factors import check_difference, check_factor
from alongside.areas.liaison.rules.review_seeing import may_weigh
from alongside.areas.liaison.rules.review_states import Said
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Ref
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

FACTOR: Final = "review_factor"
DIFFERENCE: Final = "review_difference"


def review_to_weigh(actor: Actor, review_id: UUID) -> IncidentReview:
    """Answer a review, locked, that the actor may weigh with the others.

    Raises:
        NotPermitted: The role weighs none.
        Refused: ``review.not_found`` or ``review.not_open``.
    """
    require(actor, PERMISSIONS, "review.weigh")
    review = review_for(actor, review_id, lock=True)
    if not may_weigh(actor, standing_of(review)):
        raise Refused(
            "review.not_open",
            "This is done together, while the accounts are open.",
            next_step="It can be done once every account is in, and until the review is closed.",
        )
    return review


def take_times_again(
    actor: Actor, review_id: UUID, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Take the times of the record again, where it has been added to or put right since.

    Raises:
        NotPermitted: The role weighs no reviews, or may not read the record.
        Refused: ``review.not_found``, ``review.not_open`` or ``review.no_record``.
    """
    require(actor, PERMISSIONS, "review.weigh")
    contact_id = review_for(actor, review_id).contact_id
    if contact_id is None:
        raise Refused("review.no_record", "This review was not raised from a record.")
    taken = record_source().read(actor, contact_id, now)

    def work() -> UUID:
        review = review_to_weigh(actor, review_id)
        keep_times(review, taken, now=now)
        move(actor, review, Step(Said.FACTS), now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


@dataclass(frozen=True, slots=True)
class NewDifference:
    """Where two tellings differ.

    Attributes:
        kind: A code of ``DIFFERENCES``.
        words: What differs, in a sentence.
        line_id: A line of an account.
        beside: A line of another account, or a time of the record; ``None`` where only one
            service says so.
    """

    kind: str
    words: str
    line_id: UUID
    beside: UUID | None = None


def mark_difference(
    actor: Actor,
    review_id: UUID,
    new: NewDifference,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Mark where two tellings differ, and set them beside each other.

    Raises:
        NotPermitted: The role weighs no reviews.
        Refused: ``review.not_found``, ``review.not_open``, ``review.difference``,
            ``review.no_words``, ``review.line`` or ``words.tell_who``.
    """
    check_difference(new.kind, new.words)
    check_tells_nobody(new.words, field="words")

    def work() -> UUID:
        review = review_to_weigh(actor, review_id)
        line = _line(review, new.line_id)
        other, fact = _beside(review, line, new.beside)
        row = ReviewDifference.objects.create(
            review=review,
            kind=new.kind,
            line=line,
            other_line=other,
            fact=fact,
            words=new.words.strip(),
            marked_by_id=actor.user_id,
            marked_at=now,
        )
        step = Step(Said.DIFFERENCE, also=(Ref(DIFFERENCE, row.id),), fields=("kind", "words"))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


def _line(review: IncidentReview, line_id: UUID) -> AccountLine:
    handed = AccountLine.objects.filter(
        account__party__review=review, account__handed_in_at__isnull=False
    )
    line = handed.select_related("account").filter(pk=line_id).first()
    if line is None:
        raise Refused("review.line", "Choose a line of an account that is in.", field="line")
    return line


def _beside(
    review: IncidentReview, line: AccountLine, beside: UUID | None
) -> tuple[AccountLine | None, ReviewFact | None]:
    if beside is None:
        return None, None
    fact = ReviewFact.objects.filter(review=review, pk=beside).first()
    if fact is not None:
        return None, fact
    other = _line(review, beside)
    if other.account.party_id == line.account.party_id:
        raise Refused(
            "review.line", "Choose a line of another service, or of the record.", field="beside"
        )
    return other, None


def add_factor(
    actor: Actor,
    review_id: UUID,
    category: str,
    *,
    words: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say what contributed, by kind and in words.

    Raises:
        NotPermitted: The role weighs no reviews.
        Refused: ``review.not_found``, ``review.not_open``, ``review.factor`` or
            ``words.tell_who``.
    """
    check_factor(category)
    check_tells_nobody(words, field="words")

    def work() -> UUID:
        review = review_to_weigh(actor, review_id)
        row = ReviewFactor.objects.create(
            review=review,
            category=category,
            words=words.strip(),
            added_by_id=actor.user_id,
            added_at=now,
        )
        step = Step(Said.FACTOR, also=(Ref(FACTOR, row.id),), fields=("category", "words"))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


def take_away_factor(
    actor: Actor,
    review_id: UUID,
    factor_id: UUID,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Take away a factor that does not hold after all; the story keeps that it was there.

    Raises:
        NotPermitted: The role weighs no reviews.
        Refused: ``review.not_found``, ``review.not_open`` or ``review.factor``.
    """
    require(actor, PERMISSIONS, "review.weigh")

    def work() -> UUID:
        review = review_to_weigh(actor, review_id)
        row: Any = review.factors.filter(pk=factor_id, gone_at=None).first()
        if row is None:
            raise Refused("review.factor", "That factor is not there any more.")
        row.gone_at = now
        row.save(update_fields=["gone_at"])
        step = Step(Said.FACTOR_GONE, also=(Ref(FACTOR, row.id),))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


def agree_in_review(
    actor: Actor, new: NewAgreed, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Agree an action in a review; its ``origin_id`` is the review.

    Raises:
        NotPermitted: The role agrees no actions.
        Refused: ``review.not_found``, ``review.not_open``, ``action.no_words``,
            ``action.owner`` or ``words.tell_who``.
    """
    require(actor, PERMISSIONS, "action.agree")
    if new.origin_id is None:
        raise Refused("review.not_found", "Agree it from the page of a review.")
    review_id = new.origin_id
    check_tells_nobody(new.words, field="words")
    check_tells_nobody(new.why, field="why")

    def work() -> UUID:
        review = review_to_weigh(actor, review_id)
        action_id = write_agreed(actor, new, now=now)
        step = Step(Said.AGREED, also=(Ref("agreed_action", action_id),))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)

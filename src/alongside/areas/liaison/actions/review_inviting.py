"""Invite the person, or somebody close to them, to add what it was like; keep what they say."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.review_story import Step, move
from alongside.areas.liaison.models import IncidentReview, ReviewInvitation
from alongside.areas.liaison.queries.review_rows import review_for, standing_of
from alongside.areas.liaison.rules.inviting import check_answer, check_invited
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.review_factors import RELATIONS
from alongside.areas.liaison.rules.review_seeing import check_may_run
from alongside.areas.liaison.rules.review_states import Said
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Ref
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Conflict, Refused

INVITATION: Final = "review_invitation"


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited and how.

    Attributes:
        relation: A code of ``RELATIONS``: how they stand to what happened, never a name.
        asked_how: A code of ``ASKED_HOW``.
        asked_on: When they were asked.
    """

    relation: str
    asked_how: str
    asked_on: date


def invite(
    actor: Actor,
    review_id: UUID,
    invited: Invited,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep that somebody was invited to add their words.

    Raises:
        NotPermitted: The role runs no reviews, or they wrote an account of this one.
        Refused: ``review.not_found``, ``review.not_now``, ``invitation.who``,
            ``invitation.how`` or ``invitation.day``.
    """
    require(actor, PERMISSIONS, "review.run")
    check_invited(invited.relation, invited.asked_how, on=invited.asked_on, today=local_date(now))

    def work() -> UUID:
        review = review_for(actor, review_id, lock=True)
        check_may_run(actor, standing_of(review))
        row = ReviewInvitation.objects.create(
            review=review,
            relation=invited.relation,
            asked_how=invited.asked_how,
            asked_on=invited.asked_on,
            invited_by_id=actor.user_id,
            invited_at=now,
        )
        step = Step(Said.INVITED, RELATIONS[row.relation], also=(Ref(INVITATION, row.id),))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back.

    Attributes:
        answer: ``yes`` with their words, or ``no``.
        words: In their own words; names nobody.
        version: Of the invitation when it was read; ``None`` to take it as it is.
    """

    answer: str
    words: str = ""
    version: int | None = None


def keep_answer(
    actor: Actor,
    invitation_id: UUID,
    answered: Answered,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep what somebody invited answered: their words, or that they would rather not.

    Raises:
        NotPermitted: The role runs no reviews, or they wrote an account of this one.
        Refused: ``review.not_found``, ``review.not_now``, ``invitation.not_found``,
            ``invitation.answer``, ``invitation.no_words`` or ``words.tell_who``.
        Conflict: ``invitation.changed`` when somebody kept an answer first.
    """
    require(actor, PERMISSIONS, "review.run")
    check_answer(answered.answer, answered.words)
    check_tells_nobody(answered.words, field="words")

    def work() -> UUID:
        review, row = _invitation(actor, invitation_id)
        check_may_run(actor, standing_of(review))
        _check_unchanged(row, answered.version)
        given = answered.answer == "yes"
        _write(row, answered.answer, answered.words.strip() if given else "", now=now)
        step = Step(Said.ANSWERED, also=(Ref(INVITATION, row.id),), fields=("answer", "words"))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


def take_words_back(
    actor: Actor,
    invitation_id: UUID,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Take somebody's words away because they ask; the words themselves are kept no longer.

    Raises:
        NotPermitted: The role runs no reviews.
        Refused: ``review.not_found``, ``review.not_now``, ``invitation.not_found`` or
            ``invitation.no_words``.
    """
    require(actor, PERMISSIONS, "review.run")

    def work() -> UUID:
        review, row = _invitation(actor, invitation_id)
        if row.answer != "yes":
            raise Refused("invitation.no_words", "There are no words of theirs to take back.")
        _write(row, "taken_back", "", now=now)
        step = Step(Said.WORDS_BACK, also=(Ref(INVITATION, row.id),), fields=("words",))
        move(actor, review, step, now=now, request_key=request_key)
        return review.id

    return once(actor, request_key, work)


def _invitation(actor: Actor, invitation_id: UUID) -> tuple[IncidentReview, ReviewInvitation]:
    """Answer an invitation and its review, which is locked first."""
    kept = ReviewInvitation.objects.filter(pk=invitation_id).first()
    if kept is None:
        raise Refused("invitation.not_found", "That invitation is not here.")
    review = review_for(actor, kept.review_id, lock=True)
    return review, review.invitations.get(pk=invitation_id)


def _write(row: ReviewInvitation, answer: str, words: str, *, now: datetime) -> None:
    row.answer, row.words, row.answered_at = answer, words, now
    row.version += 1
    row.save(update_fields=["answer", "words", "answered_at", "version"])


def _check_unchanged(row: ReviewInvitation, version: int | None) -> None:
    if version is None or version == row.version:
        return
    raise Conflict(
        "invitation.changed",
        "Somebody kept an answer to this while you wrote.",
        theirs={"What did they say?": row.words},
        next_step="Read it, then send yours again if it still holds.",
    )

"""Answering whether two records are about one person, one step at a time."""

from datetime import datetime
from uuid import UUID

from alongside.areas.people.actions.merging_writing import locked_pair
from alongside.areas.people.models import DuplicatePair, PairAnswer
from alongside.areas.people.queries.duplicate_facts import evidence_of
from alongside.areas.people.rules.merging.evidence import check_reason
from alongside.areas.people.rules.merging.pairs import (
    STATES,
    Answer,
    PairState,
    check_asked,
    pair_of,
)
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

ASKED = "people.pair_asked"
ANSWERED = "people.pair_answered"


def say_different(
    actor: Actor,
    one: UUID,
    another: UUID,
    *,
    words: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Decide that two records are about different people. The pair does not come up again.

    Raises:
        NotPermitted: Only a liaison lead decides.
        Refused: ``merge.same_record``, ``merge.joined_already`` or ``merge.reason``.
    """
    return _answer(
        actor,
        one,
        another,
        answer=Answer.DIFFERENT,
        words=check_reason(words),
        permission="pair.decide",
        now=now,
        request_key=request_key,
    )


def ask_about_pair(
    actor: Actor,
    one: UUID,
    another: UUID,
    *,
    owner: UUID | None,
    words: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Ask somebody who may know. The pair waits for them, with its age.

    Raises:
        NotPermitted: Only a liaison lead asks.
        Refused: ``pair.nobody_asked``, ``pair.nothing_asked`` or as for ``say_different``.
    """
    return _answer(
        actor,
        one,
        another,
        answer=Answer.ASKED,
        words=check_asked(owner, words),
        permission="pair.decide",
        asked=owner,
        now=now,
        request_key=request_key,
    )


def say_what_you_think(
    actor: Actor,
    one: UUID,
    another: UUID,
    *,
    same: bool,
    words: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say what you think of a pair, for whoever decides.

    Raises:
        NotPermitted: The role may not.
        Refused: As for ``say_different``.
    """
    return _answer(
        actor,
        one,
        another,
        answer=Answer.THINKS_SAME if same else Answer.THINKS_DIFFERENT,
        words=check_reason(words),
        permission="pair.suggest",
        now=now,
        request_key=request_key,
    )


def close_pair(
    actor: Actor, one: UUID, another: UUID, *, answer: Answer, words: str, now: datetime
) -> None:
    """Write down, in the caller's transaction, that two records were joined or parted."""
    _write(actor, one, another, answer=answer, words=words, asked=None, now=now)


def _answer(
    actor: Actor,
    one: UUID,
    another: UUID,
    *,
    answer: Answer,
    words: str,
    permission: str,
    now: datetime,
    request_key: UUID | None,
    asked: UUID | None = None,
) -> UUID:
    def work() -> UUID:
        require(actor, PERMISSIONS, permission)
        pair_of(one, another)
        people = locked_pair(one, another)
        if any(person.merged_into_id for person in people.values()):
            raise Refused(
                "merge.joined_already",
                "One of these records was joined to another already.",
                next_step="Open the person and look at which records were joined.",
            )
        pair = _write(actor, one, another, answer=answer, words=words, asked=asked, now=now)
        entry = Entry(
            Op.COLLECTION,
            "people.answer_pair",
            Ref("duplicate_pair", pair.pk),
            also=(Ref("person", pair.first_id), Ref("person", pair.second_id)),
            fields=(answer,),
        )
        record(actor, entry, now=now, request_key=request_key)
        if asked is not None:
            send(ASKED, {"pair": str(pair.pk)}, now=now)
        elif answer in (Answer.THINKS_SAME, Answer.THINKS_DIFFERENT):
            send(ANSWERED, {"pair": str(pair.pk), "by": str(actor.user_id)}, now=now)
        return pair.pk

    return once(actor, request_key, work)


def _write(
    actor: Actor,
    one: UUID,
    another: UUID,
    *,
    answer: Answer,
    words: str,
    asked: UUID | None,
    now: datetime,
) -> DuplicatePair:
    both = pair_of(one, another)
    pair = DuplicatePair.objects.filter(first_id=both.first, second_id=both.second).first()
    if pair is None:
        pair = DuplicatePair.objects.create(
            first_id=both.first,
            second_id=both.second,
            found_at=now,
            found_by_id=actor.user_id,
            weight=evidence_of(both.first, both.second).weight,
        )
    pair.state = STATES[answer]
    pair.owner_id = asked
    pair.answered_at = now if pair.state is not PairState.OPEN else pair.answered_at
    pair.save(update_fields=["state", "owner", "answered_at"])
    PairAnswer.objects.create(
        pair=pair,
        answer=answer,
        words=words,
        asked_id=asked,
        at=now,
        by_id=actor.user_id,
        controller_id=actor.organisation_id,
    )
    return pair

"""Somebody on placement says what they want to learn, that they learnt it, or takes it away."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.placements.actions.own_writing import keep_trace, locked_own
from alongside.areas.placements.models import OwnObjective
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused

MOST: Final = 12


def set_objective(
    actor: Actor,
    learner_id: UUID,
    words: str,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep what somebody wants to learn, in their own words.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours``, ``objective.no_words``, ``objective.too_many`` or
            ``words.tell_who``.
    """
    if not words.strip():
        raise Refused("objective.no_words", "Say what you want to learn.", field="words")
    check_tells_nobody(words, field="words")

    def work() -> UUID:
        row = locked_own(actor, learner_id, now=now)
        if row.objectives.filter(taken_away_at=None).count() >= MOST:
            raise Refused(
                "objective.too_many",
                f"You have {MOST} already.",
                next_step="Take one away first.",
                field="words",
            )
        made = OwnObjective.objects.create(learner=row, words=words.strip(), set_at=now)
        subject = Ref("own_objective", made.id)
        keep_trace(
            actor,
            Op.COLLECTION,
            "set_objective",
            subject=subject,
            learner_id=row.id,
            now=now,
            request_key=request_key,
        )
        return made.id

    return once(actor, request_key, work)


def meet_objective(
    actor: Actor, learner_id: UUID, objective_id: UUID, *, met: bool, now: datetime
) -> None:
    """Say that something was learnt, or that it was not yet after all.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours`` or ``objective.not_found``.
    """
    with transaction.atomic():
        one = _locked(actor, learner_id, objective_id, now=now)
        one.met_at = now if met else None
        _keep(actor, one, "meet_objective" if met else "reopen_objective", "met_at", now)


def take_objective_away(
    actor: Actor, learner_id: UUID, objective_id: UUID, *, now: datetime
) -> None:
    """Take an objective off the list; it stays on record as taken away.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours`` or ``objective.not_found``.
    """
    with transaction.atomic():
        one = _locked(actor, learner_id, objective_id, now=now)
        one.taken_away_at = now
        _keep(actor, one, "take_objective_away", "taken_away_at", now)


def put_objective_back(
    actor: Actor, learner_id: UUID, objective_id: UUID, *, now: datetime
) -> None:
    """Undo taking an objective off the list.

    Raises:
        NotPermitted: The role is on no placement.
        Refused: ``placement.not_yours`` or ``objective.not_found``.
    """
    with transaction.atomic():
        one = _locked(actor, learner_id, objective_id, now=now, taken_away=True)
        one.taken_away_at = None
        _keep(actor, one, "put_objective_back", "taken_away_at", now)


def _locked(
    actor: Actor,
    learner_id: UUID,
    objective_id: UUID,
    *,
    now: datetime,
    taken_away: bool = False,
) -> OwnObjective:
    row = locked_own(actor, learner_id, now=now)
    found = row.objectives.filter(pk=objective_id, taken_away_at__isnull=not taken_away).first()
    if found is None:
        raise Refused(
            "objective.not_found",
            "That is not on your list now.",
            next_step="Open your placement page again.",
        )
    return found


def _keep(actor: Actor, one: OwnObjective, action: str, field: str, now: datetime) -> None:
    one.version += 1
    one.save(update_fields=[field, "version"])
    subject = Ref("own_objective", one.id)
    keep_trace(
        actor,
        Op.ALTERATION,
        action,
        subject=subject,
        learner_id=one.learner_id,
        now=now,
        fields=(field,),
    )

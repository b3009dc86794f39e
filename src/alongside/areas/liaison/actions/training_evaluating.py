"""Say what one thought of a session: what was said is kept apart from who has said it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.actions.training_writing import keep
from alongside.areas.liaison.models import EvaluationReceipt, SessionEvaluation
from alongside.areas.liaison.queries.training_rows import session_locked
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.training_evaluation import (
    check_may_evaluate,
    check_says_something,
)
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date


@dataclass(frozen=True, slots=True)
class Thought:
    """Answers to the three questions; each may be left out."""

    worth_it: bool | None
    will_change: bool | None
    words: str = ""


def evaluate_session(
    actor: Actor,
    session_id: UUID,
    thought: Thought,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep what somebody thought, and that they have said it, with nothing that joins the two.

    The audit tells of the receipt and never of the answer.

    Returns:
        The receipt.

    Raises:
        NotPermitted: The role goes to no training.
        Refused: ``training.not_found``, ``evaluation.…`` or ``words.tell_who``.
    """
    require(actor, PERMISSIONS, "training.see")
    check_says_something(thought.worth_it, thought.will_change, thought.words)
    check_tells_nobody(thought.words, field="words")

    def work() -> UUID:
        session = session_locked(session_id)
        mine = {"user_id": actor.user_id}
        check_may_evaluate(
            came=session.came.filter(taken_back_at=None, **mine).exists(),
            said_before=session.receipts.filter(**mine).exists(),
            ends_at=session.ends_at,
            now=now,
        )
        SessionEvaluation.objects.create(
            session=session,
            worth_it=thought.worth_it,
            will_change=thought.will_change,
            words=thought.words.strip(),
            received_on=local_date(now),
        )
        receipt = EvaluationReceipt.objects.create(session=session, **mine)
        keep(
            actor, receipt, "evaluate_training", op=Op.COLLECTION, now=now, request_key=request_key
        )
        return receipt.id

    return once(actor, request_key, work)

"""Raise questions about unusual looks, and answer them in words."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.oversight.models import LookQuestion
from alongside.areas.oversight.queries.look_facts import facts_of
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.rules.unusual import HOUR, check_answer, questions_about
from alongside.foundation.audit.counting import raw_looks
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

LOOKED_BACK: Final = timedelta(days=2)
"""How far back each run looks, so that a run that failed leaves no gap."""

SETTLED: Final = timedelta(hours=12)
"""A contact may be opened after the look that led to it, so newer looks wait."""


def raise_questions(now: datetime, *, since: datetime | None = None) -> int:
    """Ask about the unusual looks of the past two days that have not been asked about.

    Args:
        now: The server's instant.
        since: Look back to this instant instead.

    Returns:
        How many questions were raised.
    """
    begin = since or now - LOOKED_BACK
    looks = raw_looks(since=begin - HOUR, until=now - SETTLED)
    opened: dict[UUID, list[tuple[datetime, UUID]]] = defaultdict(list)
    raised = []
    for look in looks:
        opened[look.actor_id].append((look.at, look.person_id))
        if look.at < begin:
            continue
        for kind, fact in questions_about(facts_of(look, opened[look.actor_id])):
            raised.append(
                LookQuestion(
                    entry_id=look.entry_id,
                    kind=kind,
                    fact=fact,
                    looked_at=look.at,
                    viewer_id=look.actor_id,
                    organisation_id=look.organisation_id,
                    person_id=look.person_id,
                    purpose=look.purpose,
                    raised_at=now,
                )
            )
    return _keep(raised, now)


def answer_question(actor: Actor, question_id: UUID, *, answer: str, now: datetime) -> None:
    """Close a question with what was found out, in words.

    Raises:
        NotPermitted: Only another lead of the same service.
        Refused: ``question.not_here``, ``question.answered`` or ``question.empty``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "question.answer")
        row = LookQuestion.objects.select_for_update().filter(pk=question_id).first()
        if row is None:
            raise Refused("question.not_here", "There is no such question.")
        check_answer(
            answer,
            own=row.organisation_id == actor.organisation_id,
            answered=row.answered_at is not None,
            asked_of_self=row.viewer_id == actor.user_id,
        )
        row.answer = answer.strip()
        row.answered_at = now
        row.answered_by_id = actor.user_id
        row.answered_by_name = actor.name
        row.save()
        entry = Entry(
            Op.ALTERATION,
            "oversight.answer_question",
            Ref("look_question", row.id),
            fields=("answer",),
            why=Why(purpose="self_monitoring"),
        )
        record(actor, entry, now=now)


def _keep(raised: list[LookQuestion], now: datetime) -> int:
    """Write the questions that were not asked before, with an entry that says how many."""
    with transaction.atomic():
        asked = set(
            LookQuestion.objects.filter(entry_id__in=[one.entry_id for one in raised]).values_list(
                "entry_id", "kind"
            )
        )
        fresh = [one for one in raised if (one.entry_id, one.kind) not in asked]
        LookQuestion.objects.bulk_create(fresh, ignore_conflicts=True)
        if fresh:
            entry = Entry(
                Op.COLLECTION,
                "oversight.raise_questions",
                also=tuple(Ref("look_question", one.id) for one in fresh),
                why=Why(purpose="self_monitoring"),
            )
            record(None, entry, now=now)
    return len(fresh)

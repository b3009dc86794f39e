"""Writes a question and its first event, however it came in."""

from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.liaison.actions.question_telling import LATE, PUT
from alongside.areas.liaison.models import HubQuestion, QuestionEvent
from alongside.areas.liaison.queries.promises import first_asked, promise_at
from alongside.areas.liaison.rules.question_states import BEGINNINGS, QuestionState
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor

QUESTION = "hub_question"
NO_PERSON = Why()


def write_question(
    actor: Actor,
    columns: dict[str, Any],
    *,
    begins: str,
    why: Why = NO_PERSON,
    asked_at: datetime | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write a question in the caller's transaction, promise an answer, and tell who answers.

    The caller has asked whether the actor may.

    Args:
        actor: Who records it.
        columns: Of the row, but those that follow from the rest.
        begins: A key of ``rules.question_states.BEGINNINGS``.
        why: Purpose and ground, where it is about a person.
        asked_at: When it was asked, where that was before now.
        now: The server's instant.
        request_key: The form's key.

    Raises:
        Refused: ``question.no_post``.
    """
    # Numbers are given out under the lock of the last row: two writers cannot take one.
    last = HubQuestion.objects.select_for_update().order_by("-number").first()
    state = BEGINNINGS[begins]
    row = HubQuestion.objects.create(
        number=1 + (last.number if last else 0),
        post_id=first_asked(now),
        recorded_by_id=actor.user_id,
        asked_at=asked_at or now,
        promised_by=promise_at(now).due(asked_at or now, urgent=columns.get("urgent", False)),
        state=state,
        answered_at=now if state is QuestionState.FOUND else None,
        **columns,
    )
    write_event(row, begins, by=actor.user_id, now=now)
    also = (Ref("person", row.person_id),) if row.person_id else ()
    fields = ("subject", "words", "person") if also else ("subject", "words")
    entry = Entry(
        Op.COLLECTION, "liaison.ask_question", Ref(QUESTION, row.id), also, fields, why=why
    )
    record(actor, entry, now=now, request_key=request_key)
    if state is QuestionState.OPEN:
        tell_who_answers(row, "asked", by=actor.user_id, now=now)
        watch_promise(row, now=now)
    return row.id


def write_event(
    row: HubQuestion,
    kind: str,
    *,
    by: UUID,
    now: datetime,
    words: str = "",
    post_id: UUID | None = None,
) -> None:
    """Add to the story of a question, in the caller's transaction."""
    QuestionEvent.objects.create(
        question=row,
        sequence=next_place(row.events.all()),
        kind=kind,
        at=now,
        by_id=by,
        words=words.strip(),
        post_id=post_id,
    )


def tell_who_answers(row: HubQuestion, kind: str, *, by: UUID, now: datetime) -> None:
    """Let whoever answers for the question's post know, unless it was they who did it."""
    send(PUT, {"question": str(row.id), "kind": kind, "by": str(by)}, now=now)


def watch_promise(row: HubQuestion, *, now: datetime) -> None:
    """Let whoever answers know when the promise is broken."""
    due = row.promised_by
    key = f"{LATE}:{row.id}:{due.isoformat()}"
    send(LATE, {"question": str(row.id)}, now=now, due_at=due, once_key=key)

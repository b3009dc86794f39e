"""Proposes an answer others can find, or another version of one. A second person looks it over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.models import AnswerEvent, AnswerVersion, KnowledgeAnswer, Post
from alongside.areas.liaison.queries.posts import posts_held
from alongside.areas.liaison.rules.answer_states import (
    VersionState,
    check_answer_words,
    state_after,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.story_order import next_place
from alongside.foundation.outbox.messages import send
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict, Refused

PROPOSED: Final = "liaison.answer_proposed"
ANSWER: Final = "knowledge_answer"


@dataclass(frozen=True, slots=True)
class ProposedAnswer:
    """What others are to find.

    Attributes:
        question: As somebody would ask it.
        answer: In Markdown; names nobody who is cared for.
        said_as: What else somebody would type who needs it, one way a line.
        from_question_id: The question to the hub that it came of, or ``None``.
        owner_id: The post that keeps it right; the actor's own when ``None``.
        why: What changed and why, of a later version.
    """

    question: str
    answer: str
    said_as: str = ""
    from_question_id: UUID | None = None
    owner_id: UUID | None = None
    why: str = ""


def propose_answer(
    actor: Actor, proposed: ProposedAnswer, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Propose an answer; it is found once a second person has looked it over.

    Raises:
        NotPermitted: The role may not.
        Refused: ``answer.no_words``, ``answer.too_long``, ``words.tell_who`` or ``answer.no_post``.
    """
    require(actor, PERMISSIONS, "knowledge.write")
    _check(proposed)

    def work() -> UUID:
        row = KnowledgeAnswer.objects.create(
            owner_id=_owner(actor, proposed, now),
            from_question_id=proposed.from_question_id,
            created_at=now,
        )
        _write_version(actor, row, proposed, now=now)
        also = proposed.from_question_id
        entry = Entry(
            Op.COLLECTION,
            "liaison.propose_answer",
            Ref(ANSWER, row.id),
            also=(Ref("hub_query", also),) if also else (),
            fields=("question", "answer", "said_as", "owner"),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def propose_change(
    actor: Actor,
    answer_id: UUID,
    proposed: ProposedAnswer,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Propose another version of an answer; what is published stands until that is looked over.

    Args:
        actor: Who writes.
        answer_id: Which.
        proposed: What it is to say.
        version: Of the answer when it was read; ``None`` to take it as it is.
        now: The instant.
        request_key: Of the form.

    Raises:
        NotPermitted: The role may not.
        Refused: As ``propose_answer``, or ``answer.not_found``.
        Conflict: ``answer.changed`` when somebody else changed it first.
    """
    require(actor, PERMISSIONS, "knowledge.write")
    _check(proposed)

    def work() -> UUID:
        row = locked_answer(answer_id, version)
        waiting = row.versions.filter(state__in=[VersionState.PROPOSED, VersionState.RETURNED])
        for before in waiting:
            before.state = state_after(before.state, "supersede")
            before.save(update_fields=["state"])
        if proposed.owner_id is not None:
            row.owner_id = _owner(actor, proposed, now)
        row.version += 1
        row.save(update_fields=["owner_id", "version"])
        _write_version(actor, row, proposed, now=now)
        changed = ("question", "answer", "said_as", "owner")
        entry = Entry(Op.ALTERATION, "liaison.change_answer", Ref(ANSWER, row.id), fields=changed)
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def locked_answer(answer_id: UUID, version: int | None) -> KnowledgeAnswer:
    """Load an answer for a change, in the caller's transaction.

    Raises:
        Refused: ``answer.not_found``.
        Conflict: ``answer.changed``.
    """
    row = KnowledgeAnswer.objects.select_for_update().filter(pk=answer_id).first()
    if row is None:
        raise Refused(
            "answer.not_found", "That answer is not here.", next_step="Look for it by its words."
        )
    if version is not None and version != row.version:
        last = row.versions.order_by("-number").first()
        raise Conflict(
            "answer.changed",
            "Somebody changed this answer while you had it open.",
            theirs={"Question": last.question, "Answer": last.answer} if last else {},
            next_step="Read what it says now, then send yours again if it still holds.",
        )
    return row


def write_event(
    row: KnowledgeAnswer, kind: str, number: int, *, by: Actor, now: datetime, words: str = ""
) -> None:
    """Add to the story of an answer, in the caller's transaction."""
    AnswerEvent.objects.create(
        answer_of=row,
        sequence=next_place(row.events.all()),
        kind=kind,
        number=number,
        happened_at=now,
        by_id=by.user_id,
        words=words.strip(),
    )


def _write_version(
    actor: Actor, row: KnowledgeAnswer, proposed: ProposedAnswer, *, now: datetime
) -> None:
    last = row.versions.order_by("-number").first()
    number = 1 + (last.number if last else 0)
    AnswerVersion.objects.create(
        answer_of=row,
        number=number,
        question=proposed.question.strip(),
        answer=proposed.answer.strip(),
        said_as=proposed.said_as.strip(),
        why=proposed.why.strip(),
        written_by_id=actor.user_id,
        written_at=now,
    )
    write_event(row, "proposed", number, by=actor, now=now, words=proposed.why)
    send(PROPOSED, {"answer": str(row.id), "by": str(actor.user_id)}, now=now)


def _check(proposed: ProposedAnswer) -> None:
    check_answer_words(
        question=proposed.question,
        answer=proposed.answer,
        said_as=proposed.said_as,
        why=proposed.why,
    )


def _owner(actor: Actor, proposed: ProposedAnswer, now: datetime) -> UUID:
    """The post that keeps it right: the one chosen, or the actor's own."""
    if proposed.owner_id is None:
        own = posts_held(actor.user_id, now=now)
        chosen = own[0] if own else None
    else:
        chosen = proposed.owner_id
    if chosen is None or not Post.objects.filter(pk=chosen, closed_at=None).exists():
        raise Refused(
            "answer.no_post",
            "No open post was chosen to keep this answer right.",
            next_step="Choose the post that will look at it again.",
            field="owner",
        )
    return chosen

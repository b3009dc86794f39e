"""Say something of a question: answer it, ask back, hand it on, open it again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.liaison.actions.proposing import ProposedAnswer, propose_answer
from alongside.areas.liaison.actions.question_telling import SAID_BACK, TO_WHO_ANSWERS, TO_WHO_ASKED
from alongside.areas.liaison.actions.question_writing import (
    QUESTION,
    tell_who_answers,
    watch_promise,
    write_event,
)
from alongside.areas.liaison.actions.questions import AboutPerson, about_columns, why_about
from alongside.areas.liaison.models import HubQuestion, Post, QuestionFeedback
from alongside.areas.liaison.queries.promises import promise_at
from alongside.areas.liaison.queries.question_rows import may_answer, question_for
from alongside.areas.liaison.rules.feedback import check_feedback
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.question_states import (
    BY_ANSWERER,
    OPEN_STATES,
    Channel,
    QuestionState,
    check_said,
    question_state_after,
)
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.versions import check_version, last_words
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import NotPermitted, Refused

STARTS_AGAIN = frozenset({"replied", "reopened"})
"""What begins the promise anew: the turn is ours again."""


@dataclass(frozen=True, slots=True)
class SaidOfQuestion:
    """What is said.

    Attributes:
        kind: A code of ``rules.question_states.EVENT_WORDS``.
        words: In their words; names nobody.
        post_id: To which post, of ``handed_on``.
        version: Of the question when it was read; ``None`` to take it as it is.
        share: Whether to make an answer one that others can find, once it is reviewed.
    """

    kind: str
    words: str
    post_id: UUID | None = None
    version: int | None = None
    share: bool = False


def say_of_question(
    actor: Actor,
    question_id: UUID,
    said: SaidOfQuestion,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add to the story of a question, move it on, and tell whose turn it is.

    Raises:
        NotPermitted: The viewer may see the question and not say this of it.
        Refused: ``question.not_found``, ``question.not_now``, ``question.no_words``,
            ``question.post``, ``question.about_somebody`` or ``words.tell_who``.
        Conflict: ``question.changed`` when somebody else said something first.
    """
    check_said(said.kind, said.words)
    check_tells_nobody(said.words, field="words")

    def work() -> UUID:
        row = question_for(actor, question_id, now=now, lock=True)
        _check_may_say(actor, row, said.kind, now=now)
        _check_version(row, said.version)
        row.state = question_state_after(QuestionState(row.state), said.kind)
        if said.kind == "handed_on":
            row.post_id = _other_post(row, said.post_id)
        _keep(row, said, now=now)
        write_event(
            row, said.kind, by=actor.user_id, now=now, words=said.words, post_id=said.post_id
        )
        entry = Entry(Op.ALTERATION, f"liaison.question_{said.kind}", Ref(QUESTION, row.id))
        record(actor, entry, now=now, request_key=request_key)
        if said.share:
            _share(actor, row, said.words, now=now)
        _tell(row, said.kind, by=actor.user_id, now=now)
        return row.id

    return once(actor, request_key, work)


def link_person(
    actor: Actor,
    question_id: UUID,
    about: AboutPerson,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say whom an open question is about, for a purpose the sharing decision allows.

    Raises:
        NotPermitted: The role may not, or who it is may not be told for this purpose.
        Refused: ``question.not_found``, ``question.about_already`` or ``question.not_now``.
    """
    require(actor, PERMISSIONS, "query.ask_about_person")

    def work() -> UUID:
        row = question_for(actor, question_id, now=now, lock=True)
        if row.person_id is not None:
            raise Refused("question.about_already", "This question is about somebody already.")
        if row.state not in OPEN_STATES:
            raise Refused(
                "question.not_now",
                "This question is closed.",
                next_step="Open it again first.",
            )
        why = why_about(actor, about, now=now)
        for name, value in about_columns(about, why).items():
            setattr(row, name, value)
        row.version += 1
        row.save(update_fields=["person_id", "purpose", "ground", "version"])
        write_event(row, "about", by=actor.user_id, now=now)
        also = (Ref("person", about.person_id),)
        entry = Entry(
            Op.ALTERATION,
            "liaison.link_person",
            Ref(QUESTION, row.id),
            also,
            ("person",),
            why=why,
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def give_feedback(
    actor: Actor,
    question_id: UUID,
    helped: str,
    *,
    words: str = "",
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say once whether an answer helped.

    Raises:
        NotPermitted: The role may not.
        Refused: ``question.not_found``, ``feedback.not_yours``, ``feedback.not_now``,
            ``feedback.once``, ``feedback.helped``, ``feedback.long`` or ``words.tell_who``.
    """
    require(actor, PERMISSIONS, "feedback.give")
    check_feedback(helped, words)

    def work() -> UUID:
        row = question_for(actor, question_id, now=now, lock=True)
        _check_may_give_feedback(actor, row)
        QuestionFeedback.objects.create(
            question=row, helped=helped, words=words.strip(), by_id=actor.user_id, at=now
        )
        entry = Entry(Op.COLLECTION, "liaison.give_feedback", Ref(QUESTION, row.id))
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def _check_may_give_feedback(actor: Actor, row: HubQuestion) -> None:
    if row.asker_id != actor.user_id or row.channel == Channel.CALLER:
        raise Refused("feedback.not_yours", "Only whoever asked says whether it helped.")
    if row.answered_at is None:
        raise Refused("feedback.not_now", "There is no answer yet.")
    if QuestionFeedback.objects.filter(question=row).exists():
        raise Refused("feedback.once", "You have said so already. Thank you.")


def _check_may_say(actor: Actor, row: HubQuestion, kind: str, *, now: datetime) -> None:
    if kind in BY_ANSWERER and not may_answer(actor, row, now=now):
        raise NotPermitted(
            "question.not_yours_to_answer",
            "Whoever holds the post that was asked says this.",
            next_step="Say what is still open instead.",
        )


def _check_version(row: HubQuestion, version: int | None) -> None:
    check_version(
        row,
        version,
        code="question.changed",
        done="said something of this question",
        theirs=lambda: {"Said since": last_words(row)},
    )


def _other_post(row: HubQuestion, post_id: UUID | None) -> UUID:
    if post_id == row.post_id:
        raise Refused("question.post", "It is with that post already.", field="post")
    if post_id is None or not Post.objects.filter(pk=post_id, closed_at=None).exists():
        raise Refused("question.post", "Choose the post it goes to.", field="post")
    return post_id


def _keep(row: HubQuestion, said: SaidOfQuestion, *, now: datetime) -> None:
    row.answered_at = None if row.state in OPEN_STATES else now
    if said.kind in STARTS_AGAIN:
        row.promised_by = promise_at(now).due(now, urgent=row.urgent)
        watch_promise(row, now=now)
    row.version += 1
    row.save(update_fields=["state", "post_id", "answered_at", "promised_by", "version"])


def _share(actor: Actor, row: HubQuestion, words: str, *, now: datetime) -> None:
    if row.person_id is not None:
        raise Refused(
            "question.about_somebody",
            "An answer about somebody is not made one that others can find.",
            next_step="Answer it, and write what others need to know as a page of the guide.",
            field="share",
        )
    new = ProposedAnswer(
        question=row.subject, answer=words, said_as=row.subject, from_question_id=row.id
    )
    propose_answer(actor, new, now=now)


def _tell(row: HubQuestion, kind: str, *, by: UUID, now: datetime) -> None:
    if kind in TO_WHO_ANSWERS:
        tell_who_answers(row, kind, by=by, now=now)
    if kind in TO_WHO_ASKED:
        payload = {"question": str(row.id), "kind": kind, "by": str(by)}
        send(SAID_BACK, payload, now=now)

"""Looks an answer over and lets it be found; says that it is still right; takes it out."""

from datetime import datetime
from typing import Final
from uuid import UUID

from alongside.areas.liaison.actions.proposing import ANSWER, locked_answer, write_event
from alongside.areas.liaison.actions.search_filing import Findable, file_entry, take_out
from alongside.areas.liaison.models import AnswerVersion, KnowledgeAnswer
from alongside.areas.liaison.queries.answers import may_confirm
from alongside.areas.liaison.rules.answer_states import (
    VersionState,
    check_second_person,
    look_again_on,
    state_after,
)
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.kit.markdown import plain_words
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

LOOKED_OVER: Final = "liaison.answer_looked_over"


def publish_answer(
    actor: Actor,
    answer_id: UUID,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Look over what somebody else proposed, and let it be found in place of what was before.

    Raises:
        NotPermitted: The role may not.
        Refused: ``answer.own``, ``answer.state`` or ``answer.not_found``.
        Conflict: ``answer.changed``.
    """
    require(actor, PERMISSIONS, "knowledge.review")

    def work() -> UUID:
        row = locked_answer(answer_id, version)
        proposed = _proposed(actor, row)
        for before in row.versions.filter(state=VersionState.PUBLISHED):
            before.state = state_after(before.state, "supersede")
            before.save(update_fields=["state"])
        _look_over(actor, proposed, "publish", now)
        row.look_again_on = look_again_on(local_date(now))
        _close(actor, row, proposed, "published", now=now, request_key=request_key)
        file_entry(
            Findable(
                SearchKind.ANSWER,
                row.id,
                proposed.question,
                plain_words(proposed.answer),
                proposed.said_as,
            ),
            now=now,
        )
        return row.id

    return once(actor, request_key, work)


def send_back_answer(
    actor: Actor,
    answer_id: UUID,
    words: str,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Send what somebody else proposed back to them, with what has to be put right.

    Raises:
        NotPermitted: The role may not.
        Refused: ``answer.no_reason``, ``words.tell_who``, ``answer.own`` or ``answer.state``.
        Conflict: ``answer.changed``.
    """
    require(actor, PERMISSIONS, "knowledge.review")
    _check_reason(words, "Say what has to be put right.")

    def work() -> UUID:
        row = locked_answer(answer_id, version)
        proposed = _proposed(actor, row)
        _look_over(actor, proposed, "send_back", now)
        _close(actor, row, proposed, "returned", now=now, request_key=request_key, words=words)
        return row.id

    return once(actor, request_key, work)


def confirm_answer(
    actor: Actor,
    answer_id: UUID,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say that a published answer is still right, which sets when to look at it again.

    Whoever looks answers over may, and whoever answers now for the post that keeps it.

    Raises:
        NotPermitted: The role may not, and the post is not theirs.
        Refused: ``answer.state`` or ``answer.not_found``.
        Conflict: ``answer.changed``.
    """
    require(actor, PERMISSIONS, "knowledge.find")

    def work() -> UUID:
        row = locked_answer(answer_id, version)
        if not may_confirm(actor, row.owner_id, now=now):
            require(actor, PERMISSIONS, "knowledge.review")
        published = _published(row)
        state_after(published.state, "confirm")
        row.look_again_on = look_again_on(local_date(now))
        _close(actor, row, published, "confirmed", now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def withdraw_answer(
    actor: Actor,
    answer_id: UUID,
    words: str,
    *,
    version: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Take a published answer out, so that nobody finds it; it and its story are kept.

    Raises:
        NotPermitted: The role may not.
        Refused: ``answer.no_reason``, ``words.tell_who``, ``answer.state`` or ``answer.not_found``.
        Conflict: ``answer.changed``.
    """
    require(actor, PERMISSIONS, "knowledge.write")
    _check_reason(words, "Say why nobody is to find it any more.")

    def work() -> UUID:
        row = locked_answer(answer_id, version)
        published = _published(row)
        published.state = state_after(published.state, "withdraw")
        published.save(update_fields=["state"])
        row.look_again_on = None
        _close(actor, row, published, "withdrawn", now=now, request_key=request_key, words=words)
        take_out(SearchKind.ANSWER, row.id)
        return row.id

    return once(actor, request_key, work)


def _check_reason(words: str, ask: str) -> None:
    if not words.strip():
        raise Refused("answer.no_reason", ask, field="words")
    check_tells_nobody(words, field="words")


def _proposed(actor: Actor, row: KnowledgeAnswer) -> AnswerVersion:
    found = row.versions.filter(state=VersionState.PROPOSED).first()
    if found is None:
        raise Refused(
            "answer.state",
            "Nothing of this answer waits to be looked over.",
            next_step="Open it again to see where it stands.",
        )
    check_second_person(found.written_by_id, actor.user_id)
    return found


def _published(row: KnowledgeAnswer) -> AnswerVersion:
    found = row.versions.filter(state=VersionState.PUBLISHED).first()
    if found is None:
        raise Refused("answer.state", "This answer is not published.")
    return found


def _look_over(actor: Actor, proposed: AnswerVersion, act: str, now: datetime) -> None:
    proposed.state = state_after(proposed.state, act)
    proposed.reviewed_by_id = actor.user_id
    proposed.reviewed_at = now
    proposed.save(update_fields=["state", "reviewed_by", "reviewed_at"])


def _close(
    actor: Actor,
    row: KnowledgeAnswer,
    about: AnswerVersion,
    kind: str,
    *,
    now: datetime,
    request_key: UUID | None,
    words: str = "",
) -> None:
    """Write what became of an answer: its event, its audit entry, and who is told."""
    row.version += 1
    row.save(update_fields=["look_again_on", "version"])
    write_event(row, kind, about.number, by=actor, now=now, words=words)
    entry = Entry(Op.ALTERATION, f"liaison.answer_{kind}", Ref(ANSWER, row.id), fields=("state",))
    record(actor, entry, now=now, request_key=request_key)
    if kind in ("published", "returned"):
        send(LOOKED_OVER, {"answer": str(row.id), "version": str(about.id)}, now=now)

"""Put a question to the hub: for oneself, for a caller, or close it with what was found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.areas.liaison.actions.question_writing import write_question
from alongside.areas.liaison.models import SearchEntry
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.question_states import Channel
from alongside.areas.liaison.rules.question_words import check_question
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Why
from alongside.foundation.picture.deciding import require_category
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class Caller:
    """Who rang, and how to ring them back."""

    name: str
    organisation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class AboutPerson:
    """Whom a question is about, and why that may be told."""

    person_id: UUID
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """What somebody asks.

    Attributes:
        subject: In one line; names nobody.
        words: All of it; names nobody.
        urgent: Whether they cannot go on without an answer.
        caller: Who rang, where it is asked for a caller.
        about: Whom it is about, where it is about somebody.
    """

    subject: str
    words: str = ""
    urgent: bool = False
    caller: Caller | None = None
    about: AboutPerson | None = None


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """What was found that answers a question: its kind, and which."""

    kind: SearchKind
    entry_id: UUID


def ask_question(
    actor: Actor, new: NewQuestion, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Put a question, promise an answer, and tell whoever answers now.

    Raises:
        NotPermitted: The role may not, or the person may not be told of for this purpose.
        Refused: ``question.no_subject``, ``question.no_words``, ``question.long``,
            ``question.no_caller``, ``words.tell_who`` or ``question.no_post``.
    """
    _check_may_ask(actor, new)
    check_question(new.subject, new.words)

    def work() -> UUID:
        columns, why = _columns(actor, new), Why()
        if new.about:
            why = why_about(actor, new.about, now=now)
            columns |= about_columns(new.about, why)
        return write_question(
            actor, columns, begins="asked", why=why, now=now, request_key=request_key
        )

    return once(actor, request_key, work)


def close_with_found(
    actor: Actor,
    new: NewQuestion,
    found: FoundEntry,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Keep that a question was answered by what was found while it was typed.

    Raises:
        NotPermitted: The role may not.
        Refused: ``question.no_subject``, ``question.long``, ``words.tell_who``,
            ``question.found_gone`` or ``question.no_post``.
    """
    _check_may_ask(actor, new)
    check_question(new.subject, new.words, needs_words=False)

    def work() -> UUID:
        if not SearchEntry.objects.filter(kind=found.kind, entry_id=found.entry_id).exists():
            raise Refused(
                "question.found_gone",
                "That answer has been taken out meanwhile.",
                next_step="Send your question instead.",
            )
        columns = _columns(actor, new)
        columns |= {"found_kind": found.kind, "found_id": found.entry_id}
        return write_question(actor, columns, begins="found", now=now, request_key=request_key)

    return once(actor, request_key, work)


def why_about(actor: Actor, about: AboutPerson, *, now: datetime) -> Why:
    """Ask the sharing decision whether a question may be about somebody, for a purpose.

    Raises:
        NotPermitted: The role may not, or who it is may not be told for this purpose.
    """
    require(actor, PERMISSIONS, "query.ask_about_person")
    decision = require_category(
        actor, about.purpose, Category.IDENTITY, now=now, person_id=about.person_id
    )
    return Why(purpose=about.purpose, gateway=decision.ground)


def about_columns(about: AboutPerson, why: Why) -> dict[str, Any]:
    """Answer the columns of a question that say whom it is about, and on what ground."""
    return {"person_id": about.person_id, "purpose": about.purpose, "ground": why.gateway}


def _check_may_ask(actor: Actor, new: NewQuestion) -> None:
    require(actor, PERMISSIONS, "query.ask")
    if new.caller is not None:
        require(actor, PERMISSIONS, "query.ask_for_caller")
        if not new.caller.name.strip():
            raise Refused("question.no_caller", "Say who rang.", field="caller_name")


def _columns(actor: Actor, new: NewQuestion) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "subject": new.subject.strip(),
        "words": new.words.strip(),
        "urgent": new.urgent,
        "channel": Channel.FORM,
        "asker_id": actor.user_id,
    }
    if new.caller is None:
        return columns
    return columns | {
        "channel": Channel.CALLER,
        "caller_name": new.caller.name.strip(),
        "caller_organisation": new.caller.organisation.strip(),
        "caller_phone": new.caller.phone.strip(),
    }

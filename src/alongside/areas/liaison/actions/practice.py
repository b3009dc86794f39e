"""Keep the library of good practice: add a note, keep it or not, and say that one tried it too."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from alongside.areas.liaison.actions.search_filing import Findable, file_entry, take_out
from alongside.areas.liaison.models import Post, PracticeNote, PracticeTrial
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.practice import (
    NOT_MEASURED,
    NoteState,
    check_finding,
    check_measured,
    note_after,
)
from alongside.areas.liaison.rules.search_kinds import SearchKind
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import send
from alongside.foundation.reference.who_somebody_is import check_tells_nobody
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict, Refused

NOTE: Final = "practice_note"
ADDED: Final = "liaison.practice_added"
DECIDED: Final = "liaison.practice_decided"
WORDS: Final = ("title", "tried", "place", "services", "period", "said_as")


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it.

    Attributes:
        measured: Whether anything was measured.
        how: What was measured, and how; empty where nothing was.
        found: What was found, or what people say of it.
        counted: Out of how many, where it is known.
        interval: How sure that is, such as a range.
    """

    measured: bool
    how: str = ""
    found: str = ""
    counted: int | None = None
    interval: str = ""


@dataclass(frozen=True, slots=True)
class NewNote:
    """What was tried; it names services and posts, never people.

    Attributes:
        title: In a few words.
        tried: What was done.
        place: Where.
        services: Which services did it.
        result: What came of it.
        period: When it was tried.
        said_as: What somebody would say who looks for it.
        finding: The page of an evaluation on this site; may be empty.
        ask_id: The post to ask more of; ``None`` for nobody.
    """

    title: str
    tried: str
    place: str
    services: str
    result: Result
    period: str = ""
    said_as: str = ""
    finding: str = ""
    ask_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewTrial:
    """That another service tried it too."""

    services: str
    result: Result


def add_note(actor: Actor, new: NewNote, *, now: datetime, request_key: UUID | None = None) -> UUID:
    """Add a note; the liaison lead decides whether it is kept.

    Raises:
        NotPermitted: The role adds no notes.
        Refused: ``practice.empty``, ``words.tell_who``, or what ``check_measured`` and
            ``check_finding`` decline.
    """
    require(actor, PERMISSIONS, "practice.add")
    _check(new)

    def work() -> UUID:
        row = PracticeNote.objects.create(
            **_columns(new),
            organisation_id=actor.organisation_id,
            added_by_id=actor.user_id,
            added_at=now,
        )
        _audit(actor, "add_practice", row, now=now, op=Op.COLLECTION, request_key=request_key)
        send(ADDED, {"note": str(row.id), "by": str(actor.user_id)}, now=now)
        return row.id

    return once(actor, request_key, work)


def change_note(actor: Actor, note_id: UUID, new: NewNote, *, version: int, now: datetime) -> None:
    """Change what a note says: whoever added it until it is kept, the liaison lead always.

    Raises:
        NotPermitted: The role adds no notes, or the note is another's.
        Conflict: ``practice.changed``.
        Refused: As for ``add_note``, or ``practice.state``.
    """
    require(actor, PERMISSIONS, "practice.add")
    _check(new)
    with transaction.atomic():
        row = _locked(note_id)
        if row.added_by_id != actor.user_id or row.state != NoteState.ADDED:
            require(actor, PERMISSIONS, "practice.keep")
        note_after(row.state, "change")
        columns = _columns(new)
        if row.version != version:
            raise Conflict(
                "practice.changed",
                "Somebody else changed this note while you were editing.",
                theirs={name: str(getattr(row, name)) for name in WORDS},
                next_step="Look at both, then save what is right.",
            )
        for name, value in columns.items():
            setattr(row, name, value)
        _save(actor, "change_practice", row, now=now)
        if row.state == NoteState.KEPT:
            _file(row, now=now)


def keep_note(actor: Actor, note_id: UUID, *, now: datetime) -> None:
    """Keep a note in the library, where all find it.

    Raises:
        NotPermitted: The role keeps no library.
        Refused: ``practice.not_found`` or ``practice.state``.
    """
    require(actor, PERMISSIONS, "practice.keep")
    with transaction.atomic():
        row = _locked(note_id)
        row.state = note_after(row.state, "keep").value
        row.kept_by_id, row.kept_at = actor.user_id, now
        _save(actor, "keep_practice", row, now=now)
        _file(row, now=now)
        send(DECIDED, {"note": str(row.id), "by": str(actor.user_id)}, now=now)


def leave_out(actor: Actor, note_id: UUID, why: str, *, now: datetime) -> None:
    """Do not keep a note, or take one down that was kept, and say why.

    Raises:
        NotPermitted: The role keeps no library.
        Refused: ``practice.not_found``, ``practice.state``, ``practice.why`` or
            ``words.tell_who``.
    """
    require(actor, PERMISSIONS, "practice.keep")
    if not why.strip():
        raise Refused("practice.why", "Say why, in a line; whoever added it sees it.", field="why")
    check_tells_nobody(why, field="why")
    with transaction.atomic():
        row = _locked(note_id)
        act = "take_down" if row.state == NoteState.KEPT else "not_keep"
        row.state = note_after(row.state, act).value
        row.ended_why = why.strip()
        _save(actor, f"{act}_practice", row, now=now)
        take_out(SearchKind.PRACTICE, row.id)
        send(DECIDED, {"note": str(row.id), "by": str(actor.user_id)}, now=now)


def say_tried(
    actor: Actor,
    note_id: UUID,
    new: NewTrial,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say that one's own service tried it too, and what came of it, good or bad.

    Raises:
        NotPermitted: The role adds no notes.
        Refused: ``practice.not_found``, ``practice.state``, ``practice.empty``,
            ``words.tell_who``, or what ``check_measured`` declines.
    """
    require(actor, PERMISSIONS, "practice.add")
    _check_result(new.result)
    _check_words({"services": new.services, "found": new.result.found}, needed=True)

    def work() -> UUID:
        row = _locked(note_id)
        note_after(row.state, "try")
        PracticeTrial.objects.create(
            note=row,
            organisation_id=actor.organisation_id,
            services=new.services.strip(),
            added_by_id=actor.user_id,
            added_at=now,
            **_result(new.result),
        )
        _audit(actor, "say_practice_tried", row, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def _locked(note_id: UUID) -> PracticeNote:
    row = PracticeNote.objects.select_for_update().filter(pk=note_id).first()
    if row is None:
        raise Refused(
            "practice.not_found",
            "There is no such note in the library.",
            next_step="Look for it in the library of good practice.",
        )
    return row


def _save(actor: Actor, action: str, row: PracticeNote, *, now: datetime) -> None:
    row.version += 1
    row.save()
    _audit(actor, action, row, now=now)


def _audit(
    actor: Actor,
    action: str,
    row: PracticeNote,
    *,
    now: datetime,
    op: Op = Op.ALTERATION,
    request_key: UUID | None = None,
) -> None:
    entry = Entry(op, f"liaison.{action}", Ref(NOTE, row.id))
    record(actor, entry, now=now, request_key=request_key)


def _file(row: PracticeNote, *, now: datetime) -> None:
    result = [row.how, row.found] if row.measured else [NOT_MEASURED, row.found]
    body = "\n".join([row.tried, f"{row.place}. {row.services}.", *result])
    file_entry(Findable(SearchKind.PRACTICE, row.id, row.title, body, row.said_as), now=now)


def _columns(new: NewNote) -> dict[str, object]:
    words = {name: getattr(new, name).strip() for name in WORDS}
    return {**words, **_result(new.result), "finding": new.finding.strip(), "ask_id": new.ask_id}


def _result(result: Result) -> dict[str, object]:
    return {
        "measured": result.measured,
        "how": result.how.strip() if result.measured else "",
        "found": result.found.strip(),
        "counted": result.counted,
        "interval": result.interval.strip() if result.measured else "",
    }


def _check(new: NewNote) -> None:
    needed = {name: getattr(new, name) for name in ("title", "tried", "place", "services")}
    _check_words(needed, needed=True)
    _check_words({"period": new.period, "said_as": new.said_as}, needed=False)
    _check_result(new.result)
    check_finding(new.finding.strip())
    if new.ask_id and not Post.objects.filter(pk=new.ask_id, closed_at=None).exists():
        raise Refused(
            "practice.ask", "No open post was chosen.", next_step="Choose a post.", field="ask"
        )


def _check_result(result: Result) -> None:
    check_measured(
        measured=result.measured, how=result.how, found=result.found, counted=result.counted
    )
    words = {name: getattr(result, name) for name in ("how", "found", "interval")}
    _check_words(words, needed=False)


def _check_words(words: dict[str, str], *, needed: bool) -> None:
    for name, said in words.items():
        if needed and not said.strip():
            raise Refused("practice.empty", "Nothing is said here yet.", field=name)
        check_tells_nobody(said, field=name)

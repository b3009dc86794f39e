"""A person's own copy: asked for, weighed item by item, and released by a named person."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.oversight.models import CopyDecision, CopyRequest
from alongside.areas.oversight.queries.copy_items import (
    holds_health,
    item_of,
    package_of,
    weighed_of,
)
from alongside.areas.oversight.rules.copies import (
    Asker,
    ReleaseFacts,
    Weighed,
    check_received,
    check_release,
    check_weighed,
    due_on,
)
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.picture.copies import everything_held
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused


@dataclass(frozen=True, slots=True)
class NewCopyRequest:
    """What is known when somebody asks for a copy.

    Attributes:
        asker: The person or somebody entitled to ask for them.
        asked_by: Their name.
        authority: What entitles a representative.
        identity_checked: How it was checked who they are.
        received_on: When it came.
    """

    asker: Asker
    asked_by: str
    identity_checked: str
    received_on: date
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a health professional said about releasing a copy.

    Attributes:
        by: Their name.
        post: Their post.
        on: When they said it.
        words: What they said.
    """

    by: str
    post: str
    on: date
    words: str


@for_standing_person
def ask_for_copy(
    actor: Actor,
    person_id: UUID,
    asked: NewCopyRequest,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record that somebody asked for a copy of all that is held about a person.

    Raises:
        NotPermitted: Only an information governance lead.
        Refused: What ``check_received`` refuses, or ``copy.nameless``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "copy.ask")
        if not asked.asked_by.strip():
            raise Refused("copy.nameless", "Say who is asking.", field="asked_by")
        check_received(
            asked.received_on,
            identity=asked.identity_checked,
            asker=asked.asker,
            authority=asked.authority,
            today=local_date(now),
        )
        row = CopyRequest.objects.create(
            person_id=person_id,
            organisation_id=actor.organisation_id,
            asker=asked.asker,
            asked_by=asked.asked_by.strip(),
            authority=asked.authority.strip(),
            identity_checked=asked.identity_checked.strip(),
            received_on=asked.received_on,
            due_on=due_on(asked.received_on),
            recorded_at=now,
            recorded_by_id=actor.user_id,
        )
        _record(actor, "oversight.ask_for_copy", row, op=Op.COLLECTION, now=now, key=request_key)
        return row.id

    return once(actor, request_key, work)


def weigh_item(
    actor: Actor, request_id: UUID, item_key: str, *, weighed: Weighed, now: datetime
) -> None:
    """Decide whether one item is given, given in part, or held back.

    Raises:
        NotPermitted: Only a lead of the organisation that was asked.
        Refused: ``copy.not_here``, ``copy.released``, ``copy.no_item`` or what
            ``check_weighed`` refuses.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "copy.weigh")
        row = _locked(actor, request_id)
        item = item_of(row.person_id, item_key, now)
        check_weighed(weighed, [label for label, _ in item.lines])
        CopyDecision.objects.filter(request=row, item_key=item_key, current=True).update(
            current=False
        )
        CopyDecision.objects.create(
            request=row,
            item_key=item_key,
            item_title=item.title[:120],
            outcome=weighed.outcome,
            flags=sorted(weighed.flags),
            parts=sorted(weighed.parts),
            why=weighed.why.strip(),
            decided_at=now,
            decided_by_id=actor.user_id,
            decided_by_name=actor.name,
        )
        _record(actor, "oversight.weigh_item", row, fields=(item.title,), now=now)


def record_opinion(actor: Actor, request_id: UUID, opinion: Opinion, *, now: datetime) -> None:
    """Keep a health professional's opinion on whether the copy would seriously harm anybody.

    Raises:
        NotPermitted: Only a lead of the organisation that was asked.
        Refused: ``copy.not_here``, ``copy.released``, ``copy.opinion_unnamed`` or
            ``copy.opinion_later``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "copy.weigh")
        row = _locked(actor, request_id)
        if not (opinion.by.strip() and opinion.post.strip() and opinion.words.strip()):
            raise Refused(
                "copy.opinion_unnamed", "Say whose opinion it is, their post and what they said."
            )
        if opinion.on > local_date(now):
            raise Refused("copy.opinion_later", "That day is still to come.", field="opinion_on")
        row.opinion_by, row.opinion_post = opinion.by.strip(), opinion.post.strip()
        row.opinion_on, row.opinion_words = opinion.on, opinion.words.strip()
        row.save(update_fields=["opinion_by", "opinion_post", "opinion_on", "opinion_words"])
        _record(actor, "oversight.record_opinion", row, fields=("opinion",), now=now)


def release_copy(
    actor: Actor,
    request_id: UUID,
    *,
    looked_at_all: bool,
    released_to: str,
    method: str,
    now: datetime,
) -> None:
    """Release the copy: what is given is fixed from now on, and the log says to whom it went.

    Raises:
        NotPermitted: Only a lead of the organisation that was asked.
        Refused: ``copy.not_here``, ``copy.released``, ``copy.no_recipient`` or what
            ``check_release`` refuses.

    Source: DOMAIN 5.5 and 5.6.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "copy.release")
        row = _locked(actor, request_id)
        if not released_to.strip():
            raise Refused("copy.no_recipient", "Say who it is given to.", field="released_to")
        items = everything_held(row.person_id, now)
        weighed = weighed_of(row)
        facts = ReleaseFacts(
            sector=actor.sector,
            holds_health=holds_health(items),
            opinion_on=row.opinion_on,
            weighed=tuple(weighed.values()),
            looked_at_all=looked_at_all,
        )
        check_release(facts, local_date(now))
        row.released = package_of(items, weighed)
        row.released_at, row.released_by_id = now, actor.user_id
        row.released_by_name, row.released_to = actor.name, released_to.strip()
        row.save()
        why = Why(
            purpose="subject_access", recipient=row.released_to, method=method, regime="general"
        )
        for op in (Op.EXPORT, Op.DISCLOSURE):
            _record(actor, "oversight.release_copy", row, op=op, why=why, now=now)


def keep_download(actor: Actor, request_id: UUID, *, now: datetime) -> None:
    """Keep in the log that a released copy was opened or downloaded again.

    Raises:
        NotPermitted: Only a lead of the organisation that was asked.
        Refused: ``copy.not_here`` or ``copy.not_released``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "copy.release")
        row = CopyRequest.objects.filter(pk=request_id).first()
        if row is None or row.organisation_id != actor.organisation_id:
            raise Refused("copy.not_here", "There is no such request.")
        if row.released_at is None:
            raise Refused("copy.not_released", "This has not been released yet.")
        why = Why(purpose="subject_access", recipient=row.released_to)
        _record(actor, "oversight.open_copy", row, op=Op.EXPORT, why=why, now=now)


def _locked(actor: Actor, request_id: UUID) -> CopyRequest:
    row = CopyRequest.objects.select_for_update().filter(pk=request_id).first()
    if row is None:
        raise Refused("copy.not_here", "There is no such request.")
    if row.organisation_id != actor.organisation_id:
        raise NotPermitted("copy.not_yours", "That organisation's own lead deals with this.")
    if row.released_at is not None:
        raise Refused("copy.released", "This copy has been released, so it stays as it was given.")
    return row


def _record(
    actor: Actor,
    action: str,
    row: CopyRequest,
    *,
    op: Op = Op.ALTERATION,
    fields: tuple[str, ...] = (),
    why: Why = Why(purpose="subject_access"),  # noqa: B008  frozen
    now: datetime,
    key: UUID | None = None,
) -> None:
    about = Ref("person", row.person_id)
    subject, also = (about, ()) if op in (Op.EXPORT, Op.DISCLOSURE) else (
        Ref("copy_request", row.id),
        (about,),
    )  # fmt: skip
    entry = Entry(op, action, subject, also=also, fields=fields, why=why)
    record(actor, entry, now=now, request_key=key)

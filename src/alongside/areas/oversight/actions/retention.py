"""Legal holds, decisions on keeping or disposing, and the erasing of plan copies."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.oversight.models import LegalHold, RetentionDecision
from alongside.areas.oversight.queries.retention_facts import facts_of
from alongside.areas.oversight.rules.permissions import PERMISSIONS
from alongside.areas.oversight.rules.retention import (
    Record,
    check_decision,
    check_hold,
    disposal,
    erased_from,
)
from alongside.foundation.audit.keys import for_standing_person
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.picture.erasing import copies_past_review, erase_copy
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused

WHY = Why(purpose="retention")


@for_standing_person
def set_legal_hold(
    actor: Actor,
    person_id: UUID,
    *,
    cause: str,
    reason: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Stop everything about a person from being disposed of, until the hold is lifted.

    Raises:
        NotPermitted: Only an information governance lead.
        Refused: What ``check_hold`` refuses.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "legal_hold.set")
        check_hold(cause, reason)
        row = LegalHold.objects.create(
            person_id=person_id,
            organisation_id=actor.organisation_id,
            cause=cause,
            reason=reason.strip(),
            set_at=now,
            set_by_id=actor.user_id,
            set_by_name=actor.name,
        )
        entry = Entry(
            Op.COLLECTION,
            "oversight.set_legal_hold",
            Ref("legal_hold", row.id),
            also=(Ref("person", person_id),),
            fields=("cause", "reason"),
            why=WHY,
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def lift_legal_hold(actor: Actor, hold_id: UUID, *, reason: str, now: datetime) -> None:
    """Lift a hold whose cause is over.

    Raises:
        NotPermitted: Only a lead of the organisation that set it.
        Refused: ``legal_hold.not_here``, ``legal_hold.lifted`` or ``legal_hold.reason``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "legal_hold.lift")
        row = LegalHold.objects.select_for_update().filter(pk=hold_id).first()
        if row is None:
            raise Refused("legal_hold.not_here", "There is no such hold.")
        if row.organisation_id != actor.organisation_id:
            raise NotPermitted("legal_hold.not_yours", "Whoever set the hold lifts it.")
        if row.lifted_at is not None:
            raise Refused("legal_hold.lifted", "This hold has been lifted already.")
        if not reason.strip():
            raise Refused("legal_hold.reason", "Say why it is over.", field="reason")
        row.lifted_at, row.lifted_by_id = now, actor.user_id
        row.lifted_by_name, row.lifted_reason = actor.name, reason.strip()
        row.save()
        entry = Entry(
            Op.ALTERATION,
            "oversight.lift_legal_hold",
            Ref("legal_hold", row.id),
            also=(Ref("person", row.person_id),),
            fields=("lifted_at",),
            why=WHY,
        )
        record(actor, entry, now=now)


@for_standing_person
def decide_retention(
    actor: Actor,
    person_id: UUID,
    kind: Record,
    *,
    decided: str,
    reason: str,
    died_on: date | None = None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Decide that a record is kept longer, or disposed of, in a named person's name.

    Raises:
        NotPermitted: Only an information governance lead.
        Refused: ``retention.died_later`` or what ``check_decision`` refuses.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "retention.decide")
        today = local_date(now)
        if died_on is not None and died_on > today:
            raise Refused("retention.died_later", "That day is still to come.", field="died_on")
        due = disposal(kind, facts_of(person_id, died_on=died_on))
        check_decision(due, decided=decided, reason=reason, today=today)
        row = RetentionDecision.objects.create(
            person_id=person_id,
            organisation_id=actor.organisation_id,
            record=kind,
            decided=decided,
            reason=reason.strip(),
            died_on=died_on,
            decided_at=now,
            decided_by_id=actor.user_id,
            decided_by_name=actor.name,
        )
        entry = Entry(
            Op.COLLECTION,
            "oversight.decide_retention",
            Ref("retention_decision", row.id),
            also=(Ref("person", person_id),),
            fields=(kind, decided),
            why=WHY,
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def erase_plan_copies(now: datetime) -> int:
    """Erase each plan copy 12 months after its review date, unless renewed or under a hold.

    The log keeps that it was erased, of whom and when; never what it said.

    Returns:
        How many were erased.

    Source: DOMAIN 5.5 and 5.6.
    """
    today = local_date(now)
    erased = 0
    for copy in copies_past_review(today):
        if today < erased_from(copy.review_on) or facts_of(copy.person_id).held:
            continue
        with transaction.atomic():
            if not erase_copy(copy.id, now):
                continue
            entry = Entry(
                Op.ERASURE,
                "oversight.erase_plan_copy",
                Ref("plan_copy", copy.id),
                also=(Ref("person", copy.person_id),),
                fields=copy.fields,
                why=WHY,
            )
            record(None, entry, now=now)
        erased += 1
    return erased

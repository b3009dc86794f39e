"""What writing a plan that services share has in common: once for each form, and its events."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from alongside.areas.plans.models.joint_event import JointEvent
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Conflict, Refused


class By(TypedDict):
    """Who recorded a row, for whom, and when."""

    recorded_at: datetime
    recorded_by_id: UUID
    organisation_id: UUID


def by(actor: Actor, now: datetime) -> By:
    """Answer the columns every recorded row carries."""
    return By(recorded_at=now, recorded_by_id=actor.user_id, organisation_id=actor.organisation_id)


def check_still_stands(newer: JointEvent | None) -> None:
    """Refuse to correct an entry that somebody else corrected first.

    Raises:
        Conflict: ``event.corrected_already``.
    """
    if newer is not None:
        raise Conflict(
            "event.corrected_already",
            "Somebody else corrected this entry while you were typing.",
            theirs={"correction_reason": newer.correction_reason},
            next_step="Look at their correction, and correct that one if it is still wrong.",
        )


def audit(
    actor: Actor,
    action: str,
    subject: Ref,
    *,
    person_id: UUID,
    also: tuple[Ref, ...] = (),
    fields: tuple[str, ...] = (),
    why: Why,
    op: Op = Op.COLLECTION,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Write the audit row: names of facts, never what they say."""
    entry = Entry(
        op, action, subject, also=(*also, Ref("person", person_id)), fields=fields, why=why
    )
    record(actor, entry, now=now, request_key=request_key)


def not_found(what: str) -> Refused:
    """Say that an address leads nowhere."""
    return Refused(
        f"{what}.not_found", "That record is not here.", next_step="Go back to the list."
    )

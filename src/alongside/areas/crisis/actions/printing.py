"""Print a contact's record, and keep that it was printed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.crisis.queries.looking import leave_to_look
from alongside.areas.crisis.queries.sheet import RecordSheet, record_sheet
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor


def print_sheet(actor: Actor, contact_id: UUID, *, method: str, now: datetime) -> RecordSheet:
    """Answer the record of a contact for paper, with the audit row in the same transaction.

    Args:
        method: ``page`` or ``pdf``.

    Raises:
        NotPermitted: The actor does not print sheets.
        Refused: ``contact.not_found``.
    """
    with transaction.atomic():
        sheet = record_sheet(actor, contact_id, now=now)
        leave, person_id = leave_to_look(actor, now=now), sheet.story.person_id
        entry = Entry(
            Op.PRINT,
            "crisis.print_sheet",
            Ref("contact", contact_id),
            also=(Ref("person", person_id),) if person_id else (),
            fields=("identity", "risk") if leave.identity else ("risk",),
            why=Why(purpose=leave.purpose, gateway=leave.gateway, method=method),
        )
        record(actor, entry, now=now)
    return sheet

"""Send a return or an extract out as a file, and keep that it was."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.crisis.queries.annual_return import AnnualReturn, build_return
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.kernel.actor import Actor, require

RETURN_FIELDS = ("age", "ethnicity", "journey", "outcome", "place", "sex")
MHSDS_FIELDS = ("legal_status", "place", "police_assistance")


def export_annual_return(
    actor: Actor, year: str, force_id: UUID, *, method: str, now: datetime
) -> AnnualReturn:
    """Answer the return to be written to a file, and record every contact in it as exported.

    Args:
        actor: Who sends it out.
        year: April to March, as ``2025/26``.
        force_id: Whose return.
        method: ``csv`` or ``xlsx``.
        now: The server's instant.

    Raises:
        NotPermitted: The role makes no return.
        Refused: ``return.no_such_force``.
    """
    return _export(actor, year, force_id, action="annual_return", method=method, now=now)


def export_mhsds_shaped(
    actor: Actor, year: str, force_id: UUID, *, method: str, now: datetime
) -> AnnualReturn:
    """Answer the extract shaped as MHSDS is, and record every contact in it as exported."""
    return _export(actor, year, force_id, action="mhsds_shaped", method=method, now=now)


def _export(
    actor: Actor, year: str, force_id: UUID, *, action: str, method: str, now: datetime
) -> AnnualReturn:
    require(actor, PERMISSIONS, "return.make")
    fields = RETURN_FIELDS if action == "annual_return" else MHSDS_FIELDS
    with transaction.atomic():
        made = build_return(actor, year, force_id, now=now)
        entry = Entry(
            Op.EXPORT,
            f"crisis.export_{action}",
            Ref("organisation", force_id),
            also=tuple(Ref("contact", line.contact_id) for line in made.lines),
            fields=fields,
            why=Why(purpose="statutory_return", method=method),
        )
        record(actor, entry, now=now)
    return made

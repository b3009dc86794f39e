"""Print a report, or the person's own copy of it, and keep that it was printed."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.diversion.actions.report_writing import Kept, keep
from alongside.areas.diversion.models import ReportRequest
from alongside.areas.diversion.queries.looking import leave_to_look
from alongside.areas.diversion.queries.report_paper import (
    ReportPaper,
    plain_paper,
    released_paper,
)
from alongside.areas.diversion.queries.reports import report_row
from alongside.foundation.audit.record import Op
from alongside.kernel.actor import Actor


def print_report(
    actor: Actor, report_id: UUID, number: int, *, method: str, now: datetime
) -> ReportPaper:
    """Answer a released version for paper, with the audit row in the same transaction.

    Args:
        number: Which version.
        method: ``page`` or ``pdf``.

    Raises:
        NotPermitted: The role may not.
        Refused: ``report.not_found`` or ``report.not_released``.
    """
    with transaction.atomic():
        row = report_row(actor, report_id)
        paper = released_paper(actor, row, number, now=now)
        _keep(actor, row, "print_report", method=method, now=now)
    return paper


def print_plain_copy(actor: Actor, report_id: UUID, *, now: datetime) -> ReportPaper:
    """Answer the person's own copy, with the audit row in the same transaction.

    Raises:
        NotPermitted: The role may not.
        Refused: ``report.not_found`` or ``report.no_version``.
    """
    with transaction.atomic():
        row = report_row(actor, report_id)
        paper = plain_paper(actor, row, now=now)
        _keep(actor, row, "print_plain_copy", method="page", now=now)
    return paper


def _keep(actor: Actor, row: ReportRequest, action: str, *, method: str, now: datetime) -> None:
    leave = leave_to_look(actor, now=now)
    kept = Kept(
        Op.PRINT,
        action,
        fields=tuple(sorted(leave.categories)),
        gateway=leave.gateway,
        method=method,
    )
    keep(actor, row, kept, now=now)

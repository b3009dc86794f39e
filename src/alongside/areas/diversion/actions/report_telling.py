"""Tell whoever writes reports what is due, and whom to tell when consent is taken back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.urls import reverse

from alongside.areas.diversion.actions.report_writing import DUE
from alongside.areas.diversion.actions.reporting import WITHDRAWN
from alongside.areas.diversion.models import ReportRequest
from alongside.areas.diversion.queries.reports import untold
from alongside.areas.diversion.rules.report_states import MOVED, ReportState
from alongside.areas.diversion.rules.roles import PRACTITIONERS
from alongside.foundation.accounts.queries import people_in_role
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Deliver, Message

DUE_SOON: Final = "A report is due in two hours and has not gone"
TELL_THEM: Final = "Consent was taken back: tell whoever has the report"


def tell_report_due(message: Message) -> None:
    """Tell whoever began it and the practitioners on duty, if it is still due then and not gone."""
    report = _report(message)
    if report is None or report.released_at or report.state == ReportState.CLOSED:
        return
    said = message.payload.get("due_at")
    if said and datetime.fromisoformat(said) != report.due_at:
        return
    on_duty = [
        user for role in PRACTITIONERS for user in people_in_role(role, report.organisation_id)
    ]
    writers = report.events.exclude(kind=MOVED).values_list("recorded_by", flat=True)
    tell([*on_duty, *writers], message, title=DUE_SOON, link=_link(report), urgent=True)


def tell_of_withdrawal(message: Message) -> None:
    """Tell whoever recorded it and whoever released the report, while a recipient is not told."""
    report = _report(message)
    if report is None or not untold(report):
        return
    released = report.events.filter(kind="released").values_list("recorded_by", flat=True)
    users = [UUID(message.payload["by"]), *released]
    tell(users, message, title=TELL_THEM, link=_link(report), urgent=True)


def _report(message: Message) -> ReportRequest | None:
    return ReportRequest.objects.filter(pk=UUID(message.payload["report"])).first()


def _link(report: ReportRequest) -> str:
    return reverse("diversion:report", args=[report.id])


DELIVERIES: Final[Mapping[str, Deliver]] = {DUE: tell_report_due, WITHDRAWN: tell_of_withdrawal}

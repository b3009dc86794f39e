"""The monthly report: page, files, publishing."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.areas.insight import actions
from alongside.areas.insight.queries.dashboard import months_to_choose
from alongside.areas.insight.queries.report import Report, report
from alongside.areas.insight.rules.permissions import PERMISSIONS
from alongside.areas.insight.sheets.files import report_notes, report_pdf, report_title, report_xlsx
from alongside.areas.insight.views.asked import asked_of
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.foundation.kit.sheets import XLSX_TYPE
from alongside.kernel.actor import holds
from alongside.kernel.months import Month, read_month
from alongside.kernel.refusal import Refused

NOTHING = Refused(
    "report.nothing",
    "There is no area to report on.",
    next_step="When contacts are recorded or imported, a report can be made.",
)


@require_safe
def show_report(request: DeskRequest) -> HttpResponse:
    """Show the report of an area and a month."""
    asked = asked_of(request)
    made = _made(request)
    context = {
        "made": made,
        "title": report_title(made) if made else "Monthly report",
        "notes": report_notes(made) if made else [],
        "seen": asked.leave.seen,
        "months": months_to_choose(request.now),
        "may_publish": holds(request.actor, PERMISSIONS, "report.publish"),
        "form": PlainForm(),
    }
    return render(request, "insight/report.jinja", context)


@require_safe
def report_sheet(request: DeskRequest) -> HttpResponse:
    """Show the report for paper."""
    made = _made_or_refuse(request)
    back = f"{reverse('insight:report')}?area={made.area_id}&month={made.month}"
    context = {"made": made, "title": report_title(made), "notes": report_notes(made), "back": back}
    return render(request, "insight/report_sheet.jinja", context)


@require_safe
def report_file(request: DeskRequest, kind: str) -> HttpResponse:
    """Send the report as a file."""
    made = _made_or_refuse(request)
    if kind == "pdf":
        content, content_type = report_pdf(made), "application/pdf"
    else:
        content, content_type = report_xlsx(made), XLSX_TYPE
    name = f"partnership-report-{made.month}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


@require_POST
def publish(request: DeskRequest) -> HttpResponse:
    """Publish the report, and keep its numbers."""
    area_id, month = _target(request)
    form = PlainForm(request.POST)
    actions.publish_report(
        request.actor,
        area_id,
        month,
        keep_earlier=request.POST.get("keep_earlier") == "yes",
        now=request.now,
        request_key=form.request_key,
    )
    return redirect(f"{reverse('insight:report')}?area={area_id}&month={month}&done=1")


def _target(request: DeskRequest) -> tuple[UUID, Month]:
    try:
        area_id = UUID(request.POST.get("area", ""))
    except ValueError:
        raise Refused("area.not_understood", "That is not an area.") from None
    return area_id, read_month(request.POST.get("month", ""), field="month")


def _made(request: DeskRequest) -> Report | None:
    asked = asked_of(request)
    area_id = asked.scope.area_id
    if area_id is None:
        return None
    month = _month(request.GET.get("month", ""), asked.scope.last)
    return report(request.actor, area_id, month, leave=asked.leave, now=request.now)


def _made_or_refuse(request: DeskRequest) -> Report:
    made = _made(request)
    if made is None:
        raise NOTHING
    return made


def _month(text: str, usual: Month) -> Month:
    return read_month(text, field="month") if text.strip() else usual

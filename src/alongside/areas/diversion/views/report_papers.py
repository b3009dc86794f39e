"""Writing a report, and the papers it becomes: for the court, and in plain words for the person."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.diversion.actions.printing import print_plain_copy, print_report
from alongside.areas.diversion.actions.reporting import save_report
from alongside.areas.diversion.forms.reports import WriteReportForm
from alongside.areas.diversion.queries.report_lines import ReportPage
from alongside.areas.diversion.queries.report_record import on_record
from alongside.areas.diversion.queries.reports import report_page, report_row
from alongside.areas.diversion.rules.report_draft import drafted
from alongside.areas.diversion.rules.report_levels import BY_CODE
from alongside.areas.diversion.sheets.report_pdf import report_pdf
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address
from alongside.kernel.refusal import Conflict, NotPermitted, Refused


@require_http_methods(["GET", "POST"])
def write(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Write the report; the first draft comes from the record, and every save is kept."""
    page = report_page(request.actor, report_id, now=request.now)
    form = WriteReportForm(
        request.POST if request.method == "POST" else None,
        level=page.level,
        initial={**_start(request, page), "version": page.number},
    )
    theirs: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        try:
            number = form.version or 0
            save_report(request.actor, report_id, form.said(), number=number, now=request.now)
            return redirect(done_address(reverse("diversion:report", args=[report_id]), "saved"))
        except Conflict as conflict:
            theirs = {BY_CODE[code].title: text for code, text in conflict.theirs.items()}
            form = _again(request, page)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {"page": page, "form": form, "theirs": theirs}
    status = 422 if form.errors else 200
    return render(request, "diversion/report_write.jinja", context, status=status)


def _start(request: DeskRequest, page: ReportPage) -> dict[str, str]:
    if page.number:
        return dict(page.said)
    row = report_row(request.actor, page.line.id)
    return drafted(on_record(request.actor, row, now=request.now), page.level)


def _again(request: DeskRequest, page: ReportPage) -> WriteReportForm:
    """Show what was typed again, ready to be saved over what it says now."""
    typed = request.POST.copy()
    typed["version"] = str(page.number)
    shown = WriteReportForm(typed, level=page.level)
    shown.is_valid()
    shown.refuse(Refused("report.changed", "This was changed in another place meanwhile."))
    return shown


@require_safe
def sheet(request: DeskRequest, report_id: UUID, number: int) -> HttpResponse:
    """Show a released version ready for paper."""
    paper = print_report(request.actor, report_id, number, method="page", now=request.now)
    back = reverse("diversion:report", args=[report_id])
    context = {"paper": paper, "back": back, "report_id": report_id, "number": number}
    return render(request, "diversion/report_sheet.jinja", context)


@require_safe
def pdf(request: DeskRequest, report_id: UUID, number: int) -> HttpResponse:
    """Give a released version as a PDF."""
    paper = print_report(request.actor, report_id, number, method="pdf", now=request.now)
    response = HttpResponse(report_pdf(paper), content_type="application/pdf")
    # The name on the file says nothing of the person: files are left in folders.
    name = f"report-{str(report_id)[:8]}-{number}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def plain(request: DeskRequest, report_id: UUID) -> HttpResponse:
    """Show the same in plain headings, for the person to keep."""
    paper = print_plain_copy(request.actor, report_id, now=request.now)
    context = {"paper": paper, "back": reverse("diversion:report", args=[report_id])}
    return render(request, "diversion/report_plain.jinja", context)

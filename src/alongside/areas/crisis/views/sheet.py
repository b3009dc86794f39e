"""The record sheet, as a page for paper and as a file."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.areas.crisis.actions.printing import print_sheet
from alongside.areas.crisis.sheets.contents import sheet_contents
from alongside.areas.crisis.sheets.pdf import sheet_pdf as made_pdf
from alongside.foundation.accounts.access import DeskRequest


@require_safe
def sheet(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Show the record sheet ready for paper, and keep that it was made."""
    printed = print_sheet(request.actor, contact_id, method="page", now=request.now)
    context = {
        "sheet": sheet_contents(printed),
        "contact_id": contact_id,
        "back": reverse("crisis:contact", args=[contact_id]),
    }
    return render(request, "crisis/sheet.jinja", context)


@require_safe
def sheet_pdf(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Give the record sheet as a PDF, and keep that it was made."""
    printed = print_sheet(request.actor, contact_id, method="pdf", now=request.now)
    response = HttpResponse(made_pdf(sheet_contents(printed)), content_type="application/pdf")
    # The name on the file says nothing of the person: files are left in folders.
    response["Content-Disposition"] = f'attachment; filename="record-{str(contact_id)[:8]}.pdf"'
    return response

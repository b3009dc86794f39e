"""The contact plan on paper: a sheet, and a card for a wallet."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.areas.plans.actions.contact_printing import PlanOnPaper, print_contact_plan
from alongside.areas.plans.rules.contact_fields import SECTIONS, fields_in
from alongside.areas.plans.sheets.contact_card import card_contents, card_pdf
from alongside.areas.plans.views.purposes import usual_purpose
from alongside.foundation.accounts.access import DeskRequest


@require_safe
def sheet(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Show the plan ready for paper, and keep that it was printed."""
    paper = _printed(request, person_id, "sheet")
    shown = [key for key in SECTIONS if key not in ("people", "team", "medical")]
    parts = [(SECTIONS[key], lines) for key in shown if (lines := paper.plan.lines(fields_in(key)))]
    context = {
        "paper": paper,
        "parts": parts,
        "medical": paper.plan.medical() if paper.medical else (),
        "back": reverse("plans:contact", args=[person_id]),
    }
    return render(request, "plans/contact_sheet.jinja", context)


@require_safe
def card(request: DeskRequest, person_id: UUID) -> HttpResponse:
    """Give the wallet card as a PDF, and keep that it was made."""
    paper = _printed(request, person_id, "card")
    response = HttpResponse(card_pdf(card_contents(paper)), content_type="application/pdf")
    # The name on the file says nothing of the person: files are left in folders.
    response["Content-Disposition"] = 'attachment; filename="my-card.pdf"'
    return response


def _printed(request: DeskRequest, person_id: UUID, method: str) -> PlanOnPaper:
    purpose = usual_purpose(request)
    return print_contact_plan(
        request.actor, person_id, method=method, purpose=purpose, now=request.now
    )

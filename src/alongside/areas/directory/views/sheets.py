"""Contact sheets to print: choose one, and print it on one side of A4."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.directory import queries
from alongside.areas.directory.queries.sheets import SheetKind
from alongside.areas.directory.rules.last_resorts import last_resorts
from alongside.foundation.accounts.access import DeskRequest

TITLES = {
    SheetKind.STATION: "Police stations",
    SheetKind.WARD: "Wards and places of safety",
    SheetKind.TEAM: "Teams",
    SheetKind.AREA: "Areas",
}


@require_safe
def choose_sheet(request: DeskRequest) -> HttpResponse:
    """List the contact sheets that can be printed."""
    found = queries.sheets(request.actor)
    groups = [
        (title, [choice for choice in found if choice.kind is kind])
        for kind, title in TITLES.items()
    ]
    context = {"groups": [group for group in groups if group[1]]}
    return render(request, "directory/sheets.jinja", context)


@require_safe
def show_sheet(request: DeskRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Show one contact sheet for paper."""
    try:
        wanted = SheetKind(kind)
    except ValueError:
        raise Http404 from None
    found = queries.sheet(request.actor, wanted, entry_id, now=request.now)
    context = {"sheet": found, "last_resorts": last_resorts()}
    return render(request, "directory/sheet.jinja", context)

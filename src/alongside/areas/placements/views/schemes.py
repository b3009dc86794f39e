"""The list of schemes, and one scheme."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.placements.queries.schemes import schemes_to_list
from alongside.foundation.accounts.access import DeskRequest


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """List the schemes of the viewer's organisation."""
    lines = schemes_to_list(request.actor)
    return render(request, "placements/schemes/list.jinja", {"lines": lines})

"""What a published plan changed for whoever was told, and invitations for their calendar."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.placements.queries.told import invitation
from alongside.areas.placements.queries.told import told as what_was_told
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import Role

LEADS_TO = {
    Role.LEARNER: ("placements:mine", "Your placement"),
    Role.PLACEMENT_BUDDY: ("placements:ward", "Who is coming"),
}


@require_safe
def told(request: DeskRequest, plan_id: UUID) -> HttpResponse:
    """Show what changed."""
    found = what_was_told(request.actor, plan_id)
    context = {"told": found, "leads_to": LEADS_TO.get(found.role)}
    return render(request, "placements/plans/told.jinja", context)


@require_safe
def invite(request: DeskRequest, plan_id: UUID, what: str) -> HttpResponse:
    """Answer an invitation as a file that a calendar opens."""
    cancelled = what == "fell-away"
    text = invitation(request.actor, plan_id, cancelled=cancelled, now=request.now)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="placement-{what}.ics"'
    return response

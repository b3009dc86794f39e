"""Where somebody lands after sign-in."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.foundation.accounts.access import DeskRequest, either_door
from alongside.kernel.actor import Role

ELSEWHERE: Final = {
    Role.PERSON: "plans:me",
    Role.CARER: "plans:me",
    Role.KEYWORKER: "plans:mine",
    Role.DIVERSION_PRACTITIONER: "diversion:home",
    Role.COURT_LINK_WORKER: "diversion:court",
    Role.PLACEMENT_COORDINATOR: "placements:home",
    Role.LEARNER: "placements:mine",
    Role.PLACEMENT_BUDDY: "placements:ward",
    Role.FORCE_STATISTICS: "crisis:annual_return",
    Role.ANALYST: "insight:dashboard",
    Role.INFORMATION_GOVERNANCE: "oversight:home",
    Role.ADMINISTRATOR: "directory:teams",
}
"""Where those land who do not work from the desk."""


@either_door
@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Send somebody on duty to where their work is, and others to start duty."""
    if not request.actor.on_duty:
        return redirect("accounts:duty")
    return redirect(ELSEWHERE.get(request.actor.role, "crisis:desk"))

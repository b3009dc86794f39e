"""When somebody comes to a service, in a calendar that reads it by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions.service_feed import make_service_feed
from alongside.areas.placements.queries.service_feed import service_address, service_calendar
from alongside.foundation.accounts.access import DeskRequest, open_to_all
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.private_address import calendar_answer
from alongside.kernel.actor import Role

DONE = {"made": "Here is the address. An older one does not work any longer."}


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: DeskRequest, service_id: UUID) -> HttpResponse:
    """Show the address of a service's calendar; make one, or a new one, when asked."""
    if request.method == "POST":
        make_service_feed(request.actor, service_id, now=request.now)
        return redirect(done_address(request.path, "made"))
    found = service_address(request.actor, service_id)
    path = reverse("placements:service_calendar", args=[found.word]) if found.word else ""
    coordinates = request.actor.role is Role.PLACEMENT_COORDINATOR
    context = {
        "found": found,
        "address": request.build_absolute_uri(path) if path else "",
        "back": reverse("placements:calendar", args=[found.scheme_id])
        if coordinates
        else reverse("placements:ward"),
        "back_words": "Calendar" if coordinates else "Who is coming",
        "done_words": done_words(request, DONE),
    }
    return render(request, "placements/plans/service_feed.jinja", context)


@open_to_all
@require_safe
def feed(request: Any, word: str) -> HttpResponse:
    """Give a calendar what stands at its address: days and hours, and no names."""
    return calendar_answer(
        lambda: service_calendar(word, now=request.now), filename="placements.ics"
    )

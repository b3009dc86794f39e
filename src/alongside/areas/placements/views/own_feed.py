"""Somebody's own placement in the calendar of their phone."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.placements.actions.own_feed import make_feed
from alongside.areas.placements.queries.own_calendar import feed_calendar, session_calendar
from alongside.areas.placements.queries.own_feed import own_feed
from alongside.foundation.accounts.access import DeskRequest, open_to_all
from alongside.foundation.kit.asking import BOTH
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.private_address import CALENDAR, calendar_answer

DONE = {"made": "Here is your address. An older one does not work any longer."}


@require_http_methods(BOTH)
def show(request: DeskRequest, learner_id: UUID) -> HttpResponse:
    """Show the private address of the viewer's calendar; make one, or a new one, when asked."""
    if request.method == "POST":
        make_feed(request.actor, learner_id, now=request.now)
        return redirect(done_address(reverse("placements:own_feed", args=[learner_id]), "made"))
    feed = own_feed(request.actor, learner_id, now=request.now)
    address = ""
    if feed.word:
        path = reverse("placements:calendar_feed", args=[feed.word])
        address = request.build_absolute_uri(path)
    context = {"feed": feed, "address": address, "done": done_words(request, DONE)}
    return render(request, "placements/joining/feed.jinja", context)


@open_to_all
@require_safe
def feed(request: Any, word: str) -> HttpResponse:
    """Give a calendar what stands at its address: places and hours, and nothing else."""
    return calendar_answer(lambda: feed_calendar(word, now=request.now), filename="placement.ics")


@require_safe
def session(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Give one session for a calendar."""
    text = session_calendar(request.actor, session_id, now=request.now)
    response = HttpResponse(text, content_type=CALENDAR)
    response["Content-Disposition"] = 'attachment; filename="session.ics"'
    return response

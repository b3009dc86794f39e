"""A post in the calendar of whoever holds it."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.liaison.actions.post_feeds import make_feed, stop_feed
from alongside.areas.liaison.queries.post_feeds import feed_address, post_calendar
from alongside.foundation.accounts.access import DeskRequest, open_to_all
from alongside.foundation.kit.asking import BOTH
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.kit.private_address import calendar_answer

DONE: Final = {
    "made": "Here is your address. An older one does not work any longer.",
    "stopped": "Stopped. Nothing stands at the address now.",
}


@require_http_methods(BOTH)
def show(request: DeskRequest, post_id: UUID) -> HttpResponse:
    """Show the private address of a post's calendar; make one, or a new one, when asked."""
    if request.method == "POST":
        make_feed(request.actor, post_id, now=request.now)
        return redirect(done_address(request.path, "made"))
    found = feed_address(request.actor, post_id, now=request.now)
    path = reverse("liaison:post_calendar", args=[found.word]) if found.word else ""
    context = {
        "found": found,
        "address": request.build_absolute_uri(path) if path else "",
        "done": done_words(request, DONE),
    }
    return render(request, "liaison/posts/feed.jinja", context)


@require_POST
def stop(request: DeskRequest, post_id: UUID) -> HttpResponse:
    """Stop the address."""
    stop_feed(request.actor, post_id, now=request.now)
    return redirect(done_address(reverse("liaison:post_feed", args=[post_id]), "stopped"))


@open_to_all
@require_safe
def feed(request: Any, word: str) -> HttpResponse:
    """Give a calendar what stands at its address: days and hours, and not what they are about."""
    return calendar_answer(lambda: post_calendar(word, now=request.now), filename="post.ics")

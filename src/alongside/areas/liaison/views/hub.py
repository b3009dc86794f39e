"""The hub's first page: ask, what waits for you, what you asked, and every part of the hub."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.areas.liaison.queries.questions import inbox, own_questions
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.areas.liaison.rules.sections import SECTIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import Actor, holds


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Show where to ask, what waits, and where everything is."""
    viewer = request.actor
    answers = holds(viewer, PERMISSIONS, "query.inbox")
    context = {
        "own": own_questions(viewer, now=request.now, limit=6),
        "inbox": inbox(viewer, "", now=request.now) if answers else None,
        "leads": holds(viewer, PERMISSIONS, "query.answer_any"),
        "hands_over": hand_over_address(viewer),
        "sections": _sections(viewer),
    }
    return render(request, "liaison/questions/home.jinja", context)


def hand_over_address(viewer: Actor) -> str:
    """Answer where a postholder hands over; empty for whoever may not."""
    return reverse("liaison:handover") if holds(viewer, PERMISSIONS, "handover.make") else ""


def _sections(viewer: Actor) -> list[dict[str, str]]:
    return [
        {"href": reverse(one.url_name), "label": one.label, "words": one.words}
        for one in SECTIONS
        if holds(viewer, PERMISSIONS, one.permission)
    ]

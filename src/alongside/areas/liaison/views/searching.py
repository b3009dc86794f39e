"""The search of the hub: its page, and what is offered beside a box that somebody types in."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.liaison.forms.knowledge import FindForm
from alongside.areas.liaison.queries.searching import found, looked_for, newest
from alongside.areas.liaison.rules.search_kinds import KIND_WORDS, SearchKind
from alongside.foundation.accounts.access import DeskRequest

BESIDE: Final = (SearchKind.ANSWER, SearchKind.PAGE, SearchKind.POLICY)
"""What helps somebody who asks, or answers."""
BOXES: Final = ("q", "question", "words", "title", "answer")
"""Names of boxes that this is offered beside."""


@require_safe
def find(request: DeskRequest) -> HttpResponse:
    """Find what the hub published; only the part that changes where the page asks while typing."""
    asked = "q" in request.GET
    form = FindForm(request.GET if asked else None)
    looked = None
    if asked and form.is_valid():
        typing = bool(request.htmx)
        looked = looked_for(request.actor, form.cleaned_data["q"], limit=20, typing=typing)
    context = {
        "form": form,
        "looked": looked,
        "newest": None if looked else newest(request.actor),
        "kind_words": KIND_WORDS,
    }
    if request.htmx:
        return render(request, "liaison/knowledge/found.jinja", context)
    status = 422 if form.errors else 200
    return render(request, "liaison/knowledge/find.jinja", context, status=status)


@require_safe
def offered(request: DeskRequest) -> HttpResponse:
    """Offer what may answer already, as a piece beside a box that is typed in."""
    typed = next((request.GET[name] for name in BOXES if name in request.GET), "")
    context = {
        "offered": found(request.actor, typed, limit=4, kinds=BESIDE, typing=True),
        "kind_words": KIND_WORDS,
    }
    return render(request, "liaison/knowledge/offered.jinja", context)

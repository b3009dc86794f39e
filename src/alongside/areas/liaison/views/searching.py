"""The search of the hub: its page, and what is offered beside a box that somebody types in."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.liaison.forms.knowledge import FindForm
from alongside.areas.liaison.queries.searching import found, looked_for, newest
from alongside.areas.liaison.rules.search_kinds import KIND_WORDS, SearchKind
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.as_typed import looked_up_as_typed

SHOWN: Final = 20
BESIDE: Final = (SearchKind.ANSWER, SearchKind.PAGE, SearchKind.POLICY)
"""What helps somebody who writes an answer."""


@require_http_methods(["GET", "HEAD", "POST"])
def find(request: DeskRequest) -> HttpResponse:
    """Find what the hub published; looking changes nothing.

    The page sends what was typed in the body, so that it stands in no address and in no server's
    log; ``?q=`` is answered too. While somebody types, only the list is asked for and answered.
    """
    typing = bool(request.htmx)
    sent = request.POST if request.method == "POST" else request.GET
    form = FindForm(sent if "q" in sent else None)
    form.fields["q"].widget.attrs.update(looked_up_as_typed(reverse("liaison:find")))
    looked = None
    if form.is_bound and form.is_valid():
        looked = looked_for(request.actor, form.cleaned_data["q"], limit=SHOWN, typing=typing)
    context = {
        "form": form,
        "looked": looked,
        "newest": None if looked else newest(request.actor),
        "kind_words": KIND_WORDS,
    }
    status = 422 if form.errors and not typing else 200
    page = "found" if typing else "find"
    return render(request, f"liaison/knowledge/{page}.jinja", context, status=status)


@require_safe
def offered(request: DeskRequest) -> HttpResponse:
    """Offer what others can find already, as a piece beside a question that is written."""
    typed = request.GET.get("question", "")
    context = {
        "offered": found(request.actor, typed, limit=4, kinds=BESIDE, typing=True),
        "kind_words": KIND_WORDS,
    }
    return render(request, "liaison/knowledge/offered.jinja", context)

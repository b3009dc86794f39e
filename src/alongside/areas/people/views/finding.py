"""Looking people up."""

from dataclasses import dataclass
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.areas.people import queries
from alongside.areas.people.forms import FindForm
from alongside.areas.people.rules.searching import narrowing
from alongside.areas.people.views.purposes import allowed_purposes
from alongside.engines.sharing import Purpose
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.as_typed import looked_up_as_typed
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import NotPermitted, Refused

SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Results:
    """What a look-up shows.

    Attributes:
        people: At most ``SHOWN``.
        more: Whether there were more.
        narrow: What would make it fewer, in words.
    """

    people: list[queries.FoundPerson]
    more: bool
    narrow: str


@require_http_methods(["GET", "POST"])
def find(request: DeskRequest) -> HttpResponse:
    """Look somebody up.

    The page sends what was typed in the body, so that no name stands in an address or in a
    server's log; ``?q=`` is answered too. Looking changes nothing but the log of looks. While
    somebody types, only the list of results is asked for and answered.
    """
    purposes = allowed_purposes(request)
    sent = request.POST if request.method == "POST" else request.GET
    asked = "q" in sent
    typed = {"q": sent.get("q", ""), "purpose": sent.get("purpose") or purposes[0][0].value}
    typed |= {"request_key": sent.get("request_key", "")}
    form = FindForm(typed if asked else None, initial={"purpose": typed["purpose"]})
    form.fields["purpose"].choices = purposes  # type: ignore[attr-defined]
    form.fields["q"].widget.attrs.update(looked_up_as_typed(reverse("people:find")))
    results = hint = None
    if asked and form.is_valid():
        try:
            results = _results(request, form)
        except NotPermitted:
            raise
        except Refused as refused:
            hint = refused
            form.refuse(refused)
    context = {"form": form, "results": results, "purpose": typed["purpose"], "hint": hint}
    if request.htmx:
        return render(request, "people/found.jinja", context)
    return render(request, "people/find.jinja", context, status=422 if form.errors else 200)


def _results(request: DeskRequest, form: FindForm) -> Results:
    text = form.cleaned_data["q"]
    found = queries.find_people(
        request.actor,
        text,
        purpose=Purpose(form.cleaned_data["purpose"]),
        now=request.now,
        limit=SHOWN + 1,
        sitting=form.request_key if request.htmx else None,
    )
    more = len(found) > SHOWN
    narrow = narrowing(text, local_date(request.now)) if more else ""
    return Results(found[:SHOWN], more, narrow)

"""Who do I ring now: one page, one number, and what to do if nobody answers."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.directory import queries
from alongside.areas.directory.forms import RingForm
from alongside.areas.directory.presenting import locality_choices
from alongside.areas.directory.ringing_words import steps_shown
from alongside.areas.directory.rules.needs import (
    Need,
    need_called,
    need_clearly_meant,
    needs,
    needs_meant,
)
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_words

DONE = {"doubted": "Thank you. Whoever keeps that number is asked now. Until then it comes last."}
KEPT = ("place", "at_day", "at_month", "at_year", "at_time", "at_which")


@require_safe
def ring(request: DeskRequest) -> HttpResponse:
    """Answer whom to ring for a need, in a place, at a time; or ask which need it is."""
    form = RingForm(request.GET or None)
    towns = queries.localities(request.actor)
    form.offer(locality_choices(towns))
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    context: dict[str, Any] = {"form": form, "needs": needs(), "kept": urlencode(kept)}
    context["done"] = done_words(request, DONE)
    if form.is_bound and form.is_valid():
        context |= _meant(request, form)
        if context.get("need"):
            context |= _answer(request, form, context["need"])
    return render(request, "directory/ring.jinja", context, status=422 if form.errors else 200)


def _meant(request: DeskRequest, form: RingForm) -> dict[str, Any]:
    """Answer the need asked about; or, where the words could mean several or none, say so."""
    words = form.cleaned_data["words"]
    if words:
        found = needs_meant(words)
        clear = need_clearly_meant(words)
        others = [need for need in found if need != clear][:5]
        return {"typed": words, "need": clear, "could_be": others, "found": bool(found)}
    code = request.GET.get("need", "")
    return {"need": need_called(code) if code else None}


def _answer(request: DeskRequest, form: RingForm, need: Need) -> dict[str, Any]:
    at: datetime | None = form.cleaned_data["at"]
    place = form.cleaned_data["place"]
    answer = queries.whom_to_ring(
        request.actor,
        need,
        at=at or request.now,
        now=request.now,
        locality_id=UUID(place) if place else None,
    )
    return {
        "at": at,
        "place": dict(form.fields["place"].choices)[place],  # type: ignore[attr-defined]
        "first": steps_shown([answer.first], answer)[0],
        "passed": steps_shown(answer.passed, answer),
        "then": steps_shown(answer.then, answer),
    }

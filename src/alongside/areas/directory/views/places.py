"""The register of places, and what is said of each."""

from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.areas.directory import actions, queries
from alongside.areas.directory.forms import SayForm
from alongside.areas.directory.rules import PERMISSIONS
from alongside.areas.directory.rules.availability import ClaimState
from alongside.areas.directory.views.going_back import back_to, place_path, said_in
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import holds
from alongside.kernel.refusal import NotPermitted, Refused


@require_safe
def show_places(request: DeskRequest) -> HttpResponse:
    """List every place with what is live of its space."""
    lines = queries.places(request.actor, now=request.now)
    context = {
        "open": [line for line in lines if line.type != "police_station"],
        "stations": [line for line in lines if line.type == "police_station"],
        "undo": _undo(request),
        "may_add": holds(request.actor, PERMISSIONS, "place.add"),
        "fresh_key": uuid4,
    }
    return render(request, "directory/places.jinja", context)


@require_safe
def show_place(request: DeskRequest, place_id: UUID) -> HttpResponse:
    """Show one place and everything said of it."""
    return _show(request, place_id, SayForm())


@require_POST
def availability(request: DeskRequest, place_id: UUID) -> HttpResponse:
    """Say, as the place itself, free, full or ring first."""
    form = SayForm(request.POST)
    if form.is_valid():
        try:
            claim = actions.say_availability(
                request.actor,
                place_id,
                state=ClaimState(form.cleaned_data["state"]),
                spaces=form.cleaned_data["spaces"],
                note=form.cleaned_data["note"],
                lasts=form.lasts,
                now=request.now,
                request_key=form.request_key,
            )
            return redirect(back_to(request, place_path(place_id), said=claim))
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    return _show(request, place_id, form, status=422)


@require_POST
def rang(request: DeskRequest, place_id: UUID) -> HttpResponse:
    """Pass on what a place said when it was rung."""
    form = SayForm(request.POST)
    if not form.is_valid():
        return _show(request, place_id, form, status=422)
    claim = actions.ring_and_report(
        request.actor,
        place_id,
        state=ClaimState(form.cleaned_data["state"]),
        note=form.cleaned_data["note"],
        now=request.now,
        request_key=form.request_key,
    )
    return redirect(back_to(request, place_path(place_id), said=claim))


@require_POST
def withdraw(request: DeskRequest, claim_id: UUID) -> HttpResponse:
    """Take back something said of a place."""
    actions.withdraw_claim(request.actor, claim_id, now=request.now)
    return redirect(back_to(request, reverse("directory:places")))


def _show(request: DeskRequest, place_id: UUID, form: SayForm, status: int = 200) -> HttpResponse:
    page = queries.place(request.actor, place_id, now=request.now)
    context = {"page": page, "line": page.line, "form": form, "undo": _undo(request)}
    context["fresh_key"] = uuid4
    return render(request, "directory/place.jinja", context, status=status)


def _undo(request: DeskRequest) -> object:
    said = said_in(request)
    return queries.claim_to_undo(request.actor, said) if said else None

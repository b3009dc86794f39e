"""Asking for something to be put right; who acts for the person; closing their own way in."""

from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.plans.actions import corrections, doors
from alongside.areas.plans.forms.portal import PutRightForm
from alongside.areas.plans.queries.corrections import my_corrections
from alongside.areas.plans.queries.doors import carers_of
from alongside.areas.plans.rules.corrections import About
from alongside.areas.plans.rules.doors import Allowance
from alongside.areas.plans.views.portal.opening import OwnRequest, own_page, show
from alongside.kernel.refusal import NotPermitted, Refused


@require_safe
@own_page(Allowance.ASK_TO_PUT_RIGHT)
def put_right(request: OwnRequest) -> HttpResponse:
    """Show what was asked, and the answers."""
    lines = my_corrections(request.actor, now=request.now)
    return show(request, "put_right", {"lines": lines})


@require_http_methods(["GET", "POST"])
@own_page(Allowance.ASK_TO_PUT_RIGHT)
def ask(request: OwnRequest) -> HttpResponse:
    """Ask what is wrong."""
    form = PutRightForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            corrections.ask_to_put_right(
                request.actor,
                about=About(said["about"]),
                words=said["words"],
                now=request.now,
                request_key=form.request_key,
            )
            return redirect("plans:me_put_right")
        except Refused as refused:
            form.refuse(refused)
    return show(request, "ask", {"form": form}, status=422 if form.errors else 200)


@require_safe
@own_page()
def carers(request: OwnRequest) -> HttpResponse:
    """Show who acts for the person, and what they said they may do."""
    lines = carers_of(request.actor, now=request.now)
    context = {
        "acting": [line for line in lines if line.open],
        "before": [line for line in lines if not line.open],
    }
    return show(request, "carers", context)


@require_http_methods(["GET", "POST"])
@own_page()
def take_back(request: OwnRequest, door_id: UUID) -> HttpResponse:
    """Take back what a carer may do: this is the second tap."""
    if request.method == "POST":
        doors.take_back_permission(request.actor, door_id, now=request.now)
        return redirect("plans:me_carers")
    lines = carers_of(request.actor, now=request.now)
    line = next((line for line in lines if line.id == door_id and line.open), None)
    if line is None:
        raise NotPermitted("door.not_yours", "There is nobody here to take this back from.")
    return show(request, "take_back", {"line": line})


@require_http_methods(["GET", "POST"])
@own_page()
def close(request: OwnRequest) -> HttpResponse:
    """Close the person's own way in, if they do not want it any more."""
    if request.method == "POST":
        doors.close_own_door(request.actor, now=request.now)
        logout(request)
        return redirect("plans:me_closed")
    return show(request, "close")

"""Where to go: the list, best first, with a map beside it."""

from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alongside.areas.directory import queries
from alongside.areas.directory.forms import FindForm
from alongside.areas.directory.map_picture import draw_map
from alongside.areas.directory.views.going_back import said_in
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.refusal import Refused

ASKED = ("near", "latitude", "longitude", "child", "physical")


@require_safe
def find(request: DeskRequest) -> HttpResponse:
    """Answer where this person could be taken, from a town or from coordinates."""
    asked = any(name in request.GET for name in ASKED)
    form = FindForm(request.GET if asked else None)
    towns = queries.localities(request.actor)
    said = said_in(request)
    context = {
        "form": form,
        "towns": towns,
        "undo": queries.claim_to_undo(request.actor, said) if said else None,
        "fresh_key": uuid4,
    }
    if asked and form.is_valid():
        try:
            context |= _found(request, form, towns)
        except Refused as refused:
            form.refuse(refused)
    return render(request, "directory/find.jinja", context, status=422 if form.errors else 200)


def _found(
    request: DeskRequest, form: FindForm, towns: list[queries.LocalityName]
) -> dict[str, object]:
    latitude, longitude, here = _where(request, form)
    nearest = queries.nearest_suitable(
        request.actor, latitude=latitude, longitude=longitude, needs=form.needs, now=request.now
    )
    picture = draw_map(latitude, longitude, nearest=nearest, towns=towns)
    return {"nearest": nearest, "here": here, "needs": form.needs, "map": picture}


def _where(request: DeskRequest, form: FindForm) -> tuple[float, float, str]:
    near = form.cleaned_data["near"]
    if near:
        town = queries.locality_named(request.actor, near)
        if town is None:
            raise Refused(
                "locality.not_known",
                f"\N{LEFT DOUBLE QUOTATION MARK}{near}\N{RIGHT DOUBLE QUOTATION MARK} "
                "is not a town or landmark kept here.",
                next_step="Choose one from the list, or give coordinates.",
                field="near",
            )
        return town.latitude, town.longitude, town.name
    latitude, longitude = form.cleaned_data["latitude"], form.cleaned_data["longitude"]
    closest = queries.nearest_locality(request.actor, latitude, longitude)
    near_words = f", near {closest.name}" if closest else ""
    return latitude, longitude, f"{latitude:.3f}, {longitude:.3f}{near_words}"

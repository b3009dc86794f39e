"""Adding who is in custody, deciding who each name is, and going round."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.areas.diversion.actions.custody_files import LARGEST, read_file
from alongside.areas.diversion.actions.custody_leaving import leave_custody
from alongside.areas.diversion.actions.custody_lists import (
    Sending,
    drop_custody_list,
    hold_custody_list,
)
from alongside.areas.diversion.actions.custody_marking import Mark, mark_custody
from alongside.areas.diversion.actions.custody_taking import Decided, take_custody_list
from alongside.areas.diversion.forms.custody import AddForm, DecideForm, LeftForm, ReviewForm
from alongside.areas.diversion.queries.custody_list import custody_list, in_custody
from alongside.areas.diversion.queries.deciding_list import list_to_decide
from alongside.areas.diversion.queries.own_sites import HELD, own_site, own_sites
from alongside.areas.diversion.rules.custody_rows import Reading, read_pasted
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.views.list_rows import Looking, row_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address
from alongside.kernel.actor import require
from alongside.kernel.refusal import Refused


@require_http_methods(["GET", "POST"])
def add(request: DeskRequest) -> HttpResponse:
    """Paste a list of who is there, send one as a file, or type one person."""
    require(request.actor, PERMISSIONS, "custody_list.keep")
    sites = own_sites(request.actor, HELD)
    chosen = request.GET.get("site", "") or (str(sites[0].id) if len(sites) == 1 else "")
    form = AddForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        sites=sites,
        initial={"site": chosen, "way": request.GET.get("way", "pasted")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            held = _hold(request, form)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("diversion:decide", held)
    context = {"form": form, "sites": sites}
    return render(request, "diversion/custody_add.jinja", context, status=_status(form))


def _status(form: AddForm | DecideForm | ReviewForm | LeftForm) -> int:
    return 422 if form.errors else 200


def _hold(request: DeskRequest, form: AddForm) -> UUID:
    said = form.cleaned_data
    name = said["file"].name if said["file"] else ""
    if said["way"] == "pasted":
        reading = read_pasted(said["pasted"], now=request.now)
    elif said["way"] == "file":
        reading = read_file(name, said["file"].read(LARGEST + 1), request.now)
    else:
        reading = Reading(rows=(form.typed_row(),), columns={"name": ""})
    sending = Sending(UUID(said["site"]), said["way"], form.is_whole, file_name=name)
    return hold_custody_list(
        request.actor, sending, reading, now=request.now, request_key=form.request_key
    )


@require_http_methods(["GET", "POST"])
def decide(request: DeskRequest, list_id: UUID) -> HttpResponse:
    """Say who each name on a list is; then all of them are taken at once."""
    asked = list_to_decide(request.actor, list_id, now=request.now)
    form = DecideForm(request.POST if request.method == "POST" else None, asked=asked)
    if request.method == "POST" and form.is_valid():
        decided = Decided(form.choices(), form.leaving())
        try:
            take_custody_list(
                request.actor, list_id, decided, now=request.now, request_key=form.request_key
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            address = f"{reverse('diversion:home')}?site={asked.site.id}"
            return redirect(done_address(address, "taken"))
    context = {
        "form": form,
        "asked": asked,
        "already": [row.read for row in asked.rows if row.already],
        "rows": [form[f"row_{r.read.number}"] for r in asked.rows if not r.already],
        "leavers": [form[f"left_{one.entry_id}"] for one in asked.left_out],
    }
    return render(request, "diversion/custody_decide.jinja", context, status=_status(form))


@require_POST
def drop(request: DeskRequest, list_id: UUID) -> HttpResponse:
    """Put a list aside."""
    drop_custody_list(request.actor, list_id, now=request.now)
    return redirect(done_address(reverse("diversion:home"), "dropped"))


@require_http_methods(["GET", "POST"])
def review(request: DeskRequest, site_id: UUID) -> HttpResponse:
    """Go through everybody at a place in one pass."""
    require(request.actor, PERMISSIONS, "custody_list.mark")
    site = own_site(request.actor, site_id)
    every = custody_list(request.actor, site_id, now=request.now).lines
    asked = [line for line in every if line.unseen] or list(every)
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        lines=every if request.method == "POST" else asked,
        initial={"at": request.now},
    )
    if request.method == "POST" and form.is_valid():
        marks = [Mark(person, mark, reason) for person, mark, reason in form.marks()]
        try:
            mark_custody(
                request.actor,
                site_id,
                marks,
                at=form.cleaned_data["at"],
                now=request.now,
                request_key=form.request_key,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            address = f"{reverse('diversion:home')}?site={site_id}"
            return redirect(done_address(address, "marked"))
    looking = Looking(request.now, request.actor.role, place=False)
    context = {
        "form": form,
        "site": site,
        "cards": [
            (row_words(line, looking), form[f"mark_{line.person_id}"])
            for line in form.people.values()
        ],
        "all_seen": not any(line.unseen for line in every),
    }
    return render(request, "diversion/custody_review.jinja", context, status=_status(form))


@require_http_methods(["GET", "POST"])
def left(request: DeskRequest, entry_id: UUID) -> HttpResponse:
    """Record that somebody left custody."""
    who = in_custody(request.actor, entry_id, now=request.now)
    form = LeftForm(request.POST if request.method == "POST" else None, initial={"at": request.now})
    if request.method == "POST" and form.is_valid():
        try:
            leave_custody(
                request.actor,
                entry_id,
                to=form.cleaned_data["to"],
                at=form.cleaned_data["at"],
                now=request.now,
                request_key=form.request_key,
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            address = f"{reverse('diversion:home')}?site={who.site_id}"
            return redirect(done_address(address, "left"))
    context = {"form": form, "title": f"{who.name} left custody", "back": reverse("diversion:home")}
    return render(request, "diversion/justice_form.jinja", context, status=_status(form))

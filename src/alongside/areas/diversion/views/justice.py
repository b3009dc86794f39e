"""What police and courts decide about somebody: one page to see it, one form for each decision."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.diversion.actions.hearings import (
    NewHearing,
    hold_hearing,
    list_hearing,
    move_hearing,
    vacate_hearing,
)
from alongside.areas.diversion.actions.justice import record_justice
from alongside.areas.diversion.actions.writing import NewEvent
from alongside.areas.diversion.forms.justice import (
    DECISIONS,
    HeldForm,
    ListedForm,
    MoveForm,
    VacateForm,
)
from alongside.areas.diversion.queries.justice_page import (
    HearingToChange,
    hearing_to_change,
    justice_page,
)
from alongside.areas.diversion.queries.own_sites import courts
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.views.justice_words import event_words, hearing_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm
from alongside.foundation.kit.time_words import clock_time
from alongside.kernel.actor import holds, require
from alongside.kernel.refusal import Conflict, Refused

MAIN: Final = ("charged", "bailed", "remanded", "sentenced", "disposed", "left_custody")
AFTER: Final = ("release_planned", "handed_over", "moved_to_136")


@require_safe
def page(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """Show where a case stands with police and courts."""
    case = justice_page(request.actor, episode_id, now=request.now)
    may = [kind for kind in (*MAIN, *AFTER) if holds(request.actor, PERMISSIONS, _needs(kind))]
    context = {
        "case": case,
        "hearings": [hearing_words(one, request.now) for one in case.hearings],
        "events": [event_words(one, request.now) for one in case.events],
        "main": [(kind, DECISIONS[kind].title) for kind in MAIN if kind in may],
        "after": [(kind, DECISIONS[kind].title) for kind in AFTER if kind in may],
    }
    return render(request, "diversion/justice.jinja", context)


def _needs(kind: str) -> str:
    return KINDS[kind].permission


@require_http_methods(["GET", "POST"])
def decided(request: DeskRequest, episode_id: UUID, kind: str) -> HttpResponse:
    """Record one decision."""
    if kind not in DECISIONS:
        raise Http404
    require(request.actor, PERMISSIONS, _needs(kind))
    case = justice_page(request.actor, episode_id, now=request.now)
    asked = DECISIONS[kind]
    initial = {"happened_at": request.now, "at": request.now}
    form = asked.form(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = {k: v for k, v in form.cleaned_data.items() if k in KINDS[kind].facts}
        new = NewEvent(kind, form.cleaned_data["happened_at"], facts)
        try:
            record_justice(
                request.actor, episode_id, new, now=request.now, request_key=form.request_key
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("diversion:justice", episode_id)
    title = f"{asked.title}: {case.name}"
    return _form(request, form, title, episode_id, lead=asked.lead)


@require_http_methods(["GET", "POST"])
def listed(request: DeskRequest, episode_id: UUID) -> HttpResponse:
    """List a hearing."""
    case = justice_page(request.actor, episode_id, now=request.now)
    form = ListedForm(request.POST if request.method == "POST" else None, courts=courts())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        new = NewHearing(UUID(said["site"]), said["at"], said["purpose"])
        try:
            list_hearing(
                request.actor, episode_id, new, now=request.now, request_key=form.request_key
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("diversion:justice", episode_id)
    return _form(request, form, f"List a hearing: {case.name}", episode_id)


CHANGES: Final = {"move": "Move", "held": "Held", "vacate": "Take out of the list"}


@require_http_methods(["GET", "POST"])
def changed(request: DeskRequest, hearing_id: UUID, what: str) -> HttpResponse:
    """Move a hearing, record what the court decided, or take it out of the list."""
    if what not in CHANGES:
        raise Http404
    hearing = hearing_to_change(request.actor, hearing_id)
    form = _changing(request, hearing, what)
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, hearing, what, form)
        except Conflict as conflict:
            form = _changing(request, hearing, what, version=conflict.theirs["version"])
            form.refuse(conflict)
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect("diversion:justice", hearing.episode_id)
    when = clock_time(hearing.line.at, request.now)
    title = f"{CHANGES[what]}: hearing at {hearing.line.site_name}, {when}"
    return _form(request, form, title, hearing.episode_id)


def _changing(
    request: DeskRequest, hearing: HearingToChange, what: str, *, version: str = ""
) -> PlainForm:
    """The form, as it was sent; after a conflict with the version the page now shows."""
    sent = request.POST.copy() if request.method == "POST" else None
    if sent is not None and version:
        sent["version"] = version
    read_at = {"version": hearing.line.version}
    if what == "move":
        initial = read_at | {"site": str(hearing.site_id), "at": hearing.line.at}
        return MoveForm(sent, courts=courts(), initial=initial)
    if what == "held":
        began = min(hearing.line.at, request.now)
        return HeldForm(sent, initial=read_at | {"held_at": began})
    return VacateForm(sent, initial=read_at)


def _change(request: DeskRequest, hearing: HearingToChange, what: str, form: PlainForm) -> None:
    said: dict[str, Any] = form.cleaned_data
    kept: dict[str, Any] = {
        "version": form.version or 0,
        "now": request.now,
        "request_key": form.request_key,
    }
    actor, hearing_id = request.actor, hearing.line.id
    if what == "move":
        site = UUID(said["site"])
        move_hearing(actor, hearing_id, site_id=site, at=said["at"], reason=said["reason"], **kept)
    elif what == "held":
        hold_hearing(
            actor,
            hearing_id,
            result=said["result"],
            next_words=said["next_words"],
            held_at=said["held_at"],
            **kept,
        )
    else:
        vacate_hearing(actor, hearing_id, words=said["words"], **kept)


def _form(
    request: DeskRequest, form: PlainForm, title: str, episode_id: UUID, *, lead: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "back": reverse("diversion:justice", args=[episode_id]),
    }
    status = 422 if form.errors else 200
    return render(request, "diversion/justice_form.jinja", context, status=status)

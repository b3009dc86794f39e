"""Say who answers instead, which areas an entry serves, and whom to ring for each need."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.directory import actions, queries
from alongside.areas.directory.forms import AreasForm, ChainForm, NeedForm
from alongside.areas.directory.presenting import locality_choices
from alongside.areas.directory.rules import PERMISSIONS
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.needs import need_called
from alongside.areas.directory.views.answering import answer_form
from alongside.foundation.accounts.access import DeskRequest
from alongside.kernel.actor import require

BOTH = ["GET", "POST"]


@require_http_methods(BOTH)
def set_chain(request: DeskRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Say who answers instead of a team or a contact."""
    require(request.actor, PERMISSIONS, "chain.set")
    wanted = _kind(kind)
    kept = queries.chain_of(request.actor, wanted, entry_id, now=request.now)
    names = {
        key: name
        for key, name in queries.names_by_key(request.actor).items()
        if not key.startswith("option:") and key != f"{kind}:{entry_id}"
    }
    form = ChainForm(
        _sent(request), names=names, steps=kept.steps, initial={"version": kept.version}
    )
    return answer_form(
        request,
        form,
        title=f"Who answers instead: {kept.entry.name}",
        save=lambda: actions.set_cover_chain(
            request.actor, wanted, entry_id, steps=form.steps, now=request.now, version=form.version
        ),
        done=_back(wanted, entry_id),
        version_now=kept.version,
    )


@require_http_methods(BOTH)
def set_areas(request: DeskRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Say which areas a team, contact or option serves."""
    require(request.actor, PERMISSIONS, "areas.set")
    wanted = _kind(kind)
    kept = queries.areas_served(request.actor, wanted, entry_id, now=request.now)
    initial = {"areas": [str(key) for key in kept.locality_ids], "version": kept.version}
    form = AreasForm(_sent(request), initial=initial)
    form.offer(locality_choices(queries.localities(request.actor)))
    return answer_form(
        request,
        form,
        title=f"Areas served: {kept.entry.name}",
        save=lambda: actions.set_areas(
            request.actor,
            wanted,
            entry_id,
            localities=form.cleaned_data["areas"],
            now=request.now,
            version=form.version,
        ),
        done=_back(wanted, entry_id),
        version_now=kept.version,
    )


@require_safe
def show_needs(request: DeskRequest) -> HttpResponse:
    """List every need and whom to ring for it."""
    require(request.actor, PERMISSIONS, "need.set")
    answered = queries.needs_answered(request.actor)
    places = [line for line in answered if line.locality_id]
    context = {
        "lines": [
            (line, [own for own in places if own.need == line.need])
            for line in answered
            if line.locality_id is None
        ],
        "towns": queries.localities(request.actor),
    }
    return render(request, "directory/needs.jinja", context)


@require_http_methods(BOTH)
def set_need(request: DeskRequest, code: str, locality_id: UUID | None = None) -> HttpResponse:
    """Say whom to ring for a need, everywhere or in one area."""
    require(request.actor, PERMISSIONS, "need.set")
    kept = queries.need_answered(request.actor, need_called(code), locality_id)
    form = NeedForm(
        _sent(request),
        names=queries.names_by_key(request.actor),
        keys=[queries.key_of_answerer(one) for one in kept.answerers],
        initial={"version": kept.version},
    )
    where = f", in {kept.locality}" if kept.locality else ""
    return answer_form(
        request,
        form,
        title=f"Whom to ring: {kept.need.label}{where}",
        save=lambda: actions.set_need(
            request.actor,
            code,
            form.answerers,
            now=request.now,
            locality_id=locality_id,
            version=form.version,
        ),
        done="directory:needs",
        version_now=kept.version,
    )


def _sent(request: DeskRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _kind(word: str) -> EntryKind:
    try:
        return EntryKind(word)
    except ValueError:
        raise Http404 from None


def _back(kind: EntryKind, entry_id: UUID) -> str:
    if kind is EntryKind.CONTACT:
        return reverse("directory:contact", args=[entry_id])
    return reverse("directory:teams")

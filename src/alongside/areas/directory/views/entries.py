"""Add, change and confirm what the directory keeps."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from alongside.areas.directory import actions, queries
from alongside.areas.directory.forms import CoverForm, OptionForm, PlaceForm, TeamForm
from alongside.areas.directory.presenting import (
    labels,
    option_initial,
    organisation_choices,
    place_initial,
    team_initial,
    typed_words,
)
from alongside.areas.directory.rules import PERMISSIONS
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.seats import SEAT_LABELS, Seat
from alongside.areas.directory.views.answering import answer_form
from alongside.areas.directory.views.going_back import back_to, place_path
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address
from alongside.kernel.actor import Sector, require

BOTH = ["GET", "POST"]
Word = TypeVar("Word", bound=StrEnum)
POLICE = (Sector.POLICE, Sector.RAILWAY_POLICE)


@require_http_methods(BOTH)
def add_place(request: DeskRequest) -> HttpResponse:
    """Add a place of safety."""
    require(request.actor, PERMISSIONS, "place.add")
    form = _place_form(request, {})
    form.leave_out_active()
    return answer_form(
        request,
        form,
        title="Add a place of safety",
        save=lambda: actions.add_place(
            request.actor, form.entry, now=request.now, request_key=form.request_key
        ),
        done="directory:places",
    )


@require_http_methods(BOTH)
def change_place(request: DeskRequest, place_id: UUID) -> HttpResponse:
    """Change a place of safety."""
    require(request.actor, PERMISSIONS, "place.change")
    page = queries.place(request.actor, place_id, now=request.now)
    form = _place_form(request, place_initial(page))
    return answer_form(
        request,
        form,
        title=f"Change {page.line.name}",
        save=lambda: actions.change_place(
            request.actor, place_id, form.entry, version=form.version or 0, now=request.now
        ),
        done=place_path(place_id),
        version_now=page.line.version,
        mine=lambda: typed_words(form.entry),
        label=labels(form),
    )


@require_http_methods(BOTH)
def add_team(request: DeskRequest) -> HttpResponse:
    """Add a team."""
    require(request.actor, PERMISSIONS, "team.add")
    form = _team_form(request, {})
    form.leave_out_active()
    return answer_form(
        request,
        form,
        title="Add a team",
        save=lambda: actions.add_team(
            request.actor, form.entry, now=request.now, request_key=form.request_key
        ),
        done="directory:teams",
    )


@require_http_methods(BOTH)
def change_team(request: DeskRequest, team_id: UUID) -> HttpResponse:
    """Change a team."""
    require(request.actor, PERMISSIONS, "team.change")
    line = queries.team(request.actor, team_id, now=request.now)
    form = _team_form(request, team_initial(line))
    return answer_form(
        request,
        form,
        title=f"Change {line.name}",
        save=lambda: actions.change_team(
            request.actor, team_id, form.entry, version=form.version or 0, now=request.now
        ),
        done="directory:teams",
        version_now=line.version,
        mine=lambda: typed_words(form.entry),
        label=labels(form),
    )


@require_http_methods(BOTH)
def add_option(request: DeskRequest) -> HttpResponse:
    """Add an option for tonight."""
    require(request.actor, PERMISSIONS, "option.add")
    form = _option_form(request, {})
    form.leave_out_active()
    return answer_form(
        request,
        form,
        title="Add an option for tonight",
        save=lambda: actions.add_option(
            request.actor, form.entry, now=request.now, request_key=form.request_key
        ),
        done="directory:teams",
    )


@require_http_methods(BOTH)
def change_option(request: DeskRequest, option_id: UUID) -> HttpResponse:
    """Change an option for tonight."""
    require(request.actor, PERMISSIONS, "option.change")
    line = queries.option(request.actor, option_id, now=request.now)
    form = _option_form(request, option_initial(line))
    return answer_form(
        request,
        form,
        title=f"Change {line.name}",
        save=lambda: actions.change_option(
            request.actor, option_id, form.entry, version=form.version or 0, now=request.now
        ),
        done="directory:teams",
        version_now=line.version,
        mine=lambda: typed_words(form.entry),
        label=labels(form),
    )


@require_http_methods(BOTH)
def set_cover(request: DeskRequest, seat: str) -> HttpResponse:
    """Say who answers when a seat is empty."""
    require(request.actor, PERMISSIONS, "cover.set")
    wanted = _member(Seat, seat)
    line = queries.cover_entry(request.actor, wanted, now=request.now)
    initial = {"name": line.name, "phone": line.phone, "version": line.version} if line else {}
    form = CoverForm(request.POST if request.method == "POST" else None, initial=initial)
    return answer_form(
        request,
        form,
        title=f"Who to ring when nobody is on: {SEAT_LABELS[wanted]}",
        save=lambda: actions.set_cover(
            request.actor, wanted, version=form.version, now=request.now, **form.given
        ),
        done="directory:teams",
        version_now=line.version if line else None,
        mine=lambda: form.given,
        label=labels(form),
    )


@require_POST
def confirm(request: DeskRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Say that an entry is still right."""
    wanted = _member(EntryKind, kind)
    actions.confirm_entry(request.actor, wanted, entry_id, now=request.now)
    return redirect(back_to(request, reverse("directory:teams")))


@require_POST
def doubt(request: DeskRequest, kind: str, entry_id: UUID) -> HttpResponse:
    """Say that a number did not answer or was wrong, so that whoever keeps it is asked."""
    actions.doubt_entry(request.actor, _member(EntryKind, kind), entry_id, now=request.now)
    return redirect(done_address(back_to(request, reverse("directory:ring")), "doubted"))


def _member(names: type[Word], word: str) -> Word:
    try:
        return names(word)
    except ValueError:
        raise Http404 from None


def _place_form(request: DeskRequest, initial: dict[str, object]) -> PlaceForm:
    form = PlaceForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(organisation_choices())
    form.offer_police(organisation_choices(POLICE))
    return form


def _team_form(request: DeskRequest, initial: dict[str, object]) -> TeamForm:
    form = TeamForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(organisation_choices())
    return form


def _option_form(request: DeskRequest, initial: dict[str, object]) -> OptionForm:
    form = OptionForm(request.POST if request.method == "POST" else None, initial=initial)
    form.offer(organisation_choices())
    return form

"""The custody list: who is there now, and what each of them is owed next."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import etag, require_POST, require_safe

from alongside.areas.diversion.actions.desk import not_coming
from alongside.areas.diversion.queries.custody_list import (
    CustodyNow,
    custody_list,
    custody_stamp,
)
from alongside.areas.diversion.queries.filters import narrowed
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.areas.diversion.views.list_rows import Chip, Looking, filter_chips, row_words
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_words
from alongside.kernel.actor import holds, require

DONE: Final = {
    "taken": "The list is taken. Everybody on it is below.",
    "dropped": "The list was put aside. Nobody was added.",
    "marked": "Saved. Who was seen now has their story open.",
    "left": "Recorded that they left.",
    "not_coming": "They are no longer waited for.",
}


def _asked_for(request: DeskRequest) -> tuple[UUID | None, str]:
    """The place and the filter in the address; a broken one chooses none."""
    try:
        site: UUID | None = UUID(request.GET.get("site", ""))
    except ValueError:
        site = None
    return site, request.GET.get("show", "")


def _stamp(request: DeskRequest) -> str:
    require(request.actor, PERMISSIONS, "custody_list.see")
    asked = request.META.get("QUERY_STRING", "")
    return f'"{custody_stamp(request.actor, request.now)}-{len(asked)}"'


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Show who is in custody now."""
    site, show = _asked_for(request)
    shown = custody_list(request.actor, site, now=request.now)
    address = reverse("diversion:home")
    chosen = str(shown.site.id) if shown.site else ""
    context = {
        "rows": _rows_html(request, shown, show),
        "filters": filter_chips(
            shown.lines, show, address=address, now=request.now, kept=[("site", chosen)]
        ),
        "places": _places(shown, address),
        "waiting": shown.waiting,
        "shown": shown,
        "stamp": _stamp(request),
        "query": request.META.get("QUERY_STRING", ""),
        "may_mark": holds(request.actor, PERMISSIONS, "custody_list.mark"),
        "said": done_words(request, DONE),
    }
    return render(request, "diversion/custody.jinja", context)


@require_safe
@etag(_stamp)
def lines(request: DeskRequest) -> HttpResponse:
    """Answer the lines by themselves, for a list that asks again and again."""
    site, show = _asked_for(request)
    shown = custody_list(request.actor, site, now=request.now)
    return HttpResponse(_rows_html(request, shown, show))


@require_safe
def sheet(request: DeskRequest) -> HttpResponse:
    """Show the list as a sheet for the morning round."""
    site, show = _asked_for(request)
    shown = custody_list(request.actor, site, now=request.now, page="diversion.custody_sheet")
    looking = _looking(request, shown)
    found = [row_words(line, looking) for line in narrowed(shown.lines, show, request.now)]
    context = {"rows": found, "shown": shown, "back": reverse("diversion:home")}
    return render(request, "diversion/custody_sheet.jinja", context)


def _looking(request: DeskRequest, shown: CustodyNow) -> Looking:
    return Looking(request.now, request.actor.role, place=shown.site is None)


def _rows_html(request: DeskRequest, shown: CustodyNow, show: str) -> str:
    chosen = narrowed(shown.lines, show, request.now)
    looking = _looking(request, shown)
    context: dict[str, Any] = {
        "rows": [row_words(line, looking) for line in chosen],
        "coming": shown.coming if not show else (),
        "shown": shown,
        "narrowed": bool(show) and len(chosen) != len(shown.lines),
    }
    html = render_to_string("diversion/custody_rows.jinja", context, request=request)
    return mark_safe(html)  # nosec B308 B703  a template escaped it


def _places(shown: CustodyNow, address: str) -> tuple[Chip, ...]:
    if len(shown.sites) < 2:
        return ()
    every = Chip("All places", address, shown.site is None)
    return (
        every,
        *(Chip(site.name, f"{address}?site={site.id}", shown.site == site) for site in shown.sites),
    )


@require_POST
def not_here(request: DeskRequest, link_id: UUID) -> HttpResponse:
    """Say that somebody arrested at the desk is not coming."""
    not_coming(request.actor, link_id, now=request.now)
    return redirect(f"{reverse('diversion:home')}?done=not_coming")

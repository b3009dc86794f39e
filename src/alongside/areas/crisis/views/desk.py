"""The desk: the board of a shift."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import etag, require_POST, require_safe

from alongside.areas.crisis import actions, queries
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.areas.crisis.views.desk_lines import board
from alongside.areas.crisis.views.detention import story_context
from alongside.areas.directory.queries import on_now
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.tokens import csrf_of, typed_by_of
from alongside.kernel.actor import holds, require


def _lanes_etag(request: DeskRequest) -> str:
    require(request.actor, PERMISSIONS, "desk.see")
    return f'"{queries.desk_stamp(request.now)}"'


@require_safe
def desk(request: DeskRequest) -> HttpResponse:
    """Show who is on, the three lanes and, where one was asked for, a line open beside them."""
    shown = queries.desk(request.actor, now=request.now)
    context = {
        "lanes": _lanes_html(request, shown),
        "stamp": f'"{shown.stamp}"',
        "csrf": csrf_of(request),
        "typed_by": typed_by_of(request),
        "seats": on_now(request.actor, request.now),
        "may_open": holds(request.actor, PERMISSIONS, "contact.open"),
    }
    opened = _opened(request)
    if opened is not None:
        context |= story_context(request, opened)
    return render(request, "crisis/desk.jinja", context)


@require_safe
@etag(_lanes_etag)
def lanes(request: DeskRequest) -> HttpResponse:
    """Answer the lanes by themselves, for a board that asks again and again."""
    shown = queries.desk(request.actor, now=request.now)
    return HttpResponse(_lanes_html(request, shown))


_DRAWN: dict[tuple[object, ...], str] = {}
"""Lanes already drawn, by all that they depend on. Emptied when the desk changes."""


def _lanes_html(request: DeskRequest, shown: queries.Desk) -> str:
    """Draw the lanes, or answer them as drawn a moment ago for somebody who sees the same."""
    mine = any(line.owner_is_viewer for line in (*shown.needs_now, *shown.running))
    may_take = holds(request.actor, PERMISSIONS, "contact.record")
    key = (shown.stamp, shown.named, may_take, request.actor.user_id if mine else None)
    drawn = _DRAWN.get(key)
    if drawn is None:
        if any(kept[0] != shown.stamp for kept in list(_DRAWN)):
            _DRAWN.clear()
        context = {"board": board(shown, request.now), "may_take": may_take}
        html = render_to_string("crisis/desk_lanes.jinja", context)
        drawn = _DRAWN[key] = mark_safe(html)  # nosec B308 B703  a template escaped it
    return drawn


def _opened(request: DeskRequest) -> UUID | None:
    """Answer which contact is to be open beside the board; a broken address opens none."""
    try:
        return UUID(request.GET.get("open", ""))
    except ValueError:
        return None


@require_POST
def take(request: DeskRequest, contact_id: UUID) -> HttpResponse:
    """Become the owner of a contact, and go back to where it was taken from."""
    actions.take_contact(request.actor, contact_id, now=request.now)
    if request.POST.get("back") == "desk":
        return redirect("crisis:desk")
    return redirect("crisis:contact", contact_id)

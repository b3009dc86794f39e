"""Coming in by a person's own door, signing in again, and leaving quickly."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alongside.areas.plans.actions import door_entry
from alongside.areas.plans.forms.portal import ChoosePinForm, CodeForm, ComeInForm
from alongside.areas.plans.queries.doors import name_to_remember
from alongside.areas.plans.views.portal.opening import show
from alongside.foundation.accounts import actions as accounts
from alongside.foundation.accounts import reentry
from alongside.foundation.accounts.access import open_to_all
from alongside.foundation.accounts.views import open_session
from alongside.kernel.actor import OWN_DOOR
from alongside.kernel.refusal import Refused

TRIED = "door_code"
TRIED_FOR = timedelta(minutes=15)


@open_to_all
@require_http_methods(["GET", "POST"])
def enter(request: Any) -> HttpResponse:
    """Ask for name and PIN, and offer the way in by code."""
    if request.actor is not None and request.actor.role in OWN_DOOR and request.method == "GET":
        return redirect("plans:me")
    held = reentry.held_in(request.POST)
    form = ComeInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            user = door_entry.come_in(said["name"], said["pin"], now=request.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            open_session(request, user)
            return _carry_on(request, user.pk, held)
    status = 422 if form.errors else 200
    return show(request, "enter", {"form": form, "held": held}, status=status)


def _carry_on(request: Any, user_id: UUID, held: reentry.Held | None) -> HttpResponse:
    if held is None or not held.path.startswith("/me/") or reentry.typed_by(held) != user_id:
        return redirect("plans:me")
    return show(request, "carry_on", {"held": held})


@open_to_all
@require_http_methods(["GET", "POST"])
def code(request: Any) -> HttpResponse:
    """Take the code from the sheet; it is used up only when a PIN is chosen."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            code_id = door_entry.try_code(form.cleaned_data["code"], now=request.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            logout(request)
            request.session[TRIED] = [str(code_id), request.now.timestamp()]
            return redirect("plans:me_pin")
    status = 422 if form.errors else 200
    return show(request, "code", {"form": form}, status=status)


@open_to_all
@require_http_methods(["GET", "POST"])
def pin(request: Any) -> HttpResponse:
    """Let whoever holds the code choose a PIN, and bring them in."""
    code_id = _tried(request)
    if code_id is None:
        return redirect("plans:me_code")
    form = ChoosePinForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = door_entry.choose_pin(code_id, form.cleaned_data["pin"], now=request.now)
        except Refused as refused:
            form.refuse(refused)
        else:
            request.session.flush()
            open_session(request, user)
            return redirect("plans:me")
    context = {"form": form, "name": name_to_remember(code_id)}
    status = 422 if form.errors else 200
    return show(request, "pin", context, status=status)


def _tried(request: Any) -> UUID | None:
    """Answer the code that was typed right a moment ago on this device."""
    kept, at = request.session.get(TRIED) or ("", 0.0)
    fresh = request.now.timestamp() - at < TRIED_FOR.total_seconds()
    return UUID(kept) if kept and fresh else None


@open_to_all
@require_POST
def leave(request: Any) -> HttpResponse:
    """Sign out at once and go somewhere that says nothing of this."""
    if request.actor is not None:
        accounts.record_sign_out(request.actor, now=request.now)
    logout(request)
    return redirect("plans:me_left")


@open_to_all
@require_safe
def left(request: Any) -> HttpResponse:
    """Move on to the weather; nothing here says where somebody was."""
    return show(request, "left")


@open_to_all
@require_safe
def closed(request: Any) -> HttpResponse:
    """Say that the way in is closed, and how to have another."""
    return show(request, "closed")

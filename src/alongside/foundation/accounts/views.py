"""Signing in and out, and starting and ending duty."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from alongside.foundation.accounts import actions, queries, reentry
from alongside.foundation.accounts.access import DeskRequest, open_to_all
from alongside.foundation.accounts.forms import SignInForm, StartDutyForm
from alongside.foundation.accounts.middleware import OWN_DOOR_STEP, SEEN_AT
from alongside.foundation.accounts.rules import DUTY_LASTS
from alongside.kernel.actor import OWN_DOOR, Actor, Role
from alongside.kernel.refusal import Refused


@open_to_all
@require_http_methods(["GET", "POST"])
def sign_in(request: Any) -> HttpResponse:
    """Ask for name and password; in the demo also offer one-click sign-ins."""
    held = reentry.held_in(request.POST)
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.sign_in(
                form.cleaned_data["sign_in_name"], form.cleaned_data["password"], now=request.now
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            open_session(request, user)
            return _carry_on(request, user.id, held)
    context = {
        "form": form,
        "held": held,
        "next": _safe_next(request),
        "demo": _demo_accounts(request.GET.get("as", "")),
        "one_only": bool(request.GET.get("as")),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.jinja", context, status=status)


@open_to_all
@require_POST
def one_click(request: Any) -> HttpResponse:
    """Open a demo account. Exists only while the demo setting is on."""
    if not settings.DEMO:
        raise Http404
    try:
        wanted = UUID(request.POST.get("user_id", ""))
    except ValueError:
        raise Http404 from None
    account = next((a for a in queries.demo_accounts() if a.user_id == wanted), None)
    if account is None:
        raise Http404
    held = reentry.held_in(request.POST)
    user = actions.open_demo_account(account.user_id, now=request.now)
    open_session(request, user)
    return _carry_on(request, account.user_id, held)


@open_to_all
@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End the session; duty goes on until it is ended."""
    actor: Actor | None = request.actor
    if actor is not None:
        actions.record_sign_out(actor, now=request.now)
    logout(request)
    own = actor is not None and actor.role in OWN_DOOR
    return redirect(OWN_DOOR_STEP if own else "accounts:sign_in")


@require_http_methods(["GET", "POST"])
def duty(request: DeskRequest) -> HttpResponse:
    """Choose a role and start duty."""
    started = {"ends_at": request.now + DUTY_LASTS, "role": request.actor.role}
    form = StartDutyForm(request.POST if request.method == "POST" else None, initial=started)
    held = queries.roles_held(request.actor.user_id)
    form.fields["role"].choices = held  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            actions.start_duty(
                request.actor.user_id,
                role=Role(form.cleaned_data["role"]),
                seat=form.cleaned_data["seat"],
                phone=form.cleaned_data["phone"],
                ends_at=form.cleaned_data["ends_at"],
                now=request.now,
            )
            return redirect(_safe_next(request) or reverse("home"))
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "next": _safe_next(request)}
    return render(request, "accounts/duty.jinja", context, status=422 if form.errors else 200)


@require_POST
def end_duty(request: DeskRequest) -> HttpResponse:
    """End the spell of duty."""
    actions.end_duty(request.actor, now=request.now)
    return redirect("accounts:duty")


def _demo_accounts(only: str) -> list[queries.DemoAccount]:
    """The one-click accounts of the demo: one where a link names it, otherwise all."""
    accounts = queries.demo_accounts() if settings.DEMO else []
    return [a for a in accounts if a.sign_in_name == only] or accounts


def open_session(request: Any, user: Any) -> None:
    """Start a signed-in session for somebody."""
    login(request, user, backend="alongside.foundation.accounts.backend.SignInBackend")
    request.session[SEEN_AT] = request.now.timestamp()


def _carry_on(request: Any, user_id: UUID, held: reentry.Held | None) -> HttpResponse:
    if held is None:
        return redirect(_safe_next(request) or reverse("home"))
    owner = reentry.typed_by(held)
    if owner is not None and owner != user_id:
        return render(request, "accounts/not_yours.jinja", {}, status=403)
    return render(request, "accounts/carry_on.jinja", {"held": held})


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else ""

"""Signing in to a session: the code on its screen, and the page of a phone that takes it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from alongside.areas.liaison.actions.training_attendance import sign_in_by_code
from alongside.areas.liaison.forms.training import CodeForm
from alongside.areas.liaison.queries import training_sign_in
from alongside.areas.liaison.rules.permissions import PERMISSIONS
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.asking import BOTH
from alongside.foundation.kit.done import done_address
from alongside.kernel.actor import require
from alongside.kernel.refusal import NotPermitted, Refused


@require_http_methods(BOTH)
def sign_in(request: DeskRequest) -> HttpResponse:
    """Take a code, show whose it is, and keep that the viewer came once they say so."""
    require(request.actor, PERMISSIONS, "training.sign_in")
    typed: Any = request.POST if request.method == "POST" else request.GET
    form = CodeForm(typed if "code" in typed else None)
    found = None
    if form.is_valid():
        code = form.cleaned_data["code"]
        try:
            if request.method == "POST":
                session_id = sign_in_by_code(request.actor, code, now=request.now)
                here = reverse("liaison:training_session", args=[session_id])
                return redirect(done_address(here, "here"))
            found = training_sign_in.session_of_code(request.actor, code, now=request.now)
        except NotPermitted:
            raise
        except Refused as refused:
            form.refuse(refused)
    context = {"form": form, "found": found}
    status = 422 if form.errors else 200
    return render(request, "liaison/training/sign_in.jinja", context, status=status)


@require_safe
def screen(request: DeskRequest, session_id: UUID) -> HttpResponse:
    """Show the code of a session, large, for the screen in its room. It asks again by itself."""
    page = training_sign_in.screen(request.actor, session_id, now=request.now)
    part = "_part" if getattr(request, "htmx", False) else ""
    address = request.get_host() + reverse("liaison:training_sign_in")
    context = {"page": page, "address": address}
    return render(request, f"liaison/training/screen{part}.jinja", context)

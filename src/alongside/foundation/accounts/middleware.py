"""Reads the clock once, works out who acts, and refuses everybody else."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.accounts import queries, reentry, rules
from alongside.foundation.accounts.access import is_for, is_own_door
from alongside.foundation.accounts.queries import actor_of
from alongside.kernel.actor import OWN_DOOR, Actor

Respond = Callable[[HttpRequest], HttpResponse]
SEEN_AT = "seen_at"
REFRESH_SECONDS = 60
OWN_DOOR_STEP = "/me/enter/"
"""Where the person signs in to their own pages."""
OWN_DOOR_PAGE = "plans/portal/enter.jinja"
"""What asks them to, carrying what they typed when their session ended."""


class RequestClock:
    """Sets ``request.now``: the one reading of the clock for the whole request."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the clock and go on."""
        request.now = timezone.now()  # type: ignore[attr-defined]
        return self.respond(request)


class SignedInActor:
    """Sets ``request.actor`` from the session, or ``None``; ends a session left untouched."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Work out who acts and go on."""
        request.actor = None  # type: ignore[attr-defined]
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._sign_on(request)
        return self.respond(request)

    def _sign_on(self, request: Any) -> None:
        user = get_user(request)
        if not user.is_authenticated:
            return
        seen_at = datetime.fromtimestamp(request.session.get(SEEN_AT, 0), tz=UTC)
        if rules.session_is_stale(seen_at, request.now, queries.idle_minutes(user.own_door)):
            logout(request)
            return
        if (request.now - seen_at).total_seconds() > REFRESH_SECONDS and not _is_poll(request):
            request.session[SEEN_AT] = request.now.timestamp()
        request.user = user
        request.actor = actor_of(user, session=(request.session.session_key or "")[:12])


def _ask_at_own_door(request: HttpRequest) -> HttpResponse:
    """Ask the person for their name and PIN, keeping what they typed."""
    if request.method != "POST":
        return redirect(OWN_DOOR_STEP)
    held = reentry.hold(request.get_full_path(), request.POST)
    return render(request, OWN_DOOR_PAGE, {"held": held}, status=401)


def _is_poll(request: HttpRequest) -> bool:
    """A board refreshing itself does not keep an empty chair signed in."""
    return request.headers.get("X-Alongside-Poll") == "1"


class DefaultDeny:
    """Shows nothing to anybody not signed in, unless a page says it is open to all."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; ``process_view`` decides."""
        response = self.respond(request)
        if getattr(request, "actor", None) is not None:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: Any, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Ask for sign-in unless the page is open; keep either door to those it is for."""
        if getattr(view, "open_to_all", False):
            return None
        actor: Actor | None = getattr(request, "actor", None)
        if actor is None:
            ask = _ask_at_own_door if is_own_door(view) else reentry.ask_to_sign_in
            return ask(request)
        if is_for(view, actor):
            return None
        words = {"own": actor.role in OWN_DOOR, "home": OWN_DOOR_STEP}
        return render(request, "accounts/other_door.jinja", words, status=403)

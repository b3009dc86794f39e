"""Pages that belong to no area: errors, theme, session, health."""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.accounts import reentry
from alongside.foundation.accounts.access import DeskRequest, either_door, open_to_all
from alongside.foundation.kit.daylight import COOKIE, THEMES
from alongside.foundation.outbox.worker import delivery_report

YEAR_SECONDS = 365 * 24 * 60 * 60


@open_to_all
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the colours somebody chose on this device and go back to where they were."""
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    response = redirect(target if safe else reverse("home"))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            COOKIE,
            chosen,
            max_age=YEAR_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    return response


@either_door
@require_POST
def session(request: DeskRequest) -> HttpResponse:
    """Keep somebody signed in who said they are still there."""
    return HttpResponse(status=204)


@open_to_all
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Describe the site to a phone that keeps it on its home screen."""
    answer = {
        "name": "Alongside",
        "short_name": "Alongside",
        "start_url": reverse("home"),
        "display": "standalone",
        "background_color": "#f0f4f5",
        "theme_color": "#16324f",
        "icons": [{"src": static("kit/icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(answer, content_type="application/manifest+json")


@open_to_all
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Say whether the server reaches its database, and whether messages are going out.

    The web server is well even when the worker is not, so only the database makes it fail;
    what watches it reads ``worker`` and ``messages_given_up``.
    """
    try:
        report = delivery_report()
    except DatabaseError:
        return JsonResponse({"status": "failing", "database": "does not answer"}, status=503)
    silent = report.silent_for(request.now)  # type: ignore[attr-defined]
    return JsonResponse(
        {
            "status": "ok",
            "database": "answers",
            "worker": "silent" if silent else "running",
            "worker_last_ran_at": report.last_ran_at,
            "messages_given_up": report.given_up,
        }
    )


@open_to_all
def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say kindly that there is no such page, or none for this viewer."""
    return render(request, "kit/not_found.jinja", {}, status=404)


@open_to_all
def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we broke. Reads nothing from the database, which may be what broke."""
    return render(request, "kit/server_error.jinja", {"bare": True}, status=500)


@open_to_all
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form had gone stale, and give back what was typed."""
    typed = reentry.hold(request.get_full_path(), request.POST).words
    return render(request, "kit/csrf_failure.jinja", {"typed": typed}, status=403)

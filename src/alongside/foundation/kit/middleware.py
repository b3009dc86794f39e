"""Turns a refusal nobody caught into a page that says what to do next."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.foundation.accounts import reentry
from alongside.kernel.refusal import Conflict, NotPermitted, Refused

Respond = Callable[[HttpRequest], HttpResponse]


class RefusalPages:
    """``NotPermitted`` is 403, ``Conflict`` 409 and any other ``Refused`` 422."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; ``process_exception`` does the work."""
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its page; leave everything else to be seen as a bug."""
        if not isinstance(exception, Refused):
            return None
        response = render(
            request, "kit/refused.jinja", _context(request, exception), status=_status(exception)
        )
        response["X-Alongside-Refused"] = exception.code
        if request.headers.get("HX-Request"):
            response["HX-Retarget"] = "body"
            response["HX-Reswap"] = "innerHTML"
        return response


def _status(refused: Refused) -> int:
    if isinstance(refused, NotPermitted):
        return 403
    return 409 if isinstance(refused, Conflict) else 422


def _context(request: HttpRequest, refused: Refused) -> dict[str, Any]:
    titles = {403: "This is not open to you", 409: "Somebody else changed this first"}
    typed = reentry.hold(request.get_full_path(), request.POST).words if request.POST else ()
    return {
        "title": titles.get(_status(refused), "That could not be done"),
        "refused": refused,
        "theirs": refused.theirs if isinstance(refused, Conflict) else {},
        "typed": typed,
        "back": _came_from(request),
    }


def _came_from(request: HttpRequest) -> str:
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return came_from if ours else ""

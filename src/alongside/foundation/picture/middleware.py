"""Leads from a key that was joined to another to the record that stands."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.foundation.audit.keys import standing_key

Respond = Callable[[HttpRequest], HttpResponse]


class StandingKeys:
    """An old address leads to the standing record, and a form sent to it lands there.

    It looks at every address with a ``person_id``, whichever area's it is.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; ``process_view`` does the work."""
        return self.respond(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _positional: tuple[Any, ...],
        named: dict[str, Any],
    ) -> HttpResponse | None:
        """Go to the same page of the standing record, or let the form act on it."""
        key = named.get("person_id")
        if not isinstance(key, UUID):
            return None
        standing = standing_key(key)
        if standing == key:
            return None
        named["person_id"] = standing
        match = request.resolver_match
        if request.method not in ("GET", "HEAD") or match is None:
            return None
        asked = request.META.get("QUERY_STRING", "")
        address = reverse(match.view_name, kwargs=named)
        return HttpResponseRedirect(f"{address}?{asked}" if asked else address)

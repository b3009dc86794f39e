"""Opens a page to the person whose page it is, and says refusals in plain words."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from alongside.areas.plans.queries.doors import OwnDoor, door_of
from alongside.areas.plans.rules.doors import Allowance, check_allowed
from alongside.areas.plans.views.portal import settings
from alongside.foundation.accounts.access import DeskRequest, own_door
from alongside.kernel.refusal import NotPermitted, Refused

View = Callable[..., HttpResponse]


class OwnRequest(DeskRequest):
    """A request of somebody who came by a person's own door."""

    door: OwnDoor


def own_page(needs: Allowance | None = None) -> Callable[[View], View]:
    """Make a view a page of the person's own, for whoever may do what it needs.

    Args:
        needs: What a carer has to have been let do; nothing for pages all may see.
    """

    def make(view: View) -> View:
        @wraps(view)
        def page(request: Any, *args: Any, **more: Any) -> HttpResponse:
            try:
                request.door = door_of(request.actor, now=request.now)
                if needs is not None:
                    check_allowed(request.door.facts, needs)
                return view(request, *args, **more)
            except Refused as refused:
                return say_refused(request, refused)

        return own_door(page)

    return make


def show(
    request: Any, name: str, context: Mapping[str, object] | None = None, *, status: int = 200
) -> HttpResponse:
    """Show a page of the person's own, in the size and the words they chose on this device."""
    chosen = {
        "easy": settings.is_easy(request),
        "size": settings.chosen_size(request),
        "sizes": settings.SIZES,
    }
    template = f"plans/portal/{name}.jinja"
    return render(request, template, {**chosen, **(context or {})}, status=status)


def say_refused(request: Any, refused: Refused) -> HttpResponse:
    """Say what could not be done, on a page of the person's own."""
    status = 403 if isinstance(refused, NotPermitted) else 422
    response = show(request, "refused", {"refused": refused}, status=status)
    response["X-Alongside-Refused"] = refused.code
    return response

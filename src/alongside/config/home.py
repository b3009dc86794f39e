"""Where somebody lands after sign-in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.foundation.accounts.access import DeskRequest


@require_safe
def home(request: DeskRequest) -> HttpResponse:
    """Send somebody on duty to the desk, and others to start duty."""
    return redirect("crisis:desk" if request.actor.on_duty else "accounts:duty")

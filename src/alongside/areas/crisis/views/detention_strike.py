"""Taking back an entry that told of something that did not happen."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.areas.crisis import actions
from alongside.areas.crisis.queries.entry import recorded_entry
from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.forms import PlainForm


@require_POST
def strike(request: DeskRequest, event_id: UUID) -> HttpResponse:
    """Mark an entry as something that did not happen, and go back to the story."""
    entry = recorded_entry(request.actor, event_id)
    actions.strike_out(
        request.actor,
        event_id,
        reason=request.POST.get("reason", ""),
        now=request.now,
        request_key=PlainForm(request.POST).request_key,
    )
    return redirect("crisis:contact", entry.contact_id)

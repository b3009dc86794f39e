"""The inbox page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.outbox import inbox


@require_safe
def show_inbox(request: DeskRequest) -> HttpResponse:
    """List the viewer's own messages."""
    return render(request, "outbox/inbox.jinja", {"lines": inbox.inbox_of(request.actor)})


@require_POST
def open_item(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Mark a message read and go where it leads."""
    link = inbox.mark_read(request.actor, item_id, now=request.now)
    return redirect(link or "outbox:inbox")

"""The inbox page."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.foundation.accounts.access import DeskRequest
from alongside.foundation.kit.done import done_address, done_words
from alongside.foundation.outbox import inbox

DONE: Final = {"answered": "Thank you. It is kept, with your name."}


@require_safe
def show_inbox(request: DeskRequest) -> HttpResponse:
    """List the viewer's own messages."""
    context = {"lines": inbox.inbox_of(request.actor), "done": done_words(request, DONE)}
    return render(request, "outbox/inbox.jinja", context)


@require_POST
def open_item(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Mark a message read and go where it leads."""
    link = inbox.mark_read(request.actor, item_id, now=request.now)
    return redirect(link or "outbox:inbox")


@require_POST
def answer_item(request: DeskRequest, item_id: UUID) -> HttpResponse:
    """Take the one action offered beside a message, and come back to the messages."""
    inbox.answer(request.actor, item_id, now=request.now)
    return redirect(done_address(reverse("outbox:inbox"), "answered"))

"""Tells the leads of an agreement's parties what falls due on it, or that it was withdrawn."""

from django.urls import reverse

from alongside.areas.oversight.actions.agreements import DUE
from alongside.areas.oversight.queries.agreement_rows import lapse_note, leads_of
from alongside.foundation.outbox import inbox
from alongside.foundation.outbox.messages import Message

__all__ = ["DUE", "chase"]


def chase(message: Message) -> None:
    """Tell the information governance leads of every party, unless it no longer matters."""
    title = lapse_note(message.payload, now=message.now)
    if title:
        link = reverse("oversight:agreement", args=[message.payload["id"]])
        inbox.tell(leads_of(message.payload["id"]), message, title=title, link=link)

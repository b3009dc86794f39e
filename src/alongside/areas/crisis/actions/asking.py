"""Ask whoever owns a record to put something right for the annual return."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from alongside.areas.crisis.actions.writing import locked_contact
from alongside.areas.crisis.models import Contact
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.outbox.inbox import tell
from alongside.foundation.outbox.messages import Message, send
from alongside.kernel.actor import Actor, require

TOPIC = "crisis.put_right"
TITLE = "The annual return needs something put right in a record of yours"


def ask_to_put_right(actor: Actor, contact_id: UUID, *, now: datetime) -> None:
    """Ask the owner of a record, or whoever opened it, to look at what the return says of it.

    Asking twice on a day is asking once.

    Raises:
        NotPermitted: Only those who make the return ask.
        Refused: ``contact.not_found``.
    """
    require(actor, PERMISSIONS, "return.make")
    with transaction.atomic():
        locked_contact(contact_id)
        once_key = f"{TOPIC}:{contact_id}:{now:%Y-%m-%d}"
        send(TOPIC, {"contact": str(contact_id)}, now=now, once_key=once_key)
        entry = Entry(
            Op.ALTERATION,
            "crisis.ask_to_put_right",
            Ref("contact", contact_id),
            why=Why(purpose="annual return"),
        )
        record(actor, entry, now=now)


def tell_who_owns_it(message: Message) -> None:
    """Tell the owner and the opener, in words that say nothing about anybody."""
    contact = Contact.objects.get(pk=UUID(message.payload["contact"]))
    users = {contact.owner_id or contact.opened_by_id, contact.opened_by_id}
    tell(users, message, title=TITLE, link=reverse("crisis:contact", args=[contact.pk]))

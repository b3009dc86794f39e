"""What the desk tells of: an arrest that is coming to custody, a contact it already had."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.diversion.models import DeskLink
from alongside.areas.diversion.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, Why, record
from alongside.foundation.outbox.messages import Message
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

IN_CUSTODY = "P4"


def expect_arrest(message: Message) -> None:
    """Keep that somebody whom the desk had met was arrested, so that they are looked out for.

    A second message about the same contact changes nothing but who they are, where that was
    learnt later; until then the list says that nobody knows yet.
    """
    said = message.payload
    person = UUID(said["person"]) if said.get("person") else None
    link, made = DeskLink.objects.get_or_create(
        contact_id=UUID(said["contact"]),
        defaults={
            "way": "arrest",
            "person_id": person,
            "force_id": UUID(said["force"]),
            "happened_at": datetime.fromisoformat(said["at"]),
            "received_at": message.now,
        },
    )
    if not made:
        if person in (None, link.person_id) or link.settled_at is not None:
            return
        link.person_id = person
        link.save(update_fields=["person"])
    also = (Ref("person", link.person_id),) if link.person_id else ()
    entry = Entry(
        Op.COLLECTION,
        "diversion.expect_arrest",
        Ref("desk_link", link.id),
        also=also,
        why=Why(purpose=IN_CUSTODY),
    )
    record(None, entry, now=message.now)


def join_contact(message: Message) -> None:
    """Point at the contact the desk already had, in place of the one it was asked to open."""
    asked, had = UUID(message.payload["asked"]), UUID(message.payload["contact"])
    if DeskLink.objects.filter(contact_id=had).exists():
        # The desk's contact led here in the first place: the story goes round to where it began.
        return
    DeskLink.objects.filter(contact_id=asked).update(contact_id=had)
    link = DeskLink.objects.filter(contact_id=had).first()
    subject = Ref("desk_link", link.id) if link else None
    record(None, Entry(Op.ALTERATION, "diversion.join_contact", subject), now=message.now)


def not_coming(actor: Actor, link_id: UUID, *, now: datetime) -> None:
    """Record that somebody arrested at the desk is not coming to custody here after all.

    Raises:
        NotPermitted: The role may not.
        Refused: ``desk_link.not_found``.
    """
    require(actor, PERMISSIONS, "custody_list.keep")
    with transaction.atomic():
        waiting = DeskLink.objects.select_for_update().filter(pk=link_id, settled_at=None)
        link = waiting.first()
        if link is None:
            raise Refused("desk_link.not_found", "Nobody is waited for under that line.")
        DeskLink.objects.filter(pk=link.pk).update(settled_at=now, settled_by_id=actor.user_id)
        also = (Ref("person", link.person_id),) if link.person_id else ()
        entry = Entry(
            Op.ALTERATION,
            "diversion.not_coming",
            Ref("desk_link", link.id),
            also=also,
            why=Why(purpose=IN_CUSTODY),
        )
        record(actor, entry, now=now)

"""Where the desk's story and that of police custody go on into each other, by the outbox alone."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from alongside.areas.crisis.actions.writing import NewEvent, append, refresh
from alongside.areas.crisis.models import Contact, Event
from alongside.foundation.accounts.models import User
from alongside.foundation.accounts.queries import actor_of
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.foundation.outbox.messages import Message, send

ARREST: Final = "arrest"
ARRESTED: Final = "crisis.arrested"
JOINED: Final = "crisis.joined_from_custody"
SAME_STORY: Final = timedelta(hours=12)
"""A contact opened so shortly before is taken to be about the same move."""
PLACE: Final = "Police custody"


def tell_of_arrest(contact: Contact, *, at: datetime, now: datetime) -> None:
    """Tell whoever works in custody that somebody the desk had met is coming. Keys only.

    A decision that is put right and recorded again tells nothing new; who somebody is, once it
    is known, does.
    """
    payload = {
        "contact": str(contact.id),
        "person": str(contact.person_id or ""),
        "force": str(contact.organisation_id),
        "at": at.isoformat(),
    }
    once_key = f"{ARRESTED}:{contact.id}:{contact.person_id or ''}"
    send(ARRESTED, payload, now=now, once_key=once_key)


def tell_who_was_arrested(contact: Contact, *, now: datetime) -> None:
    """Tell custody who is coming, where they were named only after the decision to arrest."""
    decisions = Event.objects.filter(contact=contact, kind="decision", superseded_by=None)
    for at, facts in decisions.values_list("happened_at", "facts"):
        if facts.get("decision") == ARREST:
            tell_of_arrest(contact, at=at, now=now)


def open_from_custody(message: Message) -> None:
    """Open a contact for somebody who went from custody to section 136, or find the one open.

    Nobody owns it yet, so the desk shows it first; whoever takes it records the power that was
    used. The key is the one custody gave, so that a second delivery makes nothing new.
    """
    said = message.payload
    asked, person = UUID(said["contact"]), UUID(said["person"])
    at = datetime.fromisoformat(said["at"])
    if Contact.objects.filter(pk=asked).exists():
        return
    there = Contact.objects.filter(
        person_id=person, closed_at=None, opened_at__gte=at - SAME_STORY
    ).first()
    if there is not None:
        send(JOINED, {"asked": str(asked), "contact": str(there.id)}, now=message.now)
        return
    _open(asked, person, UUID(said["force"]), UUID(said["user"]), at=at, now=message.now)


def _open(
    contact_id: UUID, person_id: UUID, force_id: UUID, user_id: UUID, *, at: datetime, now: datetime
) -> None:
    recorder = actor_of(User.objects.get(pk=user_id))
    contact = Contact.objects.create(
        id=contact_id,
        organisation_id=force_id,
        opened_by_id=user_id,
        opened_at=at,
        recorded_at=now,
        source="custody",
        place_words=PLACE,
        person_id=person_id,
    )
    facts = {"source": "custody", "place_words": PLACE, "reason": "From custody to section 136"}
    append(recorder, contact, NewEvent("opened", at, facts), now=now)
    append(recorder, contact, NewEvent("person_named", at, {"known": True}), now=now)
    also = (Ref("person", person_id),)
    entry = Entry(Op.COLLECTION, "crisis.open_from_custody", Ref("contact", contact_id), also=also)
    record(None, entry, now=now)
    refresh(contact, now=now)

"""Open a contact and say who it is with."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.crisis.actions.custody import tell_who_was_arrested
from alongside.areas.crisis.actions.writing import (
    NewEvent,
    append,
    audit_event,
    locked_contact,
    refresh,
)
from alongside.areas.crisis.models import Contact, Event
from alongside.areas.crisis.rules.facts import check_happened_at
from alongside.areas.crisis.rules.permissions import PERMISSIONS
from alongside.foundation.audit.keys import standing_key
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Conflict


@dataclass(frozen=True, slots=True)
class Opening:
    """Where and how somebody was met.

    Attributes:
        opened_at: When they were met.
        source: Code from ``rules.kinds.SOURCES``.
        place_words: Where, in words.
        place_type: Kind of place for the location rule, from ``law.LocationType``; may be empty.
        incident_reference: The force's or service's own reference; may be empty.
        reason: Why somebody was called, in a few words; may be empty.
        latitude: Degrees north, with longitude, or ``None``.
        longitude: Degrees east.
        mine: Whether the opener owns it; otherwise it waits on the desk for somebody.
    """

    opened_at: datetime
    source: str
    place_words: str
    place_type: str = ""
    incident_reference: str = ""
    reason: str = ""
    latitude: float | None = None
    longitude: float | None = None
    mine: bool = True


def open_contact(
    actor: Actor, opening: Opening, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Open a contact about somebody in crisis.

    Returns:
        The contact's identifier; the same one when the same form is sent again.

    Raises:
        NotPermitted: The role does not open contacts.
        Refused: ``event.in_the_future``.
    """
    require(actor, PERMISSIONS, "contact.open")
    check_happened_at(opening.opened_at, now)

    def write() -> UUID:
        contact = _create(actor, opening, now)
        facts = {
            "source": opening.source,
            "place_words": opening.place_words,
            "place_type": opening.place_type,
            "reason": opening.reason,
        }
        append(actor, contact, NewEvent("opened", opening.opened_at, facts), now=now)
        entry = Entry(
            Op.COLLECTION,
            "crisis.open_contact",
            Ref("contact", contact.id),
            fields=tuple(sorted(name for name, value in facts.items() if value)),
        )
        record(actor, entry, now=now, request_key=request_key)
        return contact.id

    return once(actor, request_key, write)


def _create(actor: Actor, opening: Opening, now: datetime) -> Contact:
    return Contact.objects.create(
        organisation_id=actor.organisation_id,
        opened_by_id=actor.user_id,
        owner_id=actor.user_id if opening.mine else None,
        opened_at=opening.opened_at,
        recorded_at=now,
        source=opening.source,
        incident_reference=opening.incident_reference,
        place_words=opening.place_words,
        place_type=opening.place_type,
        latitude=opening.latitude,
        longitude=opening.longitude,
    )


def name_person(
    actor: Actor,
    contact_id: UUID,
    person_id: UUID,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> None:
    """Say who a contact is with, or say it better later; the earlier answer stays in the story."""
    require(actor, PERMISSIONS, "contact.record")

    def write() -> UUID:
        contact, standing = locked_contact(contact_id), standing_key(person_id)
        if contact.person_id == standing:
            return contact.id
        contact.person_id = standing
        contact.version += 1
        contact.save(update_fields=["person", "version"])
        event = append(actor, contact, NewEvent("person_named", now, {"known": True}), now=now)
        audit_event(actor, event, action="crisis.name_person", now=now, request_key=request_key)
        refresh(contact, now=now)
        tell_who_was_arrested(contact, now=now)
        return contact.id

    once(actor, request_key, write)


def take_contact(actor: Actor, contact_id: UUID, *, now: datetime) -> None:
    """Become the owner of a contact."""
    require(actor, PERMISSIONS, "contact.record")
    with transaction.atomic():
        contact = locked_contact(contact_id)
        if contact.owner_id == actor.user_id:
            return
        Contact.objects.filter(pk=contact_id).update(
            owner_id=actor.user_id, version=contact.version + 1
        )
        entry = Entry(
            Op.ALTERATION, "crisis.take_contact", Ref("contact", contact_id), fields=("owner",)
        )
        record(actor, entry, now=now)


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """The details of a contact that may be put right later."""

    place_words: str
    place_type: str
    incident_reference: str


def change_details(
    actor: Actor, contact_id: UUID, details: ContactDetails, *, version: int, now: datetime
) -> None:
    """Put a contact's details right.

    Args:
        version: The version the form was read at.

    Raises:
        Conflict: ``contact.changed`` when somebody else changed it since; carries theirs.
    """
    require(actor, PERMISSIONS, "contact.record")
    with transaction.atomic():
        contact = locked_contact(contact_id)
        if contact.version != version:
            raise Conflict(
                "contact.changed",
                "Somebody else changed this contact while you were typing.",
                theirs={
                    "place_words": contact.place_words,
                    "place_type": contact.place_type,
                    "incident_reference": contact.incident_reference,
                    "version": str(contact.version),
                },
                next_step="Both versions are shown: choose what should stand and save again.",
            )
        opened = Event.objects.filter(contact=contact, kind="opened", superseded_by=None).get()
        contact.place_words = details.place_words
        contact.place_type = details.place_type
        contact.incident_reference = details.incident_reference
        contact.version += 1
        contact.save()
        facts = {
            **opened.facts,
            "place_words": details.place_words,
            "place_type": details.place_type,
        }
        event = append(
            actor,
            contact,
            NewEvent("opened", opened.happened_at, facts),
            now=now,
            supersedes=opened,
            reason="details put right",
        )
        audit_event(actor, event, action="crisis.change_details", now=now, request_key=None)
        refresh(contact, now=now)

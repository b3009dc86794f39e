"""The person's own words: shared by them, and taken back whenever they say so."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.people.actions.transacting import locked_person, stamp
from alongside.areas.people.models import PersonWords
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


def record_words(
    actor: Actor,
    person_id: UUID,
    *,
    text: str,
    helps: str,
    worse: str,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Write down what a person wants those who meet them to know, with them beside you.

    Words shared earlier are withdrawn in the same moment and stay on record. ``request_key``
    is the form's, so that it is saved once.

    Raises:
        NotPermitted: The role may not.
        Refused: ``words.empty`` or ``person.not_found``.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "person.record_words")
        if not (text.strip() or helps.strip() or worse.strip()):
            raise Refused("words.empty", "Write at least one thing they said.", field="text")
        standing = locked_person(person_id).id
        PersonWords.objects.filter(person_id=standing, withdrawn_at=None).update(withdrawn_at=now)
        row = PersonWords.objects.create(
            person_id=standing,
            text=text.strip(),
            helps=helps.strip(),
            worse=worse.strip(),
            shared_at=now,
            **stamp(actor, now),
        )
        entry = Entry(
            Op.COLLECTION,
            "people.record_words",
            Ref("person_words", row.id),
            also=(Ref("person", standing),),
            fields=("text", "helps", "worse"),
        )
        record(actor, entry, now=now, request_key=request_key)
        return row.id

    return once(actor, request_key, work)


def withdraw_words(actor: Actor, person_id: UUID, *, now: datetime) -> None:
    """Take a person's words back, because they said so. Nobody sees them from then on.

    Raises:
        NotPermitted: The role may not.
        Refused: ``words.none_shared`` or ``person.not_found``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "person.withdraw_words")
        standing = locked_person(person_id).id
        row = PersonWords.objects.filter(person_id=standing, withdrawn_at=None).first()
        if row is None:
            raise Refused("words.none_shared", "No words are shared now.")
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        entry = Entry(
            Op.ALTERATION,
            "people.withdraw_words",
            Ref("person_words", row.id),
            also=(Ref("person", standing),),
            fields=("withdrawn_at",),
        )
        record(actor, entry, now=now)

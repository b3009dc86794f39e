"""Keep the list of named contacts, and say when one is away."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from alongside.areas.directory.actions.writing import (
    chase_later,
    check_version,
    confirm,
    confirmed_by,
    locked,
    name_taken,
    write,
)
from alongside.areas.directory.models import Contact, ContactAway, Team
from alongside.areas.directory.rules.confirmation import EntryKind
from alongside.areas.directory.rules.contacts import (
    check_away,
    check_contact_can_be_reached,
    check_speaks_for,
)
from alongside.areas.directory.rules.hours import parse_hours
from alongside.areas.directory.rules.languages import check_languages
from alongside.areas.directory.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused

CONTACT_NOT_HERE = Refused(
    "contact.not_here", "There is no such contact.", next_step="Choose one listed."
)


@dataclass(frozen=True, slots=True)
class ContactEntry:
    """What is kept of a contact. ``hours`` as ``rules.hours`` reads them.

    Attributes:
        is_for: What they are rung for.
        languages: Codes of ``rules.languages``, beside English.
        team_id: The team they belong to, of the same organisation.
        user_id: Their own account, where they have one.
    """

    organisation_id: UUID
    name: str
    job_title: str
    is_for: str
    phone: str
    hours: str
    email: str = ""
    languages: list[str] = field(default_factory=list)
    team_id: UUID | None = None
    user_id: UUID | None = None
    active: bool = True


def add_contact(
    actor: Actor, entry: ContactEntry, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Add a contact, confirmed by whoever adds it.

    Raises:
        NotPermitted: The role may not.
        Refused: ``contact.name_taken``, ``contact.cannot_be_reached``,
            ``contact.other_organisation``, ``languages.not_known`` or ``hours.not_understood``.
    """

    def make() -> UUID:
        require(actor, PERMISSIONS, "contact.add")
        _check(entry, other_than=None)
        kept = {name: getattr(entry, name) for name in entry.__slots__}
        row = Contact(**kept, **confirmed_by(actor, EntryKind.CONTACT, now))
        row.save(force_insert=True)
        done = Entry(Op.CONFIGURATION, "directory.add_contact", Ref("contact", row.id))
        record(actor, done, now=now, request_key=request_key)
        chase_later(row, EntryKind.CONTACT, now)
        return row.id

    return once(actor, request_key, make)


def change_contact(
    actor: Actor, contact_id: UUID, entry: ContactEntry, *, version: int, now: datetime
) -> None:
    """Change a contact, or retire it; saving it also confirms it.

    Raises:
        NotPermitted: The role may not.
        Conflict: ``entry.changed``.
        Refused: ``contact.not_here`` or what ``add_contact`` refuses.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "contact.change")
        row = locked(Contact, contact_id, CONTACT_NOT_HERE)
        check_version(row, entry, version)
        _check(entry, other_than=contact_id)
        fields = write(row, entry)
        confirm(row, actor, kind=EntryKind.CONTACT, now=now)
        row.save(force_update=True)
        done = Entry(
            Op.CONFIGURATION, "directory.change_contact", Ref("contact", row.id), fields=fields
        )
        record(actor, done, now=now)
        chase_later(row, EntryKind.CONTACT, now)


def say_away(
    actor: Actor,
    contact_id: UUID,
    *,
    from_at: datetime,
    until_at: datetime,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Say that a contact is away; those who cover for them answer meanwhile.

    Returns:
        The spell away.

    Raises:
        NotPermitted: Neither the contact themselves nor a keeper of the directory.
        Refused: ``contact.not_here``, what ``rules.contacts.check_away`` refuses, or
            ``away.overlaps``.
    """

    def make() -> UUID:
        require(actor, PERMISSIONS, "contact.away")
        row = locked(Contact, contact_id, CONTACT_NOT_HERE)
        check_speaks_for(actor, row.user_id)
        check_away(from_at, until_at, now=now)
        _check_not_away_already(row, from_at, until_at)
        spell = ContactAway(
            contact=row, from_at=from_at, until_at=until_at, said_by_id=actor.user_id, said_at=now
        )
        spell.save(force_insert=True)
        done = Entry(
            Op.CONFIGURATION,
            "directory.say_away",
            Ref("contact_away", spell.id),
            also=(Ref("contact", row.id),),
        )
        record(actor, done, now=now, request_key=request_key)
        return spell.id

    return once(actor, request_key, make)


def say_back(actor: Actor, contact_id: UUID, *, now: datetime) -> None:
    """Say that a contact is back early, or not going after all; twice changes nothing.

    Raises:
        NotPermitted: Neither the contact themselves nor a keeper of the directory.
        Refused: ``contact.not_here``.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "contact.away")
        row = locked(Contact, contact_id, CONTACT_NOT_HERE)
        check_speaks_for(actor, row.user_id)
        spells = list(row.spells_away.filter(ended_at=None, until_at__gt=now))
        for spell in spells:
            spell.ended_at = now
            spell.save(update_fields=["ended_at"])
        if spells:
            also = tuple(Ref("contact_away", spell.id) for spell in spells)
            done = Entry(Op.CONFIGURATION, "directory.say_back", Ref("contact", row.id), also=also)
            record(actor, done, now=now)


def _check(entry: ContactEntry, *, other_than: UUID | None) -> None:
    parse_hours(entry.hours)
    check_contact_can_be_reached(phone=entry.phone, email=entry.email)
    check_languages(entry.languages)
    _check_team(entry)
    same = Contact.objects.filter(
        organisation_id=entry.organisation_id, name=entry.name, job_title=entry.job_title
    )
    if name_taken(same, other_than=other_than):
        raise Refused(
            "contact.name_taken",
            "This organisation already has a contact of that name and job.",
            next_step="Change the one that is there.",
            field="name",
        )


def _check_team(entry: ContactEntry) -> None:
    if entry.team_id is None:
        return
    if not Team.objects.filter(pk=entry.team_id, organisation_id=entry.organisation_id).exists():
        raise Refused(
            "contact.other_organisation",
            "That team is of another organisation.",
            next_step="Choose a team of the same organisation, or none.",
            field="team",
        )


def _check_not_away_already(row: Contact, from_at: datetime, until_at: datetime) -> None:
    during = Q(from_at__lt=until_at, until_at__gt=from_at)
    if row.spells_away.filter(during, ended_at=None).exists():
        raise Refused(
            "away.overlaps",
            "They are already away for some of that time.",
            next_step="Say they are back first, then say it anew.",
            field="from_at",
        )

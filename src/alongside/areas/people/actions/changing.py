"""Correcting what is recorded of a person, losing nothing that was there."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alongside.areas.people.actions.transacting import locked_person, stamp
from alongside.areas.people.actions.writing import (
    rebuild_keys,
    write_birth,
    write_facts,
    write_name,
)
from alongside.areas.people.models import PastDetails, Person
from alongside.areas.people.queries.page import recorded_details
from alongside.areas.people.rules.checking import (
    check_birth,
    check_description,
    check_ethnicity,
    check_name,
    check_sex,
)
from alongside.areas.people.rules.facts import NewName, NewPerson, PersonChanges
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import Entry, Op, Ref, content_hash, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Conflict, Refused


def identify_person(
    actor: Actor, person_id: UUID, facts: NewPerson, *, version: int, now: datetime
) -> None:
    """Give an unknown person their name. What was described before stays on record.

    Args:
        actor: Who identifies.
        person_id: The unknown person.
        facts: Who they turned out to be.
        version: The version the form was read at.
        now: The server's instant.

    Raises:
        NotPermitted: The role may not.
        Conflict: Somebody changed the person first.
        Refused: ``person.already_known`` or a fact that cannot be true.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "person.identify")
        person = locked_person(person_id)
        before = recorded_details(person.id)
        if person.known:
            raise Refused(
                "person.already_known",
                "This person already has a name.",
                next_step="Change their details instead.",
            )
        _check_version(person, version, before)
        check_sex(facts.sex)
        keep_past(actor, person, now=now)
        person.known = True
        person.sex = facts.sex if facts.sex != "X" else person.sex
        person.ethnicity_self = check_ethnicity(facts.ethnicity_self, "ethnicity_self")
        person.ethnicity_officer = check_ethnicity(facts.ethnicity_officer, "ethnicity_officer")
        save_details(person)
        fields = write_facts(actor, person, facts, today=local_date(now), now=now)
        _record_change(actor, "people.identify_person", person, before, fields=fields, now=now)


def change_person(
    actor: Actor, person_id: UUID, changes: PersonChanges, *, version: int, now: datetime
) -> None:
    """Change the core details of a person.

    Args:
        actor: Who changes.
        person_id: The person.
        changes: How the details are to read, all of them.
        version: The version the form was read at.
        now: The server's instant.

    Raises:
        NotPermitted: The role may not.
        Conflict: Somebody changed the person first; carries what the record now says.
        Refused: A fact that cannot be true.
    """
    with transaction.atomic():
        require(actor, PERMISSIONS, "person.change")
        person = locked_person(person_id)
        before = recorded_details(person.id)
        _check_version(person, version, before)
        fields = _differing(before, changes)
        if not fields:
            return
        check_sex(changes.sex)
        keep_past(actor, person, now=now)
        person.sex = changes.sex
        person.ethnicity_self = check_ethnicity(changes.ethnicity_self, "ethnicity_self")
        person.ethnicity_officer = check_ethnicity(changes.ethnicity_officer, "ethnicity_officer")
        if not person.known:
            person.description = check_description(changes.description)
        save_details(person)
        _change_rows(actor, person, changes, fields, now=now)
        _record_change(actor, "people.change_person", person, before, fields=fields, now=now)


def _check_version(person: Person, version: int, now_reads: PersonChanges) -> None:
    if person.version != version:
        raise Conflict(
            "person.changed_meanwhile",
            "Somebody changed this person while you were typing.",
            theirs=as_typed(now_reads),
            next_step="Compare both below and keep what is right. Nothing of yours is lost.",
        )


def as_typed(details: PersonChanges) -> dict[str, str]:
    """Answer details as form fields hold them, by field name."""
    return {name: "" if value is None else str(value) for name, value in asdict(details).items()}


def _differing(before: PersonChanges, after: PersonChanges) -> tuple[str, ...]:
    was, becomes = asdict(before), asdict(after)
    return tuple(name for name in was if was[name] != becomes[name])


def _change_rows(
    actor: Actor,
    person: Person,
    changes: PersonChanges,
    fields: tuple[str, ...],
    *,
    now: datetime,
) -> None:
    if person.known:
        name = NewName(changes.given, changes.family)
        check_name(name)
        if {"given", "family"} & set(fields):
            write_name(actor, person.id, kind="legal", name=name, now=now)
    if {"born_on", "age_low", "age_high"} & set(fields):
        write_birth(actor, person.id, check_birth(changes, local_date(now)), now=now)
    rebuild_keys(person.id)


def keep_past(actor: Actor, person: Person, *, now: datetime) -> None:
    """Keep what a person's own row says, before it changes."""
    PastDetails.objects.create(
        person=person,
        version=person.version,
        known=person.known,
        description=person.description,
        sex=person.sex,
        ethnicity_self=person.ethnicity_self,
        ethnicity_officer=person.ethnicity_officer,
        **stamp(actor, now),
    )


def save_details(person: Person) -> None:
    """Save what a person's own row says, as its next version."""
    person.version += 1
    person.save(
        update_fields=[
            "version",
            "known",
            "description",
            "sex",
            "ethnicity_self",
            "ethnicity_officer",
        ]
    )


def _record_change(
    actor: Actor,
    action: str,
    person: Person,
    before: PersonChanges,
    *,
    fields: tuple[str, ...],
    now: datetime,
) -> None:
    changed = (content_hash(asdict(before)), content_hash(asdict(recorded_details(person.id))))
    entry = Entry(Op.ALTERATION, action, Ref("person", person.id), fields=fields, changed=changed)
    record(actor, entry, now=now)

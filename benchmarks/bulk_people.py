"""Rows of named people in bulk, for a benchmark's own throwaway record."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alongside.areas.people.rules.facts import NewPerson
from alongside.kernel.actor import Actor


def rows_of(people: Sequence[NewPerson], actor: Actor, now: datetime) -> list[UUID]:
    """Insert people with a name and a date of birth each, and answer who they are."""
    from alongside.areas.people.actions.transacting import stamp
    from alongside.areas.people.models import Person, PersonBirth, PersonName

    said = stamp(actor, now)
    rows = [Person(known=True, sex=facts.sex, **said) for facts in people]
    Person.objects.bulk_create(rows)
    PersonName.objects.bulk_create(
        PersonName(
            person=row, kind="legal", given=facts.name.given, family=facts.name.family, **said
        )
        for row, facts in zip(rows, people, strict=True)
    )
    PersonBirth.objects.bulk_create(
        PersonBirth(person=row, born_on=facts.born_on, **said)
        for row, facts in zip(rows, people, strict=True)
        if facts.born_on
    )
    return [row.id for row in rows]

"""Recording somebody for the first time."""

from datetime import datetime
from uuid import UUID

from alongside.areas.people.actions.transacting import stamp
from alongside.areas.people.actions.writing import write_birth, write_facts
from alongside.areas.people.models import Person
from alongside.areas.people.rules.checking import (
    check_birth,
    check_description,
    check_ethnicity,
    check_sex,
)
from alongside.areas.people.rules.facts import NewPerson, PersonChanges
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date


def add_person(
    actor: Actor, facts: NewPerson, *, now: datetime, request_key: UUID | None = None
) -> UUID:
    """Record somebody whose name is known.

    Args:
        actor: Who records.
        facts: What is known so far.
        now: The server's instant.
        request_key: Of the form, so that it is saved once.

    Returns:
        The person.

    Raises:
        NotPermitted: The role may not.
        Refused: A fact that cannot be true, such as an impossible NHS number.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "person.add")
        check_sex(facts.sex)
        person = Person.objects.create(
            known=True,
            sex=facts.sex,
            ethnicity_self=check_ethnicity(facts.ethnicity_self, "ethnicity_self"),
            ethnicity_officer=check_ethnicity(facts.ethnicity_officer, "ethnicity_officer"),
            **stamp(actor, now),
        )
        fields = write_facts(actor, person, facts, today=local_date(now), now=now)
        entry = Entry(Op.COLLECTION, "people.add_person", Ref("person", person.id), fields=fields)
        record(actor, entry, now=now, request_key=request_key)
        return person.id

    return once(actor, request_key, work)


def add_unknown_person(
    actor: Actor,
    *,
    description: str,
    sex: str,
    age_low: int | None,
    age_high: int | None,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Record somebody we cannot name yet.

    Args:
        actor: Who records.
        description: What they look like, such as ``grey coat, tall``.
        sex: Person stated gender code, as it seems.
        age_low: Youngest they seem, in years.
        age_high: Oldest they seem, in years.
        now: The server's instant.
        request_key: Of the form, so that it is saved once.

    Returns:
        The person.

    Raises:
        NotPermitted: The role may not.
        Refused: ``person.description_missing`` or an impossible age.
    """

    def work() -> UUID:
        require(actor, PERMISSIONS, "person.add")
        check_sex(sex)
        birth = check_birth(PersonChanges(age_low=age_low, age_high=age_high), local_date(now))
        person = Person.objects.create(
            known=False, description=check_description(description), sex=sex, **stamp(actor, now)
        )
        write_birth(actor, person.id, birth, now=now)
        entry = Entry(
            Op.COLLECTION,
            "people.add_unknown_person",
            Ref("person", person.id),
            fields=("description", "sex", "birth"),
        )
        record(actor, entry, now=now, request_key=request_key)
        return person.id

    return once(actor, request_key, work)

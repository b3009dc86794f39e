"""Recording many people nobody named, from records kept elsewhere."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from alongside.areas.people.actions.filing import file_people
from alongside.areas.people.actions.transacting import Stamp, stamp
from alongside.areas.people.models import Person, PersonBirth, PersonIdentifier
from alongside.areas.people.rules.checking import OLDEST, check_ethnicity, check_sex
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.foundation.audit.record import BULK_LANE, Entry, Op, Ref, record
from alongside.kernel.actor import Actor, require
from alongside.kernel.local_time import local_date
from alongside.kernel.refusal import Refused

ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class UnnamedPerson:
    """Somebody another record tells of without a name.

    Attributes:
        description: How a list shows them, such as ``Woman, about 30``; never empty.
        sex: Person stated gender code.
        born_on: Date of birth, when the other record holds it; wins over an age.
        age_low: Youngest they were, in whole years, on ``as_of``.
        age_high: Oldest they were.
        as_of: The day the age is of.
        ethnicity_self: Ethnic category they chose; empty when nobody asked.
        ethnicity_officer: Ethnic category an officer saw.
        local_reference: What the other record calls them, so that the same person is one
            person here; empty when it does not say.
    """

    description: str
    sex: str = "X"
    born_on: date | None = None
    age_low: int | None = None
    age_high: int | None = None
    as_of: date | None = None
    ethnicity_self: str = ""
    ethnicity_officer: str = ""
    local_reference: str = ""


def add_people_in_bulk(
    actor: Actor, people: Sequence[UnnamedPerson], *, issuer: str, now: datetime
) -> list[UUID]:
    """Record many people without names, in one transaction and one audit entry.

    Somebody whose local reference is already held from the same issuer is not recorded again,
    and keeps what was said of them first.

    Args:
        actor: Who records.
        people: As many as fit in memory; a thousand at a time keeps the audit entry readable.
        issuer: Whose local references they are, such as the force's name.
        now: The server's instant.

    Returns:
        One identifier for each person given, in the same order.

    Raises:
        NotPermitted: The role may not.
        Refused: A fact that cannot be true.
    """
    require(actor, PERMISSIONS, "person.add_in_bulk")
    today = local_date(now)
    for facts in people:
        _check(facts, today)
    with transaction.atomic():
        known = _held(issuer, {facts.local_reference for facts in people} - {""})
        ids: list[UUID] = []
        fresh: list[tuple[UUID, UnnamedPerson]] = []
        for facts in people:
            held = known.get(facts.local_reference) if facts.local_reference else None
            if held is None:
                held = uuid4()
                fresh.append((held, facts))
                if facts.local_reference:
                    known[facts.local_reference] = held
            ids.append(held)
        if fresh:
            _write(actor, fresh, issuer, now)
            entry = Entry(
                Op.COLLECTION,
                "people.add_people_in_bulk",
                also=tuple(Ref("person", person_id) for person_id, _ in fresh),
                fields=("birth", "ethnicity", "local_reference", "sex"),
            )
            record(actor, entry, now=now, lane=BULK_LANE)
    return ids


def _check(facts: UnnamedPerson, today: date) -> None:
    check_sex(facts.sex)
    check_ethnicity(facts.ethnicity_self, "ethnicity_self")
    check_ethnicity(facts.ethnicity_officer, "ethnicity_officer")
    if facts.born_on is not None and facts.born_on > today:
        raise Refused(
            "person.born_in_future", "Date of birth must be in the past.", field="born_on"
        )
    ages = [age for age in (facts.age_low, facts.age_high) if age is not None]
    if any(not 0 <= age <= OLDEST for age in ages) or ages != sorted(ages):
        raise Refused(
            "person.age_impossible", f"Age must be between 0 and {OLDEST}.", field="age_low"
        )


def _held(issuer: str, references: Iterable[str]) -> dict[str, UUID]:
    rows = PersonIdentifier.objects.filter(
        kind="local", issuer=issuer, value__in=list(references)
    ).order_by("-recorded_at")
    return dict(rows.values_list("value", "person_id"))


def _write(
    actor: Actor, fresh: Sequence[tuple[UUID, UnnamedPerson]], issuer: str, now: datetime
) -> None:
    by = stamp(actor, now)
    Person.objects.bulk_create(
        (
            Person(
                id=person_id,
                known=False,
                description=facts.description,
                sex=facts.sex,
                ethnicity_self=facts.ethnicity_self,
                ethnicity_officer=facts.ethnicity_officer,
                **by,
            )
            for person_id, facts in fresh
        ),
        batch_size=ROWS_AT_ONCE,
    )
    births = (_birth(person_id, facts, by) for person_id, facts in fresh)
    PersonBirth.objects.bulk_create([b for b in births if b], batch_size=ROWS_AT_ONCE)
    PersonIdentifier.objects.bulk_create(
        PersonIdentifier(
            person_id=person_id,
            kind="local",
            value=facts.local_reference,
            issuer=issuer,
            regime="general",
            **by,
        )
        for person_id, facts in fresh
        if facts.local_reference
    )
    file_people([person_id for person_id, facts in fresh if facts.born_on or facts.as_of])


def _birth(person_id: UUID, facts: UnnamedPerson, by: Stamp) -> PersonBirth | None:
    if facts.born_on is not None:
        return PersonBirth(person_id=person_id, born_on=facts.born_on, **by)
    if facts.as_of is None or (facts.age_low is None and facts.age_high is None):
        return None
    return PersonBirth(
        person_id=person_id,
        age_low=facts.age_low,
        age_high=facts.age_high,
        as_of=facts.as_of,
        **by,
    )

"""Facts about people for reckoning with: ages for the law, codes for the statutory return."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from alongside.areas.people.models import (
    CommunicationNeed,
    Person,
    PersonAddress,
    PersonBirth,
    PersonIdentifier,
    PersonName,
    PersonPhone,
)
from alongside.areas.people.queries.labels import birth_of, labelled
from alongside.areas.people.queries.lines import BirthFacts, MdsFacts, ReachFacts, ReturnFacts
from alongside.areas.people.rules.ages import Birth, is_child
from alongside.engines.sharing import PersonFacts
from alongside.kernel.local_time import local_date


def birth_facts(person_id: UUID) -> BirthFacts:
    """Answer what is recorded of somebody's birth, for rules inside actions; shows nobody."""
    row = PersonBirth.objects.filter(person_id=person_id, current=True).first()
    return _facts(Birth(row.born_on, row.age_low, row.age_high, row.as_of)) if row else BirthFacts()


def return_facts(person_ids: Collection[UUID]) -> dict[UUID, ReturnFacts]:
    """Answer what the statutory return counts of these people, in one database query."""
    people = Person.objects.filter(pk__in=set(person_ids))
    rows = labelled(people, "ethnicity_self", "ethnicity_officer")
    return {
        row["id"]: ReturnFacts(
            birth=_facts(birth_of(row)),
            sex=row["sex"],
            ethnicity_self=row["ethnicity_self"],
            ethnicity_officer=row["ethnicity_officer"],
        )
        for row in rows
    }


def mds_facts(person_ids: Collection[UUID]) -> dict[UUID, MdsFacts]:
    """Answer what a minimum data set asks of these people, in three queries; shows nobody.

    The caller says who may have them, and keeps that they left.
    """
    wanted = set(person_ids)
    found: dict[UUID, dict[str, object]] = {person_id: {} for person_id in wanted}
    numbers = PersonIdentifier.objects.filter(
        person_id__in=wanted, kind__in=("nhs_number", "pnc_id")
    ).order_by("recorded_at")
    for person_id, kind, value, status in numbers.values_list(
        "person_id", "kind", "value", "status"
    ):
        if kind == "pnc_id":
            found[person_id]["police_reference"] = value
        else:
            found[person_id] |= {"nhs_number": value, "nhs_number_status": status}
    addresses = PersonAddress.objects.filter(person_id__in=wanted, current=True)
    for person_id, postcode, nowhere in addresses.values_list(
        "person_id", "postcode", "no_fixed_abode"
    ):
        found[person_id] |= {"postcode": postcode, "no_fixed_abode": nowhere}
    needs = CommunicationNeed.objects.filter(
        person_id__in=wanted, code__in=("interpreter", "bsl"), ended_at=None
    )
    for person_id in needs.values_list("person_id", flat=True):
        found[person_id]["interpreter"] = True
    return {person_id: MdsFacts(**facts) for person_id, facts in found.items()}  # type: ignore[arg-type]


def joined_keys() -> dict[UUID, UUID]:
    """Answer every key that was joined to another, with the key that stands; shows nobody.

    For counting: what a join left under the old key is the same person's.
    """
    joined = Person.objects.exclude(merged_into=None).values_list("pk", "merged_into_id")
    return {key: standing for key, standing in joined if standing is not None}


def reach_facts(person_id: UUID) -> ReachFacts:
    """Answer last names and numbers of somebody, for rules that compare them; shows nobody."""
    names = PersonName.objects.filter(person_id=person_id).exclude(family="")
    phones = PersonPhone.objects.filter(person_id=person_id)
    return ReachFacts(
        frozenset(names.values_list("family", flat=True)),
        frozenset(phones.values_list("digits", flat=True)),
    )


def sharing_facts(person_id: UUID, now: datetime) -> PersonFacts:
    """Answer what about a person matters to the sharing decision.

    While a joined record says another birth, whichever protects more counts: somebody who may be
    a child by either is taken to be one. An agreement has to be with every holder of a joined
    record.
    """
    said = Q(births__current=True) | Q(births__beside=True)
    rows = (
        Person.objects.filter(pk=person_id)
        .annotate(
            said=FilteredRelation("births", condition=said),
            from_several=Exists(Person.objects.filter(merged_into=OuterRef("pk"))),
        )
        .values_list(
            "said__born_on", "said__age_low", "said__age_high", "said__as_of", "from_several"
        )
    )
    today = local_date(now)
    young = {is_child(Birth(*birth), today) for *birth, _ in rows} or {None}
    return PersonFacts(
        is_child=True if True in young else None if None in young else False,
        from_several=any(joined for *_, joined in rows),
    )


def _facts(birth: Birth) -> BirthFacts:
    return BirthFacts(birth.born_on, birth.age_low, birth.age_high, birth.as_of)

"""A person's page, and the details an edit page starts from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.areas.people.models import Person, PersonBirth, PersonName
from alongside.areas.people.queries.labels import labels
from alongside.areas.people.queries.lines import PersonLabel
from alongside.areas.people.rules.facts import PersonChanges
from alongside.areas.people.rules.permissions import PERMISSIONS
from alongside.engines.sharing import Category, Purpose
from alongside.foundation.audit.record import Op
from alongside.foundation.picture.compose import compose, look_at
from alongside.foundation.picture.deciding import require_category
from alongside.foundation.picture.pictures import Picture
from alongside.kernel.actor import Actor, require
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class CoreDetails:
    """What an edit page starts from.

    Attributes:
        version: To be sent back with the change.
        label: How the person is named.
        details: The core details as they are recorded now.
    """

    version: int
    label: PersonLabel
    details: PersonChanges


def person_picture(
    viewer: Actor,
    person_id: UUID,
    *,
    purpose: Purpose,
    reason: str,
    now: datetime,
    op: Op = Op.CONSULTATION,
) -> Picture:
    """Answer what a viewer may see of a person for a purpose, and log the look.

    Raises:
        NotPermitted: The role does not look at people.
        Refused: ``person.not_found``.
    """
    copies = op in (Op.PRINT, Op.EXPORT)
    require(viewer, PERMISSIONS, "person.print" if copies else "person.see")
    check_exists(person_id)
    return compose(viewer, person_id, purpose=purpose, reason=reason, now=now, op=op)


def core_details(viewer: Actor, person_id: UUID, *, purpose: Purpose, now: datetime) -> CoreDetails:
    """Answer the details somebody is about to change, and log the look.

    Raises:
        NotPermitted: The role may not, or the purpose does not show who a person is.
        Refused: ``person.not_found``.
    """
    require(viewer, PERMISSIONS, "person.change")
    check_exists(person_id)
    require_category(viewer, purpose, Category.IDENTITY, now=now, person_id=person_id)
    found = look_at(
        viewer,
        person_id,
        Category.IDENTITY,
        load=lambda: CoreDetails(
            version=Person.objects.values_list("version", flat=True).get(pk=person_id),
            label=labels(viewer, [person_id], now=now)[person_id],
            details=recorded_details(person_id),
        ),
        purpose=purpose,
        now=now,
    )
    if found is None:
        raise Refused("person.not_found", "There is no such person here.")
    return found


def recorded_details(person_id: UUID) -> PersonChanges:
    """Answer the core details as they are recorded now."""
    person = Person.objects.get(pk=person_id)
    name = PersonName.objects.filter(person=person, kind="legal", current=True).first()
    birth = PersonBirth.objects.filter(person=person, current=True).first()
    return PersonChanges(
        given=name.given if name else "",
        family=name.family if name else "",
        sex=person.sex,
        born_on=birth.born_on if birth else None,
        age_low=birth.age_low if birth else None,
        age_high=birth.age_high if birth else None,
        ethnicity_self=person.ethnicity_self,
        ethnicity_officer=person.ethnicity_officer,
        description=person.description,
    )


def check_exists(person_id: UUID) -> None:
    """Refuse an identifier that is nobody's.

    Raises:
        Refused: ``person.not_found``.
    """
    if not Person.objects.filter(pk=person_id).exists():
        raise Refused(
            "person.not_found", "There is no such person here.", next_step="Look them up again."
        )

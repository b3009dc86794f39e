"""What the retention clocks of one person count from, as far as it is known here."""

from datetime import date
from uuid import UUID

from alongside.areas.oversight.models import LegalHold, RetentionDecision
from alongside.areas.oversight.rules.retention import RetentionFacts
from alongside.areas.people.queries import birth_facts
from alongside.foundation.picture.presence import last_met_at
from alongside.kernel.local_time import local_date


def facts_of(person_id: UUID, *, died_on: date | None = None) -> RetentionFacts:
    """Answer what the clocks count from.

    Args:
        person_id: Whose record.
        died_on: The day of death, where it has just been said.
    """
    met = last_met_at(person_id)
    return RetentionFacts(
        last_contact_on=local_date(met) if met else None,
        born_on=birth_facts(person_id).date_of_birth,
        died_on=died_on or _died_on(person_id),
        held=LegalHold.objects.filter(person_id=person_id, lifted_at=None).exists(),
    )


def _died_on(person_id: UUID) -> date | None:
    said = RetentionDecision.objects.filter(person_id=person_id, died_on__isnull=False)
    return said.order_by("-decided_at").values_list("died_on", flat=True).first()

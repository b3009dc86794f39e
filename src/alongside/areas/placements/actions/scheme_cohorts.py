"""Add and change cohorts."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.areas.placements.actions.scheme_writing import (
    audit,
    check_free,
    check_version,
    kept_part,
    kept_scheme,
    write,
)
from alongside.areas.placements.models import PlacementCohort, PlacementScheme
from alongside.areas.placements.rules.cohorts import check_days
from alongside.foundation.audit.once import once
from alongside.foundation.audit.record import Op, Ref
from alongside.kernel.actor import Actor
from alongside.kernel.refusal import Refused


@dataclass(frozen=True, slots=True)
class NewCohort:
    """A cohort as it is said.

    Attributes:
        name: Unique in the scheme.
        pattern_id: What each of them does.
        first_on: First day their rotation may lie on.
        last_on: Last day.
        induction_on: The day all of them meet before they start.
        induction_at: Where and when.
        feedback_on: The day they come back to say how it was.
        feedback_at: Where and when.
    """

    name: str
    pattern_id: UUID
    first_on: date
    last_on: date
    induction_on: date | None = None
    induction_at: str = ""
    feedback_on: date | None = None
    feedback_at: str = ""


def add_cohort(
    actor: Actor,
    scheme_id: UUID,
    cohort: NewCohort,
    *,
    now: datetime,
    request_key: UUID | None = None,
) -> UUID:
    """Add a cohort, with nobody in it yet.

    Raises:
        NotPermitted: The role keeps no schemes.
        Refused: ``cohort.…`` or ``scheme.…``.
    """

    def work() -> UUID:
        scheme = kept_scheme(actor, scheme_id)
        _check(scheme, cohort, but=None)
        row = PlacementCohort.objects.create(scheme=scheme, **asdict(cohort))
        audit(
            actor,
            "add_cohort",
            Ref("placement_cohort", row.id),
            also=(Ref("placement_scheme", scheme.id),),
            op=Op.COLLECTION,
            now=now,
            request_key=request_key,
        )
        return row.id

    return once(actor, request_key, work)


def change_cohort(
    actor: Actor, cohort_id: UUID, cohort: NewCohort, *, version: int, now: datetime
) -> UUID:
    """Change a cohort. A plan that stands is not changed by it.

    Raises:
        NotPermitted: The role keeps no schemes.
        Conflict: Somebody else changed it first.
        Refused: ``cohort.…`` or ``scheme.…``.
    """

    def work() -> UUID:
        row = kept_part(actor, PlacementCohort, cohort_id)
        columns: dict[str, Any] = asdict(cohort)
        check_version(row, columns, version)
        _check(row.scheme, cohort, but=row.id)
        changed = write(row, columns)
        ref, whole = Ref("placement_cohort", row.id), Ref("placement_scheme", row.scheme_id)
        audit(actor, "change_cohort", ref, also=(whole,), fields=changed, now=now)
        return row.id

    return once(actor, None, work)


def _check(scheme: PlacementScheme, cohort: NewCohort, *, but: UUID | None) -> None:
    check_free(scheme.cohorts.all(), cohort.name, but=but)
    check_days(
        cohort.first_on,
        cohort.last_on,
        induction_on=cohort.induction_on,
        feedback_on=cohort.feedback_on,
    )
    if not scheme.patterns.filter(pk=cohort.pattern_id).exists():
        raise Refused("cohort.pattern", "Choose a pattern of this scheme.", field="pattern_id")

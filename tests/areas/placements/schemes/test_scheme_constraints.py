"""What the database itself does not let into a scheme: each constraint, broken once."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, models, transaction

from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementPattern,
    PlacementScheme,
    PlacementService,
    ServiceBuddy,
    ServiceShift,
)
from tests.support.placing import MONDAY, Placing
from tests.support.world import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
Spoil = Callable[[Placing], models.Model]
DAY = timedelta(days=1)


def scheme(placing: Placing, **more: object) -> PlacementScheme:
    facts = {
        "organisation_id": placing.scheme.organisation_id,
        "name": "Another",
        "created_by_id": placing.coordinator.user_id,
        "created_at": NOW,
    }
    return PlacementScheme(**facts | more)


def service(placing: Placing, **more: object) -> PlacementService:
    facts = {"scheme": placing.scheme, "code": "oak", "name": "Oak Ward", "kind": "ward"}
    return PlacementService(**facts | more)


def cohort(placing: Placing, **more: object) -> PlacementCohort:
    facts = {
        "scheme": placing.scheme,
        "pattern": placing.cohort.pattern,
        "name": "July 2026",
        "first_on": MONDAY,
        "last_on": MONDAY,
    }
    return PlacementCohort(**facts | more)


def learner(placing: Placing, **more: object) -> Learner:
    facts = {"scheme": placing.scheme, "cohort": placing.cohort, "name": "PC Eve Elm"}
    return Learner(**facts | more)


def at_larch(rows: type[models.Model], placing: Placing, **more: object) -> models.Model:
    return rows(service=placing.services["larch"], **more)


BROKEN: dict[str, Spoil] = {
    "scheme_named_once_in_its_organisation": lambda p: scheme(p, name=p.scheme.name),
    "scheme_day_ends_after_it_starts": lambda p: scheme(p, day_starts="20:00", day_ends="20:00"),
    "scheme_has_a_name": lambda p: scheme(p, name=""),
    "service_code_once_in_scheme": lambda p: service(p, code="larch"),
    "service_name_once_in_scheme": lambda p: service(p, name="Larch Ward"),
    "service_with_more_than_two_says_why": lambda p: service(p, seats=3),
    "shift_named_once_at_service": lambda p: at_larch(
        ServiceShift, p, name="early", starts="08:00", ends="09:00"
    ),
    "service_shift_ends_after_it_starts": lambda p: at_larch(
        ServiceShift, p, name="odd", starts="09:00", ends="09:00"
    ),
    "buddy_named_once_at_service": lambda p: at_larch(ServiceBuddy, p, name=p.buddy.name),
    "buddy_looks_after_somebody": lambda p: at_larch(ServiceBuddy, p, name="Nurse Bo", load=0),
    "pattern_named_once_in_scheme": lambda p: PlacementPattern(
        scheme=p.scheme, name="community and ward"
    ),
    "cohort_named_once_in_scheme": lambda p: cohort(p, name="June 2026"),
    "cohort_ends_after_it_starts": lambda p: cohort(p, last_on=MONDAY - DAY),
    "cohort_meets_before_it_starts": lambda p: cohort(p, induction_on=MONDAY + DAY),
    "cohort_comes_back_after_it_starts": lambda p: cohort(p, feedback_on=MONDAY - DAY),
    "learner_named_once_in_scheme": lambda p: learner(p, name="PC Ann Ash"),
    "learner_withdrawn_with_a_reason": lambda p: learner(p, withdrawn_at=NOW),
}


def test_each_constraint_keeps_its_promise(placing: Placing):
    declared = {
        one.name
        for rows in {type(spoil(placing)) for spoil in BROKEN.values()}
        for one in rows._meta.constraints
    }
    assert declared == set(BROKEN)
    for spoil in BROKEN.values():
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil(placing).save()

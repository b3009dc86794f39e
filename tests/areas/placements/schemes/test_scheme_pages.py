"""Pages of a scheme: each opens, each form does one thing, and what is wrong is said in words."""

import pytest
from django.urls import reverse

from alongside.kernel.actor import Role

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def text(response) -> str:
    return response.content.decode()


def pages(placing) -> dict[str, list]:
    """Every page of a scheme by its address, with what it takes."""
    scheme, cohort = placing.scheme.id, placing.cohort.id
    service, learner = placing.services["larch"], placing.learners["PC Ann Ash"]
    return {
        "home": [],
        "scheme_new": [],
        "scheme": [scheme],
        "scheme_change": [scheme],
        "scheme_weights": [scheme],
        "scheme_end": [scheme],
        "scheme_file": [scheme],
        "service_new": [scheme],
        "pattern_new": [scheme],
        "cohort_new": [scheme],
        "service": [service.id],
        "service_change": [service.id],
        "service_leave": [service.id],
        "buddy_new": [service.id],
        "buddy": [service.buddies.get().id],
        "buddy_leave": [service.buddies.get().id],
        "pattern": [placing.cohort.pattern_id],
        "cohort": [cohort],
        "cohort_change": [cohort],
        "cohort_people": [cohort],
        "learner": [learner.id],
        "learner_change": [learner.id],
        "learner_withdraw": [learner.id],
    }


def test_each_page_opens_to_a_coordinator_and_to_nobody_else(placing, browse):
    placing.publish()
    desk = browse(placing.coordinator)
    for name, args in pages(placing).items():
        response = desk.get(reverse(f"placements:{name}", args=args))
        assert response.status_code == 200, name
    for role in (Role.LEARNER, Role.PLACEMENT_BUDDY, Role.LIAISON_LEAD):
        other = browse(placing.world[role])
        for name, args in pages(placing).items():
            response = other.get(reverse(f"placements:{name}", args=args))
            assert response.status_code == 403, (role, name)

"""Addresses of a scheme and who is in it."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.placements.views import (
    scheme_cohorts,
    scheme_learners,
    scheme_services,
    schemes,
)

SCHEME: Final = "schemes/<uuid:scheme_id>/"
SERVICE: Final = "services/<uuid:service_id>/"
BUDDY: Final = "buddies/<uuid:buddy_id>/"
COHORT: Final = "cohorts/<uuid:cohort_id>/"
LEARNER: Final = "learners/<uuid:learner_id>/"
urlpatterns: Final[list[URLPattern]] = [
    path("", schemes.home, name="home"),
    path("schemes/new/", schemes.make, name="scheme_new"),
    path(SCHEME, schemes.show, name="scheme"),
    path(SCHEME + "change/", schemes.change, name="scheme_change"),
    path(SCHEME + "weights/", schemes.weights, name="scheme_weights"),
    path(SCHEME + "end/", schemes.end, name="scheme_end"),
    path(SCHEME + "scheme.toml", schemes.file, name="scheme_file"),
    path(SCHEME + "services/new/", scheme_services.add, name="service_new"),
    path(SCHEME + "patterns/new/", scheme_cohorts.new_pattern, name="pattern_new"),
    path(SCHEME + "cohorts/new/", scheme_cohorts.add, name="cohort_new"),
    path(SERVICE, scheme_services.show, name="service"),
    path(SERVICE + "change/", scheme_services.change, name="service_change"),
    path(SERVICE + "leave/", scheme_services.leave, name="service_leave"),
    path(SERVICE + "buddies/new/", scheme_services.new_buddy, name="buddy_new"),
    path(BUDDY, scheme_services.buddy, name="buddy"),
    path(BUDDY + "leave/", scheme_services.buddy_leaves, name="buddy_leave"),
    path("patterns/<uuid:pattern_id>/", scheme_cohorts.pattern, name="pattern"),
    path(COHORT, scheme_cohorts.show, name="cohort"),
    path(COHORT + "change/", scheme_cohorts.change, name="cohort_change"),
    path(COHORT + "people/", scheme_cohorts.people, name="cohort_people"),
    path(LEARNER, scheme_learners.show, name="learner"),
    path(LEARNER + "change/", scheme_learners.change, name="learner_change"),
    path(LEARNER + "withdraw/", scheme_learners.withdraw, name="learner_withdraw"),
]

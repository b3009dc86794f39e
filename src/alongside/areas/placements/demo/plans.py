"""Plans of the demo's cohorts, each made and published in its time beside what stood then."""

from datetime import datetime, time, timedelta
from typing import Final

from alongside.areas.placements.actions.plan_asking import AskedPlan
from alongside.areas.placements.actions.plan_making import plan_at_once
from alongside.areas.placements.actions.publishing import publish_plan
from alongside.areas.placements.demo.cast import PlacementCast
from alongside.areas.placements.demo.cohorts import DemoCohort, begins
from alongside.areas.placements.demo.schemes import DemoScheme
from alongside.kernel.local_time import from_local, local_date

AHEAD: Final = timedelta(days=18)
"""How long before a cohort begins its plan is published."""
TEN: Final = time(10)


def fill(
    cast: PlacementCast, scheme: DemoScheme, cohorts: tuple[DemoCohort, ...], *, now: datetime
) -> None:
    """Plan and publish every cohort that has begun; leave those to come to be planned.

    Args:
        cast: Who acts.
        scheme: Whose cohorts.
        cohorts: Of the scheme, in the order they begin.
        now: The instant the demo is at.
    """
    for one in cohorts:
        asked = AskedPlan(cohorts=(scheme.cohorts[one.key],))
        if one.weeks > 0:
            continue
        day = begins(one, local_date(now)) - AHEAD
        at = from_local(datetime.combine(day, TEN))
        plan_id = plan_at_once(cast.coordinator, scheme.scheme_id, asked, now=at)
        publish_plan(cast.coordinator, plan_id, now=at + timedelta(hours=3))

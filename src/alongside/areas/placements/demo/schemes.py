"""Makes the demo's schemes: one in the county's teams and wards, one small one in a care home."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any, Final
from uuid import UUID

from alongside.areas.placements.actions.scheme_buddies import NewBuddy, change_buddy
from alongside.areas.placements.actions.scheme_learners import LearnerChange, change_learner
from alongside.areas.placements.actions.taking_in import Beginning, take_in_scheme
from alongside.areas.placements.demo.cast import PlacementCast
from alongside.areas.placements.demo.cohorts import (
    CARE_HOME,
    NORTHMOOR,
    DemoCohort,
    cohort_rows,
    named,
    officer_rows,
)
from alongside.areas.placements.queries.scheme_page import SchemePage, scheme_page
from alongside.areas.placements.queries.scheme_parts import cohort_page, learner_page
from alongside.areas.placements.rules.intake import intake_of
from alongside.kernel.local_time import local_date

SET_UP: Final = timedelta(weeks=26)
SEED: Final = 1829


@dataclass(frozen=True, slots=True)
class DemoScheme:
    """A scheme of the demo, and its cohorts by readable key, in the order they begin."""

    scheme_id: UUID
    cohorts: Mapping[str, UUID]


def fill(cast: PlacementCast, *, now: datetime) -> tuple[DemoScheme, DemoScheme]:
    """Make the schemes with everybody in them, and join those who sign in to their places.

    Returns:
        The county's, and the care home's.
    """
    county = _made(
        cast,
        _document("northmoor.toml", NORTHMOOR, now, days=12, learner=cast.learner.name),
        NORTHMOOR,
        now=now,
    )
    home = _made(cast, _document("care_home.toml", CARE_HOME, now, days=5), CARE_HOME, now=now)
    _join_buddy(cast, county, now)
    _join_learner(cast, county, now)
    return county, home


def _document(
    name: str, cohorts: tuple[DemoCohort, ...], now: datetime, *, days: int, learner: str = ""
) -> dict[str, Any]:
    document = tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
    wards = [row["code"] for row in document["services"] if row["kind"] != "community"]
    today = local_date(now)
    return {
        **document,
        "cohorts": cohort_rows(
            cohorts,
            pattern=document["patterns"][0]["name"],
            days=days,
            today=today,
            at="Rowan House, Moorchester, 9.30 to 11.30",
        ),
        "officers": officer_rows(cohorts, services=wards, today=today, learner=learner, seed=SEED),
    }


def _made(
    cast: PlacementCast,
    document: dict[str, Any],
    cohorts: tuple[DemoCohort, ...],
    *,
    now: datetime,
) -> DemoScheme:
    said = Beginning(partner_id=cast.police)
    scheme_id = take_in_scheme(cast.coordinator, intake_of(document), said, now=now - SET_UP)
    there = {line.facts.name: line.facts.id for line in _page(cast, scheme_id, now).cohorts}
    today = local_date(now)
    return DemoScheme(scheme_id, {one.key: there[named(one, today)] for one in cohorts})


def _page(cast: PlacementCast, scheme_id: UUID, now: datetime) -> SchemePage:
    return scheme_page(cast.coordinator, scheme_id, now=now)


def _join_buddy(cast: PlacementCast, scheme: DemoScheme, now: datetime) -> None:
    page = _page(cast, scheme.scheme_id, now)
    for _, services in page.kinds:
        for service in services:
            for one in service.buddies:
                if cast.buddy.name.startswith(one.name):
                    said = NewBuddy(
                        one.name, one.load, list(one.away), service.phone, cast.buddy.user_id
                    )
                    change_buddy(
                        cast.coordinator, one.id, said, version=one.version, now=now - SET_UP
                    )


def _join_learner(cast: PlacementCast, scheme: DemoScheme, now: datetime) -> None:
    cohort_id = scheme.cohorts["now"]
    page = cohort_page(cast.coordinator, cohort_id, now=now)
    line = next(one for one in page.learners if one.name == cast.learner.name)
    theirs = learner_page(cast.coordinator, line.id)
    said = LearnerChange(theirs.facts, cohort_id, cast.learner.user_id)
    change_learner(cast.coordinator, line.id, said, version=theirs.version, now=now - SET_UP)

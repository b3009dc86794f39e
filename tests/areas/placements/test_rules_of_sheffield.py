"""The rules of police placements in DOMAIN 6.8, in the domain's own words, on the real scheme."""

from datetime import date, timedelta

import pytest

from alongside.areas.placements.queries.examples import example_document
from alongside.engines.scheduling.checking import broken_rules
from alongside.engines.scheduling.plan_reading import plan_from
from alongside.engines.scheduling.reading import scheme_from

SCHEME = scheme_from(example_document("sheffield"))
FIRST, SECOND = date(2018, 3, 5), date(2018, 3, 12)
PILOT = [one.name for one in SCHEME.officers if one.cohort == "Pilot, March 2018"]
KINDS = {one.code: one.kind for one in SCHEME.services}


def stay(officer: str, service: str, start: date) -> dict:
    end = start + timedelta(days=4)
    return {
        "officer": officer,
        "service": service,
        "start": start.isoformat(),
        "end": end.isoformat(),
        "kind": KINDS[service],
    }


def broken(*stays: dict) -> tuple[str, ...]:
    plan = {
        "status": "feasible",
        "objective": 0,
        "bound": 0,
        "gap": 0.0,
        "assignments": list(stays),
        "unplaced": [],
        "costs": {},
    }
    return tuple(broken_rules(SCHEME, plan_from(plan, SCHEME)))


def test_two_officers_may_be_at_one_service_in_one_week_and_a_third_may_not():
    weeks = [
        row
        for officer, ward in zip(PILOT, ("maple", "maple", "stanage"), strict=False)
        for row in (stay(officer, "cert", FIRST), stay(officer, ward, SECOND))
    ]
    assert broken(*weeks[:4]) == ()
    assert broken(*weeks) == (
        "Community Enhancing Recovery Team (CERT) takes 2 at once; "
        "3 would be there on 5 March 2018.",
    )


@pytest.mark.parametrize("weeks", [(FIRST, SECOND), (SECOND, FIRST)])
def test_the_community_week_comes_right_before_or_right_after_the_ward_week(weeks):
    community, ward = weeks
    assert broken(stay(PILOT[0], "cert", community), stay(PILOT[0], "maple", ward)) == ()


@pytest.mark.parametrize(
    "stays",
    [
        pytest.param((("cert", FIRST), ("home_treatment", SECOND)), id="two community weeks"),
        pytest.param((("cert", FIRST),), id="a community week alone"),
        pytest.param((("cert", FIRST), ("maple", FIRST)), id="both in one week"),
        pytest.param(
            (("cert", FIRST), ("maple", FIRST + timedelta(weeks=2))), id="a week between them"
        ),
    ],
)
def test_any_other_rotation_breaks_a_rule_that_names_the_officer(stays):
    said = broken(*(stay(PILOT[0], service, start) for service, start in stays))
    assert PILOT[0] in " ".join(said)

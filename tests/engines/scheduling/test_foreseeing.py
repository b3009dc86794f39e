"""What stands in the way of a plan and can be said without making one."""

import pytest

from alongside.engines.scheduling.foreseeing import in_the_way
from alongside.engines.scheduling.reading import scheme_from

WEEKS = {"from": "2026-03-02", "to": "2026-03-13"}


def scheme(**more: object) -> dict:
    return {
        "services": [
            {"code": "cert", "kind": "community"},
            {"code": "maple", "kind": "ward"},
        ],
        "cohorts": [{"name": "March", **WEEKS, "officers": ["PC A", "PC B", "PC C", "PC D"]}],
        **more,
    }


def said(document: dict) -> tuple[str, ...]:
    return in_the_way(scheme_from(document))


def test_nothing_stands_in_the_way_of_a_scheme_that_fits():
    assert said(scheme()) == ()


def test_a_kind_that_no_service_is_of_is_said_once_for_everybody():
    services = [{"code": "cert", "kind": "community"}]
    assert said(scheme(services=services)) == ("The scheme has no ward service.",)


def test_days_too_short_for_the_pattern_are_said_of_the_cohort_alone():
    cohort = {"name": "March", "from": "2026-03-02", "to": "2026-03-06", "officers": ["PC A"]}
    assert said(scheme(cohorts=[cohort])) == (
        "The days of March leave no room for the pattern community and ward.",
    )


def test_more_officers_than_seats_are_counted():
    cohort = {"name": "March", **WEEKS, "officers": [f"PC {n}" for n in range(5)]}
    found = said(scheme(cohorts=[cohort]))
    assert [one.split(".")[0] for one in found] == [
        "There are 4 community seats in these weeks for 5 stays",
        "There are 4 ward seats in these weeks for 5 stays",
    ]


def test_who_has_nowhere_to_go_is_named_with_the_reason_and_many_are_counted():
    names = ["PC A", "PC B", "PC C", "PC D", "PC E"]
    officers = [{"name": name, "leave": "2026-03-02/2026-03-06"} for name in names]
    found = said(scheme(cohorts=[{"name": "March", **WEEKS}], officers=officers))
    assert found[0].startswith("PC A, PC B, PC C and 2 more: They are on leave")
    officers = [{"name": "PC A", "excluded": "maple"}, {"name": "PC B"}]
    assert said(scheme(cohorts=[{"name": "March", **WEEKS}], officers=officers)) == (
        "PC A: They may not go to any ward service: hours, conflicts or exclusions.",
    )


@pytest.mark.parametrize(
    ("officers", "says"),
    [(2, ()), (3, ("There are 2 unit seats in these weeks for 3 stays.",))],
)
def test_short_stays_share_a_seat_one_after_another(officers: int, says: tuple[str, ...]):
    document = {
        "patterns": [{"name": "two days", "parts": "unit 2"}],
        "services": [{"code": "unit", "kind": "unit", "seats": 1}],
        "cohorts": [
            {
                "name": "March",
                "from": "2026-03-02",
                "to": "2026-03-06",
                "officers": [f"PC {n}" for n in range(officers)],
            }
        ],
    }
    assert tuple(one.partition(" Open")[0] for one in said(document)) == says

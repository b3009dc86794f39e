"""Plans: proved best, within every hard rule, the same for a seed, and nothing to do with names."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.engines.scheduling import planning
from alongside.engines.scheduling.checking import broken_rules
from alongside.engines.scheduling.choices import Choices, is_allowed
from alongside.engines.scheduling.making_up import Difficulty, made_up_scheme
from alongside.engines.scheduling.planning import plan
from alongside.engines.scheduling.problem import problem_of
from alongside.engines.scheduling.result import Status
from alongside.engines.scheduling.scheme import (
    Buddy,
    Cohort,
    Officer,
    Part,
    Pattern,
    Scheme,
    Service,
    Shift,
    Span,
)

MONDAY = date(2026, 3, 2)
FORTNIGHT = Pattern("community and ward", (Part("community"), Part("ward")))


def weeks(first: int, last: int) -> Span:
    """From the Monday of one week to the Friday of another, counted from 2 March 2026."""
    return Span(MONDAY + timedelta(weeks=first), MONDAY + timedelta(weeks=last, days=4))


def small(many: int = 8, each: int = 6, last: int = 1, **changes: object) -> Scheme:
    kinds = [("C", "community"), ("W", "ward")]
    made = [Service(f"{code}{n}", f"{kind} {n}", kind) for code, kind in kinds for n in range(each)]
    return replace(
        Scheme(
            "Small",
            tuple(made),
            tuple(Officer(f"PC {n}", "March") for n in range(many)),
            (Cohort("March", FORTNIGHT, weeks(0, last)),),
        ),
        **changes,  # type: ignore[arg-type]
    )


def test_the_pilot_of_eight_with_twelve_services_is_proved_best():
    scheme = small(8, 6)
    made = plan(scheme)
    assert (made.status, made.gap, made.unplaced) == (Status.OPTIMAL, 0.0, ())
    assert broken_rules(scheme, made) == ()
    for officer in scheme.officers:
        assert sorted(one.kind for one in made.of(officer.name)) == ["community", "ward"]


@pytest.mark.parametrize("size", [11, 22])
def test_sixty_six_officers_all_have_a_week_in_each(size: int):
    count = 66 // size
    cohorts = tuple(Cohort(f"Cohort {n}", FORTNIGHT, weeks(2 * n, 2 * n + 1)) for n in range(count))
    officers = tuple(Officer(f"PC {n}", f"Cohort {n // size}") for n in range(66))
    scheme = replace(small(), cohorts=cohorts, officers=officers)
    made = plan(scheme)
    assert (made.status, len(made.assignments)) == (Status.OPTIMAL, 132)
    assert broken_rules(scheme, made) == ()


def test_a_third_officer_at_one_service_in_one_week_is_refused():
    """DOMAIN 6.8."""
    scheme = small(3, 1)
    problem = problem_of(scheme)
    choices = Choices(problem)
    rotation = tuple((slot, problem.options(0, slot)[0]) for slot in problem.shapes[0][0])
    for officer in range(2):
        assert is_allowed(choices, officer, rotation)
        choices.take(officer, rotation)
    assert not is_allowed(choices, 2, rotation)


def test_the_community_week_comes_straight_before_or_after_the_ward():
    """DOMAIN 6.8."""
    made = plan(small(12, 6, last=3))
    for officer in {one.officer for one in made.assignments}:
        first, second = made.of(officer)
        assert (second.start - first.start).days == 7


def test_twenty_five_officers_do_not_go_into_twenty_four_seats():
    made = plan(small(25, 6))
    assert made.status is Status.IMPOSSIBLE
    assert len(made.unplaced) == 1
    assert len(made.assignments) == 48
    assert made.unplaced[0].reasons[0] == (
        "All 24 community seats they could have in their weeks are taken."
    )


def test_costs_say_what_each_wish_not_met_costs_and_add_up():
    liking = Officer("PC 0", "March", prefers=("C1",), objectives=frozenset({"risk"}))
    been = Officer("PC 1", "March", earlier=frozenset({"C0", "C1"}))
    made = plan(small(2, 2, officers=(liking, been)))
    assert made.costs == {
        "unplaced": 0,
        "preference": 4,  # no ward is preferred
        "objective": 4,  # nowhere teaches it, twice
        "repeat": 6,
        "fairness": 0,
    }
    assert sum(made.costs.values()) == made.objective == made.bound


def test_nobody_goes_where_a_conflict_or_an_exclusion_or_leave_says_not():
    scheme = small(
        3,
        2,
        last=3,
        services=(
            Service("C0", "Team", "community", flags=frozenset({"K7"})),
            Service("C1", "Other team", "community"),
            Service("W0", "Ward", "ward"),
            Service("W1", "Other ward", "ward", shifts=(Shift("late", "12:30", "20:00"),)),
        ),
        officers=(
            Officer("PC 0", "March", conflicts=frozenset({"K7"})),
            Officer("PC 1", "March", excluded=frozenset({"W0"}), leave=(weeks(0, 1),)),
            Officer("PC 2", "March", to_time="18:00"),
        ),
    )
    made = plan(scheme)
    assert broken_rules(scheme, made) == ()
    assert "C0" not in {one.service for one in made.of("PC 0")}
    assert min(one.start for one in made.of("PC 1")) == MONDAY + timedelta(weeks=2)
    assert "W1" not in {one.service for one in made.of("PC 2")}


def test_each_officer_has_a_buddy_who_is_there_and_not_overloaded():
    buddies = (Buddy("Nurse A", 1), Buddy("Nurse B", 1, (weeks(0, 0),)))
    services = tuple(replace(one, buddies=buddies) for one in small(4, 2).services)
    scheme = small(6, 2, last=2, services=services)
    made = plan(scheme)
    assert broken_rules(scheme, made) == ()
    assert made.status is Status.OPTIMAL
    assert {one.buddy for one in made.assignments if one.start == MONDAY} <= {"Nurse A"}


def test_three_days_in_one_of_three_units_is_a_scheme_like_any_other():
    pattern = Pattern("three days in a unit", (Part("unit", 3),))
    scheme = Scheme(
        "Care home",
        tuple(Service(f"U{n}", f"Unit {n}", "unit", seats=1) for n in range(3)),
        tuple(Officer(f"PC {n}", "Group") for n in range(6)),
        (Cohort("Group", pattern, weeks(0, 1)),),
    )
    made = plan(scheme)
    assert made.status is Status.OPTIMAL
    assert broken_rules(scheme, made) == ()
    assert {(one.end - one.start).days for one in made.assignments} == {2}


def test_a_plan_is_the_same_for_the_same_seed():
    scheme = made_up_scheme(Difficulty(30, 8, 12, 3, 6, 1.5), seed=7)
    assert plan(scheme, seed=3).assignments == plan(scheme, seed=3).assignments


def test_a_large_scheme_is_proved_best_by_prices(monkeypatch: pytest.MonkeyPatch):
    """The way large schemes take answers what the exact model answers."""
    scheme = made_up_scheme(Difficulty(60, 12, 20, 5, 6, 1.3), seed=5)
    exact = plan(scheme)
    monkeypatch.setattr(planning, "SMALL", 0)
    priced = plan(scheme, time_limit=30)
    assert (priced.objective, priced.bound) == (exact.objective, exact.bound)
    assert broken_rules(scheme, priced) == ()


def best_by_trying_all(scheme: Scheme) -> int:
    """The least cost of any plan, by trying every one; for a handful of officers."""
    problem = problem_of(scheme)
    ways = [
        [
            None,
            *(
                tuple(zip(shape, services, strict=True))
                for shape in problem.shapes[officer]
                for services in product(*(problem.options(officer, slot) for slot in shape))
            ),
        ]
        for officer in range(problem.n_officers)
    ]
    least = None
    for chosen in product(*ways):
        choices = Choices(problem)
        for officer, way in enumerate(chosen):
            if way is None:
                continue
            if not is_allowed(choices, officer, way):
                break
            choices.take(officer, way)
        else:
            cost = choices.total()
            least = cost if least is None else min(least, cost)
    if least is None:
        raise ValueError("not even the empty plan was tried")
    return least


@pytest.mark.parametrize("seed", range(6))
def test_no_plan_tried_by_hand_is_better(seed: int):
    scheme = made_up_scheme(Difficulty(3, 4, 4, 1, 4, 1.2), seed=seed)
    made = plan(scheme)
    assert made.objective == made.bound == best_by_trying_all(scheme)


SCHEMES = st.builds(
    lambda officers, services, slack, seed: made_up_scheme(
        Difficulty(officers, 2 * services, 10, 2, 5, slack), seed=seed
    ),
    officers=st.integers(1, 14),
    services=st.integers(1, 4),
    slack=st.sampled_from([0.6, 1.0, 1.5, 3.0]),
    seed=st.integers(0, 10_000),
)


@settings(max_examples=12, deadline=None)
@given(scheme=SCHEMES)
def test_no_plan_breaks_a_hard_rule(scheme: Scheme):
    made = plan(scheme, time_limit=10)
    assert broken_rules(scheme, made) == ()
    assert sum(made.costs.values()) == made.objective
    assert made.bound <= made.objective


@settings(max_examples=6, deadline=None)
@given(scheme=SCHEMES, at=st.integers(0, 100))
def test_relaxing_a_rule_never_makes_the_best_plan_worse(scheme: Scheme, at: int):
    number = at % len(scheme.services)
    opened = replace(scheme.services[number], closed=(), seats=scheme.services[number].seats + 1)
    looser = replace(
        scheme.with_service(opened),
        officers=tuple(replace(one, leave=(), excluded=frozenset()) for one in scheme.officers),
    )
    assert plan(looser, time_limit=10).objective <= plan(scheme, time_limit=10).objective


@settings(max_examples=6, deadline=None)
@given(scheme=SCHEMES, order=st.randoms(use_true_random=False))
def test_the_order_and_names_of_officers_change_nothing(scheme: Scheme, order):
    shuffled = list(scheme.officers)
    order.shuffle(shuffled)
    renamed = tuple(replace(one, name=f"X{n}") for n, one in enumerate(shuffled))
    other = plan(replace(scheme, officers=renamed), time_limit=10)
    assert other.objective == plan(scheme, time_limit=10).objective


def test_a_plan_that_breaks_a_rule_is_caught():
    """The checker is no use if it passes a wrong plan."""
    scheme = small(3, 2)
    made = plan(scheme)
    first = made.assignments[0]
    crowded = tuple(
        replace(one, service=first.service, start=first.start, end=first.end)
        if one.kind == first.kind
        else one
        for one in made.assignments
    )
    found = broken_rules(scheme, replace(made, assignments=crowded))
    assert any("takes 2 at once; 3 would be there" in rule for rule in found)

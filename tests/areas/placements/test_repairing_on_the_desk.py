"""A plan that is mended on the desk: seen first, then published, and nobody forgotten."""

import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from alongside.areas.placements.actions import repairing, wards
from alongside.areas.placements.actions.publishing import publish_plan
from alongside.areas.placements.models import (
    Learner,
    PlacementCohort,
    PlacementIssue,
    PlacementPlan,
    PlacementService,
    PlannedStay,
    TooBusy,
)
from alongside.areas.placements.queries.mending import to_mend
from alongside.areas.placements.queries.plan_reading import standing_plan
from alongside.areas.placements.queries.repair_page import repair_page
from alongside.areas.placements.rules.busy import Days
from alongside.areas.placements.rules.changes import Change
from alongside.engines.scheduling.checking import broken_rules
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.refusal import NotPermitted, Refused
from tests.support.placing import MONDAY, OFFICERS, Placing, make_placing
from tests.support.world import NOW, make_world

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ANN, BEN, _, _ = OFFICERS
SECOND = MONDAY + 7 * DAY
WARD_WEEK = Days(SECOND, SECOND + 4 * DAY)
SHUT = Change("closed", "larch", first_on=SECOND, last_on=SECOND + 4 * DAY, why="Norovirus")


@pytest.fixture
def placing() -> Placing:
    placed = make_placing(make_world())
    placed.publish()
    return placed


@pytest.fixture
def ward(placing: Placing) -> uuid.UUID:
    return placing.services["larch"].id


def titles(actor) -> list[str]:
    return [line.title for line in inbox_of(actor)]


def where(plan: PlacementPlan) -> set[tuple[str, str, date]]:
    rows = PlannedStay.objects.filter(plan=plan)
    return set(rows.values_list("learner__name", "service__code", "first_on"))


def refusal(code: str):
    return pytest.raises(Refused, check=lambda refused: refused.code == code)


def test_a_ward_closes_and_the_smallest_change_is_seen_before_anything_changes(placing):
    before = standing_plan(placing.scheme)
    draft = repairing.try_repair(placing.coordinator, placing.scheme.id, SHUT, now=NOW)
    page = repair_page(placing.coordinator, draft, now=NOW)
    assert page.change_words == "Larch Ward takes nobody, Mon 22 to Fri 26 June 2026"
    assert page.proved
    assert {one.learner for one in page.moves} == {ANN, BEN}
    assert page.untouched == 2
    assert page.no_place == ()
    assert standing_plan(placing.scheme) == before
    placing.services["larch"].refresh_from_db()
    assert placing.services["larch"].closed == []
    work_once(NOW)
    assert titles(placing.learner) == []


def test_a_repair_is_not_published_while_the_scheme_does_not_say_what_changed(placing):
    draft = repairing.try_repair(placing.coordinator, placing.scheme.id, SHUT, now=NOW)
    with refusal("plan.is_a_repair"):
        publish_plan(placing.coordinator, draft, now=NOW)
    assert PlacementPlan.objects.get(pk=draft).state == "draft"
    assert PlacementService.objects.get(code="larch").closed == []


def test_publishing_a_repair_keeps_what_changed_and_tells_those_it_touches(placing, ward):
    busy = wards.say_too_busy(placing.buddy, ward, days=WARD_WEEK, now=NOW)
    change = replace(SHUT, busy=str(busy))
    draft = repairing.try_repair(placing.coordinator, placing.scheme.id, change, now=NOW)
    key = uuid.uuid4()
    confirmed = repairing.confirm_repair(placing.coordinator, draft, now=NOW, request_key=key)
    assert confirmed == draft
    assert standing_plan(placing.scheme).id == draft
    placing.services["larch"].refresh_from_db()
    assert placing.services["larch"].closed == [["2026-06-22", "2026-06-26"]]
    assert TooBusy.objects.get().answered_by_plan_id == draft
    work_once(NOW)
    assert "Your placement has changed" in titles(placing.learner)
    assert "Larch Ward was too busy: the plan has changed" in titles(placing.buddy)
    with pytest.raises(Refused):
        repairing.confirm_repair(placing.coordinator, draft, now=NOW)
    assert verify().broken == ()


@pytest.mark.parametrize(
    ("change", "nowhere"),
    [
        (Change("away", "", ANN, MONDAY, MONDAY + 4 * DAY), {ANN}),
        (Change("leaves", "", ANN, why="Changed post"), set()),
        (Change("fewer", "larch", seats=1), set()),
    ],
)
def test_each_kind_of_change_is_kept_and_whoever_has_no_place_is_not_forgotten(
    placing, change, nowhere
):
    draft = repairing.try_repair(placing.coordinator, placing.scheme.id, change, now=NOW)
    repairing.confirm_repair(placing.coordinator, draft, now=NOW)
    page = repair_page(placing.coordinator, draft, now=NOW)
    assert (page.state, {one.learner for one in page.no_place}) == ("published", nowhere)
    raised = PlacementIssue.objects.filter(kind="no_place")
    assert {one.learner.name for one in raised} == nowhere
    learner, service = placing.learners[ANN], placing.services["larch"]
    learner.refresh_from_db()
    service.refresh_from_db()
    kept = {"away": learner.leave, "leaves": learner.withdrawn_why, "fewer": service.seats == 1}
    assert kept[change.kind]
    if change.kind == "leaves":
        assert not PlannedStay.objects.filter(plan_id=draft, learner=learner).exists()


def test_a_repair_is_refused_where_it_cannot_mean_anything(placing):
    lead, scheme = placing.coordinator, placing.scheme.id
    for change, code in (
        (Change("fewer", "larch", seats=2), "change.not_fewer"),
        (Change("closed", "attic", first_on=SECOND, last_on=SECOND), "change.of_whom"),
        (Change("leaves", "", "PC Nobody", why="Gone"), "change.of_whom"),
    ):
        with refusal(code):
            repairing.try_repair(lead, scheme, change, now=NOW)
    for actor in (placing.buddy, placing.learner):
        with pytest.raises(NotPermitted):
            repairing.try_repair(actor, scheme, SHUT, now=NOW)
    first = repairing.try_repair(lead, scheme, SHUT, now=NOW)
    second = repairing.try_repair(lead, scheme, SHUT, now=NOW)
    repairing.confirm_repair(lead, first, now=NOW)
    assert repair_page(lead, second, now=NOW).overtaken
    with refusal("plan.overtaken"):
        repairing.confirm_repair(lead, second, now=NOW)
    placing.services["larch"].refresh_from_db()
    assert len(placing.services["larch"].closed) == 1
    PlacementPlan.objects.update(state="superseded")
    with refusal("repair.no_plan"):
        repairing.try_repair(lead, scheme, SHUT, now=NOW)


def test_what_is_over_stands_when_what_is_to_come_is_mended(placing):
    """A week later: the community week is over, and the ward shuts in the second."""
    later = NOW + 9 * DAY
    draft = repairing.try_repair(placing.coordinator, placing.scheme.id, SHUT, now=later)
    before, after = standing_plan(placing.scheme), PlacementPlan.objects.get(pk=draft)
    over = {one for one in where(before) if one[2] == MONDAY}
    assert over <= where(after)
    moves = repair_page(placing.coordinator, draft, now=later).moves
    assert [one.under_way for one in moves] == [True, True]


def test_fewer_from_now_on_moves_nobody_out_of_a_week_that_is_over(placing):
    fewer = Change("fewer", "home", seats=1)
    later = NOW + 10 * DAY
    draft = repairing.try_repair(placing.coordinator, placing.scheme.id, fewer, now=later)
    page = repair_page(placing.coordinator, draft, now=later)
    assert (page.moves, page.no_place) == ((), ())


def test_a_cohort_that_is_over_and_one_that_is_not_planned_are_left_alone(placing):
    cohort = PlacementCohort.objects.create(
        scheme=placing.scheme,
        pattern=placing.cohort.pattern,
        name="March 2026",
        first_on=date(2026, 3, 2),
        last_on=date(2026, 3, 13),
    )
    old = Learner.objects.create(scheme=placing.scheme, cohort=cohort, name="PC Old Hand")
    gone = PlacementService.objects.create(
        scheme=placing.scheme, code="ash", name="Ash Ward", kind="ward", left_at=NOW
    )
    plan = standing_plan(placing.scheme)
    PlannedStay.objects.create(
        plan=plan,
        learner=old,
        service=gone,
        first_on=date(2026, 3, 2),
        last_on=date(2026, 3, 6),
        kind="ward",
    )
    ahead = PlacementCohort.objects.create(
        scheme=placing.scheme,
        pattern=placing.cohort.pattern,
        name="July 2026",
        first_on=date(2026, 7, 6),
        last_on=date(2026, 7, 17),
    )
    Learner.objects.create(scheme=placing.scheme, cohort=ahead, name="PC Not Yet")
    draft = repairing.try_repair(placing.coordinator, placing.scheme.id, SHUT, now=NOW)
    repairing.confirm_repair(placing.coordinator, draft, now=NOW)
    names = {one[0] for one in where(standing_plan(placing.scheme))}
    assert "PC Old Hand" in names
    assert "PC Not Yet" not in names


CODES = ("cert", "home", "larch", "rowan")


@st.composite
def some_changes(draw) -> list[tuple[Change, int]]:
    """A few changes, each on its day after the plan was published."""
    found = []
    for number in range(draw(st.integers(1, 2))):
        first = MONDAY + draw(st.integers(0, 11)) * DAY
        span = {"first_on": first, "last_on": first + draw(st.integers(0, 6)) * DAY}
        change = draw(
            st.sampled_from(
                [
                    *(Change("closed", code, **span) for code in CODES),
                    *(Change("away", "", name, **span) for name in OFFICERS),
                    Change("leaves", "", OFFICERS[number], why="Moved"),
                    Change("fewer", CODES[number], seats=1),
                ]
            )
        )
        found.append((change, draw(st.integers(0, 10))))
    return sorted(found, key=lambda one: one[1])


@settings(
    max_examples=6,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(some_changes())
def test_no_repair_breaks_a_hard_rule_or_moves_what_still_fits(placing, changes):
    lead, scheme = placing.coordinator, placing.scheme
    with transaction.atomic():
        for change, after in changes:
            now = NOW + after * DAY
            before = standing_plan(scheme)
            try:
                draft = repairing.try_repair(lead, scheme.id, change, now=now)
            except Refused:
                continue
            fits = _still_fits(before, change, now.date())
            repairing.confirm_repair(lead, draft, now=now)
            stands = standing_plan(scheme)
            ground = to_mend(scheme, stands, today=now.date())
            assert broken_rules(ground.scheme, ground.plan, today=now.date()) == ()
            changed = {one for one in where(before) - where(stands) if one[0] != change.learner}
            lost = where(before) - fits
            if not lost:
                assert where(stands) == where(before)
            if change.kind == "closed" and len(changed) <= len(lost):
                assert changed == lost
        transaction.set_rollback(True)


def _still_fits(plan: PlacementPlan, change: Change, today: date) -> set[tuple[str, str, date]]:
    """Stays that the change by itself does not touch."""
    kept = set()
    for one in PlannedStay.objects.filter(plan=plan).select_related("learner", "service"):
        first = max(change.first_on or today, today)
        touched = change.last_on is None or (
            one.first_on <= change.last_on and first <= one.last_on
        )
        hit = one.service.code == change.service or one.learner.name == change.learner
        if not (hit and touched and one.last_on >= today):
            kept.add((one.learner.name, one.service.code, one.first_on))
    return kept

"""A fortnight under way: too busy, the notice, check-ins, issues, and a plan that is mended."""

import uuid
from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import IntegrityError, transaction

from alongside.areas.placements.actions import (
    answering,
    checking_in,
    issues,
    repairing,
    starting,
    wards,
)
from alongside.areas.placements.actions.checking_in import NewCheckIn
from alongside.areas.placements.actions.issues import NewIssue, Said
from alongside.areas.placements.actions.wards import NewNo
from alongside.areas.placements.demo import running
from alongside.areas.placements.models import (
    CheckIn,
    IssueEvent,
    PlacementIssue,
    PlacementPlan,
    PlannedStay,
    TooBusy,
    WardNo,
    WardNotice,
)
from alongside.areas.placements.queries.check_ins import check_in_list
from alongside.areas.placements.queries.issues import issue_log, issue_page
from alongside.areas.placements.queries.repair_page import repair_start
from alongside.areas.placements.queries.said_no import said_no_for
from alongside.areas.placements.queries.ward_page import notice_sheet, ward_page
from alongside.areas.placements.rules.busy import Days
from alongside.areas.placements.rules.changes import Change
from alongside.foundation.audit.models import AuditEntry
from alongside.foundation.audit.verify import verify
from alongside.foundation.outbox.inbox import inbox_of
from alongside.foundation.outbox.models import InboxItem
from alongside.foundation.outbox.worker import work_once
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, NotPermitted, Refused
from tests.support.placing import MONDAY, OFFICERS, Placing, make_placing
from tests.support.world import NOW, make_world, on_duty

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ANN, BEN, CAT, DAN = OFFICERS
SECOND = MONDAY + 7 * DAY
WARD_WEEK = Days(SECOND, SECOND + 4 * DAY)
SHUT = Change("closed", "larch", first_on=SECOND, last_on=SECOND + 4 * DAY, why="Norovirus")
START = NOW + 5 * DAY
"""The first day of the cohort, at three in the afternoon."""


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


# ---- A ward that is too busy ----------------------------------------------------------


def test_one_tap_tells_the_coordinators_once_and_is_taken_back(placing, ward):
    key = uuid.uuid4()
    said = wards.say_too_busy(placing.buddy, ward, now=NOW, request_key=key)
    assert wards.say_too_busy(placing.buddy, ward, now=NOW, request_key=key) == said
    assert wards.say_too_busy(placing.coordinator, ward, now=NOW) == said
    row = TooBusy.objects.get()
    assert (row.first_on, row.last_on) == (date(2026, 6, 10), date(2026, 6, 12))
    work_once(NOW)
    assert titles(placing.coordinator) == ["Larch Ward is too busy, Wed 10 to Fri 12 June 2026"]
    assert InboxItem.objects.get(user_id=placing.coordinator.user_id).urgent
    wards.take_back_too_busy(placing.buddy, said, now=NOW)
    work_once(NOW)
    assert "Larch Ward is not too busy after all" in titles(placing.coordinator)[-1]
    assert ward_page(placing.buddy, None, now=NOW).busy == ()
    with refusal("busy.not_found"):
        wards.take_back_too_busy(placing.buddy, said, now=NOW)
    assert verify().broken == ()


def test_a_buddy_says_so_of_their_own_ward_and_of_no_other(placing, ward):
    rowan = placing.services["rowan"].id
    with refusal("ward.not_found"):
        wards.say_too_busy(placing.buddy, rowan, now=NOW)
    with refusal("ward.not_found"):
        ward_page(placing.buddy, rowan, now=NOW)
    far = on_duty(Role.PLACEMENT_COORDINATOR, placing.world.council, name="Far Coordinator")
    with refusal("ward.not_found"):
        wards.say_too_busy(far, ward, now=NOW)
    stranger = on_duty(Role.PLACEMENT_BUDDY, placing.world.trust, name="Other Buddy")
    assert ward_page(stranger, None, now=NOW) is None


def test_the_plan_stays_as_it_is_with_a_reason_the_ward_reads(placing, ward):
    said = wards.say_too_busy(placing.buddy, ward, now=NOW)
    with refusal("busy.no_reason"):
        answering.leave_as_is(placing.coordinator, said, why=" ", now=NOW)
    with pytest.raises(NotPermitted):
        answering.leave_as_is(placing.buddy, said, why="No", now=NOW)
    answering.leave_as_is(placing.coordinator, said, why="Agreed by phone", now=NOW)
    work_once(NOW)
    assert "Larch Ward was too busy: the plan stays as it is" in titles(placing.buddy)
    assert ward_page(placing.buddy, ward, now=NOW).busy[0].left_as_is_why == "Agreed by phone"
    assert repair_start(placing.coordinator, placing.scheme.id, now=NOW).waiting == ()
    with refusal("busy.answered"):
        wards.take_back_too_busy(placing.buddy, said, now=NOW)


# ---- Those who live there -------------------------------------------------------------


def test_the_notice_goes_up_and_down_and_names_nobody(placing, ward):
    with refusal("notice.not_up"):
        notice_sheet(placing.buddy, ward, now=NOW)
    with refusal("notice.not_up"):
        wards.take_down_notice(placing.buddy, ward, now=NOW)
    wards.put_up_notice(placing.buddy, ward, days=WARD_WEEK, now=NOW)
    wards.put_up_notice(placing.coordinator, ward, days=WARD_WEEK, now=NOW)
    assert WardNotice.objects.filter(taken_down_at=None).count() == 1
    assert notice_sheet(placing.buddy, ward, now=NOW).ward == "Larch Ward"
    wards.take_down_notice(placing.buddy, ward, now=NOW)
    assert ward_page(placing.buddy, ward, now=NOW).notice is None


def test_a_no_reaches_those_who_come_on_those_days_and_nobody_else(placing, ward):
    said = NewNo("the garden after lunch", SECOND, SECOND + 4 * DAY)
    with refusal("no.no_words"):
        wards.record_no(placing.buddy, ward, NewNo(" ", SECOND, SECOND), now=NOW)
    no = wards.record_no(placing.buddy, ward, said, now=NOW)
    early = NewNo("the hall", MONDAY, MONDAY + DAY)
    wards.record_no(placing.buddy, ward, early, now=NOW)
    today = NOW.date()
    ann, cat = (placing.learners[name].id for name in (ANN, CAT))
    assert [one.keep_away_from for one in said_no_for(ann, today=today)] == [
        "the garden after lunch"
    ]
    assert said_no_for(cat, today=today) == ()
    wards.end_no(placing.buddy, no, now=NOW)
    assert said_no_for(ann, today=today) == ()
    with refusal("no.not_found"):
        wards.end_no(placing.buddy, no, now=NOW)


def test_a_ward_sees_who_does_not_start_yet_and_not_why(placing, ward):
    starting.hold_start(
        placing.coordinator, placing.learners[ANN].id, "Vetting is not back", now=NOW
    )
    page = ward_page(placing.buddy, ward, now=NOW + 12 * DAY)
    held = {one.name: one.held for week in page.weeks for one in week.coming}
    assert held == {ANN: True, BEN: False}
    assert "Vetting" not in str(page)


# ---- Check-ins ------------------------------------------------------------------------


def test_those_owed_an_asking_come_first_and_a_worry_raises_an_issue(placing):
    ann, ben = placing.learners[ANN], placing.learners[BEN]
    before = check_in_list(placing.coordinator, placing.scheme.id, now=START)
    assert before.owed_count == 4
    checking_in.record_check_in(placing.coordinator, ann.id, NewCheckIn("well"), now=START)
    worried = NewCheckIn("worried", "Too little to do", START.date() + DAY)
    row = checking_in.record_check_in(placing.coordinator, ben.id, worried, now=START)
    after = check_in_list(placing.coordinator, placing.scheme.id, now=START)
    assert after.owed_count == 2
    assert [one.name for one in after.people] == [CAT, DAN, ANN, BEN]
    assert after.people[2].here == "Recovery team"
    assert [one.name for one in after.follow_ups] == [BEN]
    issue = PlacementIssue.objects.get()
    assert (issue.kind, issue.learner, issue.service.code) == ("worry", ben, "cert")
    checking_in.follow_up(placing.coordinator, row, now=START)
    with refusal("check_in.nothing_owed"):
        checking_in.follow_up(placing.coordinator, row, now=START)
    for actor in (placing.buddy, placing.learner):
        with pytest.raises(NotPermitted):
            checking_in.record_check_in(actor, ann.id, NewCheckIn("well"), now=START)
    with refusal("check_in.in_the_future"):
        checking_in.record_check_in(
            placing.coordinator, ann.id, NewCheckIn("well"), happened_at=NOW + DAY, now=NOW
        )


# ---- Issues ---------------------------------------------------------------------------


def test_an_issue_is_raised_by_each_given_settled_and_opened_again(placing, ward):
    kinds = [
        (placing.learner, NewIssue("practical", "No badge"), ANN, None),
        (placing.buddy, NewIssue("buddy", "I am off", service_id=ward), None, "Larch Ward"),
        (placing.coordinator, NewIssue("other", "Late", placing.scheme.id, ward), None, None),
    ]
    for actor, said, _, _ in kinds:
        issues.raise_issue(actor, said, now=NOW)
    work_once(NOW)
    assert titles(placing.coordinator).count("New issue: Hours, badge, parking or the like") == 1
    assert "New issue: Something else" not in titles(placing.coordinator)
    own = PlacementIssue.objects.get(kind="practical")
    assert own.learner.name == ANN
    lead = placing.coordinator
    give = Said("given", owner_id=lead.user_id, due_on=NOW.date() - DAY, version=1)
    issues.say_of_issue(lead, own.id, give, now=NOW)
    log = issue_log(lead, placing.scheme.id, "overdue", now=NOW)
    assert [one.id for one in log.lines] == [own.id]
    assert dict(log.counts) == {"open": 3, "mine": 1, "overdue": 1, "nobody": 2, "settled": 0}
    with pytest.raises(Conflict):
        issues.say_of_issue(lead, own.id, Said("settled", "Sent", version=1), now=NOW)
    issues.say_of_issue(lead, own.id, Said("settled", "Sent one", version=2), now=NOW)
    with refusal("issue.not_now"):
        issues.say_of_issue(lead, own.id, Said("settled", "Again"), now=NOW)
    work_once(NOW)
    assert "What you raised is settled: Hours, badge, parking or the like" in titles(
        placing.learner
    )
    issues.say_of_issue(lead, own.id, Said("reopened", "Lost again"), now=NOW)
    page = issue_page(lead, own.id, now=NOW)
    assert [one.kind for one in page.story] == ["raised", "given", "settled", "reopened"]
    assert page.line.settled_at is None


def test_nobody_else_reads_or_keeps_the_log(placing):
    issue = issues.raise_issue(placing.learner, NewIssue("other", "Cold"), now=NOW)
    far = on_duty(Role.PLACEMENT_COORDINATOR, placing.world.council, name="Far Coordinator")
    with refusal("issue.not_found"):
        issue_page(far, issue, now=NOW)
    with refusal("issue.not_found"):
        issues.say_of_issue(far, issue, Said("noted", "Hm"), now=NOW)
    with refusal("issue.owner"):
        give = Said("given", owner_id=far.user_id)
        issues.say_of_issue(placing.coordinator, issue, give, now=NOW)
    for actor in (placing.learner, placing.buddy):
        with pytest.raises(NotPermitted):
            issue_log(actor, placing.scheme.id, "", now=NOW)
    other = on_duty(Role.LEARNER, placing.world.police, name="Other Learner")
    with refusal("issue.no_placement"):
        issues.raise_issue(other, NewIssue("other", "Cold"), now=NOW)
    with refusal("issue.kind"):
        issues.raise_issue(placing.learner, NewIssue("weather", "Cold"), now=NOW)
    with refusal("issue.no_ward"):
        issues.raise_issue(placing.buddy, NewIssue("other", "Cold"), now=NOW)
    with refusal("issue.no_scheme"):
        issues.raise_issue(placing.coordinator, NewIssue("other", "Cold"), now=NOW)


# ---- What the database does not let in ------------------------------------------------


def test_each_constraint_of_a_fortnight_stops_what_it_is_for(placing, ward):
    by = {"said_by_id": placing.buddy.user_id, "said_at": NOW}
    days = {"first_on": SECOND, "last_on": SECOND}
    up = {"put_up_by_id": placing.buddy.user_id, "put_up_at": NOW}
    TooBusy.objects.create(service_id=ward, **days, **by)
    WardNotice.objects.create(service_id=ward, **days, **up)
    turned = {"first_on": SECOND, "last_on": MONDAY}
    heard = {"said_to_id": placing.buddy.user_id, "said_at": NOW}
    asked = {
        "learner": placing.learners[ANN],
        "happened_at": NOW,
        "recorded_at": NOW,
        "by_id": placing.coordinator.user_id,
    }
    raised = {
        "scheme": placing.scheme,
        "kind": "other",
        "raised_by_id": placing.buddy.user_id,
        "raised_at": NOW,
    }
    issue = PlacementIssue.objects.create(**raised)
    event = {"issue": issue, "sequence": 1, "kind": "raised", "at": NOW, "by_id": asked["by_id"]}
    IssueEvent.objects.create(**event)
    for row in (
        TooBusy(service_id=ward, **days, **by),
        TooBusy(service_id=ward, **turned, **by),
        TooBusy(service_id=ward, first_on=MONDAY, last_on=MONDAY, taken_back_at=NOW, **by),
        TooBusy(service_id=ward, first_on=MONDAY, last_on=MONDAY, answered_at=NOW, **by),
        TooBusy(service_id=ward, first_on=MONDAY, last_on=MONDAY, left_as_is_why="No", **by),
        WardNotice(service_id=ward, **days, **up),
        WardNotice(service_id=ward, **turned, taken_down_at=NOW, **up),
        WardNo(service_id=ward, **days, keep_away_from="", **heard),
        WardNo(service_id=ward, **turned, keep_away_from="the hall", **heard),
        CheckIn(how="fine", **asked),
        PlacementIssue(**raised, state="settled"),
        PlacementIssue(**raised, settled_at=NOW),
        IssueEvent(**event),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


# ---- No audit, no write ---------------------------------------------------------------


def test_nothing_is_written_without_its_audit_row(placing, ward):
    said = wards.say_too_busy(placing.buddy, ward, now=NOW)
    draft = repairing.try_repair(placing.coordinator, placing.scheme.id, SHUT, now=NOW)
    lead, ann = placing.coordinator, placing.learners[ANN].id
    acts = [
        lambda: wards.say_too_busy(placing.buddy, ward, days=WARD_WEEK, now=NOW),
        lambda: wards.take_back_too_busy(placing.buddy, said, now=NOW),
        lambda: wards.put_up_notice(placing.buddy, ward, days=WARD_WEEK, now=NOW),
        lambda: wards.record_no(placing.buddy, ward, NewNo("the hall", SECOND, SECOND), now=NOW),
        lambda: checking_in.record_check_in(lead, ann, NewCheckIn("well"), now=NOW),
        lambda: issues.raise_issue(placing.buddy, NewIssue("other", "x", service_id=ward), now=NOW),
        lambda: answering.leave_as_is(lead, said, why="Agreed", now=NOW),
        lambda: repairing.try_repair(lead, placing.scheme.id, SHUT, now=NOW),
        lambda: repairing.confirm_repair(lead, draft, now=NOW),
    ]

    def kept() -> tuple[object, ...]:
        models = (TooBusy, WardNotice, WardNo, CheckIn, PlacementIssue, PlacementPlan)
        return tuple(str(list(model.objects.order_by("pk").values())) for model in models)

    before = kept()
    with mock.patch("alongside.foundation.audit.record.insert_entry", side_effect=RuntimeError):
        for act in acts:
            with pytest.raises(RuntimeError):
                act()
    assert kept() == before
    assert AuditEntry.objects.filter(action="placements.keep_change").count() == 0


def test_the_demo_fills_a_fortnight_under_way(placing):
    running.fill(placing.scheme.id, coordinator=placing.coordinator, buddy=placing.buddy, now=START)
    assert TooBusy.objects.count() == WardNotice.objects.count() == WardNo.objects.count() == 1
    assert PlacementIssue.objects.filter(state="open").count() == 3
    assert {
        one.owed is None
        for one in check_in_list(placing.coordinator, placing.scheme.id, now=START).people
    } == {True, False}

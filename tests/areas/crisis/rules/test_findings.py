"""Recorded facts put to the law: what each heading of a story says."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.areas.crisis.rules import findings
from alongside.areas.crisis.rules.findings import Age
from alongside.areas.crisis.rules.timeline import Timeline, TimelineEvent

START = datetime(2026, 6, 10, 12, 35, tzinfo=UTC)
ADULT = Age(date_of_birth=date(1990, 1, 1))
NOTHING = Timeline.of([])


def at(minutes: int, kind: str, **facts: object) -> TimelineEvent:
    instant = START + timedelta(minutes=minutes)
    return TimelineEvent(kind, instant, instant, facts)


def story(*events: TimelineEvent) -> Timeline:
    return Timeline.of([at(0, "power_used", power="s136"), *events])


STATION = {
    "risk_description": "headbutting the wall",
    "risk_imminent": True,
    "risk_serious": True,
    "no_other_place": True,
    "no_other_place_reason": "risk",
    "clinician": "present",
    "decision_maker": "constable",
    "decision_maker_rank": "constable",
    "authorised_rank": "inspector",
    "consulted": "yes",
    "consultee": "nurse",
}


def test_nothing_recorded_is_nothing_asked() -> None:
    assert findings.location_answer("") is None
    assert findings.grounds_answer(NOTHING) is None
    assert findings.station_answer(NOTHING, ADULT) is None
    assert findings.extension_answers(NOTHING) == ()
    assert findings.search_answers(NOTHING) == ()
    assert findings.late_checks(NOTHING) == ()
    assert findings.handover_answer(NOTHING, START) is None
    assert findings.end_answer(NOTHING) is None
    assert findings.threshold_answer(NOTHING) is None
    assert findings.owner_confirm_by(NOTHING) is None
    assert findings.consultation_answer(NOTHING).outcome == "incomplete"


def test_the_kind_of_place_is_put_to_the_location_rule() -> None:
    answer = findings.location_answer("own_home")
    assert answer is not None
    assert answer.outcome == "does_not_apply"


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"appears_disordered": True, "immediate_need": True, "necessary": True}, "met"),
        ({"appears_disordered": True, "immediate_need": True, "necessary": False}, "not_met"),
        ({"appears_disordered": True}, "incomplete"),
    ],
)
def test_the_three_grounds_come_from_the_decision(facts: dict[str, object], outcome: str) -> None:
    answer = findings.grounds_answer(story(at(0, "decision", decision="section_136", **facts)))
    assert answer is not None
    assert answer.outcome == outcome


def test_another_decision_asks_for_no_grounds() -> None:
    assert findings.grounds_answer(story(at(0, "decision", decision="own_team"))) is None


def test_the_consultation_that_reached_somebody_counts() -> None:
    tried = at(-9, "consultation", consulted="no_not_practicable", no_consult_reason="no_signal")
    reached = at(
        -5, "consultation", consulted="yes", consultee="nurse", started_at="2026-06-10T12:28:00Z"
    )
    assert findings.consultation_answer(story(reached, tried)).outcome == "met"
    assert findings.consultation_answer(story(tried)).findings[0].facts


@pytest.mark.parametrize(
    ("age", "outcome"),
    [
        (ADULT, "met"),
        (Age(date_of_birth=date(2008, 6, 11)), "not_met"),
        (Age(date_of_birth=date(2008, 6, 10)), "met"),
        (Age(low=16, high=19), "not_met"),
        (Age(low=30, high=40), "met"),
        (Age(low=34, high=34), "met"),
        (Age(), "incomplete"),
    ],
)
def test_a_police_station_is_put_to_its_conditions(age: Age, outcome: str) -> None:
    answer = findings.station_answer(story(at(10, "station_decision", **STATION)), age)
    assert answer is not None
    assert answer.outcome == outcome


def test_a_police_station_used_with_nothing_recorded_is_asked_about() -> None:
    answer = findings.station_answer(story(at(9, "arrived", place_type="police_station")), ADULT)
    assert answer is not None
    assert answer.outcome == "incomplete"
    told = at(9, "station_decision", **{**STATION, "could_be_under_18": True})
    seen = findings.station_answer(story(told), Age(low=17, high=20))
    assert seen is not None
    assert seen.outcome == "not_met"


def test_a_second_extension_is_told_from_the_first() -> None:
    given = {"by": "responsible_rmp", "hours": 4, "reason": "intoxicated"}
    timeline = story(
        at(45, "arrived"),
        at(600, "extension_given", **given, at_police_station=False),
        at(700, "extension_given", **given, at_police_station=False),
    )
    assert [a.outcome for a in findings.extension_answers(timeline)] == ["valid", "invalid"]


def test_an_extension_before_any_arrival_has_no_clock_to_extend() -> None:
    given = at(60, "extension_given", by="responsible_rmp", hours=4, reason="intoxicated")
    assert findings.extension_answers(story(given)) == ()


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"danger_grounds": "said he would cut", "item_grounds": "felt a blade"}, "met"),
        ({"danger_grounds": "said he would cut"}, "incomplete"),
        ({}, "incomplete"),
    ],
)
def test_a_search_is_put_to_both_grounds(facts: dict[str, object], outcome: str) -> None:
    (answer,) = findings.search_answers(story(at(5, "search", in_public=False, **facts)))
    assert answer.outcome == outcome


def test_a_check_at_22_31_due_22_30_is_kept_and_flagged_late_by_1_min() -> None:
    arrived = at(0, "arrived", place_type="police_station")
    (late,) = findings.late_checks(story(arrived, at(31, "welfare_check")))
    assert "1 min" in late.sentence
    assert findings.late_checks(story(arrived, at(30, "welfare_check"))) == ()


def test_a_handover_is_measured_to_when_the_police_left() -> None:
    timeline = story(at(45, "arrived"), at(80, "handover_accepted"), at(90, "police_left"))
    measured = findings.handover_answer(timeline, START + timedelta(hours=9))
    assert measured is not None
    assert measured.minutes == 45


def test_an_agreed_stay_is_counted_as_agreed() -> None:
    accepted = at(130, "handover_accepted", agreed_to_stay=True, agreed_reason="behaviour")
    measured = findings.handover_answer(story(at(45, "arrived"), accepted), START)
    assert measured is not None
    assert (measured.counts_as_breach, measured.counts_as_agreed) == (False, True)


@pytest.mark.parametrize(
    ("reason", "seen", "outcome"),
    [
        ("no_mental_disorder", ["examination_completed"], "valid"),
        ("assessed_community_followup", ["examination_completed"], "incomplete"),
        (
            "assessed_community_followup",
            ["examination_completed", "interview_completed"],
            "valid",
        ),
    ],
)
def test_an_end_is_put_to_who_saw_the_person(reason: str, seen: list[str], outcome: str) -> None:
    steps = [at(100 + n, kind) for n, kind in enumerate(seen)]
    answer = findings.end_answer(story(*steps, at(200, "ended", reason=reason)))
    assert answer is not None
    assert answer.outcome == outcome


def test_an_end_with_no_reason_given_asks_for_it() -> None:
    answer = findings.end_answer(story(at(200, "ended")))
    assert answer is not None
    assert any("not known" in finding.sentence for finding in answer.findings)


def test_what_looks_out_of_order_is_a_warning() -> None:
    assert findings.order_findings(story(at(-5, "arrived")), None)
    assert findings.order_findings(story(at(5, "arrived")), None) == ()


def test_an_end_with_nothing_to_check_says_nothing() -> None:
    assert findings.end_answer(story(at(200, "ended", reason="admitted_informal"))) is None


def test_an_extension_that_does_not_stand_is_no_earlier_extension() -> None:
    good = {"by": "responsible_rmp", "reason": "intoxicated", "at_police_station": False}
    timeline = story(
        at(45, "arrived"),
        at(600, "extension_given"),
        at(610, "extension_given", hours=14, **good),
        at(620, "extension_given", hours=12, **good),
        at(630, "extension_given", hours=12, **good),
    )
    outcomes = [answer.outcome for answer in findings.extension_answers(timeline)]
    assert outcomes[1:] == ["invalid", "valid", "invalid"]


@pytest.mark.parametrize(
    ("steps", "flagged"),
    [
        ([at(20, "arrived"), at(5, "rights_given")], "order.rights_given"),
        (
            [at(20, "arrived"), at(39, "handover_offered"), at(35, "handover_accepted")],
            "order.handover_accepted",
        ),
        (
            [at(20, "arrived"), at(60, "examination_started"), at(50, "examination_completed")],
            "order.examination_completed",
        ),
        ([at(20, "arrived"), at(25, "rights_given")], ""),
        ([at(5, "rights_given")], ""),
    ],
)
def test_a_step_before_the_one_it_follows_is_flagged(
    steps: list[TimelineEvent], flagged: str
) -> None:
    found = [finding.code for finding in findings.order_findings(story(*steps), None)]
    assert found == ([flagged] if flagged else [])


@pytest.mark.parametrize(
    ("age", "flagged"),
    [
        (Age(date_of_birth=date(2010, 1, 1)), True),
        (Age(low=16, high=19), True),
        (Age(), True),
        (ADULT, False),
        (Age(low=30, high=40), False),
    ],
)
def test_a_child_or_possible_child_at_a_police_station_is_flagged(age: Age, flagged: bool) -> None:
    there = story(at(9, "arrived", place_type="police_station"))
    assert (findings.child_at_station(there, age) is not None) is flagged
    gone = story(at(9, "arrived", place_type="police_station"), at(30, "ended", reason="not_known"))
    assert findings.child_at_station(gone, age) is None
    elsewhere = story(at(9, "arrived", place_type="health_based_pos"))
    assert findings.child_at_station(elsewhere, age) is None


def test_an_entry_struck_out_counts_for_nothing() -> None:
    struck = at(30, "rights_given", did_not_happen=True)
    assert story(struck).first("rights_given") is None

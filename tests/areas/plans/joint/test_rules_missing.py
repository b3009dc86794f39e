"""Missing people: states, levels that people choose, what is owed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.plans.rules.joint_story import StoryEvent
from alongside.areas.plans.rules.missing import (
    MISSING_FACTS,
    MISSING_KINDS,
    MISSING_LABELS,
    MISSING_PERMISSIONS,
    MISSING_TRANSITIONS,
    MissingState,
    check_may_happen,
    standing_of,
)
from alongside.areas.plans.rules.missing_levels import (
    FACTORS,
    LEVEL_LABELS,
    LEVEL_MEANINGS,
    Level,
    check_factors,
    check_lowering,
    check_next_review,
    check_rationale,
    level_meant,
)
from alongside.areas.plans.rules.missing_owed import (
    OWED_WORDS,
    OwedKind,
    check_independent,
    high_unreviewed,
    owed_now,
    power_for,
)
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
DUE = NOW + timedelta(hours=2)
MINUTE = timedelta(minutes=1)


def event(kind: str, *, at: datetime = NOW, role: str = "response_officer", **facts) -> StoryEvent:
    return StoryEvent(kind, at, at, role, "police", facts)


def judged(
    level: str, kind: str = "level_set", *, at: datetime = NOW, role: str = "response_officer"
) -> StoryEvent:
    return event(kind, at=at, role=role, level=level, next_review_due_at=DUE.isoformat())


def story(*kinds: str, level: str = "medium") -> list[StoryEvent]:
    """A record of these kinds after its report, a minute apart."""
    events = [event("reported"), judged(level)]
    for number, kind in enumerate(kinds, 1):
        at = NOW + number * MINUTE
        events.append(judged(level, kind, at=at) if kind == "reviewed" else event(kind, at=at))
    return events


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([], MissingState.MISSING),
        (["told", "reviewed", "absent_without_leave"], MissingState.MISSING),
        (["found"], MissingState.FOUND),
        (["found", "reviewed", "told"], MissingState.FOUND),
        (["found", "not_found_after_all"], MissingState.MISSING),
        (["found", "welfare_confirmed"], MissingState.CLOSED),
        (["found", "welfare_confirmed", "prevention_interview"], MissingState.CLOSED),
        (["welfare_confirmed"], MissingState.MISSING),
        (["found", "not_found_after_all", "welfare_confirmed"], MissingState.MISSING),
    ],
)
def test_a_story_leads_to_its_state(kinds, state) -> None:
    assert standing_of(story(*kinds)).state is state


def test_found_with_no_welfare_confirmation_stays_open() -> None:
    found = standing_of(story("found"))
    assert (found.closed_at, found.welfare_confirmed_at) == (None, None)
    assert found.found_at == NOW + MINUTE
    well = standing_of(story("found", "welfare_confirmed"))
    assert well.closed_at == well.welfare_confirmed_at == NOW + 2 * MINUTE


@given(st.lists(st.sampled_from(sorted(MISSING_KINDS)), max_size=12))
def test_no_record_closes_without_somebody_seeing_that_they_are_well(kinds) -> None:
    kept = [kind for kind in kinds if kind not in ("reported", "level_set")]
    standing = standing_of(story(*kept))
    if standing.closed_at is not None:
        assert {"found", "welfare_confirmed"} <= set(kept)
        assert standing.found_at is not None
        assert standing.welfare_confirmed_at >= standing.found_at
    else:
        assert standing.state is not MissingState.CLOSED
        assert standing.next_review_due_at is not None


@given(st.sampled_from(MissingState), st.sampled_from(sorted(MISSING_KINDS)))
def test_what_may_happen_is_the_table_and_nothing_else(state, kind) -> None:
    if (state, kind) in MISSING_TRANSITIONS:
        check_may_happen(state, kind)
        return
    with pytest.raises(Refused):
        check_may_happen(state, kind)


@pytest.mark.parametrize(
    ("state", "kind", "code"),
    [
        (MissingState.MISSING, "welfare_confirmed", "missing.not_found_yet"),
        (MissingState.FOUND, "found", "missing.found_already"),
        (MissingState.CLOSED, "found", "missing.not_now"),
        (MissingState.CLOSED, "reviewed", "missing.not_now"),
        (MissingState.MISSING, "return_interview", "missing.not_now"),
    ],
)
def test_what_cannot_be_so_is_refused_with_its_reason(state, kind, code) -> None:
    with pytest.raises(Refused) as refused:
        check_may_happen(state, kind)
    assert refused.value.code == code


def test_the_only_ways_out_of_open_lead_through_found_and_well() -> None:
    leading = {key for key, after in MISSING_TRANSITIONS.items() if after is MissingState.CLOSED}
    assert {key for key in leading if key[0] is not MissingState.CLOSED} == {
        (MissingState.FOUND, "welfare_confirmed")
    }


def test_every_table_of_kinds_and_words_is_whole() -> None:
    assert set(MISSING_KINDS) == set(MISSING_FACTS) == set(MISSING_PERMISSIONS)
    assert set(MISSING_LABELS) == set(MissingState)
    assert set(LEVEL_LABELS) == set(LEVEL_MEANINGS) == set(Level)
    assert set(OWED_WORDS) == set(OwedKind)


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("Absent", Level.VERY_LOW),
        ("absent", Level.VERY_LOW),
        ("  No apparent risk ", Level.VERY_LOW),
        ("very low", Level.VERY_LOW),
        ("very_low", Level.VERY_LOW),
        ("Low", Level.LOW),
        ("medium", Level.MEDIUM),
        ("HIGH", Level.HIGH),
    ],
)
def test_a_level_is_read_as_typed_and_absent_is_very_low(typed, level) -> None:
    assert level_meant(typed) is level


@pytest.mark.parametrize("typed", ["", "standard", "very high", "3"])
def test_no_other_word_is_a_level(typed) -> None:
    with pytest.raises(Refused, match="Choose very low, low, medium or high"):
        level_meant(typed)


@given(st.sampled_from(Level), st.sampled_from(Level), st.text(max_size=20))
def test_a_level_is_never_lowered_without_a_reason(before, after, reason) -> None:
    lower = list(Level).index(after) < list(Level).index(before)
    if lower and not reason.strip():
        with pytest.raises(Refused) as refused:
            check_lowering(before, after, reason)
        assert refused.value.code == "missing.lowered_without_reason"
    else:
        check_lowering(before, after, reason)


def test_a_level_without_the_reasons_of_whoever_chose_it_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        check_rationale("  ")
    assert refused.value.code == "missing.no_rationale"
    check_rationale("He has no coat")


@pytest.mark.parametrize(
    ("due_at", "code"),
    [
        (None, "missing.no_next_review"),
        (NOW, "missing.review_gone_by"),
        (NOW - MINUTE, "missing.review_gone_by"),
        (NOW + timedelta(days=7, minutes=1), "missing.review_too_far"),
    ],
)
def test_the_next_review_has_to_be_set_and_near(due_at, code) -> None:
    with pytest.raises(Refused) as refused:
        check_next_review(due_at, NOW)
    assert refused.value.code == code


@given(st.timedeltas(min_value=timedelta(seconds=1), max_value=timedelta(days=7)))
def test_any_time_in_the_next_seven_days_will_do(ahead) -> None:
    assert check_next_review(NOW + ahead, NOW) == NOW + ahead


def test_prompts_are_a_list_and_lead_to_no_level() -> None:
    check_factors(tuple(FACTORS))
    with pytest.raises(Refused) as refused:
        check_factors(("left_handed",))
    assert refused.value.code == "missing.factor_unknown"
    plain = standing_of([event("reported"), judged("low")])
    prompted = standing_of([event("reported", factors=list(FACTORS)), judged("low")])
    assert prompted.level is plain.level is Level.LOW
    assert prompted.factors == tuple(FACTORS)


@pytest.mark.parametrize(
    ("events", "alert"),
    [
        ([judged("high")], True),
        ([judged("medium")], False),
        ([judged("high", role=Role.POLICE_SUPERVISOR)], False),
        ([judged("high"), judged("high", "reviewed", at=NOW + MINUTE)], True),
        (
            [
                judged("high"),
                judged("high", "reviewed", at=NOW + MINUTE, role=Role.POLICE_SUPERVISOR),
            ],
            False,
        ),
        (
            [
                judged("medium", role=Role.POLICE_SUPERVISOR),
                judged("high", "reviewed", at=NOW + MINUTE),
            ],
            True,
        ),
        (
            [
                judged("high", role=Role.POLICE_SUPERVISOR),
                judged("low", "reviewed", at=NOW + MINUTE),
                judged("high", "reviewed", at=NOW + 2 * MINUTE),
            ],
            True,
        ),
        ([judged("high"), event("found", at=NOW + MINUTE)], False),
    ],
)
def test_high_with_no_supervisor_review_is_an_alert(events, alert) -> None:
    standing = standing_of([event("reported"), *events])
    assert high_unreviewed(standing) is alert
    kinds = {thing.kind for thing in owed_now(standing, set(), is_child=False, now=NOW)}
    assert (OwedKind.SUPERVISOR_REVIEW in kinds) is alert


@pytest.mark.parametrize(
    ("kinds", "is_child", "after", "owed"),
    [
        ([], False, MINUTE, {"review": False}),
        ([], False, timedelta(hours=2), {"review": True}),
        (
            ["found"],
            False,
            2 * MINUTE,
            {"welfare": False, "review": False, "prevention_interview": False},
        ),
        (["found", "welfare_confirmed"], False, 3 * MINUTE, {"prevention_interview": False}),
        (
            ["found", "welfare_confirmed", "prevention_interview"],
            True,
            timedelta(hours=72),
            {"return_interview": False},
        ),
        (
            ["found", "welfare_confirmed", "prevention_interview"],
            True,
            timedelta(hours=72, minutes=1),
            {"return_interview": True},
        ),
        (
            ["found", "welfare_confirmed", "prevention_interview"],
            None,
            timedelta(hours=1),
            {"return_interview": False},
        ),
        (
            ["found", "welfare_confirmed", "prevention_interview", "return_interview"],
            True,
            timedelta(days=9),
            {},
        ),
    ],
)
def test_what_is_owed_and_whether_it_is_late(kinds, is_child, after, owed) -> None:
    things = owed_now(standing_of(story(*kinds)), set(kinds), is_child=is_child, now=NOW + after)
    assert {thing.kind.value: thing.overdue for thing in things} == owed


def test_a_supervisors_look_is_late_after_thirty_minutes() -> None:
    standing = standing_of(story(level="high"))
    for minutes, late in ((29, False), (30, True)):
        things = owed_now(standing, set(), is_child=False, now=NOW + minutes * MINUTE)
        assert things[0].overdue is late
        assert things[0].alert


@pytest.mark.parametrize(
    ("status", "power"),
    [("03", "s18"), ("02", "s18"), ("05", "s18"), ("09", "s18"), ("20", ""), ("07", "")],
)
def test_a_section_3_patient_absent_without_leave_is_linked_to_section_18(status, power) -> None:
    found = power_for(status)
    assert found.power == power
    assert found.source == ("Mental Health Act 1983, section 18" if power else "")


@pytest.mark.parametrize(
    ("status", "code"),
    [
        ("01", "missing.not_held"),
        ("99", "missing.not_held"),
        ("77", "missing.legal_status_unknown"),
    ],
)
def test_somebody_who_is_free_to_go_is_not_absent_without_leave(status, code) -> None:
    with pytest.raises(Refused) as refused:
        power_for(status)
    assert refused.value.code == code


def test_a_return_home_interview_is_offered_by_somebody_independent() -> None:
    check_independent(True)
    for said in (False, None):
        with pytest.raises(Refused) as refused:
            check_independent(said)
        assert refused.value.code == "missing.not_independent"


def test_last_seen_is_the_last_anybody_said() -> None:
    seen = NOW - timedelta(hours=3)
    standing = standing_of([event("reported", last_seen_at=seen.isoformat()), judged("low")])
    assert standing.last_seen_at == seen

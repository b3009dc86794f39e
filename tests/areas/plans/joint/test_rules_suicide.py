"""Suicide prevention plans: two sides, 28 days, hard days, and closing by both."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.plans.rules.joint_story import StoryEvent
from alongside.areas.plans.rules.suicide import (
    CLEARED,
    CORRECTABLE,
    SUICIDE_FACTS,
    SUICIDE_KINDS,
    SUICIDE_LABELS,
    SUICIDE_TRANSITIONS,
    Signatory,
    SuicideState,
    check_closure,
    check_may_correct,
    check_may_happen,
    check_named_person,
    check_own_part,
    check_party,
    check_two_sides,
    standing_of,
)
from alongside.areas.plans.rules.suicide_dates import (
    check_anniversary,
    check_ends_on,
    check_gateway,
    check_location_code,
    check_review_due,
    has_ended,
    next_on,
    remind_on,
    review_overdue,
)
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import NotPermitted, Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
TODAY = date(2026, 6, 10)
DAY = timedelta(days=1)
RAIL = Signatory("kirsty", "rail", Sector.RAILWAY_POLICE)
POLICE = Signatory("carys", "police", Sector.POLICE)
TRUST = Signatory("tess", "trust", Sector.MENTAL_HEALTH_TRUST)
NURSE = Signatory("nia", "trust", Sector.MENTAL_HEALTH_TRUST)
CHARITY = Signatory("hope", "charity", Sector.CHARITY)
SIGNATORIES = st.builds(
    Signatory,
    st.sampled_from(["a", "b", "c"]),
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(Sector),
)


def story(*kinds: str, **facts: str) -> list[StoryEvent]:
    events = [StoryEvent("proposed", NOW, NOW, facts={"trigger": "On the bridge", **facts})]
    for number, kind in enumerate(kinds, 1):
        at = NOW + number * timedelta(minutes=1)
        said = {"review_due_on": "2026-07-01"} if kind in ("confirmed", "reviewed") else {}
        events.append(StoryEvent(kind, at, at, facts=said))
    return events


@pytest.mark.parametrize(
    ("kinds", "state"),
    [
        ([], SuicideState.PROPOSED),
        (["contact_made", "own_part"], SuicideState.PROPOSED),
        (["declined"], SuicideState.DECLINED),
        (["declined", "asked_again"], SuicideState.PROPOSED),
        (["confirmed"], SuicideState.OPEN),
        (["confirmed", "reviewed", "shared"], SuicideState.OPEN),
        (["confirmed", "closing_signed"], SuicideState.CLOSING),
        (["confirmed", "closing_signed", "kept_open"], SuicideState.OPEN),
        (["confirmed", "closing_signed", "closing_agreed"], SuicideState.CLOSED),
        (["confirmed", "closing_agreed"], SuicideState.OPEN),
        (["closing_signed", "closing_agreed"], SuicideState.PROPOSED),
    ],
)
def test_a_story_leads_to_its_state(kinds, state) -> None:
    standing = standing_of(story(*kinds))
    assert standing.state is state
    assert (standing.closed_at is not None) is (state is SuicideState.CLOSED)


@given(st.lists(st.sampled_from(sorted(set(SUICIDE_KINDS) - {"proposed"})), max_size=12))
def test_no_plan_closes_without_two_signatures_after_both_opened_it(kinds) -> None:
    standing = standing_of(story(*kinds))
    if standing.state is SuicideState.CLOSED:
        assert {"confirmed", "closing_signed", "closing_agreed"} <= set(kinds)
    if standing.state in (SuicideState.OPEN, SuicideState.CLOSING):
        assert standing.opened_at is not None
        assert standing.review_due_on is not None


@given(st.sampled_from(SuicideState), st.sampled_from(sorted(SUICIDE_KINDS)))
def test_what_may_happen_is_the_table_and_nothing_else(state, kind) -> None:
    if (state, kind) in SUICIDE_TRANSITIONS:
        check_may_happen(state, kind)
        return
    with pytest.raises(Refused) as refused:
        check_may_happen(state, kind)
    assert refused.value.code == "suicide.not_now"


def test_every_table_of_kinds_and_words_is_whole() -> None:
    assert set(SUICIDE_KINDS) == set(SUICIDE_FACTS)
    assert set(SUICIDE_LABELS) == set(SuicideState)


@pytest.mark.parametrize(
    ("proposer", "asked", "joint"),
    [
        (RAIL, TRUST, True),
        (TRUST, POLICE, True),
        (RAIL, CHARITY, True),
        (RAIL, POLICE, False),
        (TRUST, CHARITY, False),
        (TRUST, NURSE, False),
    ],
)
def test_a_plan_has_police_on_one_side_and_health_on_the_other(proposer, asked, joint) -> None:
    if joint:
        check_two_sides(proposer, asked)
        return
    with pytest.raises(Refused) as refused:
        check_two_sides(proposer, asked)
    assert refused.value.code == "suicide.one_side"


@pytest.mark.parametrize(
    ("first", "second", "closes"),
    [
        (RAIL, TRUST, True),
        (TRUST, RAIL, True),
        (None, TRUST, False),
        (TRUST, TRUST, False),
        (TRUST, NURSE, False),
        (RAIL, POLICE, False),
        (TRUST, CHARITY, False),
    ],
)
def test_closure_with_one_signature_is_refused(first, second, closes) -> None:
    if closes:
        check_closure(first, second)
        return
    with pytest.raises(Refused) as refused:
        check_closure(first, second)
    assert refused.value.code == "suicide.one_signature"


@given(SIGNATORIES, SIGNATORIES)
def test_closing_needs_the_names_of_two_people_of_two_organisations(first, second) -> None:
    try:
        check_closure(first, second)
    except Refused:
        return
    assert first.user != second.user
    assert first.organisation != second.organisation
    assert first.sector.is_police != second.sector.is_police


def test_what_was_done_is_put_right_and_what_was_agreed_is_not() -> None:
    for kind in CORRECTABLE:
        check_may_correct(kind)
    for kind in set(SUICIDE_KINDS) - CORRECTABLE:
        with pytest.raises(Refused) as refused:
            check_may_correct(kind)
        assert refused.value.code == "suicide.not_corrected"


def test_only_the_person_named_confirms() -> None:
    check_named_person("tess", "tess")
    with pytest.raises(NotPermitted) as refused:
        check_named_person("tess", "nia")
    assert refused.value.code == "suicide.not_the_one_asked"


def test_only_the_two_services_add_to_a_plan() -> None:
    check_party(("rail", "trust"), "trust")
    with pytest.raises(NotPermitted) as refused:
        check_party(("rail", "trust"), "police")
    assert refused.value.code == "suicide.not_a_party"


@pytest.mark.parametrize(
    ("text", "why_not", "code"),
    [
        ("Ring my sister", "", ""),
        ("", "Asleep on the ward; asked tomorrow", ""),
        ("", " ", "suicide.no_own_part"),
        ("Ring my sister", "Asleep", "suicide.both"),
    ],
)
def test_a_plan_carries_the_persons_part_or_why_not(text, why_not, code) -> None:
    if not code:
        check_own_part(text, why_not)
        return
    with pytest.raises(Refused) as refused:
        check_own_part(text, why_not)
    assert refused.value.code == code


def test_what_a_plan_says_is_the_newest_of_each_field() -> None:
    changed = StoryEvent("changed", NOW + DAY, NOW + DAY, facts={"services": "Crisis team"})
    cleared = StoryEvent(
        "changed",
        NOW + 2 * DAY,
        NOW + 2 * DAY,
        facts={"trigger_place": CLEARED, "ends_on": "2026-09-01"},
    )
    first = story(trigger_place="Calder viaduct", services="GP")
    standing = standing_of([*first, changed, cleared])
    assert standing.says == {"trigger": "On the bridge", "services": "Crisis team"}
    assert standing.ends_on == date(2026, 9, 1)
    assert standing_of(story()).ends_on is None


@pytest.mark.parametrize(
    ("due_on", "code"),
    [
        (TODAY + DAY, ""),
        (TODAY + 28 * DAY, ""),
        (TODAY + 29 * DAY, "suicide.review_too_far"),
        (TODAY, "suicide.review_gone_by"),
        (None, "suicide.no_review"),
    ],
)
def test_a_review_is_at_most_28_days_ahead(due_on, code) -> None:
    if not code:
        assert check_review_due(due_on, TODAY) == due_on
        return
    with pytest.raises(Refused) as refused:
        check_review_due(due_on, TODAY)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("days_since", "due_in", "overdue"),
    [
        (28, 28, False),
        (29, 28, True),
        (29, 60, True),
        (8, 7, True),
        (7, 7, False),
        (0, 28, False),
    ],
)
def test_no_review_for_29_days_is_overdue(days_since, due_in, overdue) -> None:
    reviewed = NOW - days_since * DAY
    due_on = reviewed.date() + due_in * DAY
    assert review_overdue(reviewed, due_on, NOW) is overdue


def test_a_plan_never_reviewed_or_opened_is_not_overdue() -> None:
    assert not review_overdue(None, None, NOW)
    assert not review_overdue(NOW, None, NOW)


@pytest.mark.parametrize(
    ("ends_on", "code"),
    [
        (TODAY + 183 * DAY, ""),
        (TODAY + 184 * DAY, "suicide.end_too_far"),
        (TODAY, "suicide.end_gone_by"),
        (None, "suicide.no_end"),
    ],
)
def test_a_plan_has_an_end(ends_on, code) -> None:
    if not code:
        assert check_ends_on(ends_on, TODAY) == ends_on
        return
    with pytest.raises(Refused) as refused:
        check_ends_on(ends_on, TODAY)
    assert refused.value.code == code


def test_a_plan_ends_the_day_after_its_last() -> None:
    assert not has_ended(TODAY, NOW)
    assert has_ended(TODAY - DAY, NOW)
    assert not has_ended(None, NOW)


@pytest.mark.parametrize(
    ("month", "day", "after", "coming", "remind"),
    [
        (6, 20, TODAY, date(2026, 6, 20), date(2026, 6, 13)),
        (6, 17, TODAY, date(2026, 6, 17), TODAY),
        (6, 12, TODAY, date(2026, 6, 12), TODAY),
        (6, 10, TODAY, TODAY, TODAY),
        (6, 9, TODAY, date(2027, 6, 9), date(2027, 6, 2)),
        (1, 3, TODAY, date(2027, 1, 3), date(2026, 12, 27)),
        (2, 29, TODAY, date(2027, 2, 28), date(2027, 2, 21)),
        (2, 29, date(2028, 1, 1), date(2028, 2, 29), date(2028, 2, 22)),
    ],
)
def test_a_hard_day_is_reminded_of_a_week_before(month, day, after, coming, remind) -> None:
    assert next_on(month, day, after) == coming
    assert remind_on(month, day, after) == remind


@given(st.dates(date(2001, 1, 1), date(2080, 1, 1)), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_hard_day_always_comes_within_a_year(after, day) -> None:
    coming = next_on(day.month, day.day, after)
    assert after <= coming <= after + timedelta(days=366)
    assert after <= remind_on(day.month, day.day, after) <= coming


@pytest.mark.parametrize(
    ("month", "day", "words", "code"),
    [
        (2, 29, "Her birthday", ""),
        (2, 30, "Her birthday", "suicide.no_such_day"),
        (13, 1, "Her birthday", "suicide.no_such_day"),
        (3, 1, " ", "suicide.no_reason"),
    ],
)
def test_a_hard_day_is_a_day_with_a_reason(month, day, words, code) -> None:
    if not code:
        check_anniversary(month, day, words)
        return
    with pytest.raises(Refused) as refused:
        check_anniversary(month, day, words)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("typed", "kept"), [("", ""), ("mcr", "MCR"), (" 88 021 ", "88021"), ("moorchc", "MOORCHC")]
)
def test_a_railway_location_code_is_tidied(typed, kept) -> None:
    assert check_location_code(typed) == kept


@pytest.mark.parametrize("typed", ["M", "MOORCHESTER", "M-R", "MC"])
def test_what_cannot_be_a_railway_location_code_is_refused(typed) -> None:
    with pytest.raises(Refused) as refused:
        check_location_code(typed)
    assert refused.value.code == "suicide.location_code"


def test_sharing_names_a_legal_ground() -> None:
    check_gateway("consent_common_law")
    with pytest.raises(Refused) as refused:
        check_gateway("because")
    assert refused.value.code == "suicide.gateway"

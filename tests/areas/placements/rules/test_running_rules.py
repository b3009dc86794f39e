"""What a ward says, when somebody is asked, what becomes of an issue, and what a change says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.placements.rules import busy, changes, check_ins, issues
from alongside.areas.placements.rules.busy import Days, check_days, this_week
from alongside.areas.placements.rules.change_words import change_words
from alongside.areas.placements.rules.changes import Change, change_from, check_change
from alongside.areas.placements.rules.check_ins import Moment, askings, check_how, owed
from alongside.areas.placements.rules.permissions_running import RUNNING_PERMISSIONS
from alongside.areas.placements.rules.plan_words import days_words
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused

MONDAY = date(2026, 6, 15)
DAY = timedelta(days=1)
FORTNIGHT = ((MONDAY, MONDAY + 4 * DAY), (MONDAY + 7 * DAY, MONDAY + 11 * DAY))
C, B, L = Role.PLACEMENT_COORDINATOR, Role.PLACEMENT_BUDDY, Role.LEARNER


@pytest.mark.parametrize(
    ("permission", "roles"),
    [
        ("ward.see", {C, B}),
        ("ward.say_busy", {C, B}),
        ("ward.keep_notice", {C, B}),
        ("check_in.see", {C}),
        ("check_in.record", {C}),
        ("issue.raise", {C, B, L}),
        ("issue.see", {C}),
        ("issue.keep", {C}),
    ],
)
def test_each_role_holds_what_it_is_for_and_no_more(permission, roles):
    assert RUNNING_PERMISSIONS[permission] == roles


@pytest.mark.parametrize("after", range(5))
def test_one_tap_means_from_today_to_friday(after):
    assert this_week(MONDAY + after * DAY) == Days(MONDAY + after * DAY, MONDAY + 4 * DAY)


def test_one_tap_at_a_weekend_means_the_week_to_come():
    assert this_week(MONDAY - DAY) == this_week(MONDAY - 2 * DAY) == Days(MONDAY, MONDAY + 4 * DAY)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (3, 2, "busy.turned_round"),
        (-3, -1, "busy.over"),
        (0, busy.LONGEST_DAYS, "busy.too_long"),
    ],
)
def test_days_that_cannot_be_meant_are_refused(first, last, code):
    with pytest.raises(Refused) as refused:
        check_days(Days(MONDAY + first * DAY, MONDAY + last * DAY), today=MONDAY)
    assert refused.value.code == code
    check_days(Days(MONDAY, MONDAY + (busy.LONGEST_DAYS - 1) * DAY), today=MONDAY)


def test_a_fortnight_is_asked_about_three_times():
    assert [(one.moment, one.on) for one in askings(FORTNIGHT)] == [
        (Moment.DAY_ONE, MONDAY),
        (Moment.MIDDLE, MONDAY + 7 * DAY),
        (Moment.END, MONDAY + 11 * DAY),
    ]
    three_days = askings([(MONDAY, MONDAY + 2 * DAY)])
    assert [one.moment for one in three_days] == [Moment.DAY_ONE, Moment.MIDDLE, Moment.END]
    assert [one.moment for one in askings([(MONDAY, MONDAY)])] == [Moment.DAY_ONE]
    assert [one.moment for one in askings([(MONDAY, MONDAY + DAY)])] == [
        Moment.DAY_ONE,
        Moment.END,
    ]


@pytest.mark.parametrize(
    ("asked", "today", "moment"),
    [
        ((), -1, None),
        ((), 0, Moment.DAY_ONE),
        ((0,), 0, None),
        ((1,), 3, None),
        ((1,), 7, Moment.MIDDLE),
        ((1, 8), 10, None),
        ((1, 8), 11, Moment.END),
        ((), 11, Moment.END),
        ((11,), 15, None),
        ((), 18, Moment.END),
        ((), 19, None),
    ],
)
def test_an_asking_is_owed_until_somebody_is_reached_or_a_week_has_passed(asked, today, moment):
    days = [MONDAY + number * DAY for number in asked]
    found = owed(FORTNIGHT, days, MONDAY + today * DAY)
    assert (found.moment if found else None) == moment


@given(st.sets(st.integers(-3, 20)), st.integers(-3, 25))
def test_whoever_was_reached_today_is_owed_nothing_today(asked, today):
    days = [MONDAY + number * DAY for number in {*asked, today}]
    assert owed(FORTNIGHT, days, MONDAY + today * DAY) is None


def test_a_worry_is_written_down():
    for how in check_ins.HOW:
        check_how(how, "The shifts")
    check_how("well", "")
    for how, code in (("worried", "check_in.no_words"), ("fine", "check_in.how")):
        with pytest.raises(Refused) as refused:
            check_how(how, " ")
        assert refused.value.code == code


@pytest.mark.parametrize("state", [issues.OPEN, issues.SETTLED])
@pytest.mark.parametrize("kind", [*issues.EVENT_WORDS, "lost"])
def test_what_may_be_said_of_an_issue_is_one_table(state, kind):
    if kind in issues.may_say(state):
        assert issues.state_after(state, kind) in issues.STATE_WORDS
    else:
        with pytest.raises(Refused, match="cannot be said"):
            issues.state_after(state, kind)


def test_an_issue_settles_and_opens_again_with_words():
    assert issues.state_after("", "raised") == issues.OPEN
    assert issues.state_after(issues.OPEN, "settled") == issues.SETTLED
    assert issues.state_after(issues.SETTLED, "reopened") == issues.OPEN
    assert set(issues.may_say(issues.SETTLED)) == {"reopened"}
    issues.check_words("given", "")
    issues.check_words("settled", "Rang them")
    with pytest.raises(Refused, match="Say how it was settled"):
        issues.check_words("settled", " ")
    with pytest.raises(Refused, match="Say what it is about"):
        issues.check_words("noted", "")


WEEK = {"first_on": MONDAY, "last_on": MONDAY + 4 * DAY}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (Change("floods"), "kind"),
        (Change("closed", **WEEK), "service"),
        (Change("fewer", seats=1), "service"),
        (Change("away", **WEEK), "learner"),
        (Change("leaves", why="Moved"), "learner"),
        (Change("closed", "larch", last_on=MONDAY), "first_on"),
        (Change("closed", "larch", first_on=MONDAY), "last_on"),
        (Change("away", "", "Ann", MONDAY + DAY, MONDAY), "last_on"),
        (Change("away", "", "Ann", MONDAY - 3 * DAY, MONDAY - DAY), "last_on"),
        (Change("fewer", "larch"), "seats"),
        (Change("leaves", "", "Ann", why=" "), "why"),
    ],
)
def test_a_change_that_does_not_say_enough_is_refused_at_its_field(change, field):
    with pytest.raises(Refused) as refused:
        check_change(change, today=MONDAY)
    assert refused.value.field == field


GOOD = [
    (Change("closed", "larch", **WEEK), "Larch Ward takes nobody, Mon 15 to Fri 19 June 2026"),
    (Change("away", "", "Ann", **WEEK), "Ann is away, Mon 15 to Fri 19 June 2026"),
    (Change("fewer", "larch", seats=1), "Larch Ward takes 1 officer at once from now on"),
    (Change("leaves", "", "Ann", why="Moved"), "Ann leaves the scheme"),
]


@pytest.mark.parametrize(("change", "words"), GOOD)
def test_a_change_is_kept_as_it_was_and_said_in_a_sentence(change, words):
    check_change(change, today=MONDAY)
    assert change_from(change.as_facts()) == change
    name = "Larch Ward" if change.service else ""
    assert change_words(change, name, "officer") == words
    assert changes.KINDS[change.kind]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (MONDAY, MONDAY, "Mon 15 June 2026"),
        (MONDAY, date(2026, 7, 3), "Mon 15 June to Fri 3 July 2026"),
        (date(2026, 12, 28), date(2027, 1, 1), "Mon 28 December 2026 to Fri 1 January 2027"),
    ],
)
def test_days_are_said_once(first, last, words):
    assert days_words(first, last) == words

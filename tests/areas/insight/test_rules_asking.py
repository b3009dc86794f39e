"""Questions put beforehand, their answers, and what publishing gives away."""

import math
import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from alongside.areas.insight.rules.answering import answer, more_or_fewer
from alongside.areas.insight.rules.asking import (
    Method,
    State,
    changed_words,
    check_amended,
    check_question,
    check_ready,
    due_month,
    method_from,
    method_words,
    months_already,
    state_of,
)
from alongside.areas.insight.rules.control import Counted
from alongside.areas.insight.rules.differencing import Released, clashes, kept, releasable
from alongside.areas.insight.rules.measures import MEASURES
from alongside.engines.evaluation.suppression import profiles
from alongside.kernel.months import Month
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
START = Month(2025, 6)
HES = next(one for one in profiles() if one.code == "HES_ECDS")
USES, SUITE = MEASURES["uses"], MEASURES["suite"]


@pytest.mark.parametrize(
    ("months_after", "looked", "state"),
    [(12, False, State.READY), (13, False, State.WAITING), (13, True, State.ANSWERED)],
)
def test_a_question_waits_until_its_months_are_over(months_after, looked, state):
    assert state_of(START, months_after, looked=looked, now=NOW) is state
    assert due_month(START, 12) == Month(2026, 5)


def test_an_answer_is_not_shown_before_its_time():
    with pytest.raises(Refused) as refused:
        check_ready(State.WAITING, START, 13)
    assert refused.value.code == "question.waiting"
    assert "June 2026" in refused.value.message
    check_ready(State.READY, START, 12)


def test_months_that_were_over_when_it_was_asked_are_counted():
    assert months_already(START, NOW) == 12
    assert months_already(Month(2026, 6), NOW) == 0


@pytest.mark.parametrize(
    ("start", "months_after", "method", "code"),
    [
        (START, 2, Method(), "question.too_soon"),
        (START, 61, Method(), "question.too_soon"),
        (Month(2029, 1), 12, Method(), "question.too_far"),
        (START, 12, Method(family="guess"), "question.method"),
        (START, 12, Method(lag=13), "question.method"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(start, months_after, method, code):
    with pytest.raises(Refused) as refused:
        check_question(start, months_after, method, now=NOW)
    assert refused.value.code == code


def test_a_question_may_be_asked_before_the_change():
    check_question(Month(2026, 9), 12, Method(), now=NOW)


def test_an_amendment_changes_something():
    with pytest.raises(Refused) as refused:
        check_amended(Method(), Method())
    assert refused.value.code == "question.not_amended"
    check_amended(Method(), Method(slope=True))


def test_a_method_is_stored_and_read_back_and_said():
    method = Method(family="negbin", season=False, slope=True, lag=2, comparator_area="x")
    assert method_from(method.as_json()) == method
    changed = changed_words(Method(), method)
    assert [part for part, _, _ in changed] == [
        "How counts vary",
        "Time of year",
        "The effect",
        "Months before it can show",
        "Beside it",
    ]
    assert method_words(Method())[-1][1] == "none: cannot separate from trend"
    assert method_words(replace(method, comparator_locality="Westbeck"))[-1][1] == "Westbeck"


def series(effect, seed=7, usual=60, whole=None):
    rng = random.Random(seed)
    found = []
    for at in range(48):
        month = Month(2022, 6).plus(at)
        expected = usual * (effect if month >= START else 1)
        count = max(0, round(rng.gauss(expected, expected**0.5)))
        found.append(Counted(month, count, whole or month.days))
    return found


def test_a_planted_third_fewer_is_found_and_its_range_holds_it():
    found = answer(USES, START, Method(season=False), months=series(0.67), profile=HES)
    assert found.answered
    assert found.interval is not None
    assert found.interval.holds(0.67)
    assert found.interval.high < 1
    assert found.comparator == "none: cannot separate from trend"
    assert "--intervention 2025-06" in found.call


def test_nothing_planted_is_not_called_a_change():
    found = answer(USES, START, Method(season=False), months=series(1.0), profile=HES)
    assert found.interval is not None
    assert found.interval.holds(1)


def test_a_fall_that_the_place_beside_it_shares_is_not_its_own():
    found = answer(
        USES,
        START,
        Method(season=False, comparator_area="x", lag=1, slope=True),
        months=series(0.67),
        profile=HES,
        beside=series(0.67, seed=8),
        beside_name="Elsewhere",
    )
    assert found.interval is not None
    assert found.interval.holds(1)
    assert found.comparator == "Elsewhere"
    for part in ("--control beside.csv", "--lag 1", "--slope"):
        assert part in found.call


def test_a_part_is_set_against_its_whole_and_its_denominators_are_rounded():
    months = [replace(one, whole=101) for one in series(1.3, usual=40)]
    found = answer(SUITE, START, Method(), months=months, profile=HES)
    assert found.denominators[0].value % 5 == 0
    assert "--harmonics 1" in found.call


def test_points_are_drawn_rounded_and_small_months_have_none():
    months = series(0.67)
    months[3] = replace(months[3], count=4)
    months[4] = replace(months[4], count=0)
    found = answer(USES, START, Method(season=False), months=months, profile=HES)
    assert found.chart is not None
    assert found.chart.rows[3][1] is None
    assert found.chart.rows[4][1] == 0
    drawn = [row[1] for row in found.chart.rows]
    true = [one.count / one.month.days for one in months]
    assert all(
        value is None or truth == 0 or abs(float(value) / truth - 1) < 0.12
        for value, truth in zip(drawn, true, strict=True)
    )


def test_a_small_whole_is_hidden():
    months = [replace(one, count=1, whole=1) for one in series(1.0)[-24:]]
    found = answer(SUITE, Month(2026, 1), Method(season=False), months=months, profile=HES)
    assert not found.answered or all(
        math.isnan(one.value) or one.value % 5 == 0 for one in found.denominators
    )


def test_a_series_of_noughts_is_declined_or_drawn_without_scale():
    months = [replace(one, count=0) for one in series(1.0)]
    found = answer(USES, START, Method(season=False), months=months, profile=HES)
    assert found.sentences.plain


def test_too_few_months_are_declined_in_words():
    found = answer(USES, START, Method(), months=series(1.0)[-12:], profile=HES)
    assert not found.answered
    assert found.refusals
    assert found.chart is None


def released(count, text, month="2026-05"):
    return Released("Northmoor Police", month, "uses", count, text)


@pytest.mark.parametrize(
    ("before", "now", "many"),
    [
        (released(12, "10"), released(14, "15"), 1),  # a change of 2 would show
        (released(12, "10"), released(12, "10"), 0),
        (released(12, "10"), released(11, "10"), 0),  # shown alike, so nothing shows
        (released(12, "10"), released(40, "40"), 0),  # a change too large to be about few
        (released(7, "*"), released(9, "10"), 1),
        (released(12, "10"), released(14, "15", "2026-04"), 0),  # another month
    ],
)
def test_a_change_too_small_to_show_is_found(before, now, many):
    assert len(clashes([before], [now], HES)) == many


def test_a_number_that_clashes_stays_as_it_was_published():
    earlier = [released(10, "10"), released(12, "10")]
    now = [released(14, "15"), released(30, "30", "2026-04")]
    (clash,) = clashes(earlier, now, HES)
    assert clash.before.count == 12
    assert kept(now, [clash]) == (earlier[1], now[1])
    assert clash.words == "uses, 2026-05: published as 10, would now be 15"


def test_what_goes_out_is_suppressed():
    made = releasable("Northmoor Police", "2026-05", [("uses", 3), ("contacts", 43)], profile=HES)
    assert [one.text for one in made] == ["*", "45"]


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (0.67, "about a third fewer"),
        (0.72, "about a quarter fewer"),
        (0.5, "about a half fewer"),
        (1.1, "about a tenth more"),
        (1.01, "about the same number of"),
        (2.0, "2.0 times as many"),
    ],
)
def test_a_ratio_is_said_as_a_part_more_or_fewer(ratio, words):
    assert more_or_fewer(ratio) == words

"""What follows from when a course was done, who may have a place, and what a page may say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.liaison.rules.training_courses import (
    CourseWords,
    Standing,
    check_course,
    completion,
    is_meant_for,
    lapses_on,
    standing,
)
from alongside.areas.liaison.rules.training_evaluation import (
    check_may_evaluate,
    check_says_something,
    share_of,
    shown_apart,
)
from alongside.areas.liaison.rules.training_places import (
    OPEN_PLACES,
    PLACE_STATES,
    PlaceState,
    check_can_book,
    check_place_becomes,
    offer_ends_at,
    places_to_offer,
    state_asked_for,
)
from alongside.areas.liaison.rules.training_sessions import (
    CODE_LASTS,
    CODE_LENGTH,
    SessionState,
    check_can_become,
    check_has_begun,
    check_session,
    check_unchanged,
    code_at,
    is_code,
    takes_codes,
)
from alongside.areas.liaison.rules.training_trainers import (
    Naming,
    check_naming,
    check_paid,
    shown_name,
)
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Conflict, Refused

NOW = datetime(2026, 6, 10, 14, 0, tzinfo=UTC)
TODAY = date(2026, 6, 10)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
days = st.dates(date(2000, 1, 1), date(2060, 1, 1))
GOOD = CourseWords("First words", "To begin well.", (), None, 30, "Staff")


@pytest.mark.parametrize(
    ("done", "months", "until"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 12, 10), 12, date(2026, 12, 10)),
        (date(2025, 12, 10), None, None),
    ],
)
def test_a_course_counts_to_the_same_day_of_a_later_month(done, months, until):
    assert lapses_on(done, months) == until


@given(days, st.integers(1, 120))
def test_a_course_counts_for_as_many_months_as_it_says(done, months):
    until = lapses_on(done, months)
    assert until.year * 12 + until.month == done.year * 12 + done.month + months
    assert until.day == done.day or (until + DAY).day == 1


@pytest.mark.parametrize(
    ("done", "months", "said"),
    [
        (None, 12, Standing.NEVER),
        (date(2010, 1, 1), None, Standing.IN_DATE),
        (date(2025, 6, 9), 12, Standing.LAPSED),
        (date(2025, 6, 10), 12, Standing.SOON),
        (date(2025, 8, 9), 12, Standing.SOON),
        (date(2025, 8, 10), 12, Standing.IN_DATE),
    ],
)
def test_somebody_is_told_sixty_days_before_it_lapses(done, months, said):
    assert standing(done, months, today=TODAY) == said


@given(st.lists(st.sampled_from(["in_date", "soon", "lapsed", "never"])))
def test_everybody_whom_a_course_is_for_is_counted_once(standings):
    found = completion(standings)
    assert found.people == found.in_date + found.lapsed + found.never == len(standings)
    assert found.soon <= found.in_date
    assert found.words == (f"{found.in_date} of {found.people}" if standings else "no data")


def test_a_course_for_nobody_in_particular_is_for_all_who_work_here():
    held = [Role.RESPONSE_OFFICER]
    assert is_meant_for((), held)
    assert is_meant_for([Role.RESPONSE_OFFICER, Role.AMHP], held)
    assert not is_meant_for([Role.AMHP], held)
    assert not is_meant_for((), [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": " "}, "course.no_title"),
        ({"what_for": ""}, "course.no_reason"),
        ({"minutes": 4}, "course.no_time"),
        ({"lasts_months": 0}, "course.lasts"),
    ],
)
def test_a_course_that_cannot_be_is_declined(change, code):
    words = CourseWords(**{name: getattr(GOOD, name) for name in GOOD.__slots__} | change)
    with pytest.raises(Refused) as refused:
        check_course(words)
    assert refused.value.code == code
    check_course(GOOD)


@pytest.mark.parametrize(
    ("ends_at", "places", "code"),
    [
        (NOW, 1, "training.backwards"),
        (NOW + 13 * HOUR, 1, "training.too_long"),
        (NOW + HOUR, 0, "training.places"),
    ],
)
def test_a_session_that_cannot_be_is_declined(ends_at, places, code):
    with pytest.raises(Refused) as refused:
        check_session(NOW, ends_at, places)
    assert refused.value.code == code
    check_session(NOW, NOW + HOUR, 1)


def test_a_session_that_was_held_or_called_off_stays_so():
    check_can_become(SessionState.PLANNED, SessionState.HELD)
    for state, said in ((SessionState.HELD, "was held"), (SessionState.CANCELLED, "called off")):
        with pytest.raises(Refused, match=said):
            check_can_become(state, SessionState.CANCELLED)
    with pytest.raises(Refused, match="not begun"):
        check_has_begun(NOW + HOUR, NOW)
    check_has_begun(NOW, NOW)
    with pytest.raises(Conflict):
        check_unchanged(version=2, read_at=1)
    check_unchanged(version=2, read_at=2)


@given(st.text("abcdef0123456789", min_size=8), st.integers(0, 10**6))
def test_a_code_is_taken_while_it_stands_and_a_moment_longer(key, seconds):
    now = NOW + timedelta(seconds=seconds)
    code = code_at(key, now)
    assert len(code) == CODE_LENGTH
    assert is_code(key, f" {code[:3].lower()}-{code[3:]}", now)
    assert is_code(key, code, now + CODE_LASTS)
    assert not is_code(key, code, now + 2 * CODE_LASTS)
    assert not is_code(key, "", now)


@pytest.mark.parametrize(
    ("minutes", "taken"), [(-31, False), (-30, True), (0, True), (119, True), (120, False)]
)
def test_codes_are_taken_from_half_an_hour_before_to_an_hour_after(minutes, taken):
    assert takes_codes(NOW, NOW + HOUR, now=NOW + timedelta(minutes=minutes)) is taken


@given(st.integers(0, 20), st.integers(0, 20), st.integers(0, 20))
def test_no_more_places_are_given_than_there_are(taken, places, waiting):
    offered = places_to_offer(taken=taken, places=places, waiting=waiting)
    assert 0 <= offered <= waiting
    assert taken + offered <= max(taken, places)
    asked = state_asked_for(taken=taken, places=places, waiting=waiting)
    assert (asked is PlaceState.BOOKED) == (taken < places and waiting == 0)


def test_a_place_goes_one_way():
    for state in PlaceState:
        for wanted in PlaceState:
            if wanted in PLACE_STATES[state]:
                check_place_becomes(state, wanted)
            else:
                with pytest.raises(Refused, match="not yours"):
                    check_place_becomes(state, wanted)
    assert set(OPEN_PLACES) == {state for state in PlaceState if PLACE_STATES[state]}


def test_places_are_booked_until_a_session_starts_and_offers_end_by_then():
    check_can_book(planned=True, starts_at=NOW + HOUR, now=NOW)
    for planned, starts_at in ((False, NOW + HOUR), (True, NOW)):
        with pytest.raises(Refused, match="any more"):
            check_can_book(planned=planned, starts_at=starts_at, now=NOW)
    assert offer_ends_at(NOW, NOW + HOUR) == NOW + HOUR
    assert offer_ends_at(NOW, NOW + 9 * DAY) == NOW + 2 * DAY


@pytest.mark.parametrize(
    ("naming", "used", "said"),
    [
        (Naming.NAMED, True, "Wren Ashby"),
        (Naming.INITIALS, True, "W.A., somebody who has used services"),
        (Naming.INITIALS, False, "W.A., a member of staff"),
        (Naming.UNNAMED, True, "somebody who has used services"),
    ],
)
def test_a_trainer_is_called_what_they_agreed_to(naming, used, said):
    assert shown_name("Wren Ashby", naming, used_services=used) == said


def test_initials_of_no_letters_say_only_who():
    assert shown_name("77", Naming.INITIALS, used_services=False) == "a member of staff"


@given(st.sampled_from([Naming.UNNAMED, Naming.INITIALS]), st.booleans())
def test_no_word_of_a_name_is_shown_without_consent_to_it(naming, used):
    assert "Wren" not in shown_name("Wren Ashby", naming, used_services=used)


def test_nobody_is_named_or_paid_without_a_day_that_has_come():
    check_naming((Naming.UNNAMED,), None, today=TODAY)
    check_naming((Naming.NAMED,), TODAY, today=TODAY)
    check_paid("£60", TODAY, today=TODAY)
    check_paid("", None, today=TODAY)
    with pytest.raises(Refused, match="no day is given"):
        check_naming((Naming.UNNAMED, Naming.INITIALS), None, today=TODAY)
    with pytest.raises(Refused, match="not come yet"):
        check_naming((Naming.NAMED,), TODAY + DAY, today=TODAY)
    with pytest.raises(Refused, match="what was agreed"):
        check_paid(" ", TODAY, today=TODAY)
    with pytest.raises(Refused, match="not come yet"):
        check_paid("£60", TODAY + DAY, today=TODAY)


def test_a_share_of_few_answers_is_not_shown_and_of_none_is_no_data():
    assert share_of("?", []).words == "no data"
    assert share_of("?", [None, None]).words == "no data"
    few = share_of("?", [True] * 4)
    assert (few.words, few.between) == ("too few to show: 4 answered", "")
    enough = share_of("?", [True] * 9 + [False] + [None])
    assert enough.words == "9 of 10, 90 %"
    assert enough.between == "60 % to 98 %"


@given(st.dictionaries(st.uuids(), st.integers(0, 12), max_size=6))
def test_no_few_can_be_told_as_the_course_less_its_sessions(answers):
    shown = shown_apart(answers)
    left = sum(number for key, number in answers.items() if key not in shown)
    assert all(answers[key] >= 5 for key in shown)
    assert left == 0 or left >= 5 or not shown
    hidden = replace(share_of("?", [True] * 9), hidden=True)
    assert (hidden.words, hidden.between) == ("too few to show: 9 answered", "")


def test_only_those_who_came_say_what_they_thought_once_it_is_over():
    check_may_evaluate(came=True, said_before=False, ends_at=NOW, now=NOW)
    for came, said, ends_at, words in (
        (False, False, NOW, "those who came"),
        (True, True, NOW, "You have said"),
        (True, False, NOW + HOUR, "not over"),
    ):
        with pytest.raises(Refused, match=words):
            check_may_evaluate(came=came, said_before=said, ends_at=ends_at, now=NOW)
    with pytest.raises(Refused, match="at least"):
        check_says_something(None, None, " ")
    check_says_something(None, False, "")

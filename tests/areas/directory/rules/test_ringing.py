"""Whom to ring: the chain always ends, never turns in a circle, and ends with an answer."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.areas.directory.rules.cover_steps import CoverWhen
from alongside.areas.directory.rules.hours import open_state, parse_hours
from alongside.areas.directory.rules.last_resorts import last_resorts
from alongside.areas.directory.rules.ringing import (
    Because,
    Line,
    Spell,
    Why,
    away_until,
    chain,
    standing,
)

NOW = datetime(2026, 6, 10, 1, 10, tzinfo=UTC)  # a Wednesday, 02:10 in England
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
OFFICE, NIGHT = "Mon-Fri 09:00-17:00", "every day 18:00-04:00"
LAST = [Line(key=one.code, name=one.name, phone=one.phone) for one in last_resorts()]


def line(key, *, hours="day and night", phone=None, **more):
    number = f"01632 96{sum(map(ord, key)):04}" if phone is None else phone
    return Line(key, key.title(), number, parse_hours(hours), **more)


def rung(first, *lines, at=NOW):
    return chain(first, {one.key: one for one in lines}, LAST, at=at)


KEYS = [f"9600{n:02}" for n in range(8)]
INSTANTS = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC)
)
SPELLS = st.builds(
    lambda start, days: Spell(start, start + days * DAY), INSTANTS, st.integers(1, 200)
)
LEADS = st.dictionaries(
    st.sampled_from(CoverWhen),
    st.lists(st.sampled_from([*KEYS, "gone"]), max_size=4).map(tuple),
)


@st.composite
def switchboards(draw):
    """Anybody may be shut, away, without a number, stale, and lead to anybody, in circles too."""
    return {
        key: Line(
            key=key,
            name=key,
            phone=draw(st.sampled_from(["", f"01632 {key}", "01632 960099"])),
            hours=parse_hours(
                draw(st.sampled_from(["day and night", OFFICE, NIGHT, "Sun 10:00-10:30"]))
            ),
            away=tuple(draw(st.lists(SPELLS, max_size=2))),
            until=draw(st.none() | INSTANTS),
            nobody_on=draw(st.booleans()),
            leads_to=draw(LEADS),
            stale=draw(st.booleans()),
        )
        for key in draw(st.lists(st.sampled_from(KEYS), unique=True))
    }


@given(switchboards(), st.lists(st.sampled_from([*KEYS, "gone"]), max_size=4), INSTANTS)
def test_every_chain_is_finite_without_loops_and_ends_with_an_answer(board, first, at):
    steps = chain(first, board, LAST, at=at)
    keys = [step.line.key for step in steps]
    assert len(keys) == len(set(keys)) <= len(board) + len(LAST)
    assert steps[-1].answers
    assert steps[-1].line.phone == "111"
    numbers = [step.line.phone for step in steps if step.answers]
    assert len(numbers) == len(set(numbers))


@given(switchboards(), st.lists(st.sampled_from(KEYS), max_size=4), INSTANTS)
def test_nobody_who_is_shut_or_away_is_ever_said_to_answer(board, first, at):
    for step in chain(first, board, LAST, at=at):
        away = any(spell.from_at <= at < spell.until_at for spell in step.line.away)
        open_now = open_state(step.line.hours, at).open
        on = not step.line.nobody_on and (step.line.until is None or at < step.line.until)
        assert step.answers is (bool(step.line.phone) and on and not away and open_now)
        if step.answers and step.until is not None:
            assert step.until > at
            assert open_state(step.line.hours, step.until - timedelta(seconds=1)).open


@given(switchboards(), st.lists(st.sampled_from(KEYS), max_size=4, unique=True), INSTANTS)
def test_among_first_choices_those_nobody_vouched_for_lately_come_last(board, first, at):
    own = [step.line for step in chain(first, board, [], at=at) if step.because is None]
    assert [one.stale for one in own] == sorted(one.stale for one in own)


def test_shut_leads_to_who_answers_then_and_no_answer_to_who_is_next():
    amhp = line(
        "amhp",
        hours="Mon-Fri 08:30-17:00",
        leads_to={CoverWhen.OUT_OF_HOURS: ("edt",), CoverWhen.NO_ANSWER: ("desk",)},
    )
    edt = line("edt", leads_to={CoverWhen.NO_ANSWER: ("manager",)})
    steps = rung(["amhp"], amhp, edt, line("desk"), line("manager"))
    assert [step.line.key for step in steps[:3]] == ["amhp", "edt", "manager"]
    assert (steps[0].why, steps[0].words) == (Why.SHUT, "Shut: opens 08:30")
    assert steps[1].because == Because("Amhp", Why.SHUT)
    assert steps[2].because == Because("Edt", Why.ANSWERS)
    by_day = rung(["amhp"], amhp, edt, line("desk"), at=NOW + 12 * HOUR)
    assert [step.line.key for step in by_day[:2]] == ["amhp", "desk"]


def test_away_leads_to_the_cover_and_without_one_to_whoever_is_next():
    gone = (Spell(NOW - DAY, NOW + 9 * DAY),)
    lead = line(
        "lead", away=gone, leads_to={CoverWhen.AWAY: ("stand",), CoverWhen.NO_ANSWER: ("desk",)}
    )
    steps = rung(["lead"], lead, line("stand"), line("desk"))
    assert [step.line.key for step in steps[:2]] == ["lead", "stand"]
    assert steps[0].words == "Away, back Fri 19 June 2026"
    alone = line("lead", away=gone, leads_to={CoverWhen.NO_ANSWER: ("desk",)})
    assert rung(["lead"], alone, line("desk"))[1].because == Because("Lead", Why.AWAY)


def test_the_same_number_is_not_rung_twice_but_its_chain_is_followed():
    same = line("twin", phone="01632960001", leads_to={CoverWhen.NO_ANSWER: ("desk",)})
    steps = rung(["a1", "twin"], line("a1", phone="01632 960001"), same, line("desk"))
    assert [step.line.key for step in steps[:2]] == ["a1", "desk"]


@pytest.mark.parametrize(
    ("one", "why", "words"),
    [
        (line("a", nobody_on=True), Why.NOBODY_ON, "Nobody is on"),
        (line("a", phone=""), Why.NO_NUMBER, "Has no number to ring"),
        (line("a", away=(Spell(NOW, NOW + 9 * HOUR),)), Why.AWAY, "Away, back 11:10"),
        (line("a", hours=OFFICE), Why.SHUT, "Shut: opens 09:00"),
        (line("a"), Why.ANSWERS, "Open day and night"),
        (line("a", hours=NIGHT), Why.ANSWERS, "Open till 04:00"),
        (line("a", hours=NIGHT, until=NOW + HOUR), Why.ANSWERS, "On till 03:10"),
        (line("a", hours=NIGHT, until=NOW + 9 * HOUR), Why.ANSWERS, "Open till 04:00"),
        (line("a", until=NOW + HOUR), Why.ANSWERS, "On till 03:10"),
    ],
)
def test_how_a_number_stands_is_said_in_words(one, why, words):
    step = standing(one, NOW)
    assert (step.why, step.words) == (why, words)


def test_hours_that_never_come_are_shut_and_say_no_time():
    """The hour the clocks skip is the only one of the week: it may not come for a week."""
    skipped = parse_hours("Sun 01:10-01:20")
    at = datetime(2026, 3, 22, 2, 0, tzinfo=UTC)
    step = standing(Line("a", "A", "1", skipped), at)
    assert step.words in ("Shut", "Shut: opens 01:10 on Sun")


def test_spells_away_that_follow_on_count_as_one():
    spells = (Spell(NOW + DAY, NOW + 2 * DAY), Spell(NOW - DAY, NOW + DAY))
    assert away_until(spells, NOW) == NOW + 2 * DAY
    assert away_until(spells, NOW - 2 * DAY) is None
    assert away_until(spells, NOW + 2 * DAY) is None


def test_the_last_resorts_are_sourced_and_the_last_is_answered_by_health():
    for one in last_resorts():
        assert one.source_at.startswith(("https://", "http://"))
        assert one.source
        assert one.checked_on
    assert [one.phone for one in last_resorts()] == ["101", "111"]

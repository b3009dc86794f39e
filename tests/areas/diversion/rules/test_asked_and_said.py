"""Which reports are owed by when, and what may be said of a decision."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from alongside.areas.diversion.rules.deadlines import DeadlineState
from alongside.areas.diversion.rules.justice_facts import (
    NEEDED,
    RECORDED_HERE,
    check_said,
    other_outcomes,
    sentences,
)
from alongside.areas.diversion.rules.kinds import KINDS
from alongside.areas.diversion.rules.owed_words import WORDS, owed_words
from alongside.areas.diversion.rules.reports_asked import reports_asked, tightest
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.foundation.reference import code_list
from alongside.kernel.refusal import Refused

NOW = datetime(2026, 6, 10, 8, 0, tzinfo=UTC)
HEARING = NOW + timedelta(hours=2)


def told(*said: tuple[str, str, int, str]) -> Timeline:
    return Timeline.of(
        TimelineEvent(
            kind,
            NOW + timedelta(minutes=minutes),
            NOW,
            {"report_id": report, "due_at": due} if due else {"report_id": report},
            uuid4(),
        )
        for kind, report, minutes, due in said
    )


def test_a_report_is_owed_until_it_is_released() -> None:
    asked = ("report_requested", "a", -60, "2026-06-10T09:30:00+00:00")
    (owed,) = reports_asked(told(asked))
    assert owed.due_at == datetime(2026, 6, 10, 9, 30, tzinfo=UTC)
    (gone,) = reports_asked(told(asked, ("report_released", "a", 51, "")))
    assert gone.released_at == NOW + timedelta(minutes=51)
    assert reports_asked(told(("report_released", "other", 0, ""))) == ()
    assert reports_asked(told(asked, ("report_not_needed", "a", 5, ""))) == ()


def test_the_soonest_report_still_owed_is_the_one_to_look_at() -> None:
    two = reports_asked(
        told(
            ("report_requested", "a", -60, "2026-06-10T11:00:00+00:00"),
            ("report_requested", "b", -50, "2026-06-10T09:00:00+00:00"),
            ("report_requested", "c", -40, ""),
        )
    )
    one = tightest(two, hearing_at=None, now=NOW)
    assert one is not None
    assert (one.at, one.state) == (datetime(2026, 6, 10, 9, 0, tzinfo=UTC), DeadlineState.SHORT)


def test_nine_minutes_before_the_hearing_is_in_time_and_on_the_stroke_is_not() -> None:
    for minutes, state in ((111, DeadlineState.IN_TIME), (120, DeadlineState.AFTER)):
        reports = reports_asked(
            told(("report_requested", "a", -60, ""), ("report_released", "a", minutes, ""))
        )
        one = tightest(reports, hearing_at=HEARING, now=NOW)
        assert one is not None
        assert (one.state, one.spare) == (state, timedelta(minutes=120 - minutes))


def test_a_report_follows_the_hearing_it_is_for_and_no_other() -> None:
    hearing, nine = uuid4(), "2026-06-10T09:00:00+00:00"
    asked = {"report_id": "a", "due_at": nine, "hearing_id": str(hearing)}
    moved = {"hearing_id": str(hearing), "at": "2026-06-12T09:00:00+00:00"}
    events = [
        TimelineEvent(kind, NOW, NOW, facts, uuid4(), place)
        for place, (kind, facts) in enumerate(
            [
                ("hearing_listed", {"hearing_id": str(hearing), "at": nine}),
                ("report_requested", asked),
                ("hearing_moved", moved),
                ("hearing_moved", {"hearing_id": "another", "at": nine}),
            ]
        )
    ]
    (report,) = reports_asked(Timeline.of(events))
    assert report.due_at == datetime(2026, 6, 12, 9, 0, tzinfo=UTC)
    assert report.is_for(hearing)
    assert not report.is_for(uuid4())
    one = tightest([report], hearing_at=HEARING, now=NOW)
    assert one is not None
    assert (one.at, one.to_hearing) == (report.due_at, True)
    (unlisted,) = reports_asked(Timeline.of(events[1:2]))
    assert unlisted.due_at == datetime(2026, 6, 10, 9, 0, tzinfo=UTC)


def test_where_none_was_asked_for_there_is_no_deadline() -> None:
    assert tightest((), hearing_at=HEARING, now=NOW) is None


def test_every_outcome_is_a_sentence_or_another_end_and_never_both() -> None:
    every = {entry.code for entry in code_list("ld_justice_outcome")}
    assert dict(sentences()).keys() | dict(other_outcomes()).keys() == every
    assert not dict(sentences()).keys() & dict(other_outcomes()).keys()


def test_what_a_decision_needs_is_what_its_kind_may_hold() -> None:
    assert set(RECORDED_HERE) <= set(KINDS)
    for kind, names in NEEDED.items():
        assert set(names) <= set(KINDS[kind].facts)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("charged", {}),
        ("bailed", {"until": date(2026, 6, 11)}),
        ("bailed", {"until": "2026-06-11"}),
        ("remanded", {"to": "prison"}),
        ("sentenced", {"outcome": "hospital_order_s37"}),
        ("handed_over", {"to_service": "A", "who": "B", "at": NOW}),
    ],
)
def test_a_decision_that_can_be_so_is_taken(kind: str, facts: dict[str, object]) -> None:
    check_said(kind, facts, NOW)
    assert kind in RECORDED_HERE


@pytest.mark.parametrize(
    ("kind", "facts", "code"),
    [
        ("seen", {}, "justice.not_here"),
        ("remanded", {"to": ""}, "justice.missing"),
        ("left_custody", {"to": "moon"}, "justice.unknown_code"),
        ("bailed", {"until": date(2026, 6, 9)}, "justice.ends_before"),
    ],
)
def test_a_decision_that_cannot_be_so_is_refused(
    kind: str, facts: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        check_said(kind, facts, NOW)
    assert refused.value.code == code


def test_everything_that_can_be_owed_is_said_in_words() -> None:
    assert all(words[:1].isupper() for words in WORDS.values())
    assert owed_words("find_hearing") == "Find out when the hearing is"
    assert owed_words("not_named_yet") == "Not named yet"

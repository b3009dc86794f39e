"""What an episode of an earlier record comes to."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from alongside.areas.diversion.rules.counting import count_episode
from alongside.areas.diversion.rules.past_episodes import (
    PastEpisode,
    PastOffer,
    PastReferral,
    PastReport,
    check_over,
    oddities,
    past_timeline,
)
from alongside.kernel.refusal import Refused

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NOW = AT + timedelta(days=100)


def after(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)


BARE = PastEpisode("k", UUID(int=1), "custody", AT)
FULL = PastEpisode(
    "k",
    UUID(int=1),
    "custody",
    AT,
    source="custody_staff",
    screened_at=after(50),
    screen_result="need_identified",
    urgency="same_day",
    offers=(PastOffer(after(60), "declined"), PastOffer(after(90), "accepted")),
    assessed_at=after(120),
    assessment_method="face",
    assessment_outcome="complete",
    needs=("psychosis", "alcohol"),
    referrals=(
        PastReferral(after(200), "Team", after(300), "accepted", after(9000), "attended"),
        PastReferral(after(210), "Other team"),
    ),
    reports=(PastReport(after(130), "First hearing", after(900), after(800), "headline_needs"),
             PastReport(after(140), "Second hearing", after(9000))),
    justice_outcome="fine",
    engagement="completed",
    closed_at=after(20000),
)  # fmt: skip


def test_everything_told_becomes_events_that_count_as_they_should():
    story = past_timeline(FULL, NOW)
    assert story.events[-1].kind == "closed"
    assert all(event.recorded_at == NOW for event in story.events)
    counts = count_episode(story, NOW).counts
    assert {code: many for code, many in counts.items() if many} == {
        "identified": 1,
        "screened": 1,
        "offer.declined": 1,
        "offer.accepted": 1,
        "assessment.due": 1,
        "assessment.in_time": 1,
        "referral.made": 2,
        "referral.accepted": 1,
        "referral.waiting": 1,
        "appointment.due": 1,
        "appointment.attended": 1,
        "report.asked": 2,
        "report.in_time": 1,
        "needs.asked": 1,
        "needs.any": 1,
        "needs.mental_health": 1,
        "needs.substances": 1,
    }


def test_little_told_is_still_an_episode_that_closed():
    story = past_timeline(BARE, NOW)
    assert [event.kind for event in story.events] == ["identified", "closed"]
    assert {event.happened_at for event in story.events} == {AT}
    asked = past_timeline(PastEpisode("k", UUID(int=1), "custody", AT, needs=()), NOW)
    assert asked.events[1].facts["states"] == {"none_identified": "known"}


def test_the_same_episode_has_the_same_events_each_time_it_is_sent():
    first, again = (past_timeline(FULL, NOW) for _ in range(2))
    assert [event.id for event in first.events] == [event.id for event in again.events]
    assert len({event.id for event in first.events}) == len(first.events)


def test_one_that_closes_before_its_last_event_closes_with_it():
    early = PastEpisode("k", UUID(int=1), "custody", AT, assessed_at=after(90), closed_at=after(5),
                        justice_outcome="fine", justice_outcome_at=after(9000))  # fmt: skip
    story = past_timeline(early, NOW)
    assert story.events[-1].happened_at == after(90)
    assert [event.kind for event in story.events][-2:] == ["disposed", "closed"]


def test_one_that_may_still_be_running_is_refused():
    check_over(FULL, NOW)
    check_over(BARE, AT + timedelta(days=28))
    with pytest.raises(Refused) as refused:
        check_over(BARE, AT + timedelta(days=27))
    assert (refused.value.code, refused.value.field) == ("episode.may_be_running", "closed_at")


def test_what_looks_wrong_is_said_and_kept():
    assert oddities(FULL) == ()
    odd = PastEpisode("k", UUID(int=1), "custody", AT, screened_at=after(50), assessed_at=after(40))
    assert len(oddities(odd)) == 4

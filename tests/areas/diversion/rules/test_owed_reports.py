"""What referrals and reports leave owed in an episode, and what settles it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.owed_reports import WORDS, owed
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent

START = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
BY = "2026-06-13T12:00:00+00:00"
MADE = ("referral_made", {"referral_id": "r", "answer_by": BY})
ASKED = ("report_requested", {"report_id": "p", "due_at": BY})


def answered(status: str) -> tuple[str, dict[str, object]]:
    return "referral_answered", {"referral_id": "r", "status": status}


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ([], []),
        ([ASKED], ["write_report"]),
        ([("report_requested", {"report_id": "p"})], ["write_report"]),
        ([ASKED, ("report_released", {"report_id": "p"})], []),
        ([ASKED, ("report_not_needed", {"report_id": "p"})], []),
        ([MADE], ["chase_referral"]),
        ([MADE, answered("waiting")], ["chase_referral"]),
        ([MADE, answered("accepted")], []),
        ([MADE, answered("rejected")], ["send_elsewhere"]),
        ([MADE, answered("rejected"), ("referral_rested", {"referral_id": "r"})], []),
        (
            [
                MADE,
                answered("rejected"),
                ("referral_made", {"referral_id": "s", "follows": "r", "answer_by": BY}),
            ],
            ["chase_referral"],
        ),
    ],
)
def test_each_leaves_owed_what_it_should(said, left):
    events = [
        TimelineEvent(kind, START + timedelta(minutes=n), START, facts, uuid4())
        for n, (kind, facts) in enumerate(said)
    ]
    found = list(owed(Case(Timeline.of(events))))
    assert [one.what for one in found] == left
    assert set(left) <= set(WORDS)
    assert all(one.due_at is None or one.due_at > START for one in found)

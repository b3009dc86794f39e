"""What is owed because of referrals and reports."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Final

from alongside.areas.diversion.rules.case import Case
from alongside.areas.diversion.rules.owing import Owed
from alongside.areas.diversion.rules.report_due import due_at_of
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.kernel.actor import Role

WORDS: Final[Mapping[str, str]] = {
    "write_report": "Write the report",
    "chase_referral": "Chase a referral",
    "send_elsewhere": "Send them elsewhere",
}
REPLY: Final = timedelta(days=1)


def owed(case: Case) -> Iterator[Owed]:
    """Answer each thing owed here, in no order.

    A report that is asked for; an answer that a service has not given; what to do after a no.
    """
    yield from _reports(case.timeline)
    yield from _referrals(case.timeline)


def _reports(timeline: Timeline) -> Iterator[Owed]:
    over = {
        str(event.facts.get("report_id"))
        for event in timeline.of_kind("report_released", "report_not_needed")
    }
    for asked in timeline.of_kind("report_requested"):
        if str(asked.facts.get("report_id")) not in over:
            due_at = due_at_of(timeline, asked)
            yield Owed("write_report", Role.COURT_LINK_WORKER.value, asked.happened_at, due_at)


def _referrals(timeline: Timeline) -> Iterator[Owed]:
    nurse = Role.DIVERSION_PRACTITIONER.value
    over = {
        str(event.facts.get("follows") or event.facts.get("referral_id"))
        for event in timeline.of_kind("referral_made", "referral_rested")
        if event.kind == "referral_rested" or event.facts.get("follows")
    }
    for made in timeline.of_kind("referral_made"):
        key = str(made.facts.get("referral_id"))
        last = _last_answer(timeline, key)
        status = str(last.facts.get("status")) if last else ""
        if status in ("", "waiting"):
            yield Owed(
                "chase_referral", nurse, made.happened_at, _instant(made.facts.get("answer_by"))
            )
        elif last and status == "rejected" and key not in over:
            yield Owed("send_elsewhere", nurse, last.happened_at, last.happened_at + REPLY)


def _last_answer(timeline: Timeline, key: str) -> TimelineEvent | None:
    answers = [
        event
        for event in timeline.of_kind("referral_answered")
        if str(event.facts.get("referral_id")) == key
    ]
    return answers[-1] if answers else None


def _instant(value: object) -> datetime | None:
    return datetime.fromisoformat(str(value)) if value else None

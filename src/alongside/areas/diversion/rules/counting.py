"""What one episode comes to when it is counted, worked out from its events."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from alongside.areas.diversion.rules.report_due import due_at_of
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.foundation.reference import code_list

SCREENED: Final = frozenset({"no_need", "need_identified"})
AGREED: Final = frozenset({"accepted", "lacked_capacity_best_interests"})
TAKEN_ON: Final = frozenset({"accepted", "attended", "did_not_attend"})
CAME_OR_NOT: Final = frozenset({"attended", "did_not_attend"})
PRESENT: Final = frozenset({"suspected", "known", "screened_positive"})
SUBSTANCES: Final = frozenset({"alcohol", "drugs", "dual_diagnosis"})
NONE_FOUND: Final = "none_identified"
MAIN_OFFER: Final = "assessment"
TARGETS: Final[Mapping[str, int]] = {"immediate": 60, "same_day": 480, "routine": 4320}
"""Within how many minutes an assessment begins once help is accepted, by urgency. Ours."""
COUNTED_KINDS: Final = (
    "identified",
    "screened",
    "offered",
    "assessed",
    "vulnerabilities",
    "support_planned",
    "support_done",
    "referral_made",
    "referral_answered",
    "report_requested",
    "report_released",
    "hearing_listed",
    "hearing_moved",
)
"""Kinds of event that counting reads; the others may be left in the database."""


@dataclass(frozen=True, slots=True)
class EpisodeCounts:
    """What one episode adds to the counts.

    Attributes:
        counts: By code, such as ``offer.accepted``.
        screen_minutes: From being noticed to being screened; ``None`` where it was not.
    """

    counts: Counter[str]
    screen_minutes: int | None = None


def count_episode(
    timeline: Timeline, now: datetime, *, targets: Mapping[str, int] = TARGETS
) -> EpisodeCounts:
    """Count one episode.

    Args:
        timeline: Its events that stand; those of other kinds are not looked at.
        now: What is due later than this is not yet counted as missed.
        targets: Minutes an assessment is given, by urgency.

    Source: DOMAIN 3.7.
    """
    counts: Counter[str] = Counter({"identified": 1})
    screened = _screened(timeline)
    counts["screened"] += screened is not None
    offers = [one for one in timeline.of_kind("offered") if _is_main(one)]
    for offer in offers:
        counts[f"offer.{_text(offer, 'answer')}"] += 1
    agreed = next((one for one in offers if _text(one, "answer") in AGREED), None)
    if screened and agreed and _text(screened, "result") == "need_identified":
        began = max(screened.happened_at, agreed.happened_at)
        minutes = targets.get(_text(screened, "urgency"), targets["routine"])
        _count_assessment(timeline, began + timedelta(minutes=minutes), counts, now)
    _count_referrals(timeline, counts)
    _count_appointments(timeline, counts, now)
    _count_reports(timeline, counts, now)
    _count_needs(timeline, counts)
    return EpisodeCounts(counts, _minutes(timeline, screened))


def _screened(timeline: Timeline) -> TimelineEvent | None:
    """The first time somebody was screened; not an attempt that could not be, or a no."""
    return next(
        (one for one in timeline.of_kind("screened") if _text(one, "result") in SCREENED), None
    )


def _minutes(timeline: Timeline, screened: TimelineEvent | None) -> int | None:
    noticed = next(timeline.of_kind("identified"), None)
    if screened is None or noticed is None:
        return None
    length = screened.happened_at - noticed.happened_at
    return max(0, int(length.total_seconds() // 60))


def _is_main(offer: TimelineEvent) -> bool:
    """Whether help itself was offered; leave to tell a court, say, is asked apart."""
    return _text(offer, "stage") in ("", MAIN_OFFER)


def _count_assessment(
    timeline: Timeline, due_at: datetime, counts: Counter[str], now: datetime
) -> None:
    """Count an assessment that is due: a need was found, and help was accepted."""
    assessed = next(timeline.of_kind("assessed"), None)
    start = (instant(assessed, "started_at") or assessed.happened_at) if assessed else None
    if start is None and now <= due_at:
        return  # there is still time
    counts["assessment.due"] += 1
    counts["assessment.in_time"] += start is not None and start <= due_at


def _count_referrals(timeline: Timeline, counts: Counter[str]) -> None:
    answers = _answers(timeline)
    for made in timeline.of_kind("referral_made"):
        said = answers.get(_text(made, "referral_id"), [])
        counts["referral.made"] += 1
        if TAKEN_ON.intersection(said):
            counts["referral.accepted"] += 1
        elif said and said[-1] in ("rejected", "withdrawn"):
            counts[f"referral.{said[-1]}"] += 1
        else:
            counts["referral.waiting"] += 1


def _answers(timeline: Timeline) -> dict[str, list[str]]:
    """What each service said of a referral, in order."""
    found: dict[str, list[str]] = {}
    for one in timeline.of_kind("referral_answered"):
        found.setdefault(_text(one, "referral_id"), []).append(_text(one, "status"))
    return found


def _count_appointments(timeline: Timeline, counts: Counter[str], now: datetime) -> None:
    """Count first appointments: as the service told, otherwise as who went along did."""
    told = [
        next(one for one in said if one in CAME_OR_NOT)
        for said in _answers(timeline).values()
        if CAME_OR_NOT.intersection(said)
    ]
    for result in told or _support_results(timeline, now):
        counts["appointment.due"] += 1
        counts["appointment.attended"] += result == "attended"
        counts["appointment.not_known"] += result == "not_known"


def _support_results(timeline: Timeline, now: datetime) -> Iterator[str]:
    planned: TimelineEvent | None = None
    for one in timeline.of_kind("support_planned", "support_done"):
        if one.kind == "support_planned":
            planned = one
        elif planned is not None:
            yield _text(one, "result")
            planned = None
    if planned is not None and (instant(planned, "at") or planned.happened_at) < now:
        yield "not_known"


def _count_reports(timeline: Timeline, counts: Counter[str], now: datetime) -> None:
    """Count reports that are due: one sent at the very minute of the hearing is too late."""
    sent: dict[str, datetime] = {}
    for one in timeline.of_kind("report_released"):
        sent.setdefault(_text(one, "report_id"), one.happened_at)
    for asked in timeline.of_kind("report_requested"):
        due_at, at = due_at_of(timeline, asked), sent.get(_text(asked, "report_id"))
        if at is None and (due_at is None or due_at > now):
            continue
        counts["report.asked"] += 1
        counts["report.in_time"] += at is not None and (due_at is None or at < due_at)


def _count_needs(timeline: Timeline, counts: Counter[str]) -> None:
    states: dict[str, object] = {}
    for one in timeline.of_kind("vulnerabilities"):
        held = one.facts.get("states")
        states |= held if isinstance(held, dict) else {}
    if not states:
        return
    present = {code for code, state in states.items() if state in PRESENT} - {NONE_FOUND}
    counts["needs.asked"] += 1
    counts["needs.any"] += bool(present)
    counts["needs.mental_health"] += bool(present & mental_health_codes())
    counts["needs.substances"] += bool(present & SUBSTANCES)


@cache
def mental_health_codes() -> frozenset[str]:
    """Answer the vulnerabilities that are of mental health."""
    listed = code_list("ld_vulnerability").entries
    return frozenset(one.code for one in listed if one.group == "Mental health") | {
        "dual_diagnosis"
    }


def instant(event: TimelineEvent, name: str) -> datetime | None:
    """Answer a fact that is an instant, as it is stored in words."""
    value = event.facts.get(name)
    return datetime.fromisoformat(value) if isinstance(value, str) and value else None


def _text(event: TimelineEvent, name: str) -> str:
    value = event.facts.get(name)
    return value if isinstance(value, str) else ""

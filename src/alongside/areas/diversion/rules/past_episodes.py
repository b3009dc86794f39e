"""An episode that is over, as another record kept it, and the events it comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from alongside.areas.diversion.rules.facts import Facts, kind_of, stored_facts
from alongside.areas.diversion.rules.timeline import Timeline, TimelineEvent
from alongside.kernel.refusal import Refused

NAMESPACE: Final = UUID("5b0f3f0a-51d4-4c06-9a57-9d0f3c8f7a11")
STILL_RUNNING: Final = timedelta(days=28)
IN_ORDER: Final = ("identified_at", "screened_at", "assessed_at", "closed_at")


@dataclass(frozen=True, slots=True)
class PastOffer:
    """One offer of help and its answer: a code of ``ld_offer``."""

    at: datetime
    answer: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PastReferral:
    """One referral, the last thing its service said, and the first appointment.

    Attributes:
        at: When it was made.
        service: To whom, in words.
        answered_at: When the service last said anything; ``None`` where it never did.
        status: What it said: a code of ``ld_referral_status``.
        came_at: When the first appointment was; ``None`` where there was none.
        came: ``attended`` or ``did_not_attend``.
    """

    at: datetime
    service: str
    answered_at: datetime | None = None
    status: str = ""
    came_at: datetime | None = None
    came: str = ""


@dataclass(frozen=True, slots=True)
class PastReport:
    """One report somebody asked for.

    Attributes:
        at: When it was asked for.
        for_what: For which decision, in words.
        due_at: The time of the hearing.
        sent_at: When it was released; ``None`` where it was not.
        level: A code of ``ld_report_level``.
    """

    at: datetime
    for_what: str
    due_at: datetime | None = None
    sent_at: datetime | None = None
    level: str = ""


@dataclass(frozen=True, slots=True)
class PastEpisode:
    """One episode that is over.

    Attributes:
        key: Tells it apart from every other that is imported; the same when sent again.
        site_id: Where they were noticed.
        setting: What kind of place that is.
        identified_at: When.
        door: By which door of the pathway.
        source: Who noticed: a code of ``ld_source``.
        offence_group: What they were suspected of, in a broad group.
        custody_reference: The custody record's number; restricted.
        screened_at: When they were screened.
        screen_result: A code of ``ld_screening_result``.
        urgency: A code of ``ld_urgency``.
        offers: In order.
        assessed_at: When the assessment began.
        assessment_method: A code of ``ld_assessment_method``.
        assessment_outcome: A code of ``ld_assessment_outcome``.
        needs: Vulnerabilities found; ``None`` where nobody asked.
        referrals: In order.
        reports: In order.
        justice_outcome: A code of ``ld_justice_outcome``.
        justice_outcome_at: When; when the episode closed where that is not told.
        engagement: A code of ``ld_engagement``.
        closed_at: When it closed; when the last thing happened where that is not told.
    """

    key: str
    site_id: UUID
    setting: str
    identified_at: datetime
    door: str = "liaison_and_diversion"
    source: str = "other"
    offence_group: str = ""
    custody_reference: str = ""
    screened_at: datetime | None = None
    screen_result: str = ""
    urgency: str = ""
    offers: tuple[PastOffer, ...] = ()
    assessed_at: datetime | None = None
    assessment_method: str = ""
    assessment_outcome: str = ""
    needs: tuple[str, ...] | None = None
    referrals: tuple[PastReferral, ...] = ()
    reports: tuple[PastReport, ...] = ()
    justice_outcome: str = ""
    justice_outcome_at: datetime | None = None
    engagement: str = ""
    closed_at: datetime | None = None


def past_timeline(past: PastEpisode, now: datetime) -> Timeline:
    """Answer the events of an episode that is over; it ends with its closing.

    Args:
        past: What the other record says.
        now: When all of it is recorded here.
    """
    told = sorted(_happenings(past), key=lambda one: one[1])
    end = max(past.closed_at or told[-1][1], told[-1][1])
    told += _ending(past, end)
    return Timeline.of(
        TimelineEvent(
            kind, at, now, stored_facts(kind_of(kind), facts), uuid5(NAMESPACE, f"{past.key}|{n}")
        )
        for n, (kind, at, facts) in enumerate(told)
    )


Happening = tuple[str, datetime, Facts]


def _happenings(past: PastEpisode) -> Iterator[Happening]:
    noticed = {"source": past.source, "offence_group": past.offence_group}
    yield "identified", past.identified_at, noticed
    if past.screened_at:
        result = {"result": past.screen_result, "urgency": past.urgency, "tool": ""}
        yield "seen", past.screened_at, {}
        yield "screened", past.screened_at, result
    for offer in past.offers:
        answered = {"stage": "assessment", "answer": offer.answer, "reason": offer.reason}
        yield "offered", offer.at, answered
    yield from _assessment(past)
    for number, referral in enumerate(past.referrals):
        yield from _referral(past, referral, number)
    for number, report in enumerate(past.reports):
        yield from _report(past, report, number)


def _assessment(past: PastEpisode) -> Iterator[Happening]:
    if past.assessed_at:
        facts = {
            "method": past.assessment_method,
            "started_at": past.assessed_at,
            "outcome": past.assessment_outcome,
        }
        yield "assessed", past.assessed_at, facts
    if past.needs is not None:
        states = dict.fromkeys(past.needs or ("none_identified",), "known")
        at = past.assessed_at or past.screened_at or past.identified_at
        yield "vulnerabilities", at, {"states": states}


def _referral(past: PastEpisode, referral: PastReferral, number: int) -> Iterator[Happening]:
    referral_id = uuid5(NAMESPACE, f"{past.key}|referral|{number}")
    yield "referral_made", referral.at, {"referral_id": referral_id, "service": referral.service}
    if referral.answered_at and referral.status:
        said = {"referral_id": referral_id, "status": referral.status}
        yield "referral_answered", referral.answered_at, said
    if referral.came_at and referral.came:
        came = {"referral_id": referral_id, "status": referral.came}
        yield "referral_answered", referral.came_at, came


def _report(past: PastEpisode, report: PastReport, number: int) -> Iterator[Happening]:
    report_id = uuid5(NAMESPACE, f"{past.key}|report|{number}")
    asked: Facts = {
        "report_id": report_id,
        "for_what": report.for_what,
        "due_at": report.due_at,
        "level": report.level,
    }
    yield "report_requested", report.at, asked
    if report.sent_at:
        yield "report_released", report.sent_at, {"report_id": report_id, "level": report.level}


def _ending(past: PastEpisode, end: datetime) -> list[Happening]:
    found: list[Happening] = []
    if past.justice_outcome:
        at = min(past.justice_outcome_at or end, end)
        found.append(("disposed", at, {"justice_outcome": past.justice_outcome}))
    if past.engagement:
        found.append(("outcome", end, {"engagement": past.engagement}))
    return [*found, ("closed", end, {})]


def check_over(past: PastEpisode, now: datetime) -> None:
    """Refuse an episode that may still be running: it belongs on the lists.

    Raises:
        Refused: ``episode.may_be_running``.
    """
    if past.closed_at is None and now - past.identified_at < STILL_RUNNING:
        raise Refused(
            "episode.may_be_running",
            "It has no closing time and began less than 28 days ago, so it may still be running.",
            next_step="Give when it closed, or notice the person on the custody list.",
            field="closed_at",
        )


def oddities(past: PastEpisode) -> tuple[str, ...]:
    """Say what looks wrong in an episode that is kept all the same."""
    found = []
    times = [at for name in IN_ORDER if (at := getattr(past, name)) is not None]
    if times != sorted(times):
        found.append("Times are out of order")
    if past.screened_at and not past.screen_result:
        found.append("Screened, and the result is not told")
    if past.assessed_at and not any(one.answer != "declined" for one in past.offers):
        found.append("Assessed, and no help was accepted")
    if past.closed_at is None:
        found.append("No closing time: closed when the last thing happened")
    return tuple(found)

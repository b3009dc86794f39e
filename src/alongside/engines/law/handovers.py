"""Handover from police to health, and times out of order (DOMAIN 1.7, T1.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.engines.law.answers import Finding, Outcome
from alongside.engines.law.clocks import say_over
from alongside.engines.law.instants import keep_in_utc
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.kernel.local_time import local_date, say, say_length, to_utc

AIM: Final = "National Partnership Agreement, July 2023; an aim, not law (DOMAIN R1.28, R2.9)"
ORDER: Final = "DOMAIN 1.7 (order check; warns, never blocks)"
MINUTE: Final = timedelta(minutes=1)


class HandoverOutcome(StrEnum):
    """How a handover stands against the aim."""

    WAITING = "waiting"
    WITHIN_AIM = "within_aim"
    OVER = "over"
    OVER_AGREED = "over_agreed"


@dataclass(frozen=True, slots=True)
class HandoverFacts:
    """What is recorded about a handover. All instants are aware.

    Attributes:
        arrived_at: When police and person arrived.
        police_left_at: When police left; ``None`` while they are there.
        agreed_to_stay: It was agreed case by case that police stay longer.
        agreed_reason: Why, in words.
    """

    arrived_at: datetime
    police_left_at: datetime | None = None
    agreed_to_stay: bool | None = None
    agreed_reason: str = ""

    def __post_init__(self) -> None:
        keep_in_utc(self, "arrived_at", "police_left_at")


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover against the aim of one hour.

    Attributes:
        minutes: Whole minutes from arrival until police left, or until now.
        outcome: How that stands against the aim.
        counts_as_breach: It goes into the count of those over the aim.
        counts_as_agreed: It goes into the count of those agreed to be longer.
        finding: The same in words.
    """

    minutes: int
    outcome: HandoverOutcome
    counts_as_breach: bool
    counts_as_agreed: bool
    finding: Finding


def handover(
    facts: HandoverFacts, now: datetime, *, parameters: Parameters | None = None
) -> Handover:
    """Measure a handover.

    Args:
        facts: What is recorded.
        now: The instant asked about, used while police are still there (aware).
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        The measure. Exactly the aim is within it.

    Source: National Partnership Agreement; DOMAIN R1.28, R2.9, T1.6 rows 1-3.
    """
    aim = whole((parameters or load()).on(local_date(facts.arrived_at)), "aim.handover_minutes")
    took = (facts.police_left_at or to_utc(now)) - facts.arrived_at
    minutes = took // MINUTE if took > timedelta(0) else 0
    over = took > aim * MINUTE
    agreed = over and facts.agreed_to_stay is True
    if not over:
        outcome = HandoverOutcome.WITHIN_AIM if facts.police_left_at else HandoverOutcome.WAITING
        sentence = f"{minutes} min, within the aim of {aim}."
    elif agreed:
        outcome = HandoverOutcome.OVER_AGREED
        why = f": {facts.agreed_reason}" if facts.agreed_reason else ""
        sentence = f"{minutes} min, over the aim of {aim}, as agreed{why}."
    else:
        outcome = HandoverOutcome.OVER
        sentence = f"{minutes} min, over the aim of {aim}."
    finding = Finding(
        "handover.aim",
        Outcome.FLAG if over else Outcome.MET,
        sentence,
        AIM,
        facts=("arrived_at", "police_left_at", "agreed_to_stay"),
    )
    return Handover(minutes, outcome, over and not agreed, agreed, finding)


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The main times of one use of the power. All instants are aware; ``None`` is not recorded."""

    power_used_at: datetime | None = None
    left_scene_at: datetime | None = None
    arrived_at: datetime | None = None
    handover_at: datetime | None = None
    ended_at: datetime | None = None
    expires_at: datetime | None = None

    def __post_init__(self) -> None:
        keep_in_utc(self, *(name for name, _ in STEPS), "expires_at")


STEPS: Final = (
    ("power_used_at", "power used"),
    ("left_scene_at", "left the scene"),
    ("arrived_at", "arrived"),
    ("handover_at", "handed over"),
    ("ended_at", "ended"),
)


def order_warnings(facts: OrderFacts) -> tuple[Finding, ...]:
    """Warn of times that are out of order, and of an end after the time allowed.

    Returns:
        A flag for each recorded time that is before one that should come
        first, and one when the end is after ``expires_at``. They block nothing.

    Source: DOMAIN 1.7, T1.6 rows 4 and 6.
    """
    warnings: list[Finding] = []
    latest: tuple[str, str, datetime] | None = None
    for name, words in STEPS:
        at: datetime | None = getattr(facts, name)
        if at is None:
            continue
        if latest is not None and at < latest[2]:
            sentence = f"{words.capitalize()} ({say(at)}) before {latest[1]} ({say(latest[2])})."
            warnings.append(
                Finding(f"order.{name}", Outcome.FLAG, sentence, ORDER, facts=(latest[0], name))
            )
        else:
            latest = (name, words, at)
    ended, expires = facts.ended_at, facts.expires_at
    if ended is not None and expires is not None and ended > expires:
        sentence = f"Ended {say_over(ended - expires)} after the time allowed."
        names = ("ended_at", "expires_at")
        warnings.append(Finding("order.lapsed", Outcome.FLAG, sentence, ORDER, facts=names))
    return tuple(warnings)


def repeat_use(
    power_used_at: datetime, last_ended_at: datetime, *, parameters: Parameters | None = None
) -> Finding | None:
    """Flag section 136 used again for the same person soon after the last one ended.

    Args:
        power_used_at: When the power was used this time (aware).
        last_ended_at: When the last one ended (aware).
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        A flag within 24 hours, the 24th included; ``None`` later. It blocks
        nothing: circumstances may be new.

    Source: DOMAIN R1.12.
    """
    hours = whole((parameters or load()).on(local_date(power_used_at)), "warn.repeat_use_hours")
    gap = to_utc(power_used_at) - to_utc(last_ended_at)
    if gap > timedelta(hours=hours):
        return None
    when = f"{say_length(gap)} after" if gap >= timedelta(0) else "before"
    return Finding(
        "period.repeat_use",
        Outcome.FLAG,
        f"Section 136 used again {when} the last one ended. It cannot be used only to restart "
        "the time allowed: record what is new.",
        "DOMAIN R1.12",
        facts=("power_used_at", "last_ended_at"),
    )

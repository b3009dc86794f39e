"""The time allowed: when it starts, when it ends, and what is left of it (DOMAIN 1.4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alongside.engines.law.answers import Coded, Finding, Outcome
from alongside.engines.law.escapes import retaking
from alongside.engines.law.extensions import ExtensionFacts, extension_check
from alongside.engines.law.instants import keep_in_utc
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.kernel.local_time import local_date, say, say_length, to_utc

STARTS: Final = "MHA 1983 s136(2A)"
STARTS_WARRANT: Final = "MHA 1983 s135(3ZA)"
ENDS: Final = "MHA 1983 ss135(3), 136(2) and 136B"
MINUTE: Final = timedelta(minutes=1)


class Power(Coded):
    """The powers that start a clock. Section 135(2) starts none (DOMAIN 1.1)."""

    S136 = "s136", "Section 136"
    S135_1 = "s135(1)", "Section 135(1) warrant"


class Mode(Coded):
    """What the power was used to do."""

    REMOVED = "removed", "Taken to a place of safety"
    KEPT = "kept", "Kept at the place"


class Status(StrEnum):
    """Where the clock stands."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    EXTENDED = "extended"
    LAPSED = "lapsed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """Everything recorded that bears on the time allowed. All instants are aware.

    Attributes:
        power: Which power was used.
        mode: Taken to a place of safety, or kept where already present.
        power_used_at: When the power was used.
        arrivals: Every arrival at a place of safety, in any order.
        kept_at: Section 136, kept: when the police officer decided to keep the person there.
        entered_at: Section 135(1), kept: when the police officer first entered.
        extensions: Extensions recorded, in any order; the first that stands counts.
        ended_at: When being held ended.
        escaped_at: The last time the person got away, if they did.
        retaken_at: When they were retaken after that.
        turned_away: The first place turned the person away at the door.
    """

    power: Power
    mode: Mode
    power_used_at: datetime | None = None
    arrivals: tuple[datetime, ...] = ()
    kept_at: datetime | None = None
    entered_at: datetime | None = None
    extensions: tuple[ExtensionFacts, ...] = ()
    ended_at: datetime | None = None
    escaped_at: datetime | None = None
    retaken_at: datetime | None = None
    turned_away: bool | None = None

    def __post_init__(self) -> None:
        names = ("power_used_at", "kept_at", "entered_at", "ended_at", "escaped_at", "retaken_at")
        keep_in_utc(self, *names)
        object.__setattr__(self, "arrivals", tuple(to_utc(arrival) for arrival in self.arrivals))


@dataclass(frozen=True, slots=True)
class PermittedPeriod:
    """Where the clock stands at one instant.

    Attributes:
        status: Where it stands.
        starts_at: When it started or will start; ``None`` when that is not recorded.
        ends_at: When the time allowed runs out, extension included.
        remaining: Time left, negative once it has run out; ``None`` before the
            start and after an end in time.
        findings: What was found on the way.
    """

    status: Status
    starts_at: datetime | None
    ends_at: datetime | None
    remaining: timedelta | None
    findings: tuple[Finding, ...]

    @property
    def remaining_minutes(self) -> int | None:
        """Whole minutes left; once it has run out, minus the whole minutes over."""
        if self.remaining is None:
            return None
        whole_minutes = abs(self.remaining) // MINUTE
        return -whole_minutes if self.remaining < timedelta(0) else whole_minutes


def permitted_period(
    facts: PeriodFacts, now: datetime, *, parameters: Parameters | None = None
) -> PermittedPeriod:
    """Say how long the person may be held, and what is left of it at ``now``.

    The first arrival starts the clock and no move restarts it. An extension
    counts only when it stands against section 136B; otherwise it is reported
    and lengthens nothing.

    Args:
        facts: What is recorded (aware instants).
        now: The instant asked about (aware).
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        The clock, with findings.

    Source: MHA 1983 ss135(3ZA), 136(2A), 136B, 138(3); DOMAIN R1.8-R1.13, T1.2, T1.6 row 4.
    """
    numbers, now = parameters or load(), to_utc(now)
    starts_at, findings = _start(facts)
    if starts_at is None or starts_at > now:
        return _before_start(facts, now, starts_at, findings, numbers)
    normal = _normal_end(starts_at, numbers)
    ends_at = normal
    for extension in sorted(facts.extensions, key=_given_order):
        check = extension_check(
            extension, starts_at, earlier_extension=ends_at > normal, parameters=numbers
        )
        findings.extend(check.findings)
        if check.outcome is Outcome.VALID and extension.hours is not None:
            ends_at = normal + timedelta(hours=extension.hours)
            findings.append(_extended(ends_at))
        else:
            findings.append(_not_counted(check.outcome))
        if extension.given_at is not None and extension.given_at > now:
            findings.append(_after_now("given_at", "The extension"))
    findings.extend(_escape(facts, starts_at, ends_at, numbers))
    return _stand(facts, now, starts_at, ends_at, extended=ends_at > normal, findings=findings)


def expiry(starts_at: datetime, *, parameters: Parameters | None = None) -> datetime:
    """When the time allowed runs out without an extension.

    Args:
        starts_at: When it started (aware).
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        The instant, in elapsed hours whatever the clocks on the wall do.

    Source: MHA 1983 ss135(3ZA), 136(2A); DOMAIN R1.8, T1.2.
    """
    return _normal_end(to_utc(starts_at), parameters or load())


def _normal_end(starts_at: datetime, numbers: Parameters) -> datetime:
    hours = whole(numbers.on(local_date(starts_at)), "pos.detention_hours")
    return starts_at + timedelta(hours=hours)


def _given_order(extension: ExtensionFacts) -> float:
    return extension.given_at.timestamp() if extension.given_at else float("inf")


def _start(facts: PeriodFacts) -> tuple[datetime | None, list[Finding]]:
    """Find the start by DOMAIN R1.8, with what to say about it."""
    if facts.mode is Mode.REMOVED:
        return _start_on_arrival(facts)
    if facts.power is Power.S136:
        name, start, source = "kept_at", facts.kept_at, STARTS
        event = "decided to keep the person there"
    else:
        name, start, source = "entered_at", facts.entered_at, STARTS_WARRANT
        event = "first entered under the warrant"
    if start is None:
        sentence = f"When the police officer {event} is not recorded, so the start is not known."
        return None, [Finding("clock.start", Outcome.INCOMPLETE, sentence, source, missing=(name,))]
    sentence = f"Started at {say(start)}, when the police officer {event}."
    findings = [Finding("clock.start", Outcome.MET, sentence, source, facts=("mode", name))]
    if facts.arrivals:
        findings.append(_moves(len(facts.arrivals), start))
    return start, findings


def _start_on_arrival(facts: PeriodFacts) -> tuple[datetime | None, list[Finding]]:
    source = STARTS if facts.power is Power.S136 else STARTS_WARRANT
    if not facts.arrivals:
        sentence = "No arrival at a place of safety is recorded, so the clock has not started."
        missing = Finding(
            "clock.start", Outcome.INCOMPLETE, sentence, source, missing=("arrivals",)
        )
        return None, [missing]
    start = min(facts.arrivals)
    sentence = f"Started at {say(start)}, on first arrival at a place of safety."
    findings = [Finding("clock.start", Outcome.MET, sentence, source, facts=("arrivals",))]
    if len(facts.arrivals) > 1:
        findings.append(_moves(len(facts.arrivals) - 1, start))
    if facts.turned_away:
        findings.append(
            Finding(
                "clock.turned_away",
                Outcome.FLAG,
                "The first place turned the person away. The clock is taken to start there, "
                "which is the safe reading.",
                "DOMAIN R1.11 (uncertain in law)",
                facts=("arrivals", "turned_away"),
            )
        )
    if facts.power_used_at is not None and start < facts.power_used_at:
        findings.append(
            Finding(
                "clock.order",
                Outcome.FLAG,
                f"The first arrival, {say(start)}, is before the power was used, "
                f"{say(facts.power_used_at)}.",
                "DOMAIN 1.7 (order check)",
                facts=("arrivals", "power_used_at"),
            )
        )
    return start, findings


def _moves(moves: int, start: datetime) -> Finding:
    times = "one move" if moves == 1 else f"{moves} moves"
    return Finding(
        "clock.transfer",
        Outcome.INFORMATION,
        f"After {times} the clock still counts from {say(start)}.",
        "MHA 1983 s136(2A); DOMAIN R1.9",
        facts=("arrivals",),
    )


def _before_start(
    facts: PeriodFacts,
    now: datetime,
    starts_at: datetime | None,
    findings: list[Finding],
    numbers: Parameters,
) -> PermittedPeriod:
    ends_at = None if starts_at is None else _normal_end(starts_at, numbers)
    if starts_at is not None:
        findings.append(_after_now("arrivals", "The start"))
    if facts.ended_at is not None and facts.ended_at <= now:
        findings.append(
            Finding(
                "clock.ended_before_start",
                Outcome.FLAG,
                f"It ended at {say(facts.ended_at)} before the clock started: "
                "record that the power was not continued, and why.",
                "DOMAIN R1.27",
                facts=("ended_at",),
            )
        )
        return PermittedPeriod(Status.ENDED, starts_at, ends_at, None, tuple(findings))
    if facts.power_used_at is not None and facts.power_used_at <= now:
        findings.extend(_on_the_way(now - facts.power_used_at, facts.power_used_at, numbers))
    findings.extend(_escape(facts, None, None, numbers))
    return PermittedPeriod(Status.NOT_STARTED, starts_at, ends_at, None, tuple(findings))


def _on_the_way(since: timedelta, used_at: datetime, numbers: Parameters) -> list[Finding]:
    limit = whole(numbers.on(local_date(used_at)), "warn.not_started_minutes")
    found = [
        Finding(
            "clock.since_power_used",
            Outcome.INFORMATION,
            f"{say_length(since)} since the power was used. This is outside the time allowed "
            "and must be short.",
            "DOMAIN R1.10",
            facts=("power_used_at",),
        )
    ]
    if since >= limit * MINUTE:
        found.append(
            Finding(
                "clock.long_before_arrival",
                Outcome.FLAG,
                f"{limit} minutes or more since the power was used and no start is recorded: "
                "check where the person is and record the arrival.",
                "DOMAIN T1.2 row 15 (a rule of this product, not of law)",
                facts=("power_used_at",),
            )
        )
    return found


def _extended(ends_at: datetime) -> Finding:
    return Finding(
        "clock.extended",
        Outcome.MET,
        f"The recorded extension stands: the time allowed runs out at {say(ends_at)}.",
        "MHA 1983 s136B",
        facts=("extension",),
    )


def _not_counted(outcome: Outcome) -> Finding:
    if outcome is Outcome.INCOMPLETE:
        sentence = "The extension is recorded in part. Until it is complete it lengthens nothing."
        return Finding(
            "clock.extension", Outcome.INCOMPLETE, sentence, "MHA 1983 s136B", facts=("extension",)
        )
    sentence = "The recorded extension does not meet section 136B. It lengthens nothing."
    return Finding(
        "clock.extension", Outcome.NOT_MET, sentence, "MHA 1983 s136B", facts=("extension",)
    )


def _after_now(fact: str, what: str) -> Finding:
    return Finding(
        "clock.future",
        Outcome.FLAG,
        f"{what} is recorded at a time that has not come yet: check it.",
        "DOMAIN 1.7 (order check)",
        facts=(fact, "now"),
    )


def _escape(
    facts: PeriodFacts, starts_at: datetime | None, ends_at: datetime | None, numbers: Parameters
) -> tuple[Finding, ...]:
    if facts.escaped_at is None:
        return ()
    on_the_way = starts_at is None or facts.escaped_at < starts_at
    limit = None if on_the_way else ends_at
    return retaking(
        facts.escaped_at, ends_at=limit, retaken_at=facts.retaken_at, parameters=numbers
    ).findings


def _stand(
    facts: PeriodFacts,
    now: datetime,
    starts_at: datetime,
    ends_at: datetime,
    *,
    extended: bool,
    findings: list[Finding],
) -> PermittedPeriod:
    ended_at = facts.ended_at
    if ended_at is not None and ended_at > now:
        findings.append(_after_now("ended_at", "The end"))
        ended_at = None
    if ended_at is not None and ended_at < starts_at:
        findings.append(
            Finding(
                "clock.order",
                Outcome.FLAG,
                f"The end, {say(ended_at)}, is before the start, {say(starts_at)}.",
                "DOMAIN 1.7 (order check)",
                facts=("ended_at", "arrivals"),
            )
        )
    if ended_at is not None and ended_at <= ends_at:
        findings.append(_ended(ended_at, ends_at))
        return PermittedPeriod(Status.ENDED, starts_at, ends_at, None, tuple(findings))
    left = ends_at - (ended_at or now)
    if ended_at is not None or left <= timedelta(0):
        findings.append(_lapsed(ended_at, -left, ends_at))
        return PermittedPeriod(Status.LAPSED, starts_at, ends_at, left, tuple(findings))
    status = Status.EXTENDED if extended else Status.RUNNING
    return PermittedPeriod(status, starts_at, ends_at, left, tuple(findings))


def _ended(ended_at: datetime, ends_at: datetime) -> Finding:
    return Finding(
        "clock.ended",
        Outcome.MET,
        f"It ended at {say(ended_at)}, not after the time allowed ran out at {say(ends_at)}.",
        ENDS,
        facts=("ended_at",),
    )


def _lapsed(ended_at: datetime | None, over: timedelta, ends_at: datetime) -> Finding:
    if ended_at is not None:
        sentence = (
            f"It ended at {say(ended_at)}, {say_over(over)} after the time allowed ran out "
            f"at {say(ends_at)}."
        )
        return Finding("clock.lapsed", Outcome.NOT_MET, sentence, ENDS, facts=("ended_at",))
    sentence = (
        f"The time allowed ran out at {say(ends_at)}, {say_over(over)} ago: record the outcome, "
        "or the lawful basis for anything that follows."
    )
    return Finding("clock.lapsed", Outcome.NOT_MET, sentence, ENDS, facts=("now",))


def say_over(over: timedelta) -> str:
    """Say how far over, such as ``1 min``; under a minute is said as such."""
    return say_length(over) if over >= MINUTE else "less than a minute"

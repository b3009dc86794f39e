"""The time allowed: when it starts, when it ends, and what is left of it (DOMAIN 1.4)."""

from datetime import datetime, timedelta
from typing import Final

from alongside.engines.law.answers import Finding, Outcome
from alongside.engines.law.escapes import retaking
from alongside.engines.law.extensions import ExtensionFacts, extension_check
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.engines.law.periods import MINUTE, PeriodFacts, PermittedPeriod, Status
from alongside.engines.law.starts import find_start
from alongside.kernel.local_time import local_date, say, say_length, to_utc

ENDS: Final = "MHA 1983 ss135(3), 136(2) and 136B"


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
    starts_at, findings = find_start(facts)
    if starts_at is None or starts_at > now:
        return _before_start(facts, now, starts_at, findings, numbers)
    ends_at, stands, about = _extend(facts, now, starts_at, numbers)
    findings.extend(about)
    findings.extend(_escape(facts, starts_at, ends_at, numbers))
    return _stand(facts, now, starts_at, ends_at, extended=stands, findings=findings)


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


def _extend(
    facts: PeriodFacts, now: datetime, starts_at: datetime, numbers: Parameters
) -> tuple[datetime, bool, list[Finding]]:
    """Let the first extension that stands lengthen the period; report every one."""
    normal = ends_at = _normal_end(starts_at, numbers)
    stands = False
    findings: list[Finding] = []
    for extension in sorted(facts.extensions, key=_given_order):
        check = extension_check(extension, starts_at, earlier_extension=stands, parameters=numbers)
        findings.extend(check.findings)
        if check.outcome is Outcome.VALID and extension.hours is not None:
            stands, ends_at = True, normal + timedelta(hours=extension.hours)
            findings.append(_extended(ends_at))
        else:
            findings.append(_not_counted(check.outcome))
        if extension.given_at is not None and extension.given_at > now:
            findings.append(_after_now("given_at", "The extension"))
    return ends_at, stands, findings


def _given_order(extension: ExtensionFacts) -> float:
    return extension.given_at.timestamp() if extension.given_at else float("inf")


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

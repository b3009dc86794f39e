"""Retaking a person who got away while held or being taken (DOMAIN R1.13)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alongside.engines.law.answers import Finding, Outcome
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.kernel.local_time import local_date, say, to_utc

SOURCE: Final = "MHA 1983 s138(3) (DOMAIN R1.13)"


@dataclass(frozen=True, slots=True)
class Retaking:
    """Until when a person may be retaken.

    Attributes:
        until: The limit; retaking is possible before it, not at it.
        findings: The limit in words, and whether a recorded retaking was within it.
    """

    until: datetime
    findings: tuple[Finding, ...]


def retaking(
    escaped_at: datetime,
    *,
    ends_at: datetime | None,
    retaken_at: datetime | None = None,
    parameters: Parameters | None = None,
) -> Retaking:
    """Say until when a person who got away may be retaken.

    Args:
        escaped_at: When they got away (aware).
        ends_at: When the time allowed runs out; ``None`` when they got away
            while still being taken to the place of safety.
        retaken_at: When they were retaken, if they were.
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        The earlier of 24 hours from the escape and the end of the time allowed.

    Source: MHA 1983 s138(3); DOMAIN R1.13.
    """
    escaped_at = to_utc(escaped_at)
    values = (parameters or load()).on(local_date(escaped_at))
    hours = whole(values, "pos.retake_hours")
    until = escaped_at + timedelta(hours=hours)
    why = f"{hours} hours from getting away"
    if ends_at is not None and ends_at < until:
        until, why = ends_at, "the end of the time allowed"
    findings = [
        Finding(
            "retaking.limit",
            Outcome.INFORMATION,
            f"May be retaken before {say(until)}: {why}. Getting away does not stop the clock.",
            SOURCE,
            facts=("escaped_at",),
        )
    ]
    if retaken_at is not None:
        in_time = retaken_at < until
        findings.append(
            Finding(
                "retaking.time",
                Outcome.MET if in_time else Outcome.NOT_MET,
                f"Retaken at {say(retaken_at)}, {'' if in_time else 'not '}before the limit.",
                SOURCE,
                facts=("escaped_at", "retaken_at"),
            )
        )
    return Retaking(until, tuple(findings))

"""When the time allowed starts: first arrival, or the moment of keeping (DOMAIN R1.8-R1.11)."""

from datetime import datetime
from typing import Final

from alongside.engines.law.answers import Finding, Outcome
from alongside.engines.law.periods import Mode, PeriodFacts, Power
from alongside.kernel.local_time import say

STARTS: Final = "MHA 1983 s136(2A)"
STARTS_WARRANT: Final = "MHA 1983 s135(3ZA)"


def find_start(facts: PeriodFacts) -> tuple[datetime | None, list[Finding]]:
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

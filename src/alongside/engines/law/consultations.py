"""The grounds for section 136, and the duty to consult first (DOMAIN 1.2)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from alongside.engines.law.answers import Answer, Coded, Finding, Outcome, all_of
from alongside.engines.law.instants import keep_in_utc
from alongside.kernel.local_time import say

SOURCE: Final = "MHA 1983 s136(1C); SI 2017/1036 reg 8 (DOMAIN R1.4)"


class Consulted(Coded):
    """Whether a professional was consulted before the decision."""

    YES = "yes", "Yes"
    NO_NOT_PRACTICABLE = "no_not_practicable", "No, it was not practicable"
    NO_OTHER = "no_other", "No, for another reason"


class Consultee(Coded):
    """Who was consulted."""

    DOCTOR = "doctor", "Doctor"
    NURSE = "nurse", "Registered nurse"
    AMHP = "amhp", "AMHP"
    OCCUPATIONAL_THERAPIST = "occupational_therapist", "Occupational therapist"
    PARAMEDIC = "paramedic", "Paramedic"
    OTHER = "other", "Somebody else"


class NoConsultReason(Coded):
    """Why nobody was consulted."""

    URGENCY = "urgency", "Urgency of the risk"
    NOBODY_REACHABLE = "nobody_reachable", "No professional could be reached"
    NO_SIGNAL = "no_signal", "No signal or device"
    OTHER = "other", "Another reason"


@dataclass(frozen=True, slots=True)
class GroundsFacts:
    """What the police officer recorded about the three grounds. ``None`` is not recorded.

    Attributes:
        appears_disordered: The person appears to have a mental disorder.
        immediate_need: They appear to be in immediate need of care or control.
        necessary: It is necessary in their interests or to protect others.
    """

    appears_disordered: bool | None = None
    immediate_need: bool | None = None
    necessary: bool | None = None


@dataclass(frozen=True, slots=True)
class ConsultationFacts:
    """What is recorded about consulting. ``None`` is not recorded.

    Attributes:
        consulted: Whether a professional was consulted.
        consultee: Which professional.
        no_consult_reason: Why nobody was.
        started_at: When the consultation began (aware).
        power_used_at: When the power was used (aware).
    """

    consulted: Consulted | None = field(default=None, metadata={"says": "whether consulted"})
    consultee: Consultee | None = field(default=None, metadata={"says": "who was consulted"})
    no_consult_reason: NoConsultReason | None = field(
        default=None, metadata={"says": "why nobody was consulted"}
    )
    started_at: datetime | None = field(default=None, metadata={"says": "when it began"})
    power_used_at: datetime | None = field(
        default=None, metadata={"says": "when the power was used"}
    )

    def __post_init__(self) -> None:
        keep_in_utc(self, "started_at", "power_used_at")


GROUNDS: Final = (
    ("appears_disordered", "the person appears to have a mental health condition"),
    ("immediate_need", "they appear to be in immediate need of care or control"),
    ("necessary", "it is necessary in their interests or to protect others"),
)


def grounds(facts: GroundsFacts) -> Answer:
    """Say whether all three grounds for section 136 are recorded as present.

    Returns:
        ``met``, ``not_met`` or ``incomplete``.

    Source: MHA 1983 s136(1); DOMAIN R1.1.
    """
    return all_of(_ground(name, words, getattr(facts, name)) for name, words in GROUNDS)


def _ground(name: str, words: str, value: bool | None) -> Finding:
    code, source = f"grounds.{name}", "MHA 1983 s136(1) (DOMAIN R1.1)"
    if value is None:
        sentence = f"Not recorded: {words}."
        return Finding(code, Outcome.INCOMPLETE, sentence, source, missing=(name,))
    if value:
        return Finding(code, Outcome.MET, f"Recorded: {words}.", source, facts=(name,))
    sentence = f"Recorded as not so: {words}."
    return Finding(code, Outcome.NOT_MET, sentence, source, facts=(name,))


def consultation(facts: ConsultationFacts, *, code: str = "consultation") -> Answer:
    """Set the record of a consultation against the duty to consult if practicable.

    Args:
        facts: What is recorded.
        code: First word of the codes of the findings.

    Returns:
        ``met`` when a listed professional was consulted first, or it was not
        practicable and the reason is recorded; ``not_met`` or ``incomplete``
        otherwise. The decision stays the police officer's.

    Source: MHA 1983 s136(1C); SI 2017/1036 reg 8; DOMAIN R1.4.
    """
    if facts.consulted is None:
        sentence = "Whether a professional was consulted is not recorded."
        missing = Finding(code, Outcome.INCOMPLETE, sentence, SOURCE, missing=("consulted",))
        return all_of([missing])
    if facts.consulted is Consulted.YES:
        return all_of(_consulted(facts, code))
    return all_of(_not_consulted(facts, code))


def _consulted(facts: ConsultationFacts, code: str) -> list[Finding]:
    who, names = facts.consultee, ("consulted", "consultee")
    if who is None:
        sentence = "Which professional was consulted is not recorded."
        return [Finding(code, Outcome.INCOMPLETE, sentence, SOURCE, missing=("consultee",))]
    if who is Consultee.OTHER:
        sentence = (
            "Somebody else was consulted. The duty is to consult a doctor, nurse, AMHP, "
            "occupational therapist or paramedic."
        )
        return [Finding(code, Outcome.NOT_MET, sentence, SOURCE, facts=names)]
    found = [Finding(code, Outcome.MET, f"Consulted: {who.label}.", SOURCE, facts=names)]
    started, used = facts.started_at, facts.power_used_at
    if started is not None and used is not None and started >= used:
        sentence = (
            f"The consultation is recorded from {say(started)}, "
            f"not before the power was used at {say(used)}."
        )
        times = ("started_at", "power_used_at")
        found.append(Finding(f"{code}.order", Outcome.NOT_MET, sentence, SOURCE, facts=times))
    return found


def _not_consulted(facts: ConsultationFacts, code: str) -> list[Finding]:
    reason, names = facts.no_consult_reason, ("consulted", "no_consult_reason")
    if facts.consulted is Consulted.NO_OTHER:
        sentence = "Nobody was consulted, and not because it was impracticable."
        return [Finding(code, Outcome.NOT_MET, sentence, SOURCE, facts=("consulted",))]
    if reason is None:
        sentence = "Recorded as not practicable to consult; the reason is not recorded."
        return [Finding(code, Outcome.INCOMPLETE, sentence, SOURCE, missing=("no_consult_reason",))]
    met = f"Recorded as not practicable to consult: {reason.label}."
    return [
        Finding(code, Outcome.MET, met, SOURCE, facts=names),
        Finding(
            f"{code}.reason",
            Outcome.FLAG,
            "Nobody was consulted; the reason is recorded for review.",
            SOURCE,
            facts=names,
        ),
    ]

"""Right Care Right Person: recorded facts against the threshold (DOMAIN 2.3)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from alongside.engines.law.answers import Answer, Coded, Finding, Outcome
from alongside.engines.law.instants import keep_in_utc
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.kernel.local_time import local_date, say

AGREEMENT: Final = "National Partnership Agreement, July 2023 (DOMAIN R2.6)"
DUTY: Final = "College of Policing legal overview (DOMAIN R2.7)"
NOT_SHOWN: Final = (
    "The facts recorded so far do not show the threshold; decision and reason needed."
)


class Request(Coded):
    """What police are asked for (the phases of DOMAIN R2.8, and some others)."""

    WELFARE_CHECK = "welfare_check", "Welfare check"
    WALKED_OUT_WARD = "walked_out_ward", "Voluntary patient walked out of a ward"
    WALKED_OUT_ED = "walked_out_ed", "Walked out of an emergency department"
    AWOL = "awol", "Patient held under the Act is absent without leave"
    CONVEYANCE = "conveyance", "Take somebody somewhere"
    PLANNED_VISIT = "planned_visit", "Attend a planned visit"
    S136_HANDOVER = "s136_handover", "Handover at a place of safety"
    OTHER = "other", "Something else"


NOTES: Final = {
    Request.WELFARE_CHECK: (
        "The agency that asks can make its own contact; record what the caller was told."
    ),
    Request.WALKED_OUT_WARD: "The hospital's own steps come first; record which were taken.",
    Request.WALKED_OUT_ED: "The hospital's own steps come first; record which were taken.",
    Request.AWOL: "Section 18 gives a power to return a patient absent without leave.",
    Request.CONVEYANCE: "Conveyance: record who will take the person instead.",
    Request.PLANNED_VISIT: "A joint visit can be planned ahead.",
}


@dataclass(frozen=True, slots=True)
class RcrpFacts:
    """Answers to the questions, in their order. ``None`` is not answered yet."""

    request: Request | None = field(default=None, metadata={"says": "what is asked for"})
    crime: bool | None = field(
        default=None, metadata={"says": "1: a crime has occurred, is occurring or is suspected"}
    )
    threat_to_life: bool | None = field(
        default=None, metadata={"says": "2: a real and immediate threat to life"}
    )
    serious_harm: bool | None = field(
        default=None, metadata={"says": "3: serious harm happening or likely, a child included"}
    )
    police_assumed_responsibility: bool | None = field(
        default=None, metadata={"says": "5: police have taken it on, such as by saying they attend"}
    )
    police_made_worse_or_control: bool | None = field(
        default=None,
        metadata={"says": "5: police made the danger, or worse, or control the person"},
    )
    s136_in_use: bool | None = field(
        default=None, metadata={"says": "section 136 is already in use for this person"}
    )
    partner_accepted: bool | None = field(
        default=None, metadata={"says": "6: a partner best placed has accepted"}
    )
    accepted_by: str | None = field(default=None, metadata={"says": "6: who accepted, by name"})
    accepted_at: datetime | None = field(default=None, metadata={"says": "6: when they did"})
    caller_told: bool | None = field(
        default=None, metadata={"says": "7: the caller was told whether police attend"}
    )
    review_at: datetime | None = field(default=None, metadata={"says": "8: when it is reviewed"})
    decided_at: datetime | None = field(default=None, metadata={"says": "when it was decided"})

    def __post_init__(self) -> None:
        keep_in_utc(self, "accepted_at", "review_at", "decided_at")


@dataclass(frozen=True, slots=True)
class RcrpAnswer(Answer):
    """The answer, and who has the matter.

    Attributes:
        owner_confirmed: With ``not_met``: a partner has accepted, by name and
            with the time. ``None`` for every other outcome.
        confirm_owner_by: With ``not_met`` and no partner yet: when a supervisor
            should look, if the time of the decision is recorded.
    """

    owner_confirmed: bool | None = None
    confirm_owner_by: datetime | None = None


THRESHOLD: Final = (
    ("crime", "rcrp.crime", Outcome.MET_A, "A: a crime to investigate"),
    ("threat_to_life", "rcrp.life", Outcome.MET_B, "B: a real and immediate risk to life"),
    ("serious_harm", "rcrp.harm", Outcome.MET_B, "B: serious harm, or the risk of it"),
)
DUTIES: Final = (
    (
        "police_assumed_responsibility",
        "rcrp.assumed",
        Outcome.DUTY_C,
        "C: police have assumed responsibility",
    ),
    (
        "police_made_worse_or_control",
        "rcrp.control",
        Outcome.DUTY_D,
        "D: police created or worsened the danger, or control the person",
    ),
)
PRECEDENCE: Final = (Outcome.MET_A, Outcome.MET_B, Outcome.DUTY_C, Outcome.DUTY_D)


def rcrp(facts: RcrpFacts, *, parameters: Parameters | None = None) -> RcrpAnswer:
    """Set the answers given so far against the threshold and the duties.

    Any of A to D is enough, whatever else is or is not answered; the first in
    that order gives the outcome and every one is a finding. With none, an
    unanswered question 1, 2 or 3 leaves it open.

    Returns:
        ``met_A``, ``met_B``, ``duty_C``, ``duty_D``, ``insufficient_information``
        or ``not_met``, with whether a partner has accepted.

    Source: National Partnership Agreement; DOMAIN R2.6-R2.12, T2.3.
    """
    shown: list[Outcome] = []
    findings: list[Finding] = []
    for name, code, outcome, words in THRESHOLD + DUTIES:
        value = getattr(facts, name)
        source = AGREEMENT if outcome in (Outcome.MET_A, Outcome.MET_B) else DUTY
        findings.extend(_question(name, value, code=code, words=words, source=source))
        if value:
            shown.append(outcome)
    if facts.s136_in_use:
        shown.append(Outcome.DUTY_D)
        findings.append(_in_use())
    if facts.request in NOTES:
        note = NOTES[facts.request]
        findings.append(
            Finding("rcrp.note", Outcome.INFORMATION, note, "DOMAIN T2.3", facts=("request",))
        )
    for outcome in PRECEDENCE:
        if outcome in shown:
            return RcrpAnswer(outcome, tuple(findings))
    if None in (facts.crime, facts.threat_to_life, facts.serious_harm):
        return RcrpAnswer(Outcome.INSUFFICIENT_INFORMATION, tuple(findings))
    return _not_shown(facts, findings, parameters or load())


def _question(
    name: str, value: bool | None, *, code: str, words: str, source: str
) -> tuple[Finding, ...]:
    asked = name in {row[0] for row in THRESHOLD}
    if value:
        return (Finding(code, Outcome.MET, f"Recorded: {words}.", source, facts=(name,)),)
    if value is None and asked:
        sentence = f"Not answered yet: {words}. Ask before closing."
        return (Finding(code, Outcome.INCOMPLETE, sentence, source, missing=(name,)),)
    if value is None:
        return ()
    # Any one of A to D is enough, so a "no" to one leaves no condition unmet by itself.
    sentence = f"Recorded as not so: {words}."
    return (Finding(code, Outcome.INFORMATION, sentence, source, facts=(name,)),)


def _in_use() -> Finding:
    return Finding(
        "rcrp.s136_in_use",
        Outcome.MET,
        "Section 136 is in use, so police have the person in their charge. This is a matter of "
        "handover, not of this threshold.",
        "MHA 1983 s137; DOMAIN T2.3 row 14",
        facts=("s136_in_use",),
    )


def _not_shown(facts: RcrpFacts, findings: list[Finding], numbers: Parameters) -> RcrpAnswer:
    findings.append(Finding("rcrp.threshold", Outcome.NOT_MET, NOT_SHOWN, AGREEMENT))
    if not facts.caller_told:
        sentence = "Tell the caller whether police attend and, if not, who will; record it."
        findings.append(
            Finding("rcrp.caller", Outcome.FLAG, sentence, "DOMAIN R2.10", missing=("caller_told",))
        )
    if facts.review_at is None:
        sentence = "Record when it will be reviewed, and what would change it."
        findings.append(
            Finding("rcrp.review", Outcome.FLAG, sentence, "DOMAIN 2.3", missing=("review_at",))
        )
    by_name = bool(facts.accepted_by) and facts.accepted_at is not None
    if facts.partner_accepted and by_name:
        return RcrpAnswer(Outcome.NOT_MET, tuple(findings), owner_confirmed=True)
    due = _confirm_by(facts.decided_at, numbers)
    by = f" by {say(due)}" if due else ""
    sentence = (
        "No partner is recorded as having accepted, by name and with the time: "
        f"supervisor to confirm{by}."
    )
    missing = [
        name
        for name in ("partner_accepted", "accepted_by", "accepted_at")
        if not getattr(facts, name)
    ]
    findings.append(
        Finding(
            "rcrp.owner",
            Outcome.FLAG,
            sentence,
            "DOMAIN T2.3 row 13 (a rule of this product, not of law)",
            missing=tuple(missing),
        )
    )
    return RcrpAnswer(Outcome.NOT_MET, tuple(findings), owner_confirmed=False, confirm_owner_by=due)


def _confirm_by(decided_at: datetime | None, numbers: Parameters) -> datetime | None:
    if decided_at is None:
        return None
    values = numbers.on(local_date(decided_at))
    return decided_at + timedelta(minutes=whole(values, "rcrp.owner_confirm_minutes"))

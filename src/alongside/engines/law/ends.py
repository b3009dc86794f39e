"""What brings being held under section 135 or 136 to an end (DOMAIN R1.26)."""

from dataclasses import dataclass
from typing import Final

from alongside.engines.law.answers import Answer, Coded, Finding, Outcome, all_of

SOURCE: Final = "MHA 1983 s136(2) (DOMAIN R1.26)"


class EndReason(Coded):
    """The code list ``end_reason``."""

    NO_MENTAL_DISORDER = "no_mental_disorder", "Doctor found no mental health condition"
    ASSESSED_NO_ADMISSION_NO_FOLLOWUP = (
        "assessed_no_admission_no_followup",
        "Assessed, nothing further arranged",
    )
    ASSESSED_COMMUNITY_FOLLOWUP = (
        "assessed_community_followup",
        "Assessed, support in the community arranged",
    )
    ADMITTED_INFORMAL = "admitted_informal", "Admitted as a voluntary patient"
    DETAINED_S2 = "detained_s2", "Admitted under section 2"
    DETAINED_S3 = "detained_s3", "Admitted under section 3"
    DETAINED_S4 = "detained_s4", "Admitted under section 4"
    RETURNED_TO_HOSPITAL = "returned_to_hospital", "Returned to the hospital they were away from"
    RELEASED_OTHER_MEDICAL = "released_other_medical", "Stays for other medical care, power ended"
    ARRESTED_OR_RETURNED_TO_CUSTODY = (
        "arrested_or_returned_to_custody",
        "Arrested or returned to custody",
    )
    LAPSED_PERIOD_EXPIRED = "lapsed_period_expired", "Time allowed ran out"
    ABSCONDED = "absconded", "Left and not found"
    DIED = "died", "Died"
    NOT_KNOWN = "not_known", "Not known"


END_REASONS: Final = tuple(EndReason)
NEEDS_BOTH: Final = frozenset(
    {EndReason.ASSESSED_NO_ADMISSION_NO_FOLLOWUP, EndReason.ASSESSED_COMMUNITY_FOLLOWUP}
)
REVIEWS: Final = {
    EndReason.LAPSED_PERIOD_EXPIRED: "Time ran out: an incident review is needed.",
    EndReason.DIED: "The person died: the serious-incident process applies.",
    EndReason.NOT_KNOWN: "How it ended is not known: find out and record it.",
}


@dataclass(frozen=True, slots=True)
class EndFacts:
    """What is recorded about an end.

    Attributes:
        reason: Why it ended.
        doctor_examined: A registered medical practitioner examined the person.
        amhp_interviewed: An AMHP interviewed the person.
    """

    reason: EndReason
    doctor_examined: bool | None = None
    amhp_interviewed: bool | None = None


def end_check(facts: EndFacts) -> Answer:
    """Say whether the recorded facts bear out the recorded end.

    A doctor who finds no mental health condition ends it at once, without an
    AMHP interview.

    Returns:
        ``valid``, ``invalid`` or ``incomplete``; never a bar to saving.

    Source: MHA 1983 s136(2); DOMAIN R1.26, T1.6 row 5.
    """
    findings: list[Finding] = []
    reason = facts.reason
    if reason is EndReason.NO_MENTAL_DISORDER or reason in NEEDS_BOTH:
        findings.append(_seen("doctor_examined", facts.doctor_examined, "A doctor's examination"))
    if reason in NEEDS_BOTH:
        findings.append(_seen("amhp_interviewed", facts.amhp_interviewed, "An AMHP's interview"))
    if reason in REVIEWS:
        findings.append(
            Finding("end.review", Outcome.FLAG, REVIEWS[reason], SOURCE, facts=("reason",))
        )
    return all_of(findings, yes=Outcome.VALID, no=Outcome.INVALID)


def _seen(fact: str, value: bool | None, what: str) -> Finding:
    code = f"end.{fact}"
    if value is None:
        sentence = f"{what} is not recorded, and this end rests on it."
        return Finding(code, Outcome.INCOMPLETE, sentence, SOURCE, missing=(fact,))
    if value:
        return Finding(code, Outcome.MET, f"{what} is recorded.", SOURCE, facts=(fact,))
    sentence = f"{what} did not happen, and this end rests on it."
    return Finding(code, Outcome.NOT_MET, sentence, SOURCE, facts=(fact,))

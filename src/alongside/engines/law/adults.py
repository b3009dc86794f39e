"""Appropriate adults: when one is required, and who may act (DOMAIN 2.2)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from alongside.engines.law.ages import age_reading
from alongside.engines.law.answers import Answer, Coded, Finding, Outcome, all_of
from alongside.engines.law.instants import keep_in_utc
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.kernel.local_time import local_date, say

NEED: Final = "PACE Code C 1.4, 1.5, 1.13(d) (DOMAIN R2.1, R2.2)"
WHO: Final = "PACE Code C 1.7 and notes 1B to 1F (DOMAIN R2.3)"


class Suspicion(Coded):
    """What the officer records about vulnerability."""

    YES = "yes", "Reason to suspect"
    NOT_SURE = "not_sure", "Not sure"
    NO = "no", "No reason to suspect"


class Screening(Coded):
    """What a Liaison and Diversion screening says."""

    NOTHING = "nothing", "Nothing found"
    MENTAL_HEALTH = "mental_health", "Mental health condition"
    LEARNING_DISABILITY = "learning_disability", "Learning disability"
    AUTISM = "autism", "Autism"
    COMMUNICATION = "communication", "Communication need"
    OTHER = "other", "Another vulnerability"


class CandidateKind(Coded):
    """Who is proposed as appropriate adult."""

    PARENT_OR_GUARDIAN = "parent_or_guardian", "Parent or guardian"
    RELATIVE = "relative", "Relative"
    CARER = "carer", "Carer"
    SOCIAL_WORKER = "social_worker", "Social worker"
    SCHEME = "scheme", "Somebody from an appropriate-adult scheme"
    OTHER_ADULT = "other_adult", "Another responsible adult"
    POLICE_OFFICER = "police_officer", "Police officer"
    POLICE_STAFF = "police_staff", "Police staff"
    POLICE_CONTRACTOR = "police_contractor", "Under police direction or contract"
    SOLICITOR = "solicitor", "Solicitor there in that role"
    CUSTODY_VISITOR = "custody_visitor", "Independent custody visitor there in that role"
    LIAISON_AND_DIVERSION = (
        "liaison_and_diversion",
        "Liaison and Diversion practitioner who assesses this person",
    )


BARRED: Final = {
    CandidateKind.POLICE_OFFICER: WHO,
    CandidateKind.POLICE_STAFF: WHO,
    CandidateKind.POLICE_CONTRACTOR: WHO,
    CandidateKind.SOLICITOR: WHO,
    CandidateKind.CUSTODY_VISITOR: WHO,
    CandidateKind.LIAISON_AND_DIVERSION: "DOMAIN R2.5 (a rule of this product, not of law)",
}
CONFLICTS: Final = (
    ("involved_in_offence", "involved in the offence"),
    ("is_victim", "a victim"),
    ("is_witness", "a witness"),
    ("received_admissions", "somebody who received admissions before acting"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody proposed as appropriate adult. ``None`` is not recorded."""

    kind: CandidateKind = field(metadata={"says": "who they are"})
    age_years: int | None = field(
        default=None, metadata={"says": "their age in years", "least": 0, "most": 130}
    )
    involved_in_offence: bool | None = field(
        default=None, metadata={"says": "involved in the offence"}
    )
    is_victim: bool | None = field(default=None, metadata={"says": "a victim"})
    is_witness: bool | None = field(default=None, metadata={"says": "a witness"})
    received_admissions: bool | None = field(
        default=None, metadata={"says": "received admissions before acting"}
    )
    estranged_and_objected_to: bool | None = field(
        default=None, metadata={"says": "an estranged parent the child objects to"}
    )


@dataclass(frozen=True, slots=True)
class AdultFacts:
    """What is recorded about somebody questioned. ``None`` is not recorded.

    An interview counts the same whether under arrest or voluntary.
    """

    event_at: datetime = field(metadata={"says": "when it is asked"})
    date_of_birth: date | None = field(default=None, metadata={"says": "date of birth"})
    age_years: int | None = field(
        default=None,
        metadata={"says": "age in years, where no date of birth is known", "least": 0, "most": 130},
    )
    age_estimated: bool | None = field(
        default=None, metadata={"says": "the date of birth or age is an estimate"}
    )
    could_be_under_18: bool | None = field(
        default=None, metadata={"says": "where age is not certain: may be under 18"}
    )
    suspicion: Suspicion | None = field(
        default=None, metadata={"says": "the officer's reason to suspect vulnerability"}
    )
    clear_evidence_to_dispel: bool | None = field(
        default=None, metadata={"says": "clear evidence dispels the suspicion"}
    )
    screening: Screening | None = field(
        default=None, metadata={"says": "what a Liaison and Diversion screening says"}
    )
    screened_at: datetime | None = field(default=None, metadata={"says": "when it said so"})
    voluntary_interview: bool | None = field(
        default=None, metadata={"says": "a voluntary interview; the same rule applies"}
    )
    interview_started_at: datetime | None = field(
        default=None, metadata={"says": "when the interview began"}
    )
    adult_arrived_at: datetime | None = field(
        default=None, metadata={"says": "when the appropriate adult arrived"}
    )
    candidate: Candidate | None = field(
        default=None, metadata={"says": "somebody proposed; the outcome is then about them"}
    )

    def __post_init__(self) -> None:
        keep_in_utc(self, "event_at", "screened_at", "interview_started_at", "adult_arrived_at")


def appropriate_adult(facts: AdultFacts, *, parameters: Parameters | None = None) -> Answer:
    """Say whether an appropriate adult is required and, with a candidate, whether they may act.

    Returns:
        Without a candidate ``required``, ``not_required`` or ``incomplete``;
        with one ``may_act``, ``rejected`` or ``incomplete``.

    Source: PACE Code C; DOMAIN R2.1-R2.5, T2.2.
    """
    numbers = parameters or load()
    need = _need(facts, numbers)
    if facts.candidate is None:
        return need
    day = local_date(facts.event_at)
    rules = _candidate(facts.candidate, whole(numbers.on(day), "child_age_below"))
    about = all_of(rules, yes=Outcome.MAY_ACT, no=Outcome.REJECTED)
    # What the need rests on is context here: it must not make the candidate's list of the unmet.
    context = tuple(f for f in need.findings if f.outcome in (Outcome.MET, Outcome.FLAG))
    return Answer(about.outcome, about.findings + context)


def _need(facts: AdultFacts, numbers: Parameters) -> Answer:
    tests = [_juvenile(facts, numbers), _vulnerable(facts)]
    found = {test.outcome for test in tests}
    if Outcome.MET in found:
        # Either is enough, so the one that is not so is no condition left unmet.
        shown = [_as_information(t) if t.outcome is Outcome.NOT_MET else t for t in tests]
        return Answer(Outcome.REQUIRED, (*shown, *_raise_at_once(facts), *_gap(facts)))
    if Outcome.INCOMPLETE in found:
        return Answer(Outcome.INCOMPLETE, tuple(tests))
    return Answer(Outcome.NOT_REQUIRED, tuple(tests))


def _as_information(finding: Finding) -> Finding:
    return replace(finding, outcome=Outcome.INFORMATION)


def _juvenile(facts: AdultFacts, numbers: Parameters) -> Finding:
    reading = age_reading(
        local_date(facts.event_at),
        date_of_birth=facts.date_of_birth,
        age_years=facts.age_years,
        age_estimated=facts.age_estimated,
        could_be_under_18=facts.could_be_under_18,
        parameters=numbers,
    )
    outcome = {True: Outcome.MET, False: Outcome.NOT_MET, None: Outcome.INCOMPLETE}
    return Finding(
        "adult.juvenile",
        outcome[reading.is_child],
        reading.sentence,
        NEED,
        facts=reading.facts,
        missing=reading.missing,
    )


def _screened(facts: AdultFacts) -> bool:
    return facts.screening not in (None, Screening.NOTHING)


def _vulnerable(facts: AdultFacts) -> Finding:
    code, names = "adult.vulnerable", ("suspicion", "screening", "clear_evidence_to_dispel")
    suspected = facts.suspicion in (Suspicion.YES, Suspicion.NOT_SURE)
    if suspected or _screened(facts):
        if facts.clear_evidence_to_dispel:
            sentence = "There was reason to suspect, and clear evidence to dispel it is recorded."
            return Finding(code, Outcome.NOT_MET, sentence, NEED, facts=names)
        sentence = "There is reason to suspect the person may be vulnerable: treat as vulnerable."
        return Finding(code, Outcome.MET, sentence, NEED, facts=names)
    if facts.suspicion is None:
        sentence = "Whether there is any reason to suspect vulnerability is not recorded."
        return Finding(code, Outcome.INCOMPLETE, sentence, NEED, missing=("suspicion",))
    sentence = "No reason to suspect vulnerability is recorded."
    return Finding(code, Outcome.NOT_MET, sentence, NEED, facts=names)


def _raise_at_once(facts: AdultFacts) -> tuple[Finding, ...]:
    if not _screened(facts) or facts.screening is None or facts.suspicion is Suspicion.YES:
        return ()
    when = f" at {say(facts.screened_at)}" if facts.screened_at else ""
    sentence = (
        f"Screening{when} says: {facts.screening.label.lower()}. The custody record does not: "
        "raise with the custody officer at once."
    )
    names = ("screening", "screened_at", "suspicion")
    return (Finding("adult.raise_at_once", Outcome.FLAG, sentence, "DOMAIN T2.2", facts=names),)


def _gap(facts: AdultFacts) -> tuple[Finding, ...]:
    began, came = facts.interview_started_at, facts.adult_arrived_at
    if began is None or (came is not None and came <= began):
        return ()
    sentence = f"An interview began at {say(began)} with no appropriate adult recorded as there."
    names = ("interview_started_at", "adult_arrived_at")
    missing = ("adult_arrived_at",) if came is None else ()
    return (Finding("adult.gap", Outcome.FLAG, sentence, "DOMAIN 2.2", names, missing),)


def _candidate(candidate: Candidate, adult_age: int) -> list[Finding]:
    kind = candidate.kind
    barred = kind in BARRED
    sentence = f"{kind.label}: {'cannot' if barred else 'can'} act in that role."
    outcome = Outcome.NOT_MET if barred else Outcome.MET
    found = [Finding("adult.kind", outcome, sentence, BARRED.get(kind, WHO), facts=("kind",))]
    found.append(_old_enough(candidate.age_years, adult_age))
    for name, words in CONFLICTS:
        found.append(_free_of(name, getattr(candidate, name), words))
    if candidate.estranged_and_objected_to:
        sentence = "An estranged parent the child objects to should not act."
        names = ("estranged_and_objected_to",)
        found.append(Finding("adult.estranged", Outcome.NOT_MET, sentence, WHO, facts=names))
    return found


def _old_enough(years: int | None, adult_age: int) -> Finding:
    if years is None:
        sentence = "Their age is not recorded."
        return Finding(
            "adult.age", Outcome.INCOMPLETE, sentence, WHO, missing=("candidate.age_years",)
        )
    outcome = Outcome.MET if years >= adult_age else Outcome.NOT_MET
    sentence = f"Aged {years}; must be {adult_age} or over."
    return Finding("adult.age", outcome, sentence, WHO, facts=("candidate.age_years",))


def _free_of(name: str, value: bool | None, words: str) -> Finding:
    code, fact = f"adult.{name}", f"candidate.{name}"
    if value is None:
        sentence = f"Not recorded whether they are {words}."
        return Finding(code, Outcome.INCOMPLETE, sentence, WHO, missing=(fact,))
    if value:
        return Finding(code, Outcome.NOT_MET, f"They are {words}.", WHO, facts=(fact,))
    return Finding(code, Outcome.MET, f"They are not {words}.", WHO, facts=(fact,))

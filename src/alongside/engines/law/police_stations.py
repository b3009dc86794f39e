"""A police station as a place of safety: the conditions (DOMAIN 1.5)."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from alongside.engines.law.ages import SOURCE as CHILD
from alongside.engines.law.ages import AgeReading, age_reading
from alongside.engines.law.answers import Answer, Coded, Finding, Outcome, all_of
from alongside.engines.law.consultations import (
    ConsultationFacts,
    Consulted,
    Consultee,
    NoConsultReason,
    consultation,
)
from alongside.engines.law.instants import keep_in_utc
from alongside.engines.law.parameters import Parameters, load
from alongside.engines.law.ranks import Rank
from alongside.kernel.local_time import local_date, say_date

KEY: Final = "pos.police_station_allowed_adult"


class DecisionMaker(Coded):
    """Who decides that a police station is used."""

    CONSTABLE = "constable", "Police officer"
    AMHP = "amhp", "AMHP"


class OtherPlaceReason(Coded):
    """Why no other place of safety can take the person."""

    RISK = "risk", "Because of the risk in (a)"
    NO_CAPACITY = "no_capacity", "Suites or beds are full"
    OTHER = "other", "Another reason"


class Clinician(Coded):
    """Whether a healthcare professional will be there."""

    PRESENT = "present", "At the police station"
    COMING = "coming", "On the way"
    NONE = "none", "None there and none coming"


@dataclass(frozen=True, slots=True)
class PoliceStationFacts:
    """What is recorded when a police station is thought of. ``None`` is not recorded.

    The attributes are described where they are listed: in ``--help`` and in
    ``docs/reference/law.md``.

    Raises:
        ValueError: ``event_at`` has no time zone.
    """

    event_at: datetime = field(metadata={"says": "when the decision is made"})
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
    risk_description: str | None = field(
        default=None, metadata={"says": "the behaviour, in the decision-maker's words"}
    )
    risk_imminent: bool | None = field(
        default=None, metadata={"says": "(a) the risk from the behaviour is imminent"}
    )
    risk_serious: bool | None = field(
        default=None,
        metadata={"says": "(a) it is a risk of serious injury or death to self or another"},
    )
    no_other_place: bool | None = field(
        default=None,
        metadata={"says": "(b) no other place of safety in the police area can be expected to"},
    )
    no_other_place_reason: OtherPlaceReason | None = field(
        default=None, metadata={"says": "(b) why no other place can"}
    )
    clinician: Clinician | None = field(
        default=None, metadata={"says": "(c) a healthcare professional will be there"}
    )
    decision_maker: DecisionMaker | None = field(default=None, metadata={"says": "(d) who decides"})
    decision_maker_rank: Rank | None = field(
        default=None, metadata={"says": "(d) rank of a police officer who decides"}
    )
    authorised_rank: Rank | None = field(
        default=None,
        metadata={"says": "(d) rank of the officer who authorised; none when nobody did"},
    )
    consulted: Consulted | None = field(
        default=None, metadata={"says": "(e) a professional was consulted first"}
    )
    consultee: Consultee | None = field(default=None, metadata={"says": "(e) who was consulted"})
    no_consult_reason: NoConsultReason | None = field(
        default=None, metadata={"says": "(e) why nobody was consulted"}
    )

    def __post_init__(self) -> None:
        keep_in_utc(self, "event_at")


def police_station_conditions(
    facts: PoliceStationFacts, *, parameters: Parameters | None = None
) -> Answer:
    """Set the recorded facts against the conditions for using a police station.

    Returns:
        ``met``, ``not_met`` or ``incomplete``. It bars nothing: a true record
        is saved whatever the answer.

    Source: MHA 1983 s136A; SI 2017/1036 reg 2; MHA 2025 s48; DOMAIN R1.15, R1.16, R1.20, T1.3.
    """
    numbers = parameters or load()
    day = local_date(facts.event_at)
    values = numbers.on(day)
    reading = age_reading(
        day,
        date_of_birth=facts.date_of_birth,
        age_years=facts.age_years,
        age_estimated=facts.age_estimated,
        could_be_under_18=facts.could_be_under_18,
        parameters=numbers,
    )
    if values.get(KEY) is not True:
        return all_of([_age(reading), _not_in_force(day, numbers)])
    risk = _risk(facts)
    needed = Rank(str(values["pos.police_station_authoriser_rank"]))
    return all_of(
        [
            _age(reading),
            risk,
            _other_place(facts, risk),
            _clinician(facts),
            _authorised(facts, needed),
            *_consulted(facts),
        ]
    )


def _not_in_force(day: date, numbers: Parameters) -> Finding:
    code = "police_station.in_force"
    ended = [p.ends_on for p in numbers.entries if p.key == KEY and p.ends_on and p.ends_on <= day]
    if ended:
        sentence = f"From {say_date(max(ended))} a police station is no longer a place of safety."
        return Finding(code, Outcome.NOT_MET, sentence, "MHA 2025 s48 (DOMAIN R1.20)")
    sentence = "These conditions began on 11 December 2017; earlier rules are not held here."
    return Finding(code, Outcome.INCOMPLETE, sentence, "SI 2017/1036", facts=("event_at",))


def _age(reading: AgeReading) -> Finding:
    code = "police_station.child"
    outcome = {True: Outcome.NOT_MET, False: Outcome.MET, None: Outcome.INCOMPLETE}
    sentence = reading.sentence
    if reading.is_child:
        sentence += " A police station is never a place of safety for a child."
    return Finding(
        code,
        outcome[reading.is_child],
        sentence,
        CHILD,
        facts=reading.facts,
        missing=reading.missing,
    )


def _risk(facts: PoliceStationFacts) -> Finding:
    code, names = "police_station.a_risk", ("risk_imminent", "risk_serious")
    source = "SI 2017/1036 reg 2 (DOMAIN R1.16(a))"
    both = (facts.risk_imminent, facts.risk_serious)
    if False in both:
        sentence = "(a) No imminent risk of serious injury or death from behaviour is recorded."
        return Finding(code, Outcome.NOT_MET, sentence, source, facts=names)
    if None in both:
        missing = tuple(n for n, value in zip(names, both, strict=True) if value is None)
        sentence = "(a) Record whether the risk is imminent and is of serious injury or death."
        return Finding(code, Outcome.INCOMPLETE, sentence, source, ("risk_description",), missing)
    sentence = "(a) An imminent risk of serious injury or death is recorded."
    return Finding(code, Outcome.MET, sentence, source, facts=names)


def _other_place(facts: PoliceStationFacts, risk: Finding) -> Finding:
    code, names = "police_station.b_no_other_place", ("no_other_place", "no_other_place_reason")
    source = "SI 2017/1036 reg 2 (DOMAIN R1.16(b))"
    both = (facts.no_other_place, facts.no_other_place_reason)
    if facts.no_other_place is False:
        sentence = "(b) Another place of safety in the police area can be expected to take them."
        return Finding(code, Outcome.NOT_MET, sentence, source, facts=names)
    if facts.no_other_place_reason not in (None, OtherPlaceReason.RISK):
        sentence = (
            "(b) The reason must flow from the risk. Recorded: "
            f"{facts.no_other_place_reason.label}."
        )
        return Finding(code, Outcome.NOT_MET, sentence, source, facts=names)
    if risk.outcome is Outcome.NOT_MET:
        sentence = "(b) The reason must flow from the risk in (a), and none is recorded."
        return Finding(code, Outcome.NOT_MET, sentence, source, facts=risk.facts)
    if None in both:
        missing = tuple(n for n, value in zip(names, both, strict=True) if value is None)
        sentence = "(b) Record whether, and why, no other place of safety can take them."
        return Finding(code, Outcome.INCOMPLETE, sentence, source, missing=missing)
    sentence = "(b) Because of that risk no other place of safety can be expected to take them."
    return Finding(code, Outcome.MET, sentence, source, facts=names)


def _clinician(facts: PoliceStationFacts) -> Finding:
    code, source = "police_station.c_clinician", "SI 2017/1036 reg 2 (DOMAIN R1.16(c))"
    if facts.clinician is None:
        sentence = "(c) Whether a healthcare professional will be there is not recorded."
        return Finding(code, Outcome.INCOMPLETE, sentence, source, missing=("clinician",))
    met = facts.clinician is not Clinician.NONE
    return Finding(
        code,
        Outcome.MET if met else Outcome.NOT_MET,
        f"(c) A healthcare professional, present and available: {facts.clinician.label.lower()}.",
        source,
        facts=("clinician",),
    )


def _authorised(facts: PoliceStationFacts, needed: Rank) -> Finding:
    code, source = "police_station.d_authorisation", "SI 2017/1036 reg 2 (DOMAIN R1.16(d))"
    own = facts.decision_maker_rank
    if facts.decision_maker is not DecisionMaker.AMHP and own is not None and own.at_least(needed):
        sentence = f"(d) The decision-maker's own rank is enough: {own.label}."
        return Finding(code, Outcome.MET, sentence, source, facts=("decision_maker_rank",))
    given = facts.authorised_rank
    if given is None:
        sentence = (
            f"(d) Whether an officer of {needed.label.lower()} or above authorised is not recorded."
        )
        return Finding(code, Outcome.INCOMPLETE, sentence, source, missing=("authorised_rank",))
    if given.at_least(needed):
        sentence = f"(d) Authorised by: {given.label}."
        return Finding(code, Outcome.MET, sentence, source, facts=("authorised_rank",))
    if own is None and facts.decision_maker is not DecisionMaker.AMHP:
        sentence = "(d) Nobody of the rank authorised; the decision-maker's rank is not recorded."
        return Finding(
            code,
            Outcome.INCOMPLETE,
            sentence,
            source,
            ("authorised_rank",),
            ("decision_maker_rank",),
        )
    sentence = (
        f"(d) Needs the authorisation of {needed.label.lower()} or above. Recorded: {given.label}."
    )
    return Finding(code, Outcome.NOT_MET, sentence, source, facts=("authorised_rank",))


def _consulted(facts: PoliceStationFacts) -> tuple[Finding, ...]:
    if facts.decision_maker is DecisionMaker.AMHP:
        return ()
    recorded = ConsultationFacts(facts.consulted, facts.consultee, facts.no_consult_reason)
    answer = consultation(recorded, code="police_station.e_consultation")
    if not answer.is_no or facts.decision_maker or facts.decision_maker_rank:
        return answer.findings
    # The duty is a police officer's alone, and who decides is not recorded.
    return tuple(
        replace(finding, outcome=Outcome.INCOMPLETE, missing=("decision_maker",))
        for finding in answer.findings
    )

"""Extending the time allowed: section 136B (DOMAIN 1.6)."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from alongside.engines.law.answers import Answer, Coded, Finding, Outcome, all_of
from alongside.engines.law.instants import keep_in_utc
from alongside.engines.law.parameters import Parameters, load, whole
from alongside.engines.law.ranks import Rank
from alongside.kernel.local_time import local_date, say, say_length, to_utc

WHO: Final = "MHA 1983 s136B(1)"
WHY: Final = "MHA 1983 s136B(2)"
LENGTH: Final = "MHA 1983 s136B(1)"
STATION: Final = "MHA 1983 s136B(3)"


class ExtensionBy(Coded):
    """Who gave the extension."""

    RESPONSIBLE_RMP = "responsible_rmp", "Doctor responsible for the examination"
    OTHER_RMP = "other_rmp", "Another doctor"
    AMHP = "amhp", "AMHP"
    NURSE = "nurse", "Nurse"
    POLICE_OFFICER = "police_officer", "Police officer"
    OTHER = "other", "Somebody else"


class ExtensionReason(Coded):
    """Why the extension was given."""

    CONDITION = "condition", "The person's condition"
    INTOXICATED = "intoxicated", "Too intoxicated to be assessed"
    TOO_UNWELL = "too_unwell", "Too unwell to be assessed"
    SEDATED = "sedated", "Sedated or asleep after sedation"
    AWAITING_TREATMENT = "awaiting_treatment", "Awaiting medical treatment"
    AGITATED = "agitated", "Too agitated to be assessed"
    NO_BED = "no_bed", "No bed found"
    NO_AMHP = "no_amhp", "No AMHP free"
    NO_DOCTOR = "no_doctor", "No doctor free"
    TRANSPORT_DELAY = "transport_delay", "Waiting for transport"
    OTHER = "other", "Another reason"


THE_PERSONS_CONDITION: Final = frozenset(
    {
        ExtensionReason.CONDITION,
        ExtensionReason.INTOXICATED,
        ExtensionReason.TOO_UNWELL,
        ExtensionReason.SEDATED,
        ExtensionReason.AWAITING_TREATMENT,
        ExtensionReason.AGITATED,
    }
)


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """What is recorded about one extension. ``None`` is not recorded.

    Attributes:
        given_at: When the decision was made.
        hours: How many hours were given.
        by: Who gave it.
        reason: Why.
        at_police_station: The person is held at a police station.
        assessment_at_station: The assessment would be done there.
        authorised_rank: Rank of the police officer who approved.
    """

    given_at: datetime | None = field(default=None, metadata={"says": "when it was given"})
    hours: float | None = field(default=None, metadata={"says": "hours given, more than 0"})
    by: ExtensionBy | None = field(default=None, metadata={"says": "who gave it"})
    reason: ExtensionReason | None = field(default=None, metadata={"says": "why"})
    at_police_station: bool | None = field(
        default=None, metadata={"says": "the person is held at a police station"}
    )
    assessment_at_station: bool | None = field(
        default=None, metadata={"says": "the assessment would be done at that police station"}
    )
    authorised_rank: Rank | None = field(
        default=None, metadata={"says": "rank of the officer who approved; null when nobody did"}
    )

    def __post_init__(self) -> None:
        keep_in_utc(self, "given_at")


def extension_check(
    extension: ExtensionFacts,
    starts_at: datetime,
    *,
    earlier_extension: bool = False,
    parameters: Parameters | None = None,
) -> Answer:
    """Set a recorded extension against the conditions of section 136B.

    Args:
        extension: What is recorded about it.
        starts_at: When the time allowed began (aware).
        earlier_extension: One was given before; it cannot be renewed.
        parameters: Dated numbers; those of Alongside when left out.

    Returns:
        ``valid``, ``invalid`` or ``incomplete``.

    Source: MHA 1983 s136B; DOMAIN R1.21, R1.22, T1.5.
    """
    starts_at = to_utc(starts_at)
    values = (parameters or load()).on(local_date(starts_at))
    if "pos.extension_max_hours" not in values:
        sentence = "No extension was possible for a period that began on that day."
        findings = [Finding("extension.power", Outcome.NOT_MET, sentence, LENGTH)]
        return all_of(findings, yes=Outcome.VALID, no=Outcome.INVALID)
    normal = timedelta(hours=whole(values, "pos.detention_hours"))
    early = timedelta(hours=whole(values, "warn.early_extension_hours"))
    findings = [
        _given_by(extension),
        _in_time(extension, starts_at, starts_at + normal),
        _length(extension, starts_at + normal, whole(values, "pos.extension_max_hours")),
        _for_a_reason(extension),
        *_approved(extension, local_date(extension.given_at or starts_at), parameters or load()),
    ]
    if earlier_extension:
        findings.append(
            Finding(
                "extension.second",
                Outcome.NOT_MET,
                "An extension was given before. There is one extension and it is not renewable.",
                "MHA 1983 s136B (DOMAIN R1.22)",
                facts=("earlier_extension",),
            )
        )
    if extension.given_at is not None and starts_at <= extension.given_at <= starts_at + early:
        findings.append(_routine(extension.given_at - starts_at))
    return all_of(findings, yes=Outcome.VALID, no=Outcome.INVALID)


def _given_by(extension: ExtensionFacts) -> Finding:
    code, by = "extension.authoriser", extension.by
    if by is None:
        sentence = "Who gave the extension is not recorded."
        return Finding(code, Outcome.INCOMPLETE, sentence, WHO, missing=("by",))
    if by is ExtensionBy.RESPONSIBLE_RMP:
        sentence = "Given by the doctor responsible for the examination."
        return Finding(code, Outcome.MET, sentence, WHO, facts=("by",))
    sentence = (
        f"Recorded as given by: {by.label}. Only the doctor responsible for the examination can."
    )
    return Finding(code, Outcome.NOT_MET, sentence, WHO, facts=("by",))


def _in_time(extension: ExtensionFacts, starts_at: datetime, ends_at: datetime) -> Finding:
    code, given = "extension.time", extension.given_at
    if given is None:
        sentence = "When the extension was given is not recorded."
        return Finding(code, Outcome.INCOMPLETE, sentence, WHO, missing=("given_at",))
    facts = ("given_at", "starts_at")
    if given >= ends_at:
        sentence = f"Given at {say(given)}, not before the time allowed ran out at {say(ends_at)}."
        return Finding(code, Outcome.NOT_MET, sentence, WHO, facts=facts)
    if given < starts_at:
        sentence = f"Given at {say(given)}, before the time allowed began at {say(starts_at)}."
        return Finding(code, Outcome.NOT_MET, sentence, WHO, facts=facts)
    sentence = f"Given at {say(given)}, before the time allowed ran out at {say(ends_at)}."
    return Finding(code, Outcome.MET, sentence, WHO, facts=facts)


def _length(extension: ExtensionFacts, normal_end: datetime, most: int) -> Finding:
    code, hours = "extension.length", extension.hours
    if hours is None:
        sentence = "How many hours were given is not recorded."
        return Finding(code, Outcome.INCOMPLETE, sentence, LENGTH, missing=("hours",))
    if not 0 < hours <= most:
        sentence = f"{hours:g} hours are recorded; an extension is more than 0 and up to {most}."
        return Finding(code, Outcome.NOT_MET, sentence, LENGTH, facts=("hours",))
    ends_at = normal_end + timedelta(hours=hours)
    sentence = f"{hours:g} hours, no more than {most}: until {say(ends_at)} if it stands."
    return Finding(code, Outcome.MET, sentence, LENGTH, facts=("hours", "starts_at"))


def _for_a_reason(extension: ExtensionFacts) -> Finding:
    code, reason = "extension.reason", extension.reason
    if reason is None:
        sentence = "The reason for the extension is not recorded."
        return Finding(code, Outcome.INCOMPLETE, sentence, WHY, missing=("reason",))
    if reason in THE_PERSONS_CONDITION:
        sentence = f"The reason is the person's condition: {reason.label}."
        return Finding(code, Outcome.MET, sentence, WHY, facts=("reason",))
    sentence = f"The reason recorded is not the person's condition: {reason.label}."
    return Finding(code, Outcome.NOT_MET, sentence, WHY, facts=("reason",))


def _approved(extension: ExtensionFacts, day: date, parameters: Parameters) -> tuple[Finding, ...]:
    code, values = "extension.police_approval", parameters.on(day)
    rank = extension.authorised_rank
    if "pos.extension_police_rank" not in values or extension.at_police_station is False:
        return ()
    needed = Rank(str(values["pos.extension_police_rank"]))
    if rank is not None and rank.at_least(needed):
        sentence = f"Approved by: {rank.label}."
        return (Finding(code, Outcome.MET, sentence, STATION, facts=("authorised_rank",)),)
    asked = [
        name
        for name in ("at_police_station", "assessment_at_station")
        if getattr(extension, name) is None
    ]
    if extension.assessment_at_station is False:
        return ()
    if asked:
        sentence = (
            "It is not recorded whether the person is held, and assessed, at a police station."
        )
        return (Finding(code, Outcome.INCOMPLETE, sentence, STATION, missing=tuple(asked)),)
    return (_not_approved(rank, needed),)


def _not_approved(rank: Rank | None, needed: Rank) -> Finding:
    recorded = f"Recorded: {(rank or Rank.NONE).label.lower()}."
    return Finding(
        "extension.police_approval",
        Outcome.NOT_MET,
        f"Held and assessed at a police station: the approval of a {needed.label.lower()} "
        f"or above is needed. {recorded}",
        STATION,
        facts=("at_police_station", "assessment_at_station", "authorised_rank"),
        missing=("authorised_rank",) if rank is None else (),
    )


def _routine(after: timedelta) -> Finding:
    return Finding(
        "extension.early",
        Outcome.FLAG,
        f"Given {say_length(after)} after the start. Extensions given early can look routine; "
        "this is a prompt, not a limit.",
        "DOMAIN R1.22 (a rule of this product, not of law)",
        facts=("given_at", "starts_at"),
    )

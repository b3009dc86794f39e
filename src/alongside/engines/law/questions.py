"""The questions of ``alongside law``: facts in as JSON, an answer out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from alongside.engines.law.adults import AdultFacts, appropriate_adult
from alongside.engines.law.answers import Answer, Finding
from alongside.engines.law.clocks import permitted_period
from alongside.engines.law.examples import EXAMPLES
from alongside.engines.law.extensions import ExtensionFacts, extension_check
from alongside.engines.law.locations import LocationFacts, location_applies
from alongside.engines.law.parameters import Parameters, ParametersWrong, load, with_s48_commenced
from alongside.engines.law.periods import Mode, PeriodFacts, PermittedPeriod, Power
from alongside.engines.law.police_stations import PoliceStationFacts, police_station_conditions
from alongside.engines.law.reading import read_facts
from alongside.engines.law.right_care import RcrpAnswer, RcrpFacts, rcrp
from alongside.engines.law.timeline import finding_words, period_words
from alongside.kernel.local_time import to_local
from alongside.kernel.refusal import Refused

S48: Final = {"says": "suppose MHA 2025 s48 were commenced on this day"}
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer ready to print.

    Attributes:
        json: The answer for a program.
        words: The answer for a person, line by line.
        is_no: It is a plain no.
    """

    json: Json
    words: tuple[str, ...]
    is_no: bool


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that can be asked.

    Attributes:
        name: The command's word.
        says: What it answers, in one sentence.
        outcomes: Every outcome it may give.
        facts: The dataclass of facts it takes.
        ask: From those facts to a reply.
        example: Facts that can be sent as they are.
    """

    name: str
    says: str
    outcomes: tuple[str, ...]
    facts: type
    ask: Callable[[Any], Reply]
    example: Mapping[str, object]

    def reply(self, given: object) -> Reply:
        """Answer one JSON object.

        Raises:
            Refused: A fact is missing, unknown or makes no sense.
        """
        return self.ask(read_facts(self.facts, given))


@dataclass(frozen=True, slots=True)
class PeriodQuestion:
    """The facts of ``permitted-period``, named as its contract names them."""

    power: Power = field(metadata={"says": "which power was used"})
    mode: Mode = field(metadata={"says": "taken to a place of safety, or kept where already there"})
    now: datetime = field(metadata={"says": "the moment asked about"})
    power_used_at: datetime | None = field(
        default=None, metadata={"says": "when the power was used"}
    )
    arrivals: tuple[datetime, ...] = field(
        default=(), metadata={"says": "every arrival at a place of safety"}
    )
    kept_at: datetime | None = field(
        default=None, metadata={"says": "s136 kept: when the officer decided to keep them there"}
    )
    entered_at: datetime | None = field(
        default=None, metadata={"says": "s135(1) kept: when the officer first entered"}
    )
    extension: ExtensionFacts | None = field(
        default=None, metadata={"says": "an extension, an object as in the question extension"}
    )
    ended_at: datetime | None = field(default=None, metadata={"says": "when it ended"})
    escaped_at: datetime | None = field(
        default=None, metadata={"says": "when the person last got away"}
    )
    retaken_at: datetime | None = field(
        default=None, metadata={"says": "when they were retaken after that"}
    )
    turned_away: bool | None = field(
        default=None, metadata={"says": "the first place turned them away at the door"}
    )
    s48_commenced: date | None = field(default=None, metadata=S48)

    def period_facts(self) -> PeriodFacts:
        """The same as the engine takes them."""
        return PeriodFacts(
            power=self.power,
            mode=self.mode,
            power_used_at=self.power_used_at,
            arrivals=self.arrivals,
            kept_at=self.kept_at,
            entered_at=self.entered_at,
            extensions=() if self.extension is None else (self.extension,),
            ended_at=self.ended_at,
            escaped_at=self.escaped_at,
            retaken_at=self.retaken_at,
            turned_away=self.turned_away,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionQuestion(ExtensionFacts):
    """The facts of ``extension``: one extension, and the clock it extends."""

    starts_at: datetime = field(metadata={"says": "when the time allowed began"})
    earlier_extension: bool = field(
        default=False, metadata={"says": "an extension was given before"}
    )
    s48_commenced: date | None = field(default=None, metadata=S48)


@dataclass(frozen=True, slots=True, kw_only=True)
class PoliceStationQuestion(PoliceStationFacts):
    """The facts of ``police-station``."""

    s48_commenced: date | None = field(default=None, metadata=S48)


def _numbers(s48_commenced: date | None) -> Parameters:
    if s48_commenced is None:
        return load()
    try:
        return with_s48_commenced(s48_commenced)
    except ParametersWrong:
        raise Refused(
            "facts.wrong_value",
            "s48_commenced: must be after 11 December 2017.",
            field="s48_commenced",
        ) from None


def _ask_period(asked: PeriodQuestion) -> Reply:
    period = permitted_period(
        asked.period_facts(), asked.now, parameters=_numbers(asked.s48_commenced)
    )
    return Reply(_period_json(period), period_words(period, asked.now, asked.ended_at), False)


def _ask_extension(asked: ExtensionQuestion) -> Reply:
    return _reply(
        extension_check(
            asked,
            asked.starts_at,
            earlier_extension=asked.earlier_extension,
            parameters=_numbers(asked.s48_commenced),
        )
    )


def _ask_police_station(asked: PoliceStationQuestion) -> Reply:
    return _reply(police_station_conditions(asked, parameters=_numbers(asked.s48_commenced)))


def _ask_rcrp(asked: RcrpFacts) -> Reply:
    answer: RcrpAnswer = rcrp(asked)
    reply = _reply(answer)
    owner = {"owner_confirmed": answer.owner_confirmed}
    return Reply({**reply.json, **owner}, reply.words, reply.is_no)


def _ask_location(asked: LocationFacts) -> Reply:
    return _reply(location_applies(asked))


def _ask_adult(asked: AdultFacts) -> Reply:
    return _reply(appropriate_adult(asked))


def _reply(answer: Answer) -> Reply:
    words = [f"Outcome: {answer.outcome.replace('_', ' ')}"]
    words += [f"  {finding_words(finding)}" for finding in answer.findings]
    if answer.missing:
        words.append(f"Missing: {', '.join(answer.missing)}")
    return Reply(
        {
            "outcome": str(answer.outcome),
            "unmet": list(answer.unmet),
            "missing": list(answer.missing),
            "findings": [
                {**finding_json(finding), "facts": list(finding.facts)}
                for finding in answer.findings
            ],
        },
        tuple(words),
        answer.is_no,
    )


def finding_json(finding: Finding) -> Json:
    """A finding as the contract of ``permitted-period`` spells it."""
    return {
        "code": finding.code,
        "outcome": str(finding.outcome),
        "sentence": finding.sentence,
        "source": finding.source,
    }


def _period_json(period: PermittedPeriod) -> Json:
    return {
        "status": str(period.status),
        "starts_at": _at(period.starts_at),
        "ends_at": _at(period.ends_at),
        "remaining_minutes": period.remaining_minutes,
        "findings": [finding_json(finding) for finding in period.findings],
    }


def _at(instant: datetime | None) -> str | None:
    return None if instant is None else to_local(instant).isoformat()


QUESTIONS: Final = {
    question.name: question
    for question in (
        Question(
            "permitted-period",
            "How long may the person be held, and how much of it is left?",
            ("not_started", "running", "extended", "lapsed", "ended"),
            PeriodQuestion,
            _ask_period,
            EXAMPLES["permitted-period"],
        ),
        Question(
            "location",
            "Can section 136 be used at this place?",
            ("applies", "does_not_apply", "unclear"),
            LocationFacts,
            _ask_location,
            EXAMPLES["location"],
        ),
        Question(
            "police-station",
            "Do the recorded facts meet the conditions for a police station as place of safety?",
            ("met", "not_met", "incomplete"),
            PoliceStationQuestion,
            _ask_police_station,
            EXAMPLES["police-station"],
        ),
        Question(
            "extension",
            "Does a recorded extension stand against section 136B?",
            ("valid", "invalid", "incomplete"),
            ExtensionQuestion,
            _ask_extension,
            EXAMPLES["extension"],
        ),
        Question(
            "rcrp",
            "Do the facts recorded so far show the Right Care Right Person threshold?",
            ("met_A", "met_B", "duty_C", "duty_D", "not_met", "insufficient_information"),
            RcrpFacts,
            _ask_rcrp,
            EXAMPLES["rcrp"],
        ),
        Question(
            "appropriate-adult",
            "Is an appropriate adult required; with a candidate, may they act?",
            ("required", "not_required", "incomplete", "may_act", "rejected"),
            AdultFacts,
            _ask_adult,
            EXAMPLES["appropriate-adult"],
        ),
    )
}

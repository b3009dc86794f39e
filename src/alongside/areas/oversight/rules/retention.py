"""How long each kind of record is kept, from when, and what stops its disposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from alongside.areas.oversight.rules.copies import add_months
from alongside.kernel.actor import Sector
from alongside.kernel.refusal import Refused


class Record(StrEnum):
    """Kinds of record with a clock of their own (DOMAIN 5.6)."""

    POLICE_GROUP_1 = "police_group_1"
    POLICE_GROUP_2 = "police_group_2"
    POLICE_GROUP_3 = "police_group_3"
    POLICE_GROUP_4 = "police_group_4"
    MENTAL_HEALTH = "mental_health"
    CHILDREN = "children"
    GENERAL_HEALTH = "general_health"
    PLAN_COPY = "plan_copy"
    DIVERSION = "diversion"
    DRUG_INTERVENTION = "drug_intervention"
    PROGRAMME = "programme"


class Counted(StrEnum):
    """What a clock counts from."""

    LAST_CONTACT = "last_contact"
    BIRTH = "birth"
    REVIEW_DATE = "review_date"
    FORCE_POLICY = "force_policy"


@dataclass(frozen=True, slots=True)
class Clock:
    """One row of the table.

    Attributes:
        words: What it is called.
        counted: What it counts from.
        years: How long.
        rule: As it is said on the page.
        source: Where it comes from.
        review_years: How often it is looked at in between; 0 for never.
        valid_from: First day of this row.
    """

    words: str
    counted: Counted
    years: int
    rule: str
    source: str
    review_years: int = 0
    valid_from: date = date(2023, 11, 1)


POLICE: Final = "Police Information and Records Management Code of Practice 2023"
NHS: Final = "NHS Records Management Code of Practice"
OURS: Final = "set by the controller; this is the default here"

CLOCKS: Final[Mapping[Record, Clock]] = {
    Record.POLICE_GROUP_1: Clock(
        "Police record, group 1 (most serious)",
        Counted.BIRTH,
        100,
        "Until the person would be 100, looked at every 10 years",
        POLICE,
        review_years=10,
    ),
    Record.POLICE_GROUP_2: Clock(
        "Police record, group 2 (other sexual, violent or serious)",
        Counted.LAST_CONTACT,
        10,
        "10 clear years, then looked at every 10 years",
        POLICE,
        review_years=10,
    ),
    Record.POLICE_GROUP_3: Clock(
        "Police record, group 3 (other offences)",
        Counted.LAST_CONTACT,
        6,
        "6 clear years",
        POLICE,
    ),
    Record.POLICE_GROUP_4: Clock(
        "Police record, group 4 (other)", Counted.FORCE_POLICY, 0, "As the force decides", POLICE
    ),
    Record.MENTAL_HEALTH: Clock(
        "Mental-health record, section 136 included",
        Counted.LAST_CONTACT,
        20,
        "20 years after the last contact, or 10 years after death",
        NHS,
        valid_from=date(2021, 8, 1),
    ),
    Record.CHILDREN: Clock(
        "Child's mental-health record",
        Counted.LAST_CONTACT,
        20,
        "Until the 25th birthday (26th if 17 when treatment ended), or 20 years if that is longer",
        NHS,
        valid_from=date(2021, 8, 1),
    ),
    Record.GENERAL_HEALTH: Clock(
        "General adult health record",
        Counted.LAST_CONTACT,
        8,
        "8 years after the last contact",
        NHS,
        valid_from=date(2021, 8, 1),
    ),
    Record.PLAN_COPY: Clock(
        "Contact plan copy at the control room",
        Counted.REVIEW_DATE,
        1,
        "Hidden at its review date, erased 12 months later unless renewed",
        "Promised to whoever makes a plan",
    ),
    Record.DIVERSION: Clock(
        "Liaison and Diversion record",
        Counted.LAST_CONTACT,
        8,
        "8 years after the last contact",
        OURS,
    ),
    Record.DRUG_INTERVENTION: Clock(
        "Local drug information record", Counted.LAST_CONTACT, 3, "3 years", OURS
    ),
    Record.PROGRAMME: Clock(
        "Programme record", Counted.LAST_CONTACT, 3, "3 years after somebody leaves", OURS
    ),
}

YEARS_AFTER_DEATH: Final = 10
DEATH_COUNTS: Final = frozenset({Record.MENTAL_HEALTH, Record.CHILDREN})


@dataclass(frozen=True, slots=True)
class RetentionFacts:
    """What a clock counts from, as far as it is known.

    Attributes:
        last_contact_on: When the person was last in contact.
        born_on: When they were born.
        died_on: When they died.
        review_on: Review date of a plan copy.
        held: Whether a legal hold is in force.
    """

    last_contact_on: date | None = None
    born_on: date | None = None
    died_on: date | None = None
    review_on: date | None = None
    held: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """When a record may be disposed of.

    Attributes:
        on: From this day; ``None`` while it cannot be, or cannot be told.
        why: In words.
        held: Whether a legal hold stands in the way.
    """

    on: date | None
    why: str
    held: bool = False

    def is_due(self, today: date) -> bool:
        """Whether it may be disposed of today."""
        return self.on is not None and not self.held and today >= self.on


def add_years(day: date, years: int) -> date:
    """Answer the same day some years on; 29 February is 28 February in a common year."""
    return add_months(day, years * 12)


def disposal(record: Record, facts: RetentionFacts) -> Due:
    """Answer from when a record may be disposed of, and whether a legal hold stands in the way.

    Source: DOMAIN 5.6.
    """
    on, why = _counted(record, facts)
    return Due(on, why, held=facts.held)


def usual_record(sector: Sector) -> Record:
    """Answer which record a service of this kind keeps most of."""
    if sector.is_police:
        return Record.POLICE_GROUP_3
    return Record.MENTAL_HEALTH if sector is Sector.MENTAL_HEALTH_TRUST else Record.GENERAL_HEALTH


def hidden_from(review_on: date) -> date:
    """Answer the first day on which a plan copy is not shown."""
    return review_on


def erased_from(review_on: date) -> date:
    """Answer the first day on which a plan copy that was not renewed is erased."""
    return add_months(review_on, 12)


def check_hold(reason: str, words: str) -> None:
    """Refuse a legal hold for no known cause, or without words.

    Raises:
        Refused: ``legal_hold.cause`` or ``legal_hold.reason``.
    """
    if reason not in CAUSES:
        raise Refused("legal_hold.cause", "Choose what the hold is for.", field="cause")
    if not words.strip():
        raise Refused(
            "legal_hold.reason",
            "Say what the hold is for, in words.",
            next_step="Such as the coroner's reference.",
            field="reason",
        )


def check_decision(due: Due, *, decided: str, reason: str, today: date) -> None:
    """Refuse a decision to dispose before the day, against a hold, or without words.

    Raises:
        Refused: ``retention.no_reason``, ``retention.held`` or ``retention.too_early``.
    """
    if not reason.strip():
        raise Refused("retention.no_reason", "Say why.", field="reason")
    if decided != "dispose":
        return
    if due.held:
        raise Refused(
            "retention.held",
            "A legal hold is in force, so nothing is disposed of.",
            next_step="Whoever set the hold can lift it when its cause is over.",
            field="decided",
        )
    if not due.is_due(today):
        raise Refused(
            "retention.too_early",
            "This record's time has not come.",
            next_step=due.why,
            field="decided",
        )


CAUSES: Final = {
    "inquest": "An inquest",
    "inquiry": "An inquiry",
    "complaint": "A complaint",
    "litigation": "A court case",
}

DECISIONS: Final = {
    "keep": "Keep it longer",
    "dispose": "Dispose of it",
}


def _counted(record: Record, facts: RetentionFacts) -> tuple[date | None, str]:
    clock = CLOCKS[record]
    if record in DEATH_COUNTS and facts.died_on is not None:
        return (
            add_years(facts.died_on, YEARS_AFTER_DEATH),
            f"{YEARS_AFTER_DEATH} years after death.",
        )
    start = {
        Counted.LAST_CONTACT: facts.last_contact_on,
        Counted.BIRTH: facts.born_on,
        Counted.REVIEW_DATE: facts.review_on,
        Counted.FORCE_POLICY: None,
    }[clock.counted]
    if start is None:
        return None, f"{clock.rule}. The day it counts from is not known here."
    on = add_years(start, clock.years)
    if record is Record.CHILDREN and facts.born_on is not None:
        on = max(on, _childs_birthday(facts.born_on, start))
    return on, f"{clock.rule}."


def _childs_birthday(born_on: date, ended_on: date) -> date:
    """Answer the 25th birthday, or the 26th of somebody who was 17 when treatment ended."""
    seventeen = add_years(born_on, 17) <= ended_on < add_years(born_on, 18)
    return add_years(born_on, 26 if seventeen else 25)

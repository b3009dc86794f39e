"""What is asked of the sharing decision and what it answers."""

from dataclasses import dataclass
from enum import StrEnum

from alongside.kernel.actor import Role, Sector
from alongside.kernel.period import Period


class Purpose(StrEnum):
    """Why somebody wants to look (DOMAIN 5.3)."""

    IMMEDIATE_DANGER = "P1"
    S136_TO_HEALTH = "P2"
    S136_TO_POLICE = "P3"
    CUSTODY = "P4"
    COURT = "P5"
    CRISIS_PLAN = "P6"
    MISSING = "P7"
    SAFEGUARDING_MEETING = "P8"
    PUBLIC_PROTECTION = "P9"
    INVESTIGATION = "P10"
    SUICIDE_PREVENTION = "P11"
    MODERN_SLAVERY = "P12"
    SURVEILLANCE = "P13"
    PROGRAMME = "P14"
    TRAINING = "P15"


class Category(StrEnum):
    """What kind of information it is (DOMAIN 5.3)."""

    IDENTITY = "I"
    OWN_WORDS = "C"
    RISK = "R"
    MEDICAL_SAFETY = "M"
    CLINICAL = "D"
    OFFENCE = "O"
    SAFEGUARDING = "S"
    VICTIM = "V"
    AGGREGATE = "A"


class Outcome(StrEnum):
    """What may be done with a category."""

    SHOWN = "shown"
    WITHHELD = "withheld"
    NEEDS_JUSTIFICATION = "needs_justification"
    NEEDS_BREAK_GLASS = "needs_break_glass"


class Cell(StrEnum):
    """What the matrix says of one purpose and category."""

    YES = "yes"
    CONSENT = "consent"
    SENIOR = "senior"
    NO = "no"
    NOT_RELEVANT = "not_relevant"


@dataclass(frozen=True, slots=True)
class Request:
    """Who wants to see what, and why.

    Attributes:
        role: The role they act in.
        sector: What kind of organisation they act for.
        on_duty: Whether they have started duty in that role.
        purpose: Why they look.
        categories: What they ask for.
    """

    role: Role
    sector: Sector
    on_duty: bool
    purpose: Purpose
    categories: frozenset[Category] = frozenset(Category)


@dataclass(frozen=True, slots=True)
class Consent:
    """The person agrees, or a recorded capacity decision stands in for that.

    Attributes:
        purpose: What for.
        category: What.
        period: From when, and until it is withdrawn or ends.
    """

    purpose: Purpose
    category: Category
    period: Period


@dataclass(frozen=True, slots=True)
class Objection:
    """The person has said no.

    Attributes:
        category: To sharing what.
        period: From when, and until they change their mind.
    """

    category: Category
    period: Period


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What about the person matters to the decision.

    Attributes:
        is_child: Whether under 18; ``None`` when it cannot be told.
        consents: Agreements on record, past ones too.
        objections: Refusals on record, past ones too.
    """

    is_child: bool | None = None
    consents: frozenset[Consent] = frozenset()
    objections: frozenset[Objection] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for one category.

    Attributes:
        category: What it is about.
        outcome: Whether it may be shown.
        ground: Legal gateway code relied on (DOMAIN 5.2); empty unless shown.
        rule_id: Which cell of which policy decided, such as ``2018-05-25/P3.C``.
        agreement: Sharing agreement relied on; empty when none is.
        sentence: The reason in plain words; says nothing about whether anything is held.
        next_step: What to do next; empty when shown.
    """

    category: Category
    outcome: Outcome
    ground: str
    rule_id: str
    agreement: str
    sentence: str
    next_step: str

"""What is asked of the sharing decision and what it answers."""

from dataclasses import dataclass
from datetime import datetime
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


class Duty(StrEnum):
    """What a decision asks of whoever relies on it."""

    TELL_PERSON_LATER = "tell_person_later"
    LIST_EARLIER_DISCLOSURES = "list_earlier_disclosures"
    KEEP_CAPACITY_RECORD = "keep_capacity_record"
    GIVE_REASON = "give_reason"
    BOTH_REVIEW = "both_review"


class AgreedBy(StrEnum):
    """Whose word a consent is."""

    PERSON = "person"
    PARENT = "parent"
    ATTORNEY = "attorney"
    BEST_INTERESTS = "best_interests"


ANYBODY = "anybody"
"""A recipient that stands for every organisation."""


@dataclass(frozen=True, slots=True)
class Justification:
    """A named senior person has weighed the harm and let a category go to one recipient.

    Attributes:
        category: What.
        recipient: Opaque id of the organisation it goes to.
        period: From when, until when.
        decided_by: Opaque id of the senior person.
        ground: Legal gateway code they relied on.
    """

    category: Category
    recipient: str
    period: Period
    decided_by: str
    ground: str = "overriding_public_interest"


@dataclass(frozen=True, slots=True)
class BreakGlass:
    """Somebody has broken glass for a person, with a reason, for a while.

    Attributes:
        categories: What they asked to open.
        period: From when, until when.
    """

    categories: frozenset[Category]
    period: Period


@dataclass(frozen=True, slots=True)
class Request:
    """Who wants to see what, and why.

    Attributes:
        role: The role they act in.
        sector: What kind of organisation they act for.
        on_duty: Whether they have started duty in that role.
        purpose: Why they look.
        categories: What they ask for.
        organisation: Opaque id of the organisation they act for; may be empty.
        gateway: Legal gateway code they choose to rely on; empty for the usual one.
        reason: Their own few words; may be empty.
        justifications: Senior decisions in this viewer's favour, past ones too.
        break_glass: Glass this viewer has broken for this person, past ones too.
    """

    role: Role
    sector: Sector
    on_duty: bool
    purpose: Purpose
    categories: frozenset[Category] = frozenset(Category)
    organisation: str = ""
    gateway: str = ""
    reason: str = ""
    justifications: frozenset[Justification] = frozenset()
    break_glass: frozenset[BreakGlass] = frozenset()


@dataclass(frozen=True, slots=True)
class Consent:
    """The person agrees, or somebody entitled to has decided for them.

    Attributes:
        purpose: What for; ``None`` for every purpose that asks for consent.
        category: What.
        period: From when, and until it is withdrawn or ends.
        recipient: Organisation id, ``Sector`` value or ``ANYBODY``.
        agreed_by: Whose word it is. A parent's counts for somebody known to be a child alone.
            ``BEST_INTERESTS`` is a capacity decision: it is for one decision, so it counts for
            the purpose and the recipient it names and no other.
    """

    purpose: Purpose | None
    category: Category
    period: Period
    recipient: str = ANYBODY
    agreed_by: AgreedBy = AgreedBy.PERSON


@dataclass(frozen=True, slots=True)
class Objection:
    """The person has said no.

    Attributes:
        category: To sharing what.
        period: From when, and until they change their mind.
        recipient: Organisation id, ``Sector`` value or ``ANYBODY``. ``police`` is every police
            force, the railway police too; a consent to ``police`` is not.
    """

    category: Category
    period: Period
    recipient: str = ANYBODY


@dataclass(frozen=True, slots=True)
class Expiry:
    """What is on record of a category went out of date.

    Attributes:
        category: Which.
        expired_at: From this instant on.
    """

    category: Category
    expired_at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """A signed sharing agreement between organisations (DOMAIN 5.4).

    Attributes:
        id: Opaque id, kept on the decision that relied on it.
        parties: Organisation ids.
        purposes: What it is for.
        categories: What may pass.
        period: From when it holds until it ends or is withdrawn.
        signed: Whether every party has signed.
    """

    id: str
    parties: frozenset[str]
    purposes: frozenset[Purpose]
    categories: frozenset[Category]
    period: Period
    signed: bool = True


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What matters to the decision, of the person and of the agreements in force.

    Attributes:
        is_child: Whether under 18; ``None`` when it cannot be told.
        consents: On record, past ones too.
        objections: Refusals on record, past ones too.
        expiries: What has gone out of date.
        agreements: Sharing agreements, past and unsigned ones too.
        opted_out: National data opt-out; bites on secondary use only, and is never told.
        holders: Ids of the organisations that hold what is asked for; an agreement has to be with
            one of them. Empty when it is not known who does.
        from_several: Whether it was joined from several records: an agreement has to be with
            every holder then, since it is not told apart whose a line was.
    """

    is_child: bool | None = None
    consents: frozenset[Consent] = frozenset()
    objections: frozenset[Objection] = frozenset()
    expiries: frozenset[Expiry] = frozenset()
    agreements: frozenset[Agreement] = frozenset()
    opted_out: bool = False
    holders: frozenset[str] = frozenset()
    from_several: bool = False

    def joined(self, other: "PersonFacts") -> "PersonFacts":
        """Put together what two sources know. Whoever knows an age is believed."""
        return PersonFacts(
            is_child=self.is_child if self.is_child is not None else other.is_child,
            consents=self.consents | other.consents,
            objections=self.objections | other.objections,
            expiries=self.expiries | other.expiries,
            agreements=self.agreements | other.agreements,
            opted_out=self.opted_out or other.opted_out,
            holders=self.holders | other.holders,
            from_several=self.from_several or other.from_several,
        )


@dataclass(frozen=True, slots=True)
class CategoryDecision:
    """The answer for one category.

    Attributes:
        category: What it is about.
        outcome: Whether it may be shown.
        ground: Legal gateway code relied on (DOMAIN 5.2); empty unless shown.
        rule_id: Which cell of which policy decided, such as ``2018-05-25/P3.C``.
        agreement: Id of the sharing agreement relied on; empty when none is.
        sentence: The reason in plain words; says nothing about whether anything is held.
        next_step: What to do next, always with a way to escalate; empty when shown.
        duties: What it asks of whoever relies on it.
    """

    category: Category
    outcome: Outcome
    ground: str
    rule_id: str
    agreement: str
    sentence: str
    next_step: str
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer for everything asked, in the order of ``Category``.

    Attributes:
        purpose: What it was decided for.
        at: The instant it holds at.
        regime: ``general`` or ``law_enforcement``.
        parts: One answer for each category asked for.
        purpose_words: The purpose, as somebody would say it.
    """

    purpose: Purpose
    at: datetime
    regime: str
    parts: tuple[CategoryDecision, ...]
    purpose_words: str = ""

    def __getitem__(self, category: Category) -> CategoryDecision:
        """Answer the part for a category; ``KeyError`` when it was not asked for."""
        for part in self.parts:
            if part.category is category:
                return part
        raise KeyError(category)

    def __contains__(self, category: object) -> bool:
        return any(part.category is category for part in self.parts)

    @property
    def shown(self) -> tuple[CategoryDecision, ...]:
        """The parts that may be shown."""
        return tuple(part for part in self.parts if part.outcome is Outcome.SHOWN)

    @property
    def held_back(self) -> tuple[CategoryDecision, ...]:
        """The parts that may not."""
        return tuple(part for part in self.parts if part.outcome is not Outcome.SHOWN)
